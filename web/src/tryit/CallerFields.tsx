import { useId } from "react";
import { useTranslation } from "react-i18next";
import { useAll } from "../api/objects";
import { reasonsAt } from "../api/problem";
import { useZone } from "../session/zone";
import { Field } from "../ui/Field";
import styles from "./CallerFields.module.css";
import type { Tried } from "./caller";
import { useNumbers } from "./useNumbers";

interface CallerFieldsProps {
  tried: Tried;
  onChange: (tried: Tried) => void;
  error: unknown;
}

/** Who calls, whom and when. */
export function CallerFields({ tried, onChange, error }: CallerFieldsProps) {
  const { t } = useTranslation("tryit");
  const zone = useZone();
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
      <Field label={t("at")} hint={t(tried.at === "" ? "now" : "inZone", { zone })} error={wrong("/at")}>
        <input type="datetime-local" value={tried.at} onChange={(event) => change({ at: event.target.value })} />
      </Field>
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

interface NumberFieldProps {
  label: string;
  hint?: string | undefined;
  kinds: string;
  value: string;
  error: string | undefined;
  onChange: (value: string) => void;
}

/** A number, with what has it and the like offered while it is typed. */
function NumberField({ label, hint, kinds, value, error, onChange }: NumberFieldProps) {
  const list = useId();
  const found = useNumbers(value, kinds);
  const known = found.find((one) => one.number === value);
  return (
    <>
      <Field label={label} hint={known?.name ?? hint} error={error}>
        <input
          inputMode="tel"
          autoComplete="off"
          list={list}
          maxLength={64}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      </Field>
      <datalist id={list}>
        {found.map((one) => (
          <option key={one.number} value={one.number}>
            {one.name}
          </option>
        ))}
      </datalist>
    </>
  );
}
