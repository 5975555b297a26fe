import { useTranslation } from "react-i18next";
import type { Schemas } from "../api/client";
import type { Format } from "../i18n/format";
import styles from "./CallScreen.module.css";
import { useNames } from "./names";
import { useCallWords } from "./where";

/** Who called whom, when, and how it ended. */
export function CallFacts({ call, format }: { call: Schemas["CallDetails"]; format: Format }) {
  const { t } = useTranslation("calls");
  const words = useCallWords();
  const trunk = call.trunk === null ? null : { kind: "trunk", id: call.trunk };
  const nameOf = useNames(trunk ? [trunk] : []);
  const through = trunk && nameOf(trunk);
  const from = trunk === null ? t("insideExtension") : through ? t("outsideTrunk", { name: through }) : t("outside");
  const facts: [string, string][] = [
    [t("caller"), words.caller(call)],
    [t("from"), from],
    [t("dialled"), call.dialled],
    [t("cameIn"), `${format.dateTime(call.started_at)} (${format.ago(call.started_at)})`],
    ...(call.answered_at ? [[t("answeredAt"), format.time(call.answered_at)] as [string, string]] : []),
    ...(call.ended_at ? [[t("endedAt"), format.time(call.ended_at)] as [string, string]] : []),
    [t("duration"), format.duration(call.duration_s * 1000)],
  ];
  return (
    <dl className={styles.facts}>
      {facts.map(([name, value]) => (
        <div key={name} className={styles.fact}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
