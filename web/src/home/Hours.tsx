import { useTranslation } from "react-i18next";
import { useFormat } from "../i18n/format";
import styles from "./Home.module.css";
import type { Today } from "./useOverview";

const HEIGHT = 40;
const BAR = 4;
/** Hours at which the axis has a number. */
const MARKS = [0, 6, 12, 18];

/** Calls by the hour of today, before what is usual. */
export function Hours({ hours }: { hours: Today["hours"] }) {
  const { t } = useTranslation("home");
  const format = useFormat();
  const most = Math.max(1, ...hours.flatMap((one) => [one.calls, one.usual ?? 0]));
  const height = (calls: number) => (calls / most) * HEIGHT;
  const busiest = hours.reduce((best, one) => (one.calls > best.calls ? one : best));
  return (
    <figure className={styles.hours}>
      <svg
        viewBox={`0 0 ${24 * BAR} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={t("hoursLabel", { hour: busiest.hour, count: busiest.calls })}
      >
        {hours.map(({ hour, calls, usual }) => (
          <g key={hour}>
            <title>{t("hourTitle", { hour, calls, usual: usual === null ? "–" : format.number(usual) })}</title>
            <Bar className={styles.usual} hour={hour} height={height(usual ?? 0)} width={BAR} />
            <Bar className={styles.came} hour={hour} height={height(calls)} width={BAR / 2} />
          </g>
        ))}
      </svg>
      <figcaption className={styles.axis}>
        {MARKS.map((hour) => (
          <span key={hour}>{hour}</span>
        ))}
      </figcaption>
      <p className={styles.legend}>
        <span className={styles.cameKey}>{t("today")}</span>
        <span className={styles.usualKey}>{t("usualDay")}</span>
      </p>
    </figure>
  );
}

interface BarProps {
  className: string | undefined;
  hour: number;
  height: number;
  width: number;
}

function Bar({ className, hour, height, width }: BarProps) {
  const left = hour * BAR + (BAR - width) / 2;
  return <rect className={className} x={left} y={HEIGHT - height} width={width * 0.9} height={height} />;
}
