import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { useMay } from "../session/session";
import { Loading } from "../ui/Empty";
import { Card } from "../ui/Page";
import { ProblemNote } from "../ui/ProblemNote";
import { useTemplates } from "./useTemplates";
import styles from "./FirstSteps.module.css";

/** The sets of objects that can be made from a few answers. */
export function TemplateCards() {
  const { t } = useTranslation("start");
  const may = useMay("editor");
  const { data, error } = useTemplates();
  if (!may) return null;
  return (
    <Card title={t("templates")}>
      <p>{t("templatesText")}</p>
      {error && <ProblemNote error={error} />}
      {!data && !error && <Loading lines={2} />}
      <div className={styles.cards}>
        {data?.items.map((template) => (
          <Link key={template.name} href={`/templates/${template.name}`} className={styles.template}>
            <strong>{template.title}</strong>
            <span>{template.summary}</span>
          </Link>
        ))}
      </div>
    </Card>
  );
}
