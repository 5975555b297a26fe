import { Field } from "../ui/Field";

interface SecondsProps<T> {
  label: string;
  hint?: string;
  error?: string;
  /** What an empty field means, where it may be empty. */
  empty?: string;
  value: T;
  disabled?: boolean;
  onChange: (seconds: T) => void;
}

/** A time in seconds. */
export function Seconds<T extends number | null>({
  label,
  hint,
  error,
  empty,
  value,
  disabled,
  onChange,
}: SecondsProps<T>) {
  return (
    <Field label={label} hint={hint} error={error}>
      <input
        type="number"
        min={0}
        max={3600}
        step={0.5}
        disabled={disabled}
        placeholder={empty}
        value={value ?? ""}
        onChange={({ target }) => {
          if (target.value !== "") onChange(target.valueAsNumber as T);
          else if (empty !== undefined) onChange(null as T);
        }}
      />
    </Field>
  );
}
