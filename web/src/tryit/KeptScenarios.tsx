import { ListChecks } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import type { Schemas } from "../api/client";
import { useAll } from "../api/objects";
import { useScenariosRun } from "../api/scenarios";
import { useDraft } from "../api/scope";
import { useZone } from "../session/zone";
import { linkTo } from "../shell/linkTo";
import { Badge } from "../ui/Badge";
import { Button } from "../ui/Button";
import { Card } from "../ui/Page";
import { ProblemNote } from "../ui/ProblemNote";
import { askedOfKept } from "./kept";
import styles from "./KeptScenarios.module.css";
import type { Asked } from "./scenario";

type Result = Schemas["ScenarioResult"];

/** The calls that are kept: filled in by one press, and all simulated by another. */
export function KeptScenarios({ onChosen }: { onChosen: (asked: Asked) => void }) {
  const { t } = useTranslation("tryit");
  const zone = useZone();
  const [wanted, setWanted] = useState(false);
  const { data: kept = [], error } = useAll("scenarios");
  const run = useScenariosRun(useDraft(), wanted);
  const results = new Map(run.data?.items.map((item) => [item.id, item]));

  const simulate = () => {
    if (wanted) void run.refetch();
    setWanted(true);
  };
  return (
    <Card
      title={t("scenarios")}
      actions={
        kept.length > 0 && (
          <Button icon={<ListChecks />} busy={run.isFetching} onClick={simulate}>
            {t("runAll")}
          </Button>
        )
      }
    >
      {(error ?? run.error) && <ProblemNote error={error ?? run.error} />}
      {kept.length === 0 && <p className={styles.soft}>{t("noScenarios")}</p>}
      {run.data && <p role="status">{t("ran", { passed: run.data.passed, all: run.data.items.length })}</p>}
      <ul className={styles.list} aria-label={t("scenarios")}>
        {kept.map((one) => (
          <li key={one.id}>
            <Link href={linkTo("scenario", one.id)}>{one.name}</Link>
            <Button
              variant="quiet"
              aria-label={t("fillInOf", { name: one.name })}
              onClick={() => onChosen(askedOfKept(one, zone))}
            >
              {t("fillIn")}
            </Button>
            <End result={results.get(one.id)} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function End({ result }: { result: Result | undefined }) {
  const { t, i18n } = useTranslation("tryit");
  if (!result) return null;
  const outcome = result.outcome ? i18n.t(`calls:outcome.${result.outcome}`) : "";
  const number = result.ends_at;
  const said = result.refused
    ? t("cannot", { reason: result.refused })
    : t(number ? "endsSo" : "endsSoNowhere", { outcome, number });
  return (
    <span className={styles.end}>
      <Badge tone={result.passed ? "good" : "bad"}>{t(result.passed ? "passes" : "fails")}</Badge>
      {!result.passed && <span className={styles.soft}>{said}</span>}
    </span>
  );
}
