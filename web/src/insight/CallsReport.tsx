import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { api, got, type Schemas } from "../api/client";
import { useFormat } from "../i18n/format";
import { Empty, Loading } from "../ui/Empty";
import { Card } from "../ui/Page";
import { ProblemNote } from "../ui/ProblemNote";
import { ChartCard, type Bars } from "./Chart";
import styles from "./Insight.module.css";
import { Total, Totals } from "./Totals";
import { Week } from "./Week";
import type { Period } from "./usePeriod";
import { useStatistics } from "./useStatistics";

type Report = Schemas["CallStatistics"];
type Outcome = NonNullable<Schemas["CallShown"]["outcome"]>;

/** The outcomes that a chart has as one part. */
const PARTS: readonly { key: string; tone: Bars["parts"][number]["tone"]; of: readonly Outcome[] }[] = [
  { key: "answered", tone: "good", of: ["answered"] },
  { key: "served", tone: "accent", of: ["completed", "voicemail", "blocked"] },
  { key: "lost", tone: "warn", of: ["abandoned", "missed"] },
  { key: "failed", tone: "bad", of: ["failed", "interrupted"] },
];

/** How many calls came in, when, and what became of them. */
export function CallsReport({ period }: { period: Period }) {
  const { t } = useTranslation("insight");
  const { interval } = period;
  const { data, error, refetch } = useStatistics(["calls"], period, (asked) =>
    got(api.GET("/statistics/calls", { params: { query: { ...asked, interval } } })),
  );
  const bars = useMemo(() => data && barsOf(data, interval, (key) => t(`part.${key}` as never)), [data, interval, t]);
  if (error) return <ProblemNote error={error} onRetry={() => void refetch()} />;
  if (!data || !bars) return <Loading lines={8} />;
  if (data.calls === 0) return <Empty title={t("noCalls")} text={t("noCallsText")} />;
  return (
    <div className={styles.reports}>
      <Sums report={data} period={period} />
      <ChartCard bars={bars} />
      <Card title={t("week")}>
        <Week week={data.week} />
      </Card>
    </div>
  );
}

function barsOf(report: Report, interval: Bars["interval"], title: (key: string) => string): Bars {
  const count = (outcomes: Report["outcomes"], of: readonly Outcome[]) =>
    of.map((outcome) => outcomes[outcome] ?? 0).reduce((sum, calls) => sum + calls, 0);
  return {
    at: report.moments.map((moment) => moment.at),
    interval,
    parts: PARTS.map(({ key, tone, of }) => ({
      title: title(key),
      tone,
      values: report.moments.map((moment) => count(moment.outcomes ?? {}, of)),
    })),
  };
}

function Sums({ report, period }: { report: Report; period: Period }) {
  const { t } = useTranslation("insight");
  const format = useFormat();
  const share = (outcome: Outcome) => format.percent((report.outcomes[outcome] ?? 0) / Math.max(1, report.calls));
  const seconds = (value: number | null) => (value === null ? "–" : format.duration(value * 1000));
  const to = (outcome: Outcome) => `/calls?outcome=${outcome}&since=${period.since}&until=${period.until}`;
  return (
    <Totals>
      <Total
        title={t("calls")}
        value={format.number(report.calls)}
        note={t("fromOutside", { count: report.outside })}
      />
      <Total title={t("part.answered")} value={share("answered")} to={to("answered")} />
      <Total title={t("gaveUp")} value={share("abandoned")} to={to("abandoned")} />
      <Total title={t("notAnswered")} value={share("missed")} to={to("missed")} />
      <Total
        title={t("waitMean")}
        value={seconds(report.wait_mean_s)}
        note={t("longest", { time: seconds(report.wait_longest_s) })}
      />
      <Total
        title={t("patience")}
        value={seconds(report.patience_mean_s)}
        note={t("longest", { time: seconds(report.patience_longest_s) })}
      />
      <Total
        title={t("talk")}
        value={seconds(report.talk_s)}
        note={t("perTalk", { time: seconds(report.talks ? report.talk_s / report.talks : null) })}
      />
    </Totals>
  );
}
