import { CopyCheck, Minus, Sun } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { IconButton } from "../ui/Button";
import { DayTrack } from "./DayTrack";
import { useDayNames } from "./dayNames";
import { DAYS, dayOf, spansFrom, spansOf, textOf, withDays, type DayName, type Span, type Week } from "./week";
import styles from "./WeekGrid.module.css";

interface WeekGridProps {
  week: Week;
  onChange: (week: Week) => void;
  disabled?: boolean;
}

const HOURS = [0, 3, 6, 9, 12, 15, 18, 21, 24];
const WORKDAYS = DAYS.slice(0, 5);

/** The hours of a week, drawn with a pointer or typed: a row for each day. */
export function WeekGrid({ week, onChange, disabled = false }: WeekGridProps) {
  const { t } = useTranslation("hours");
  return (
    <div className={styles.grid} role="group" aria-label={t("week")}>
      <div className={styles.axis} aria-hidden>
        {HOURS.map((hour) => (
          <span key={hour} style={{ insetInlineStart: `${(hour / 24) * 100}%` }}>
            {hour}
          </span>
        ))}
      </div>
      {DAYS.map((name) => (
        <DayRow
          key={name}
          name={name}
          spans={spansOf(week[name])}
          disabled={disabled}
          onChange={(spans) => onChange(withDays(week, [name], dayOf(spans)))}
          onCopy={() => onChange(withDays(week, likeIt(name), dayOf(spansOf(week[name]))))}
        />
      ))}
    </div>
  );
}

/** To which days one is copied: a working day to the working days, any other to all days. */
function likeIt(name: DayName): readonly DayName[] {
  return WORKDAYS.includes(name) ? WORKDAYS : DAYS;
}

interface DayRowProps {
  name: DayName;
  spans: Span[];
  disabled: boolean;
  onChange: (spans: Span[]) => void;
  onCopy: () => void;
}

function DayRow({ name, spans, disabled, onChange, onCopy }: DayRowProps) {
  const { t } = useTranslation("hours");
  const day = useDayNames().long(name);
  const [typed, setTyped] = useState<string | null>(null);
  const [left, setLeft] = useState(false);
  const understood = typed === null ? spans : spansFrom(typed);
  const wrong = left && understood === null;

  const settle = () => {
    setLeft(true);
    if (understood !== null) setTyped(null);
  };
  return (
    <div className={styles.row}>
      <span className={styles.day}>{day}</span>
      <DayTrack spans={understood ?? spans} onChange={onChange} disabled={disabled} />
      <input
        className={styles.typed}
        aria-label={t("hoursOf", { day })}
        aria-invalid={wrong}
        placeholder={t("closed")}
        title={t("typeHours")}
        disabled={disabled}
        value={typed ?? textOf(spans)}
        onChange={(event) => {
          setTyped(event.target.value);
          setLeft(false);
          const found = spansFrom(event.target.value);
          if (found) onChange(found);
        }}
        onBlur={settle}
        onKeyDown={(event) => event.key === "Enter" && settle()}
      />
      {!disabled && (
        <div className={styles.actions}>
          <IconButton
            label={WORKDAYS.includes(name) ? t("copyToWorkdays", { day }) : t("copyToAll", { day })}
            icon={<CopyCheck />}
            onClick={onCopy}
          />
          <IconButton
            label={t("openAllDay", { day })}
            icon={<Sun />}
            onClick={() => onChange([{ from: 0, to: 1440 }])}
          />
          <IconButton label={t("closeDay", { day })} icon={<Minus />} onClick={() => onChange([])} />
        </div>
      )}
      {wrong && (
        <p className={styles.wrong} role="alert">
          {t("notUnderstood")}
        </p>
      )}
    </div>
  );
}
