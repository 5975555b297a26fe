import { useTranslation } from "react-i18next";
import { labelOf, type Kind } from "../api/kinds";
import { useAll } from "../api/objects";
import { Field } from "../ui/Field";

interface SelectProps {
  label: string;
  /** A kind of which there are few. */
  kind: Exclude<Kind, "extensions">;
  value: number | null;
  disabled?: boolean;
  onChange: (id: number | null) => void;
}

/** An object of a kind of which there are few, or none. */
export function ObjectSelect({ label, kind, value, disabled, onChange }: SelectProps) {
  const { t } = useTranslation("menus");
  const { data } = useAll(kind);
  return (
    <Field label={label}>
      <select
        disabled={disabled}
        value={value ?? ""}
        onChange={({ target }) => onChange(target.value === "" ? null : Number(target.value))}
      >
        <option value="">{t("none")}</option>
        {(data ?? []).map((one) => (
          <option key={one.id} value={one.id}>
            {labelOf(one)}
          </option>
        ))}
      </select>
    </Field>
  );
}
