import { Phone } from "lucide-react";
import type { SyntheticEvent } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { useDraft } from "../api/scope";
import { Timeline } from "../calls/Timeline";
import { useZone } from "../session/zone";
import { CallerFields } from "../tryit/CallerFields";
import { isComplete, sent } from "../tryit/caller";
import { Button } from "../ui/Button";
import { Field } from "../ui/Field";
import { ProblemNote } from "../ui/ProblemNote";
import { place, usePhone } from "./call";
import { PHONES } from "./messages";
import styles from "./PhoneDock.module.css";
import { useWanted, type Wanted } from "./wanted";

/** Whom to call and as whom; below, what happened in the last call. */
export function Placing() {
  const { t } = useTranslation("phone");
  const [wanted, setWanted] = useWanted();
  const { error, events, phase, call } = usePhone();
  const zone = useZone();
  const draft = useDraft();

  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault();
    const { phones, ringPhones, callOutside } = wanted;
    const asked = { phones, ring_phones: ringPhones, call_outside: callOutside, draft };
    void place({ ...sent(wanted.tried, zone), ...asked });
  };

  return (
    <form className={styles.body} onSubmit={onSubmit}>
      {error && <ProblemNote error={error} />}
      <CallerFields tried={wanted.tried} error={error} onChange={(tried) => setWanted({ ...wanted, tried })} />
      <Who wanted={wanted} onChange={setWanted} />
      <Button type="submit" variant="primary" icon={<Phone />} disabled={!isComplete(wanted.tried)}>
        {t("call")}
      </Button>
      {phase === "over" && events.length > 0 && (
        <>
          <h3>{t("lastCall")}</h3>
          <div className={styles.events}>
            <Timeline events={events} />
          </div>
          {call !== "" && <Link href={`/calls/${call}`}>{t("record")}</Link>}
        </>
      )}
    </form>
  );
}

/** Who really rings. */
function Who({ wanted, onChange }: { wanted: Wanted; onChange: (wanted: Wanted) => void }) {
  const { t, i18n } = useTranslation("phone");
  return (
    <details className={styles.options}>
      <summary>{t("whoRings")}</summary>
      <div className={styles.choices}>
        <Field label={t("ringPhones")} hint={t("ringPhonesHint")} inline>
          <input
            type="checkbox"
            checked={wanted.ringPhones}
            onChange={(event) => onChange({ ...wanted, ringPhones: event.target.checked })}
          />
        </Field>
        <Field label={t("callOutside")} hint={t("callOutsideHint")} inline>
          <input
            type="checkbox"
            checked={wanted.callOutside}
            onChange={(event) => onChange({ ...wanted, callOutside: event.target.checked })}
          />
        </Field>
        <Field label={t("others")}>
          <select
            value={wanted.phones}
            onChange={(event) => onChange({ ...wanted, phones: event.target.value as Wanted["phones"] })}
          >
            {PHONES.map((one) => (
              <option key={one} value={one}>
                {i18n.t(`phone:behave.${one}`)}
              </option>
            ))}
          </select>
        </Field>
      </div>
    </details>
  );
}
