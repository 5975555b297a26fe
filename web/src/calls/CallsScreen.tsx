import { useInfiniteQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useCallback, useMemo, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "wouter";
import { send, urlOf } from "../api/http";
import type { PageOf } from "../api/objects";
import { useFormat } from "../i18n/format";
import { Badge, type Tone } from "../ui/Badge";
import { Button } from "../ui/Button";
import { Empty, Loading } from "../ui/Empty";
import { Page } from "../ui/Page";
import { ProblemNote } from "../ui/ProblemNote";
import { VirtualList } from "../ui/VirtualList";
import { CallFilters } from "./CallFilters";
import styles from "./CallsScreen.module.css";
import { addressOf, filtersOf, queryOf, type Filters } from "./filters";
import type { Call } from "./useLive";
import { useCallWords } from "./where";

export const OUTCOME_TONES: Record<NonNullable<Call["outcome"]>, Tone> = {
  answered: "good",
  voicemail: "accent",
  completed: "plain",
  abandoned: "warn",
  missed: "warn",
  blocked: "plain",
  failed: "bad",
  interrupted: "bad",
};
const PAGE = 100;

/** The record of calls, newest first. */
export default function CallsScreen() {
  const { t } = useTranslation("calls");
  const { zone } = useFormat();
  const [address, setAddress] = useSearchParams();
  const filters = useMemo(() => filtersOf(address), [address]);
  const change = useCallback(
    (changed: Partial<Filters>) => setAddress(addressOf({ ...filters, ...changed }), { replace: true }),
    [filters, setAddress],
  );
  // Once for each choice: a list whose beginning moves with the clock would be another with each look.
  const query = useMemo(() => queryOf(filters, zone, new Date()), [filters, zone]);
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ["calls", query],
    initialPageParam: "",
    queryFn: async ({ pageParam, signal }) =>
      (await send<PageOf<Call>>("GET", "/calls", { query: { ...query, limit: PAGE, cursor: pageParam }, signal })).data,
    getNextPageParam: (page) => page.next,
  });
  const calls = useMemo(() => data?.pages.flatMap((page) => page.items) ?? [], [data]);
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const filtered = addressOf(filters).size > 0;
  const row = useCallRow();

  return (
    <Page
      title={t("title")}
      full
      actions={
        <Button icon={<Download />} onClick={() => location.assign(urlOf("/calls.csv", query))}>
          {t("csv")}
        </Button>
      }
    >
      <div className={styles.screen}>
        <CallFilters filters={filters} onChange={change} />
        {error && <ProblemNote error={error} onRetry={() => void refetch()} />}
        {!data && !error && <Loading lines={8} />}
        {data && calls.length === 0 && (
          <Empty title={t(filtered ? "noFound" : "none")} text={t(filtered ? "noFoundText" : "noneText")} />
        )}
        {calls.length > 0 && (
          <VirtualList items={calls} keyOf={(call) => call.id} label={t("title")} rowHeight={48} onEnd={more}>
            {row}
          </VirtualList>
        )}
      </div>
    </Page>
  );
}

/** A row for each call. What all rows need is looked up once, not by each of them while somebody scrolls. */
function useCallRow(): (call: Call) => ReactNode {
  const { t } = useTranslation("calls");
  const format = useFormat();
  const words = useCallWords();
  return (call) => (
    <Link href={`/calls/${encodeURIComponent(call.id)}`} className={styles.row}>
      <time dateTime={call.started_at}>{format.dateTime(call.started_at)}</time>
      <strong>{words.caller(call)}</strong>
      <span className={styles.dialled}>→ {call.dialled}</span>
      <span className={styles.outcome}>
        {call.outcome && <Badge tone={OUTCOME_TONES[call.outcome]}>{t(`outcome.${call.outcome}`)}</Badge>}
        {call.where && <Badge tone="accent">{words.where(call.where)}</Badge>}
        {call.recording && <Badge>{t("recorded")}</Badge>}
        {call.test && <Badge tone="accent">{t("test")}</Badge>}
      </span>
      <span className={styles.duration}>{format.duration(call.duration_s * 1000)}</span>
    </Link>
  );
}
