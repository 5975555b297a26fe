import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { api, got, type Schemas } from "../api/client";
import { useFormat } from "../i18n/format";
import { Loading } from "../ui/Empty";
import { Card, Page } from "../ui/Page";
import { ProblemNote } from "../ui/ProblemNote";
import { ChartCard, type Bars } from "./Chart";
import styles from "./Insight.module.css";
import { PeriodChooser } from "./PeriodChooser";
import { Share } from "./Share";
import { Total, Totals } from "./Totals";
import { usePeriod } from "./usePeriod";
import { useStatistics } from "./useStatistics";

type Statistics = Schemas["MenuStatistics"];

/** One menu: the keys that were pressed, where callers went, and when they gave up. */
export default function MenuInsight({ id = "" }: { id?: string }) {
  const { t } = useTranslation("insight");
  const [period, choose] = usePeriod();
  const { since, until, interval } = period;
  const { data, error, refetch } = useStatistics(["menu", id], period, (asked) =>
    got(api.GET("/ivrs/{id}/statistics", { params: { path: { id: Number(id) }, query: { ...asked, interval } } })),
  );
  const bars = useMemo(
    () => data && barsOf(data, interval, { chosen: t("chosen"), gaveUp: t("gaveUp") }),
    [data, interval, t],
  );
  if (error || !data || !bars) {
    return (
      <Page title={t("menu")}>
        {error ? <ProblemNote error={error} onRetry={() => void refetch()} /> : <Loading lines={8} />}
      </Page>
    );
  }
  const { menu } = data;

  return (
    <Page
      title={`${menu.name} (${menu.number})`}
      actions={
        <>
          <Link href={`/insight?tab=menus&days=${period.days}`} className={styles.back}>
            {t("allMenus")}
          </Link>
          <PeriodChooser chosen={period.days} onChoose={choose} />
        </>
      }
    >
      <Sums menu={menu} />
      <div className={styles.columns}>
        <Card title={t("keys")}>
          <Counts rows={data.keys.map((key) => [<kbd key="k">{key.keys}</kbd>, key.times])} empty={t("noKeys")} />
        </Card>
        <Card title={t("wrongKeys")}>
          <Counts
            rows={data.wrong_keys.map((key) => [key.keys ? <kbd key="k">{key.keys}</kbd> : t("longer"), key.times])}
            empty={t("noWrongKeys")}
          />
        </Card>
        <Card title={t("went")}>
          <Counts
            rows={data.went.map((place) => [<Place key="p" place={place} />, place.times])}
            empty={t("nowhere")}
          />
        </Card>
      </div>
      <ChartCard bars={bars} />
      <p className={styles.links}>
        <Link href={`/menus/${menu.ivr}`}>{t("edit")}</Link>
        <Link href={`/calls?menu=${menu.ivr}&since=${since}&until=${until}`}>{t("showCalls")}</Link>
      </p>
    </Page>
  );
}

function barsOf(data: Statistics, interval: Bars["interval"], titles: { chosen: string; gaveUp: string }): Bars {
  return {
    at: data.moments.map((moment) => moment.at),
    interval,
    parts: [
      { title: titles.chosen, tone: "good", values: data.moments.map((moment) => moment.chosen ?? 0) },
      { title: titles.gaveUp, tone: "warn", values: data.moments.map((moment) => moment.gave_up ?? 0) },
    ],
  };
}

function Sums({ menu }: { menu: Schemas["MenuShown"] }) {
  const { t } = useTranslation("insight");
  const format = useFormat();
  const seconds = (value: number | null) => (value === null ? "–" : format.duration(value * 1000));
  const share = (count: number) => (menu.entries ? format.percent(count / menu.entries) : "–");
  const totals: [string, string, string][] = [
    [t("entries"), format.number(menu.entries), t("byCalls", { count: menu.calls })],
    [t("gaveUp"), share(menu.gave_up), t("after", { time: seconds(menu.patience_mean_s) })],
    [t("wrong"), format.number(menu.wrong), share(menu.wrong)],
    [t("silence"), format.number(menu.silence), share(menu.silence)],
    [t("stay"), seconds(menu.stay_mean_s), t("longest", { time: seconds(menu.stay_longest_s) })],
  ];
  return (
    <Totals>
      {totals.map(([title, value, note]) => (
        <Total key={title} title={title} value={value} note={note} />
      ))}
    </Totals>
  );
}

function Counts({ rows, empty }: { rows: readonly (readonly [React.ReactNode, number])[]; empty: string }) {
  const format = useFormat();
  const most = Math.max(1, ...rows.map(([, times]) => times));
  if (rows.length === 0) return <p className={styles.soft}>{empty}</p>;
  return (
    <table>
      <tbody>
        {rows.map(([title, times], index) => (
          <tr key={index}>
            <th scope="row">{title}</th>
            <td>
              <Share value={times} of={most} text={format.number(times)} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Place({ place }: { place: Schemas["PlaceCount"] }) {
  const { t } = useTranslation("calls");
  const kind = t(`kind.${place.kind}` as never, { defaultValue: place.kind });
  const name = place.name || place.number;
  return name ? `${name} ${place.number && place.name ? `(${place.number})` : ""}` : kind;
}
