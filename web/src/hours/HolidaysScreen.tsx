import { ChevronLeft, ChevronRight, Download, Plus } from "lucide-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useAll } from "../api/objects";
import { useMay } from "../session/session";
import { useZone } from "../session/zone";
import { Button, IconButton } from "../ui/Button";
import { Empty, Loading } from "../ui/Empty";
import { Card } from "../ui/Page";
import { ProblemNote } from "../ui/ProblemNote";
import { HolidayDialog } from "./HolidayDialog";
import { HoursPage } from "./HoursPage";
import { ImportDialog } from "./ImportDialog";
import { YearCalendar } from "./YearCalendar";
import { daysOf, type Holiday } from "./calendar";
import { useHolidayText } from "./holidayText";
import { localOf } from "../i18n/zoned";
import styles from "./Holidays.module.css";

/** The holidays of a year as a calendar and as a list. */
export default function HolidaysScreen() {
  const { t } = useTranslation("hours");
  const may = useMay("editor");
  const zone = useZone();
  const today = localOf(new Date(), zone).slice(0, 10);
  const [year, setYear] = useState(Number(today.slice(0, 4)));
  const [edited, setEdited] = useState<Holiday | string | null>(null);
  const [importing, setImporting] = useState(false);
  const { data: holidays, error, refetch } = useAll("holidays");

  return (
    <HoursPage
      title={t("holidays")}
      actions={
        may && (
          <>
            <Button icon={<Download />} onClick={() => setImporting(true)}>
              {t("importHolidays")}
            </Button>
            <Button variant="primary" icon={<Plus />} onClick={() => setEdited(today)}>
              {t("newHoliday")}
            </Button>
          </>
        )
      }
    >
      {error && <ProblemNote error={error} onRetry={() => void refetch()} />}
      {!holidays && !error && <Loading />}
      {holidays && (
        <>
          <div className={styles.year}>
            <IconButton label={t("yearBefore")} icon={<ChevronLeft />} onClick={() => setYear(year - 1)} />
            <h2 aria-live="polite">{year}</h2>
            <IconButton label={t("yearAfter")} icon={<ChevronRight />} onClick={() => setYear(year + 1)} />
          </div>
          <div className={styles.both}>
            <YearCalendar
              year={year}
              today={today}
              holidays={holidays}
              onChoose={may ? (day, on) => setEdited(on ?? day) : undefined}
            />
            <HolidayList year={year} holidays={holidays} onChoose={may ? setEdited : undefined} />
          </div>
        </>
      )}
      <HolidayDialog holiday={edited} year={year} onClose={() => setEdited(null)} />
      <ImportDialog open={importing} year={year} onClose={() => setImporting(false)} />
    </HoursPage>
  );
}

interface HolidayListProps {
  year: number;
  holidays: readonly Holiday[];
  onChoose: ((holiday: Holiday) => void) | undefined;
}

function HolidayList({ year, holidays, onChoose }: HolidayListProps) {
  const { t } = useTranslation("hours");
  const when = useHolidayText();
  const shown = useMemo(
    () =>
      holidays
        .map((holiday) => ({ holiday, first: daysOf(year, holiday)[0] ?? "" }))
        .filter(({ first }) => first !== "")
        .sort((a, b) => a.first.localeCompare(b.first)),
    [year, holidays],
  );
  if (shown.length === 0) return <Empty title={t("noneInYear", { year: String(year) })} text={t("noneInYearText")} />;
  return (
    <Card>
      <ul className={styles.list}>
        {shown.map(({ holiday }) => (
          <li key={holiday.id}>
            {onChoose ? (
              <button type="button" className={styles.name} onClick={() => onChoose(holiday)}>
                {holiday.name}
              </button>
            ) : (
              <span className={styles.name}>{holiday.name}</span>
            )}
            <span className={styles.when}>{when(holiday)}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
