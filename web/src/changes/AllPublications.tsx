import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import type { Publication } from "../api/drafts";
import { send } from "../api/http";
import type { PageOf } from "../api/objects";
import { useFormat } from "../i18n/format";
import { Badge } from "../ui/Badge";
import { Button } from "../ui/Button";
import { Empty, Loading } from "../ui/Empty";
import { ProblemNote } from "../ui/ProblemNote";
import styles from "./AllChanges.module.css";
import { useAuthor } from "./author";

/** Drafts that were put in force, newest first. */
export function AllPublications() {
  const { t } = useTranslation("changes");
  const { data, error, hasNextPage, fetchNextPage, refetch } = useInfiniteQuery({
    queryKey: ["derived", "publications", "all"],
    initialPageParam: "",
    queryFn: async ({ pageParam, signal }) =>
      (await send<PageOf<Publication>>("GET", "/publications", { query: { cursor: pageParam }, signal })).data,
    getNextPageParam: (page) => page.next,
  });
  const publications = data?.pages.flatMap((page) => page.items) ?? [];

  if (error) return <ProblemNote error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  if (publications.length === 0) {
    const toDrafts = <Link href="/drafts">{t("drafts:title")}</Link>;
    return <Empty title={t("noPublications")} text={t("noPublicationsText")} action={toDrafts} />;
  }
  return (
    <>
      <ol className={styles.list}>
        {publications.map((one) => (
          <OnePublication key={one.id} publication={one} />
        ))}
      </ol>
      {hasNextPage && <Button onClick={() => void fetchNextPage()}>{t("older")}</Button>}
    </>
  );
}

function OnePublication({ publication }: { publication: Publication }) {
  const { t } = useTranslation("changes");
  const format = useFormat();
  const author = useAuthor();
  const { id, name, note, at, objects, undoes, undone_by } = publication;
  return (
    <li className={styles.row}>
      <Link href={`/changes/publications/${id}`}>{name}</Link>
      {undoes !== null && <Badge tone="warn">{t("isUndo")}</Badge>}
      {undone_by !== null && <Badge>{t("wasUndone")}</Badge>}
      <span className={styles.about}>
        {t("publishedObjects", { count: objects })} · {format.dateTime(at)} · {author(publication.author)}
        {note && <> · {note}</>}
      </span>
    </li>
  );
}
