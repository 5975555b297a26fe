import { Plus, X } from "lucide-react";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { Button, IconButton } from "../ui/Button";
import { Field } from "../ui/Field";
import styles from "./TryScreen.module.css";
import { useNumbers } from "./useNumbers";

export const LINES = ["answers", "no_answer", "busy", "rejects", "unregistered"] as const;
type Behaviour = (typeof LINES)[number];

/** Number -> how the phone there behaves; all others answer. */
export type Phones = Readonly<Record<string, Behaviour>>;

/** Phones that do not simply answer. */
export function PhonesField({ phones, onChange }: { phones: Phones; onChange: (phones: Phones) => void }) {
  const { t, i18n } = useTranslation("tryit");
  const list = useId();
  const entries = Object.entries(phones);
  const put = (changed: [string, Behaviour][]) => onChange(Object.fromEntries(changed));
  return (
    <>
      {entries.length === 0 && <p>{t("allAnswer")}</p>}
      {entries.map(([number, behaviour], at) => (
        <div key={at} className={styles.phones}>
          <Field label={t("phoneOf")}>
            <input
              inputMode="tel"
              list={list}
              value={number}
              onChange={(event) => put(entries.with(at, [event.target.value, behaviour]))}
            />
          </Field>
          <Field label={t("behaves")}>
            <select
              value={behaviour}
              onChange={(event) => put(entries.with(at, [number, event.target.value as Behaviour]))}
            >
              {LINES.map((line) => (
                <option key={line} value={line}>
                  {i18n.t(`tryit:line.${line}`)}
                </option>
              ))}
            </select>
          </Field>
          <IconButton label={t("remove")} icon={<X />} onClick={() => put(entries.toSpliced(at, 1))} />
        </div>
      ))}
      <People id={list} />
      <div>
        <Button icon={<Plus />} disabled={"" in phones} onClick={() => put([...entries, ["", "busy"]])}>
          {t("addPhone")}
        </Button>
      </div>
    </>
  );
}

function People({ id }: { id: string }) {
  const people = useNumbers("", "extension");
  return (
    <datalist id={id}>
      {people.map((one) => (
        <option key={one.number} value={one.number}>
          {one.name}
        </option>
      ))}
    </datalist>
  );
}
