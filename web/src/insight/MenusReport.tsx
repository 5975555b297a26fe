import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { api, got, type Schemas } from "../api/client";
import { useFormat } from "../i18n/format";
import styles from "./Insight.module.css";
import type { Column } from "./Report";
import { Share } from "./Share";
import { StatisticsReport } from "./StatisticsReport";
import type { Period } from "./usePeriod";

type Row = Schemas["MenuRow"];

/** What callers did in each menu. */
export function MenusReport({ period }: { period: Period }) {
  const { t } = useTranslation("insight");
  const format = useFormat();
  const columns = (menus: readonly Row[]): Column<Row>[] => [
    {
      title: t("menu"),
      value: (menu) => `${menu.name} (${menu.number})`,
      shown: (menu) => (
        <Link href={`/insight/menus/${menu.ivr}?days=${period.days}`}>{`${menu.name} (${menu.number})`}</Link>
      ),
    },
    {
      title: t("entries"),
      value: (menu) => menu.entries,
      shown: (menu) => <Share value={menu.entries} of={most(menus)} text={format.number(menu.entries)} />,
      numeric: true,
    },
    { title: t("callsIn"), value: (menu) => menu.calls, numeric: true },
    {
      title: t("gaveUp"),
      value: (menu) => menu.gave_up,
      shown: (menu) => <Part count={menu.gave_up} of={menu.entries} limit={0.2} />,
      numeric: true,
    },
    {
      title: t("wrong"),
      value: (menu) => menu.wrong,
      shown: (menu) => <Part count={menu.wrong} of={menu.entries} limit={0.2} />,
      numeric: true,
    },
    {
      title: t("silence"),
      value: (menu) => menu.silence,
      shown: (menu) => <Part count={menu.silence} of={menu.entries} limit={0.3} />,
      numeric: true,
    },
    {
      title: t("stay"),
      value: (menu) => menu.stay_mean_s,
      shown: (menu) => (menu.stay_mean_s === null ? "–" : format.duration(menu.stay_mean_s * 1000)),
      numeric: true,
    },
    {
      title: t("keys"),
      value: (menu) => menu.keys.map((key) => `${key.keys}: ${key.times}`).join("; "),
      shown: (menu) => <Keys keys={menu.keys} />,
    },
  ];
  return (
    <StatisticsReport
      title={t("menus")}
      file="menus"
      period={period}
      read={(query) => got(api.GET("/statistics/menus", { params: { query } }))}
      rows={(found) => found.menus}
      columns={columns}
      keyOf={(menu) => menu.ivr}
      empty={t("noMenus")}
    />
  );
}

function most(menus: readonly Row[]): number {
  return Math.max(...menus.map((menu) => menu.entries));
}

/** A count with its share; a share beyond the limit stands out, in words too. */
function Part({ count, of, limit }: { count: number; of: number; limit: number }) {
  const { t } = useTranslation("insight");
  const format = useFormat();
  if (of === 0) return "–";
  const share = count / of;
  const high = share > limit && count >= 5;
  return (
    <span className={high ? styles.high : undefined} title={high ? t("high") : undefined}>
      {format.number(count)} <small>{format.percent(share)}</small>
    </span>
  );
}

/** The keys that were pressed most. */
function Keys({ keys }: { keys: Row["keys"] }) {
  const most = keys[0]?.times ?? 1;
  return (
    <span className={styles.keys}>
      {keys.slice(0, 6).map((key) => (
        <span key={key.keys} className={styles.key}>
          <kbd>{key.keys}</kbd>
          <Share value={key.times} of={most} text={String(key.times)} />
        </span>
      ))}
    </span>
  );
}
