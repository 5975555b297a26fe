import { useTranslation } from "react-i18next";
import { api, got, type Schemas } from "../api/client";
import { useFormat, type Format } from "../i18n/format";
import type { Column } from "./Report";
import { StatisticsReport } from "./StatisticsReport";
import type { Period } from "./usePeriod";

interface Props {
  period: Period;
}

/** How callers left each queue. */
export function QueuesReport({ period }: Props) {
  const { t } = useTranslation("insight");
  const format = useFormat();
  const columns: Column<Schemas["QueueShown"]>[] = [
    { title: t("queue"), value: (one) => `${one.name} (${one.number})` },
    { title: t("callers"), value: (one) => one.callers, numeric: true },
    { title: t("part.answered"), value: (one) => one.left.agent ?? 0, numeric: true },
    { title: t("gaveUp"), value: (one) => one.left.caller ?? 0, numeric: true },
    { title: t("timedOut"), value: (one) => one.left.timeout ?? 0, numeric: true },
    { title: t("turnedAway"), value: (one) => (one.left.full ?? 0) + (one.left.empty ?? 0), numeric: true },
    seconds(t("waitMean"), (one) => one.wait_mean_s, format),
    seconds(t("longestWait"), (one) => one.wait_longest_s, format),
    seconds(t("patience"), (one) => one.patience_mean_s, format),
  ];
  return (
    <StatisticsReport
      title={t("queues")}
      file="queues"
      period={period}
      read={(query) => got(api.GET("/statistics/queues", { params: { query } }))}
      rows={(found) => found.queues}
      columns={columns}
      keyOf={(one) => one.queue}
      empty={t("noQueues")}
    />
  );
}

/** How much extensions called, were called, and talked. */
export function PeopleReport({ period }: Props) {
  const { t } = useTranslation("insight");
  const format = useFormat();
  const columns: Column<Schemas["ExtensionShown"]>[] = [
    { title: t("person"), value: (one) => `${one.name} (${one.number})` },
    { title: t("made"), value: (one) => one.made, numeric: true },
    { title: t("rang"), value: (one) => one.rang, numeric: true },
    { title: t("part.answered"), value: (one) => one.answered, numeric: true },
    { title: t("talks"), value: (one) => one.talks, numeric: true },
    seconds(t("talk"), (one) => one.talk_s, format),
    seconds(t("longestTalk"), (one) => one.longest_talk_s, format),
  ];
  return (
    <StatisticsReport
      title={t("people")}
      file="people"
      period={period}
      read={(query) => got(api.GET("/statistics/extensions", { params: { query } }))}
      rows={(found) => found.extensions}
      columns={columns}
      keyOf={(one) => one.extension}
      empty={t("noPeople")}
    />
  );
}

/** How much went through each line. */
export function LinesReport({ period }: Props) {
  const { t } = useTranslation("insight");
  const format = useFormat();
  const columns: Column<Schemas["TrunkShown"]>[] = [
    { title: t("line"), value: (one) => one.name },
    { title: t("incoming"), value: (one) => one.incoming, numeric: true },
    { title: t("outgoing"), value: (one) => one.outgoing, numeric: true },
    { title: t("part.answered"), value: (one) => one.answered, numeric: true },
    seconds(t("talk"), (one) => one.talk_s, format),
    { title: t("skippedFull"), value: (one) => one.skipped_full, numeric: true },
    { title: t("skippedDown"), value: (one) => one.skipped_down, numeric: true },
  ];
  return (
    <StatisticsReport
      title={t("lines")}
      file="lines"
      period={period}
      read={(query) => got(api.GET("/statistics/trunks", { params: { query } }))}
      rows={(found) => found.trunks}
      columns={columns}
      keyOf={(one) => one.trunk}
      empty={t("noLines")}
    />
  );
}

function seconds<T>(title: string, value: (row: T) => number | null, format: Format): Column<T> {
  const shown = (row: T) => {
    const found = value(row);
    return found === null ? "–" : format.duration(found * 1000);
  };
  return { title, value, shown, numeric: true };
}
