import { useTranslation } from "react-i18next";
import { useAll } from "../api/objects";
import { reasonsAt } from "../api/problem";
import { useZone } from "../session/zone";
import { Button } from "../ui/Button";
import { Field } from "../ui/Field";
import styles from "./CallerFields.module.css";
import type { Tried } from "./caller";
import { MOMENTS, momentNamed } from "./moment";
import { NumberField } from "./parts";

interface CallerFieldsProps {
  tried: Tried;
  onChange: (tried: Tried) => void;
  error: unknown;
}

/** Who calls, whom and when. */
export function CallerFields({ tried, onChange, error }: CallerFieldsProps) {
  const { t } = useTranslation("tryit");
  const change = (part: Partial<Tried>) => onChange({ ...tried, ...part });
  const wrong = (pointer: string) => reasonsAt(error, pointer)[0]?.detail;

  return (
    <div className={styles.fields}>
      <NumberField
        label={t("dialled")}
        kinds="ivr,extension,ring_group,queue,conference,group_voicemail"
        value={tried.dialled}
        error={wrong("/dialled")}
        onChange={(dialled) => change({ dialled })}
      />
      <Field label={t("who")}>
        <select value={tried.outside ? "outside" : "inside"} onChange={(event) => change(whoOf(event.target.value))}>
          <option value="inside">{t("inside")}</option>
          <option value="outside">{t("outside")}</option>
        </select>
      </Field>
      {tried.outside ? (
        <Outside tried={tried} change={change} wrong={wrong} />
      ) : (
        <NumberField
          label={t("extension")}
          hint={tried.from === "" ? t("firstExtension") : undefined}
          kinds="extension"
          value={tried.from}
          error={wrong("/from")}
          onChange={(from) => change({ from })}
        />
      )}
      <When tried={tried} error={wrong("/at")} onChange={(at) => change({ at })} />
    </div>
  );
}

/** Now, or another moment: some that matter are one press away. */
function When({ tried, error, onChange }: { tried: Tried; error: string | undefined; onChange: (at: string) => void }) {
  const { t, i18n } = useTranslation("tryit");
  const zone = useZone();
  return (
    <div className={styles.when}>
      <Field label={t("at")} hint={t(tried.at === "" ? "now" : "inZone", { zone })} error={error}>
        <input type="datetime-local" value={tried.at} onChange={(event) => onChange(event.target.value)} />
      </Field>
      <div className={styles.moments}>
        {MOMENTS.map((name) => (
          <Button key={name} variant="quiet" onClick={() => onChange(momentNamed(name, zone, new Date()))}>
            {i18n.t(`tryit:moment.${name}`)}
          </Button>
        ))}
      </div>
    </div>
  );
}

function whoOf(value: string): Partial<Tried> {
  return { outside: value === "outside", from: "" };
}

interface OutsideProps {
  tried: Tried;
  change: (part: Partial<Tried>) => void;
  wrong: (pointer: string) => string | undefined;
}

function Outside({ tried, change, wrong }: OutsideProps) {
  const { t } = useTranslation("tryit");
  const { data: trunks = [] } = useAll("trunks");
  return (
    <>
      <Field label={t("trunk")} hint={trunks.length === 0 ? t("noTrunk") : undefined} error={wrong("/trunk")}>
        <select
          value={tried.trunk ?? ""}
          onChange={(event) => change({ trunk: event.target.value === "" ? null : Number(event.target.value) })}
        >
          <option value="">{t("choose")}</option>
          {trunks
            .filter((trunk) => trunk.enabled)
            .map((trunk) => (
              <option key={trunk.id} value={trunk.id}>
                {trunk.name}
              </option>
            ))}
        </select>
      </Field>
      <Field label={t("callerNumber")} error={wrong("/from")}>
        <input inputMode="tel" value={tried.from} onChange={(event) => change({ from: event.target.value })} />
      </Field>
      <Field label={t("withheld")} inline>
        <input
          type="checkbox"
          checked={tried.withheld}
          onChange={(event) => change({ withheld: event.target.checked })}
        />
      </Field>
    </>
  );
}
