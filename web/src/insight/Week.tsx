import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../api/client";
import { Wide } from "../ui/Wide";
import styles from "./Insight.module.css";

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];
/** A Monday, to name weekdays by. */
const MONDAY = Date.UTC(2026, 0, 5);
const SHADES = 5;

/** Calls by weekday and hour: the more, the darker. */
export function Week({ week }: { week: readonly Schemas["WeekHour"][] }) {
  const { t, i18n } = useTranslation("insight");
  const calls = useMemo(() => new Map(week.map((one) => [`${one.weekday}:${one.hour}`, one.calls])), [week]);
  const most = Math.max(1, ...calls.values());
  const day = new Intl.DateTimeFormat(i18n.language, { weekday: "short", timeZone: "UTC" });
  return (
    <Wide label={t("week")}>
      <table className={styles.week}>
        <thead>
          <tr>
            <td />
            {HOURS.map((hour) => (
              <th key={hour} scope="col">
                {hour}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {WEEKDAYS.map((weekday) => (
            <tr key={weekday}>
              <th scope="row">{day.format(MONDAY + (weekday - 1) * 86_400_000)}</th>
              {HOURS.map((hour) => {
                const count = calls.get(`${weekday}:${hour}`) ?? 0;
                const shade = count === 0 ? 0 : Math.max(1, Math.ceil((count / most) * SHADES));
                return (
                  <td key={hour} data-shade={shade} title={t("callsCount", { count })}>
                    {count > 0 ? count : <span className="visually-hidden">0</span>}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
}
