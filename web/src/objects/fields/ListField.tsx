import { Plus } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useName } from "../../api/names";
import { useCalled } from "../../destinations/useDestinationText";
import { Button } from "../../ui/Button";
import { Field } from "../../ui/Field";
import { useLabels } from "../labels";
import { initial, shapeOf, type Schema, type Shape } from "../schema";
import styles from "./Fields.module.css";
import { FieldFor } from "./FieldFor";
import { MembersOf, VariantField } from "./GroupField";
import { Ordered } from "./Ordered";
import { ObjectSearch } from "./ReferenceField";
import { useForm, type FieldOf } from "./context";
import { useReason } from "./useReason";

interface ListProps extends FieldOf {
  schema: Schema;
  items: Schema;
}

/** Members whose order says something. */
const RANKED = ["codecs"];

/** A list: words as boxes to tick, texts as lines, references and parts as rows that can be moved. */
export default function ListField({ schema, items, ...field }: ListProps) {
  const shape = shapeOf(items);
  if (shape.is === "choice" && !RANKED.includes(field.name)) return <Ticked {...field} allowed={shape.allowed} />;
  if (shape.is === "text") return <Lines {...field} />;
  if (shape.is === "reference") return <References {...field} schema={schema} kind={shape.kind} />;
  return <Rows {...field} schema={schema} items={items} shape={shape} />;
}

function Ticked({ model, name, value, at, onChange, allowed }: FieldOf & { allowed: readonly string[] }) {
  const { disabled } = useForm();
  const labels = useLabels();
  const chosen = (value ?? []) as string[];
  const reason = useReason(at, true);
  return (
    <fieldset className={styles.ticked} disabled={disabled}>
      <legend>{labels.field(model, name)}</legend>
      {allowed.map((one) => (
        <Field key={one} inline label={labels.value(name, one)}>
          <input
            type="checkbox"
            checked={chosen.includes(one)}
            onChange={(event) =>
              onChange(allowed.filter((other) => (other === one ? event.target.checked : chosen.includes(other))))
            }
          />
        </Field>
      ))}
      {reason && <p className={styles.error}>{reason}</p>}
    </fieldset>
  );
}

/** Texts, one a line. */
function Lines({ model, name, value, at, onChange }: FieldOf) {
  const { t } = useTranslation("objects");
  const { disabled } = useForm();
  const labels = useLabels();
  const lines = (value ?? []) as string[];
  return (
    <Field
      label={labels.field(model, name)}
      hint={[labels.hint(model, name), t("oneALine")].filter(Boolean).join(" ")}
      error={useReason(at, true)}
    >
      <textarea
        rows={Math.min(10, Math.max(2, lines.length + 1))}
        disabled={disabled}
        value={lines.join("\n")}
        onChange={(event) => onChange(event.target.value === "" ? [] : event.target.value.split("\n"), at)}
        onBlur={() => {
          const kept = lines.map((line) => line.trim()).filter(Boolean);
          if (kept.length < lines.length || kept.some((line, index) => line !== lines[index])) onChange(kept, at);
        }}
      />
    </Field>
  );
}

function References({ model, name, value, at, onChange, kind, schema }: FieldOf & { kind: string; schema: Schema }) {
  const { t } = useTranslation("objects");
  const { disabled } = useForm();
  const labels = useLabels();
  const ids = (value ?? []) as number[];
  const label = labels.field(model, name);
  const reason = useReason(at, true);
  return (
    <fieldset className={styles.list}>
      <legend>{label}</legend>
      {labels.hint(model, name) && <p className={styles.hint}>{labels.hint(model, name)}</p>}
      <Ordered items={ids} keyOf={String} labelOf={(_, index) => `${label} ${index + 1}`} onChange={onChange}>
        {(id) => <Called id={id} />}
      </Ordered>
      {!disabled && ids.length < (schema.maxItems ?? Infinity) && (
        <ObjectSearch
          kind={kind}
          label={t("addTo", { what: label })}
          placeholder={t("addTo", { what: label })}
          without={ids}
          onChoose={(id) => onChange([...ids, id])}
        />
      )}
      {reason && (
        <p className={styles.error} role="alert">
          {reason}
        </p>
      )}
    </fieldset>
  );
}

function Called({ id }: { id: number }) {
  const called = useCalled();
  return <span>{called(useName(id))}</span>;
}

function Rows({ model, name, value, at, onChange, schema, items, shape }: ListProps & { shape: Shape }) {
  const { t } = useTranslation("objects");
  const { disabled, schemas } = useForm();
  const labels = useLabels();
  const rows = (value ?? []) as unknown[];
  const label = labels.field(model, name);
  const reason = useReason(at);
  return (
    <fieldset className={styles.list}>
      <legend>{label}</legend>
      {labels.hint(model, name) && <p className={styles.hint}>{labels.hint(model, name)}</p>}
      <Ordered
        items={rows}
        keyOf={(_, index) => String(index)}
        labelOf={(_, index) => `${label} ${index + 1}`}
        onChange={onChange}
      >
        {(row, index) => (
          <Row
            shape={shape}
            schema={items}
            field={{
              model,
              name,
              value: row,
              at: `${at}/${index}`,
              onChange: (next, group) =>
                onChange(
                  rows.map((one, place) => (place === index ? next : one)),
                  group,
                ),
            }}
          />
        )}
      </Ordered>
      {!disabled && rows.length < (schema.maxItems ?? Infinity) && (
        <div>
          <Button icon={<Plus />} onClick={() => onChange([...rows, initial(items, schemas)])}>
            {t("addTo", { what: label })}
          </Button>
        </div>
      )}
      {reason && (
        <p className={styles.error} role="alert">
          {reason}
        </p>
      )}
    </fieldset>
  );
}

function Row({ shape, schema, field }: { shape: Shape; schema: Schema; field: FieldOf }) {
  if (shape.is === "group") return <MembersOf {...field} inner={shape.model} inRow />;
  if (shape.is === "variant") return <VariantField {...field} models={shape.models} />;
  return <FieldFor {...field} schema={schema} />;
}
