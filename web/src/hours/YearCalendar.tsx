import { useMemo, useRef, useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import { dayBeside, firstOf, holidaysOf, isIn, weeksOf, type Holiday } from "./calendar";
import { useDayNames } from "./dayNames";
import { DAYS } from "./week";
import styles from "./Holidays.module.css";

interface YearCalendarProps {
  year: number;
  today: string;
  holidays: readonly Holiday[];
  /** A day was chosen, with a holiday that is on it. */
  onChoose: ((day: string, holiday: Holiday | undefined) => void) | undefined;
}

/** Twelve months with the holidays marked. One day can be reached by Tab; arrows lead from it to all others. */
export function YearCalendar({ year, today, holidays, onChoose }: YearCalendarProps) {
  const { t } = useTranslation("hours");
  const { short, month: nameOf } = useDayNames();
  const marked = useMemo(() => holidaysOf(year, holidays), [year, holidays]);
  const months = useRef<HTMLDivElement>(null);
  const [reached, setReached] = useState(today);
  const at = isIn(year, reached) ? reached : isIn(year, today) ? today : firstOf(year);

  const onKey = (event: KeyboardEvent) => {
    const next = dayBeside(at, event.key);
    if (next === null) return;
    event.preventDefault();
    if (isIn(year, next)) months.current?.querySelector<HTMLElement>(`[data-day="${next}"]`)?.focus();
  };
  return (
    <div ref={months} className={styles.months} aria-label={t("calendar")} role="group">
      {Array.from({ length: 12 }, (_, index) => index + 1).map((month) => (
        <div key={month} className={styles.month}>
          <h3>{nameOf(month)}</h3>
          <div className={styles.days}>
            {DAYS.map((day) => (
              <span key={day} className={styles.weekday}>
                {short(day).slice(0, 2)}
              </span>
            ))}
            {weeksOf(year, month)
              .flat()
              .map((day, place) =>
                day === "" ? (
                  <span key={`empty-${place}`} />
                ) : (
                  <DayCell
                    key={day}
                    day={day}
                    on={marked.get(day)}
                    isToday={day === today}
                    isReached={day === at}
                    onReach={setReached}
                    onKey={onKey}
                    onChoose={onChoose}
                  />
                ),
              )}
          </div>
        </div>
      ))}
    </div>
  );
}

interface DayCellProps {
  day: string;
  on: Holiday[] | undefined;
  isToday: boolean;
  isReached: boolean;
  onReach: (day: string) => void;
  onKey: (event: KeyboardEvent) => void;
  onChoose: YearCalendarProps["onChoose"];
}

function DayCell({ day, on, isToday, isReached, onReach, onKey, onChoose }: DayCellProps) {
  const { i18n } = useTranslation();
  const names = on?.map((holiday) => holiday.name).join(", ");
  const date = new Date(`${day}T00:00Z`).toLocaleDateString(i18n.language, { dateStyle: "long", timeZone: "UTC" });
  const classes = [styles.dayCell, on && styles.marked, isToday && styles.today].filter(Boolean).join(" ");
  return (
    <button
      type="button"
      data-day={day}
      tabIndex={isReached ? 0 : -1}
      className={classes}
      title={names}
      aria-label={names ? `${date}: ${names}` : date}
      disabled={!onChoose}
      onFocus={() => onReach(day)}
      onKeyDown={onKey}
      onClick={() => onChoose?.(day, on?.[0])}
    >
      {Number(day.slice(8))}
    </button>
  );
}
