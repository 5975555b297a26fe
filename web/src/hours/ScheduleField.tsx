import { useTranslation } from "react-i18next";
import type { Schemas } from "../api/client";
import { Field } from "../ui/Field";
import { HolidayChoice } from "./HolidayChoice";
import { WeekGrid } from "./WeekGrid";
import { WeekText } from "./WeekText";
import { WORKING_WEEK, useOffice } from "./useOffice";
import { ZoneField } from "./ZoneField";
import styles from "./ScheduleField.module.css";

export type Schedule = Schemas["Schedule"];

interface ScheduleFieldProps {
  schedule: Schedule;
  onChange: (schedule: Schedule) => void;
  disabled?: boolean;
}

/** When something is open: the hours of the office or hours of its own, holidays, and whose clock decides. */
export function ScheduleField({ schedule, onChange, disabled = false }: ScheduleFieldProps) {
  const { t } = useTranslation("hours");
  const { office } = useOffice();
  const officeHours = office?.hours ?? WORKING_WEEK;
  const own = schedule.hours ?? null;
  return (
    <div className={styles.schedule}>
      <fieldset className={styles.whose} disabled={disabled}>
        <legend className="visually-hidden">{t("whoseHours")}</legend>
        <Field inline label={t("officeHours")}>
          <input type="radio" checked={own === null} onChange={() => onChange({ ...schedule, hours: null })} />
        </Field>
        <Field inline label={t("ownHours")}>
          <input
            type="radio"
            checked={own !== null}
            onChange={() => onChange({ ...schedule, hours: own ?? officeHours })}
          />
        </Field>
      </fieldset>
      {own === null ? (
        <WeekText week={officeHours} />
      ) : (
        <WeekGrid week={own} disabled={disabled} onChange={(hours) => onChange({ ...schedule, hours })} />
      )}
      <HolidayChoice
        chosen={schedule.holidays ?? []}
        disabled={disabled}
        onChange={(holidays) => onChange({ ...schedule, holidays })}
      />
      <ZoneField
        label={t("zone")}
        zone={schedule.timezone ?? ""}
        none={t("officeZone", { zone: office?.timezone ?? "UTC" })}
        disabled={disabled}
        onChange={(zone) => onChange({ ...schedule, timezone: zone === "" ? null : zone })}
      />
    </div>
  );
}
