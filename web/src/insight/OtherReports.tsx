import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, got, type Schemas } from "../api/client";
import { useFormat, type Format } from "../i18n/format";
import { Loading } from "../ui/Empty";
import { ProblemNote } from "../ui/ProblemNote";
import { Report, type Column } from "./Report";
import type { Period } from "./usePeriod";

interface Props {
  period: Period;
}

/** How callers left each queue. */
export function QueuesReport({ period: { since, until } }: Props) {
  const { t } = useTranslation("insight");
  const format = useFormat();
  const { data, error, refetch } = useQuery({
    queryKey: ["statistics", "queues", since, until],
    queryFn: () => got(api.GET("/statistics/queues", { params: { query: { since, until } } })),
    staleTime: 60_000,
  });
  if (error) return <ProblemNote error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading lines={6} />;
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
    <Report
      title={t("queues")}
      file="queues"
      columns={columns}
      rows={data.queues}
      keyOf={(one) => one.queue}
      empty={t("noQueues")}
    />
  );
}

/** How much extensions called, were called, and talked. */
export function PeopleReport({ period: { since, until } }: Props) {
  const { t } = useTranslation("insight");
  const format = useFormat();
  const { data, error, refetch } = useQuery({
    queryKey: ["statistics", "extensions", since, until],
    queryFn: () => got(api.GET("/statistics/extensions", { params: { query: { since, until } } })),
    staleTime: 60_000,
  });
  if (error) return <ProblemNote error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading lines={6} />;
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
    <Report
      title={t("people")}
      file="people"
      columns={columns}
      rows={data.extensions}
      keyOf={(one) => one.extension}
      empty={t("noPeople")}
    />
  );
}

/** How much went through each line. */
export function LinesReport({ period: { since, until } }: Props) {
  const { t } = useTranslation("insight");
  const format = useFormat();
  const { data, error, refetch } = useQuery({
    queryKey: ["statistics", "trunks", since, until],
    queryFn: () => got(api.GET("/statistics/trunks", { params: { query: { since, until } } })),
    staleTime: 60_000,
  });
  if (error) return <ProblemNote error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading lines={6} />;
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
    <Report
      title={t("lines")}
      file="lines"
      columns={columns}
      rows={data.trunks}
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
