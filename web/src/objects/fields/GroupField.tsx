import { useId } from "react";
import { Field } from "../../ui/Field";
import { useLabels } from "../labels";
import { initialOf, isInitial } from "../schema";
import styles from "./Fields.module.css";
import { useForm, type FieldOf } from "./context";
import { FieldFor } from "./FieldFor";
import { useReason } from "./useReason";

type Members = Record<string, unknown>;

/** The members of a part of a document, below a line that opens. It is open where it says something. */
export function GroupField({ inner, ...field }: FieldOf & { inner: string }) {
  const { schemas } = useForm();
  const labels = useLabels();
  const reason = useReason(field.at, true);
  const schema = { $ref: inner };
  const plain = isInitial(field.value, schema, schemas);
  return (
    <details className={styles.group} open={!plain || reason !== ""}>
      <summary>{labels.field(field.model, field.name)}</summary>
      <MembersOf {...field} inner={inner} />
    </details>
  );
}

/** One of several sorts, told by its `kind`. */
export function VariantField({ models, ...field }: FieldOf & { models: Record<string, string> }) {
  const { schemas, disabled } = useForm();
  const labels = useLabels();
  const id = useId();
  const kind = ((field.value as Members | null)?.kind as string | undefined) ?? "";
  const inner = models[kind] ?? "";
  return (
    <div className={styles.variant}>
      <Field label={labels.field(field.model, `${field.name}_kind`)}>
        <select
          key={id}
          className={styles.choice}
          disabled={disabled}
          value={kind}
          onChange={(event) => field.onChange(initialOf(models[event.target.value] ?? "", schemas))}
        >
          {Object.keys(models).map((tag) => (
            <option key={tag} value={tag}>
              {labels.value("kind", tag)}
            </option>
          ))}
        </select>
      </Field>
      <MembersOf {...field} inner={inner} />
    </div>
  );
}

/** The fields of all members of a model. */
export function MembersOf({ inner, value, at, onChange, inRow = false }: FieldOf & { inner: string; inRow?: boolean }) {
  const { schemas } = useForm();
  const members = (value ?? {}) as Members;
  const own = useReason(at);
  return (
    <div className={inRow ? styles.inRow : styles.members}>
      {Object.entries(schemas[inner]?.properties ?? {})
        .filter(([, schema]) => schema.const === undefined)
        .map(([name, schema]) => (
          <FieldFor
            key={name}
            schema={schema}
            model={inner}
            name={name}
            value={members[name]}
            at={`${at}/${name}`}
            onChange={(next, group) => onChange({ ...members, [name]: next }, group)}
          />
        ))}
      {own && (
        <p className={styles.error} role="alert">
          {own}
        </p>
      )}
    </div>
  );
}
