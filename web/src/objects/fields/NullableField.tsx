import { Field } from "../../ui/Field";
import { useLabels } from "../labels";
import { initial, shapeOf, type Schema } from "../schema";
import styles from "./Fields.module.css";
import { useForm, type FieldOf } from "./context";
import { DestinationField, FieldFor, PromptOf } from "./FieldFor";
import { ChoiceField, NumberField } from "./PlainFields";
import { ReferenceField } from "./ReferenceField";
import { useReason } from "./useReason";

/** A value that may be null, which stands for something: that of the office, no limit, nothing. */
export function NullableField({ inner, ...field }: FieldOf & { inner: Schema }) {
  const labels = useLabels();
  const none = labels.none(field.model, field.name);
  const shape = shapeOf(inner);
  switch (shape.is) {
    case "number":
      return <NumberField {...field} schema={inner} none={none} />;
    case "choice":
      return <ChoiceField {...field} allowed={shape.allowed} none={none} />;
    case "reference":
      return <ReferenceField {...field} kind={shape.kind} none={none} />;
    case "toggle":
      return <YesNoField {...field} none={none} />;
    case "prompt":
      return <PromptOf {...field} required={false} />;
    case "destination":
      return field.value === null ? (
        <OwnField {...field} inner={inner} none={none} />
      ) : (
        <div className={styles.own}>
          <OwnField {...field} inner={inner} none={none} />
          <DestinationField {...field} byTime={shape.byTime} />
        </div>
      );
    default:
      return (
        <div className={styles.own}>
          <OwnField {...field} inner={inner} none={none} />
          {field.value !== null && <FieldFor {...field} schema={inner} />}
        </div>
      );
  }
}

/** Yes, no, or what null stands for. */
function YesNoField({ model, name, value, at, onChange, none }: FieldOf & { none: string }) {
  const { disabled } = useForm();
  const labels = useLabels();
  return (
    <Field label={labels.field(model, name)} hint={labels.hint(model, name)} error={useReason(at)}>
      <select
        className={styles.choice}
        disabled={disabled}
        value={value === true ? "yes" : value === false ? "no" : ""}
        onChange={(event) => onChange(event.target.value === "" ? null : event.target.value === "yes")}
      >
        <option value="">{none}</option>
        <option value="yes">{labels.value("any", "yes")}</option>
        <option value="no">{labels.value("any", "no")}</option>
      </select>
    </Field>
  );
}

/** Whether there is a value of its own. */
function OwnField({ model, name, value, onChange, inner, none }: FieldOf & { inner: Schema; none: string }) {
  const { disabled, schemas } = useForm();
  const labels = useLabels();
  return (
    <Field label={labels.field(model, name)} hint={labels.hint(model, name)}>
      <select
        className={styles.choice}
        disabled={disabled}
        value={value === null || value === undefined ? "" : "own"}
        onChange={(event) => onChange(event.target.value === "" ? null : initial(inner, schemas))}
      >
        <option value="">{none}</option>
        <option value="own">{labels.value("any", "own")}</option>
      </select>
    </Field>
  );
}
