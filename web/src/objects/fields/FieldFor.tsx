import { lazy, type ReactNode } from "react";
import { DestinationPicker } from "../../destinations/DestinationPicker";
import { PromptField } from "../../prompts/PromptField";
import type { PromptRef } from "../../prompts/prompt";
import { Field } from "../../ui/Field";
import { useLabels } from "../labels";
import { shapeOf, type Schema } from "../schema";
import { useForm, type FieldOf } from "./context";
import { GroupField, VariantField } from "./GroupField";
import { NullableField } from "./NullableField";
import { NumberField, TextField, ToggleField, ChoiceField } from "./PlainFields";
import { ReferenceField } from "./ReferenceField";
import { useReason } from "./useReason";

const ListField = lazy(() => import("./ListField"));
const TimeFields = lazy(() => import("./TimeFields"));

/** Models that have an input of their own. */
const TIMES = new Set(["WeekHours", "Schedule"]);

/** The input for a value, whatever its schema says; inside of others it calls itself. */
export function FieldFor({ schema, ...field }: FieldOf & { schema: Schema }): ReactNode {
  const shape = shapeOf(schema);
  switch (shape.is) {
    case "text":
      return <TextField {...field} schema={schema} long={shape.long} means={shape.means} />;
    case "number":
      return <NumberField {...field} schema={schema} />;
    case "toggle":
      return <ToggleField {...field} />;
    case "choice":
      return <ChoiceField {...field} allowed={shape.allowed} />;
    case "reference":
      return <ReferenceField {...field} kind={shape.kind} />;
    case "list":
      return <ListField {...field} schema={schema} items={shape.items} />;
    case "group":
      if (TIMES.has(shape.model)) return <TimeFields {...field} inner={shape.model} />;
      return <GroupField {...field} inner={shape.model} />;
    case "variant":
      return <VariantField {...field} models={shape.models} />;
    case "nullable":
      return <NullableField {...field} inner={shape.inner} />;
    case "destination":
      return <DestinationField {...field} byTime={shape.byTime} />;
    case "prompt":
      return <PromptOf {...field} required />;
    case "other":
      return null;
  }
}

/** Where callers go; `null` while nothing is chosen. */
export function DestinationField({ model, name, value, at, onChange, byTime }: FieldOf & { byTime: boolean }) {
  const { disabled } = useForm();
  const labels = useLabels();
  const label = labels.field(model, name);
  const shared = {
    label,
    disabled,
    fromMenu: ["Ivr", "Option", "Retry", "Route"].includes(model),
    value: value as never,
    onChange: (to: unknown) => onChange(to),
  };
  return (
    <Field label={label} hint={labels.hint(model, name)} error={useReason(at, true)}>
      {byTime ? <DestinationPicker {...shared} byTime /> : <DestinationPicker {...shared} />}
    </Field>
  );
}

export function PromptOf({ model, name, value, at, onChange, required }: FieldOf & { required: boolean }) {
  const { disabled } = useForm();
  const reason = useReason(at, true);
  return (
    <PromptField
      label={useLabels().field(model, name)}
      value={value as PromptRef | null}
      onChange={(prompt) => onChange(prompt)}
      required={required}
      disabled={disabled}
      {...(reason && { error: reason })}
    />
  );
}
