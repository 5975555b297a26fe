import { useTranslation } from "react-i18next";
import type { Schemas } from "../api/client";
import type { Format } from "../i18n/format";
import { Badge } from "../ui/Badge";
import { Card } from "../ui/Page";
import styles from "./CallScreen.module.css";
import { gradeOf, type Grade } from "./grade";

const TONES = { good: "good", fair: "warn", poor: "bad" } as const satisfies Record<Grade, string>;

/** How the audio of those in the call was, as far as packets tell. */
export function AudioCard({ audio, format }: { audio: Schemas["AudioShown"][]; format: Format }) {
  const { t } = useTranslation("calls");
  return (
    <Card title={t("audio")}>
      {audio.map((one, index) => (
        <section key={index} className={styles.party}>
          <h3>{t(`audioOf.${one.side}`, { number: one.number })}</h3>
          <dl className={styles.facts}>
            <div className={styles.fact}>
              <dt>{t("codec")}</dt>
              <dd>{one.encrypted ? t("encryptedCodec", { codec: one.codec }) : one.codec}</dd>
            </div>
            <Way name={t("wasHeard")} way={one.received} format={format} />
            <Way name={t("heard")} way={one.sent} format={format} />
            {one.round_trip_ms !== null && (
              <div className={styles.fact}>
                <dt>{t("roundTrip")}</dt>
                <dd>{t("milliseconds", { value: format.number(one.round_trip_ms) })}</dd>
              </div>
            )}
          </dl>
        </section>
      ))}
    </Card>
  );
}

function Way({ name, way, format }: { name: string; way: Schemas["AudioWayShown"]; format: Format }) {
  const { t } = useTranslation("calls");
  return (
    <div className={styles.fact}>
      <dt>{name}</dt>
      <dd>
        {way.mos === null ? (
          t("notMeasured")
        ) : (
          <>
            <Badge tone={TONES[gradeOf(way.mos)]}>{t(`grade.${gradeOf(way.mos)}`)}</Badge>{" "}
            {t("measured", {
              loss: format.percent((way.loss_percent ?? 0) / 100),
              jitter: format.number(way.jitter_ms ?? 0),
              mos: format.number(way.mos),
            })}
          </>
        )}
      </dd>
    </div>
  );
}
