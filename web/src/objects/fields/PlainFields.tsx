import { useState } from "react";
import { Field } from "../../ui/Field";
import { useLabels } from "../labels";
import type { Schema } from "../schema";
import styles from "./Fields.module.css";
import { useForm, type FieldOf } from "./context";
import { suggestionsFor } from "./suggestions";
import { useReason } from "./useReason";

export function TextField({
  model,
  name,
  value,
  at,
  onChange,
  schema,
  long,
  means,
}: FieldOf & { schema: Schema; long: boolean; means: string | null }) {
  const { disabled } = useForm();
  const labels = useLabels();
  const text = typeof value === "string" ? value : "";
  const suggested = suggestionsFor(means);
  const list = `${at.replaceAll("/", "-")}-suggested`;
  const shared = {
    value: text,
    disabled: disabled || schema.readOnly === true,
    onChange: (event: { target: { value: string } }) => onChange(event.target.value, at),
  };
  const limits = schema.maxLength ? { maxLength: schema.maxLength } : {};
  return (
    <>
      <Field label={labels.field(model, name)} hint={labels.hint(model, name)} error={useReason(at)}>
        {long ? (
          <textarea rows={3} {...limits} {...shared} />
        ) : (
          <input type="text" autoComplete="off" {...limits} {...shared} {...(suggested && { list })} />
        )}
      </Field>
      {suggested && (
        <datalist id={list}>
          {suggested.map(([key, label]) => (
            <option key={key} value={key}>
              {label}
            </option>
          ))}
        </datalist>
      )}
    </>
  );
}

/** `none`: what stands for null, which an empty field means then. */
export function NumberField({
  model,
  name,
  value,
  at,
  onChange,
  schema,
  none,
}: FieldOf & { schema: Schema; none?: string }) {
  const { disabled } = useForm();
  const labels = useLabels();
  const [typed, setTyped] = useState<string | null>(null);
  const unit = labels.unit(name);
  const shown = typeof value === "number" ? String(value) : "";
  const label = labels.field(model, name);
  return (
    <Field label={unit ? `${label} (${unit})` : label} hint={labels.hint(model, name)} error={useReason(at)}>
      <input
        type="number"
        className={styles.number}
        step={schema.type === "integer" ? 1 : "any"}
        min={schema.minimum}
        max={schema.maximum}
        placeholder={none}
        disabled={disabled || schema.readOnly === true}
        value={typed ?? shown}
        onChange={(event) => {
          setTyped(event.target.value);
          if (event.target.value !== "") onChange(event.target.valueAsNumber, at);
          else if (none !== undefined) onChange(null, at);
        }}
        onBlur={() => setTyped(null)}
      />
    </Field>
  );
}

export function ToggleField({ model, name, value, at, onChange }: FieldOf) {
  const { disabled } = useForm();
  const labels = useLabels();
  return (
    <Field inline label={labels.field(model, name)} hint={labels.hint(model, name)} error={useReason(at)}>
      <input
        type="checkbox"
        disabled={disabled}
        checked={value === true}
        onChange={(event) => onChange(event.target.checked)}
      />
    </Field>
  );
}

/** One of some words. `none`: what stands for null. */
export function ChoiceField({
  model,
  name,
  value,
  at,
  onChange,
  allowed,
  none,
}: FieldOf & { allowed: readonly string[]; none?: string }) {
  const { disabled } = useForm();
  const labels = useLabels();
  return (
    <Field label={labels.field(model, name)} hint={labels.hint(model, name)} error={useReason(at)}>
      <select
        className={styles.choice}
        disabled={disabled}
        value={typeof value === "string" ? value : ""}
        onChange={(event) => onChange(event.target.value === "" ? null : event.target.value)}
      >
        {none !== undefined && <option value="">{none}</option>}
        {allowed.map((one) => (
          <option key={one} value={one}>
            {labels.value(name, one)}
          </option>
        ))}
      </select>
    </Field>
  );
}
