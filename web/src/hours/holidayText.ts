import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { editOf, isWholeDay, type Holiday } from "./calendar";

/** When a holiday is, in words: "24 Dec 2026, 12:00–23:59", "31 Dec – 1 Jan, every year". */
export function useHolidayText(): (holiday: Holiday) => string {
  const { t, i18n } = useTranslation("hours");
  return useMemo(() => {
    const dayAndMonth = new Intl.DateTimeFormat(i18n.language, { day: "numeric", month: "short", timeZone: "UTC" });
    const withYear = new Intl.DateTimeFormat(i18n.language, { dateStyle: "medium", timeZone: "UTC" });
    return (holiday) => {
      // A year that has a 29 February, in case the holiday is on it.
      const edit = editOf(holiday, 2028);
      const format = edit.everyYear ? dayAndMonth : withYear;
      const day = (date: string) => format.format(new Date(`${date}T00:00Z`));
      const days = edit.from === edit.to ? day(edit.from) : `${day(edit.from)} – ${day(edit.to)}`;
      const times = isWholeDay(edit) ? "" : `, ${edit.start}–${edit.end}`;
      return days + times + (edit.everyYear ? `, ${t("everyYear")}` : "");
    };
  }, [i18n.language, t]);
}
