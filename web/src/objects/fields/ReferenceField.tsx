import { X } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useKnowName, useName } from "../../api/names";
import { calledName, useCalled } from "../../destinations/useDestinationText";
import { useSearch } from "../../search/useSearch";
import { IconButton } from "../../ui/Button";
import { Combobox } from "../../ui/Combobox";
import { Field } from "../../ui/Field";
import { useLabels } from "../labels";
import styles from "./Fields.module.css";
import { useForm, type FieldOf } from "./context";
import { useReason } from "./useReason";

/** Another object, found by its name or number. `none`: what stands for null; without it there must be one. */
export function ReferenceField({
  model,
  name,
  value,
  at,
  onChange,
  kind,
  none,
}: FieldOf & { kind: string; none?: string }) {
  const { t } = useTranslation("objects");
  const { disabled } = useForm();
  const labels = useLabels();
  const id = typeof value === "number" ? value : null;
  const named = useName(id);
  const called = useCalled();
  const label = labels.field(model, name);
  const text = id === null ? "" : called(named);
  return (
    <Field label={label} hint={labels.hint(model, name)} error={useReason(at)}>
      <ObjectSearch
        kind={kind}
        label={label}
        text={text}
        placeholder={none ?? t("choose")}
        disabled={disabled}
        onChoose={(chosen) => onChange(chosen)}
        onClear={none !== undefined && id !== null ? () => onChange(null) : undefined}
      />
    </Field>
  );
}

interface SearchProps {
  kind: string;
  label: string;
  text?: string;
  placeholder: string;
  disabled?: boolean;
  /** Ids that are not offered. */
  without?: readonly number[];
  onChoose: (id: number) => void;
  onClear?: (() => void) | undefined;
  id?: string;
  "aria-describedby"?: string;
  "aria-invalid"?: boolean;
}

/** A field that searches the objects of a kind. */
export function ObjectSearch({ kind, label, text = "", without = [], onChoose, onClear, ...rest }: SearchProps) {
  const { t } = useTranslation("objects");
  const know = useKnowName();
  const [query, setQuery] = useState<string | null>(null);
  const found = useSearch(query ?? "", [kind], 30, query !== null);
  const hits = found.hits.filter((hit) => hit.where !== "reference" && !without.includes(hit.id));
  return (
    <div className={styles.searched}>
      <Combobox
        {...rest}
        aria-label={label}
        text={text}
        groups={[{ title: label, options: hits.map((hit) => ({ id: String(hit.id), label: calledName(hit) })) }]}
        busy={found.busy}
        nothing={t("notFound")}
        onQuery={setQuery}
        onChoose={(chosen) => {
          const hit = hits.find((one) => String(one.id) === chosen);
          if (!hit) return;
          know(hit);
          onChoose(hit.id);
        }}
      />
      {onClear && !rest.disabled && <IconButton label={t("clear", { what: label })} icon={<X />} onClick={onClear} />}
    </div>
  );
}
