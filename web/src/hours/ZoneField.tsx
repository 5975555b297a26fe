import { useId } from "react";
import { Field } from "../ui/Field";
import styles from "./ScheduleField.module.css";

interface ZoneFieldProps {
  label: string;
  zone: string;
  onChange: (zone: string) => void;
  /** What it means if it is empty; without it, it must not be. */
  none?: string;
  error?: string | undefined;
  disabled?: boolean;
}

const ZONES = ["UTC", ...Intl.supportedValuesOf("timeZone")];

/** A time zone by its name in the IANA database; what is typed finds it. */
export function ZoneField({ label, zone, onChange, none, error, disabled = false }: ZoneFieldProps) {
  const list = useId();
  return (
    <div className={styles.zone}>
      <Field label={label} error={error}>
        <input
          list={list}
          value={zone}
          placeholder={none}
          required={none === undefined}
          disabled={disabled}
          onChange={(event) => onChange(event.target.value)}
        />
      </Field>
      <datalist id={list}>
        {ZONES.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </div>
  );
}
