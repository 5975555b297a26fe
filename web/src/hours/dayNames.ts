/** The names of days and months in the language of the page. */
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { DAYS, type DayName } from "./week";

export interface DayNames {
  long: (day: DayName) => string;
  short: (day: DayName) => string;
  /** `month` from 1. */
  month: (month: number) => string;
}

export function useDayNames(): DayNames {
  const { i18n } = useTranslation();
  return useMemo(() => {
    const named = (weekday: "long" | "short") => {
      const format = new Intl.DateTimeFormat(i18n.language, { weekday, timeZone: "UTC" });
      // 5 January 2026 was a Monday.
      return (day: DayName) => format.format(Date.UTC(2026, 0, 5 + DAYS.indexOf(day)));
    };
    const months = new Intl.DateTimeFormat(i18n.language, { month: "long", timeZone: "UTC" });
    return {
      long: named("long"),
      short: named("short"),
      month: (month) => months.format(Date.UTC(2026, month - 1, 1)),
    };
  }, [i18n.language]);
}
