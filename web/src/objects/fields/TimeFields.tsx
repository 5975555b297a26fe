import { ScheduleField, type Schedule } from "../../hours/ScheduleField";
import { WeekGrid } from "../../hours/WeekGrid";
import type { Week } from "../../hours/week";
import { useLabels } from "../labels";
import { useForm, type FieldOf } from "./context";
import styles from "./Fields.module.css";
import { useReason } from "./useReason";

/** Opening hours and schedules have the inputs of the screens about times. */
export default function TimeFields({ inner, model, name, value, at, onChange }: FieldOf & { inner: string }) {
  const { disabled } = useForm();
  const reason = useReason(at, true);
  return (
    <fieldset className={styles.times}>
      <legend>{useLabels().field(model, name)}</legend>
      {inner === "WeekHours" ? (
        <WeekGrid week={value as Week} disabled={disabled} onChange={(week) => onChange(week, at)} />
      ) : (
        <ScheduleField
          schedule={value as Schedule}
          disabled={disabled}
          onChange={(schedule) => onChange(schedule, at)}
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
