import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { useMay } from "../session/session";
import { Card } from "../ui/Page";
import styles from "./Home.module.css";
import type { Overview } from "./useOverview";

type Configured = Overview["configured"];

/** What a first call from outside needs, in the order in which one makes it, and where. */
const NEEDED = [
  ["extensions", "people"],
  ["ivrs", "menu"],
  ["trunks", "trunk"],
  ["inbound_routes", "number"],
] as const satisfies readonly (readonly [keyof Configured, string])[];

/** In a new system: what is missing until somebody outside can call. */
export function NextSteps({ configured }: { configured: Configured }) {
  const { t, i18n } = useTranslation("home");
  const missing = NEEDED.filter(([kind]) => configured[kind] === 0);
  if (!useMay("editor") || missing.length === 0) return null;
  return (
    <Card title={t("next")} actions={<Link href="/start">{t("toSteps")}</Link>}>
      <ol className={styles.steps}>
        {missing.map(([kind, step]) => (
          <li key={kind}>
            <strong>{i18n.t(`start:steps.${step}.title`)}</strong>{" "}
            <span className={styles.soft}>{i18n.t(`start:steps.${step}.text`)}</span>
          </li>
        ))}
      </ol>
    </Card>
  );
}
