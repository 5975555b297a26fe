import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { useAll } from "../api/objects";
import { Button } from "../ui/Button";
import { Field } from "../ui/Field";
import { useHolidayText } from "./holidayText";
import styles from "./ScheduleField.module.css";

interface HolidayChoiceProps {
  chosen: readonly number[];
  onChange: (chosen: number[]) => void;
  disabled: boolean;
}

/** Which holidays count. One that is made later is not among them by itself, so it says how many are not. */
export function HolidayChoice({ chosen, onChange, disabled }: HolidayChoiceProps) {
  const { t } = useTranslation("hours");
  const { data: holidays = [] } = useAll("holidays");
  const when = useHolidayText();
  const picked = new Set(chosen);
  const count = holidays.filter((holiday) => picked.has(holiday.id)).length;

  if (holidays.length === 0) {
    return (
      <p>
        {t("noHolidays")} <Link href="/holidays">{t("makeHolidays")}</Link>
      </p>
    );
  }
  return (
    <details className={styles.choice}>
      <summary>{t("holidaysChosen", { chosen: count, all: holidays.length })}</summary>
      <div className={styles.holidays}>
        {holidays.map((holiday) => (
          <Field key={holiday.id} inline label={holiday.name} hint={when(holiday)}>
            <input
              type="checkbox"
              checked={picked.has(holiday.id)}
              disabled={disabled}
              onChange={(event) =>
                onChange(event.target.checked ? [...chosen, holiday.id] : chosen.filter((id) => id !== holiday.id))
              }
            />
          </Field>
        ))}
      </div>
      {!disabled && (
        <div className={styles.some}>
          <Button onClick={() => onChange(holidays.map((holiday) => holiday.id))}>{t("allHolidays")}</Button>
          <Button onClick={() => onChange([])}>{t("noneOfThem")}</Button>
        </div>
      )}
    </details>
  );
}
