import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { useFormat } from "../i18n/format";
import { Badge, type Tone } from "../ui/Badge";
import styles from "./Home.module.css";
import type { Overview } from "./useOverview";

/** Whether somebody who calls is answered at this moment. */
export function Now({ overview }: { overview: Overview }) {
  return (
    <div className={styles.now}>
      <Office office={overview.office} />
      <Lines trunks={overview.trunks} />
      <Phones phones={overview.phones} />
      <Calls calls={overview.calls} />
    </div>
  );
}

function Office({ office }: { office: Overview["office"] }) {
  const { t, i18n } = useTranslation("home");
  const format = useFormat();
  const { until } = office;
  // On another day its name matters, too.
  const isToday = until?.slice(0, 10) === office.local.slice(0, 10);
  const moment = until && (isToday ? until.slice(11, 16) : `${format.date(until)}, ${until.slice(11, 16)}`);
  return (
    <Tile
      to="/hours"
      title={t("office")}
      value={i18n.t(`home:rule.${office.rule}`)}
      tone={office.rule === "open" ? "good" : "warn"}
    >
      {moment && t("until", { moment })}
      {office.closure?.by && ` · ${t("closedBy", { by: office.closure.by })}`}{" "}
      {office.night_mode && <Badge tone="accent">{t("night")}</Badge>}
    </Tile>
  );
}

function Lines({ trunks }: { trunks: Overview["trunks"] }) {
  const { t } = useTranslation("home");
  if (trunks === null) {
    return (
      <Tile to="/system" title={t("lines")} value={t("notAnswering")} tone="bad" children={t("notAnsweringText")} />
    );
  }
  const { enabled, down } = trunks;
  if (enabled === 0) {
    return <Tile to="/trunks" title={t("lines")} value={t("noLine")} tone="warn" children={t("noLineText")} />;
  }
  if (down.length > 0) {
    const names = down.map((one) => one.name).join(", ");
    const value = t("linesDown", { count: down.length, all: enabled });
    return <Tile to="/trunks" title={t("lines")} value={value} tone="bad" children={names} />;
  }
  return (
    <Tile
      to="/trunks"
      title={t("lines")}
      value={t("linesUp")}
      tone="good"
      children={t("lineCount", { count: enabled })}
    />
  );
}

function Phones({ phones: { online, extensions } }: { phones: Overview["phones"] }) {
  const { t } = useTranslation("home");
  const format = useFormat();
  const none = online === 0 && extensions > 0;
  return (
    <Tile
      to="/people"
      title={t("phones")}
      value={format.number(online)}
      tone={none ? "warn" : "plain"}
      children={t("ofPeople", { count: extensions })}
    />
  );
}

function Calls({ calls: { running, talking, waiting } }: { calls: Overview["calls"] }) {
  const { t } = useTranslation("home");
  const format = useFormat();
  return (
    <Tile
      to="/live"
      title={t("callsNow")}
      value={format.number(running)}
      tone={waiting > 0 ? "warn" : "plain"}
      children={running > 0 ? t("talkingWaiting", { talking, waiting }) : t("nobodyCalls")}
    />
  );
}

interface TileProps {
  to: string;
  title: string;
  value: string;
  tone: Tone;
  children: ReactNode;
}

/** One thing to know, which leads to its screen. */
function Tile({ to, title, value, tone, children }: TileProps) {
  return (
    <Link href={to} className={`${styles.tile ?? ""} ${styles[tone] ?? ""}`}>
      <span className={styles.title}>{title}</span>
      <strong className={styles.value}>{value}</strong>
      <span className={styles.soft}>{children}</span>
    </Link>
  );
}
