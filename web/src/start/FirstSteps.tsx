import { CircleCheck, CircleDashed } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { Loading } from "../ui/Empty";
import { Card, Page } from "../ui/Page";
import { ProblemNote } from "../ui/ProblemNote";
import { TemplateCards } from "./TemplateCards";
import { useSteps, type Step } from "./useSteps";
import styles from "./FirstSteps.module.css";

/** What is missing before somebody can call, and sets of objects to begin with. */
export default function FirstSteps() {
  const { t } = useTranslation("start");
  const { steps, error } = useSteps();
  const done = steps?.filter((step) => step.done).length ?? 0;
  return (
    <Page title={t("title")}>
      <Card title={t("missing")}>
        {error && <ProblemNote error={error} />}
        {!steps && !error && <Loading />}
        {steps && (
          <>
            <p>{done === steps.length ? t("allDone") : t("progress", { done, all: steps.length })}</p>
            <ol className={styles.steps}>
              {steps.map((step) => (
                <StepRow key={step.name} step={step} />
              ))}
            </ol>
          </>
        )}
      </Card>
      <TemplateCards />
    </Page>
  );
}

function StepRow({ step }: { step: Step }) {
  const { t, i18n } = useTranslation("start");
  const words = (part: string) => i18n.t(`start:steps.${step.name}.${part}`);
  return (
    <li className={step.done ? styles.done : undefined}>
      <span className={styles.mark} role="img" aria-label={step.done ? t("done") : t("toDo")}>
        {step.done ? <CircleCheck /> : <CircleDashed />}
      </span>
      <div>
        <strong>{words("title")}</strong>
        <p>{step.done && step.count !== null ? t("count", { count: step.count }) : words("text")}</p>
      </div>
      <Link href={step.to} className={styles.go}>
        {step.done ? t("look") : words("action")}
      </Link>
    </li>
  );
}
