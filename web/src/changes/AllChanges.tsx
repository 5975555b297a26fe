import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../api/client";
import { send } from "../api/http";
import type { PageOf } from "../api/objects";
import { momentOf, onDay } from "../i18n/zoned";
import { useZone } from "../session/zone";
import { Button } from "../ui/Button";
import { Empty, Loading } from "../ui/Empty";
import { Field } from "../ui/Field";
import { ProblemNote } from "../ui/ProblemNote";
import styles from "./AllChanges.module.css";
import { ChangeRow } from "./ChangeRow";
import { useAuthor } from "./author";
import { KINDS } from "./kinds";
import { useAuthors } from "./useAuthors";
import { grouped, newestOnes } from "./grouped";

type Change = Schemas["ChangeShown"];

const NO_FILTER = { kind: "", author: "", from: "", to: "" };

/** Every write, newest first; what was published together is one. */
export function AllChanges() {
  const { t } = useTranslation("changes");
  const [filter, setFilter] = useState(NO_FILTER);
  const zone = useZone();
  const isFiltered = Object.values(filter).some((text) => text !== "");
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage, refetch } = useInfiniteQuery({
    queryKey: ["derived", "changes", filter, zone],
    initialPageParam: "",
    queryFn: async ({ pageParam, signal }) => {
      const days = { from: moment(filter.from, 0, zone), to: moment(filter.to, 1, zone) };
      const query = { ...filter, ...days, limit: 60, cursor: pageParam };
      return (await send<PageOf<Change>>("GET", "/changes", { query, signal })).data;
    },
    getNextPageParam: (page) => page.next,
    refetchInterval: 60_000,
  });
  const changes = data?.pages.flatMap((page) => page.items) ?? [];
  const authors = useAuthors();
  // What was written before a filtered list begins is not known, so only a whole list says what is the newest.
  const newest = isFiltered ? new Set<number>() : newestOnes(changes);

  return (
    <>
      <Filters filter={filter} authors={authors} onChange={setFilter} />
      {error && <ProblemNote error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading lines={8} />}
      {data && changes.length === 0 && (
        <Empty
          title={t(isFiltered ? "noneFound" : "none")}
          action={isFiltered && <Button onClick={() => setFilter(NO_FILTER)}>{t("noFilter")}</Button>}
        />
      )}
      <ol className={styles.list}>
        {grouped(changes).map((group) => (
          <ChangeRow key={group[0].seq} group={group} newest={newest} />
        ))}
      </ol>
      {hasNextPage && (
        <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t("older")}
        </Button>
      )}
    </>
  );
}

interface FiltersProps {
  filter: typeof NO_FILTER;
  authors: readonly string[];
  onChange: (filter: typeof NO_FILTER) => void;
}

function Filters({ filter, authors, onChange }: FiltersProps) {
  const { t, i18n } = useTranslation("changes");
  const author = useAuthor();
  const set = (name: keyof typeof NO_FILTER) => (event: { target: { value: string } }) =>
    onChange({ ...filter, [name]: event.target.value });
  return (
    <div className={styles.filters} role="search">
      <Field label={t("filter.kind")}>
        <select value={filter.kind} onChange={set("kind")}>
          <option value="">{t("filter.all")}</option>
          {KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {i18n.t(`kinds:one.${kind}`)}
            </option>
          ))}
        </select>
      </Field>
      <Field label={t("filter.author")}>
        <select value={filter.author} onChange={set("author")}>
          <option value="">{t("filter.anybody")}</option>
          {authors.map((name) => (
            <option key={name} value={name}>
              {author(name)}
            </option>
          ))}
        </select>
      </Field>
      <Field label={t("filter.from")}>
        <input type="date" value={filter.from} onChange={set("from")} />
      </Field>
      <Field label={t("filter.to")}>
        <input type="date" value={filter.to} onChange={set("to")} />
      </Field>
    </div>
  );
}

/** The beginning of a day on the clocks of the company, some days later; empty where no day is chosen. */
function moment(day: string, later: number, zone: string): string {
  return day === "" ? "" : (momentOf(onDay(`${day}T00:00`, later), zone)?.toISOString() ?? "");
}
