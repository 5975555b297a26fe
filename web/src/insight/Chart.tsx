import { Suspense, lazy } from "react";
import { Loading } from "../ui/Empty";
import { Card } from "../ui/Page";
import { Wide } from "../ui/Wide";
import styles from "./Insight.module.css";
import { useTranslation } from "react-i18next";
import { useFormat } from "../i18n/format";

/** Bars over time, one part upon the other. */
export interface Bars {
  /** ISO 8601, ascending. */
  at: readonly string[];
  interval: "hour" | "day";
  parts: readonly { title: string; tone: "good" | "accent" | "warn" | "bad"; values: readonly number[] }[];
}

const Plot = lazy(() => import("./Plot"));

/** Calls over time. */
export function ChartCard({ bars }: { bars: Bars }) {
  const { t } = useTranslation("insight");
  const title = t(bars.interval === "hour" ? "perHour" : "perDay");
  return (
    <Card title={title}>
      <Chart title={title} bars={bars} />
    </Card>
  );
}

/** A chart, and the same as a table for those who do not see it or want the figures. */
function Chart({ title, bars }: { title: string; bars: Bars }) {
  const { t } = useTranslation("insight");
  const format = useFormat();
  const label = (at: string) => (bars.interval === "hour" ? format.dateTime(at) : format.date(at));
  return (
    <figure className={styles.chart} aria-label={title}>
      <ul className={styles.legend} aria-hidden>
        {bars.parts.map((part) => (
          <li key={part.title} className={styles[part.tone]}>
            {part.title}
          </li>
        ))}
      </ul>
      <Suspense fallback={<Loading lines={5} />}>
        <Plot bars={bars} />
      </Suspense>
      <details>
        <summary>{t("asTable")}</summary>
        <Wide label={title}>
          <table className={styles.report}>
            <thead>
              <tr>
                <th scope="col">{t(bars.interval)}</th>
                {bars.parts.map((part) => (
                  <th key={part.title} scope="col" className={styles.numeric}>
                    {part.title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {bars.at.map((at, index) => (
                <tr key={at}>
                  <th scope="row">{label(at)}</th>
                  {bars.parts.map((part) => (
                    <td key={part.title} className={styles.numeric}>
                      {part.values[index]}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </Wide>
      </details>
    </figure>
  );
}
