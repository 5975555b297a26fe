import { CircleCheck } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { useAll, useSave } from "../api/objects";
import { linkTo } from "../shell/linkTo";
import { Button } from "../ui/Button";
import { Card } from "../ui/Page";
import { ProblemNote } from "../ui/ProblemNote";
import { tell } from "../ui/toasts";
import type { Used } from "./useTemplates";
import styles from "./FirstSteps.module.css";

type Made = Used["objects"][number];

/** What would be made. */
export function PreviewCard({ used }: { used: Used }) {
  const { t } = useTranslation("start");
  return (
    <Card title={t("wouldMake")}>
      <MadeList objects={used.objects} />
    </Card>
  );
}

/** What was made, and how callers get there. */
export function MadeCard({ used }: { used: Used }) {
  const { t } = useTranslation("start");
  return (
    <Card
      title={
        <span className={styles.made}>
          <CircleCheck aria-hidden /> {t("wasMade")}
        </span>
      }
    >
      <MadeList objects={used.objects} />
      <NumberLeadsHere entry={used.entry} />
      <p>
        {used.entry.id !== null && (
          <Link href={linkTo(used.entry.kind, used.entry.id)}>{t("openIt", { name: used.entry.name })}</Link>
        )}
      </p>
    </Card>
  );
}

function MadeList({ objects }: { objects: Made[] }) {
  const { i18n } = useTranslation("start");
  return (
    <ul className={styles.objects}>
      {objects.map((one, index) => (
        <li key={index}>
          <span className={styles.kind}>{i18n.t(`start:kinds.${one.kind}`)}</span>
          {one.id === null ? <strong>{one.name}</strong> : <Link href={linkTo(one.kind, one.id)}>{one.name}</Link>}
          {one.number && <code>{one.number}</code>}
          {one.text && <q className={styles.soft}>{one.text}</q>}
        </li>
      ))}
    </ul>
  );
}

/** Leads all calls from outside there, as long as there is no route for them. */
function NumberLeadsHere({ entry }: { entry: Made }) {
  const { t } = useTranslation("start");
  const { data: routes } = useAll("inbound-routes");
  const route = useSave("inbound-routes");
  const lead = () => {
    const document = { name: entry.name, to: { kind: entry.kind, [entry.kind]: entry.id } };
    route.mutate({ id: null, document }, { onSuccess: () => tell(t("leads", { name: entry.name })) });
  };
  if (!routes) return null;
  return (
    <>
      {entry.number && <p>{t("dial", { number: entry.number })}</p>}
      {route.error && <ProblemNote error={route.error} />}
      {routes.length === 0 ? (
        <div className={styles.buttons}>
          <Button busy={route.isPending} onClick={lead}>
            {t("leadAll")}
          </Button>
        </div>
      ) : (
        <p>
          <Link href="/objects/inbound-routes">{t("chooseNumber")}</Link>
        </p>
      )}
    </>
  );
}
