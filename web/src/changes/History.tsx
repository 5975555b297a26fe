import { useInfiniteQuery } from "@tanstack/react-query";
import { RotateCcw } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../api/client";
import { send } from "../api/http";
import { pathOf } from "../api/kinds";
import type { PageOf } from "../api/objects";
import { useFormat } from "../i18n/format";
import { useMay } from "../session/session";
import { Badge } from "../ui/Badge";
import { Button } from "../ui/Button";
import { Loading } from "../ui/Empty";
import { ProblemNote } from "../ui/ProblemNote";
import { OneWrite } from "./OneWrite";
import styles from "./History.module.css";
import { useAuthor } from "./author";
import { useUndo } from "./useUndo";

type Revision = Schemas["RevisionShown"];

/** The writes of one object, newest first, each with what it changed. `kind` as documents name it (`ring_group`). */
export function History({ kind, id }: { kind: string; id: number }) {
  const { t } = useTranslation("changes");
  const { data, error, hasNextPage, fetchNextPage, refetch } = useInfiniteQuery({
    queryKey: ["derived", "history", kind, id],
    initialPageParam: "",
    queryFn: async ({ pageParam, signal }) => {
      const query = { limit: 20, cursor: pageParam };
      return (await send<PageOf<Revision>>("GET", `/${pathOf(kind)}/${id}/revisions`, { query, signal })).data;
    },
    getNextPageParam: (page) => page.next,
  });
  const revisions = data?.pages.flatMap((page) => page.items) ?? [];

  if (error) return <ProblemNote error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  return (
    <>
      <ol className={styles.list}>
        {revisions.map((revision, at) => (
          <OneRevision key={revision.revision} kind={kind} id={id} shown={revision} newest={at === 0} />
        ))}
      </ol>
      {hasNextPage && <Button onClick={() => void fetchNextPage()}>{t("older")}</Button>}
    </>
  );
}

interface OneRevisionProps {
  kind: string;
  id: number;
  shown: Revision;
  newest: boolean;
}

function OneRevision({ kind, id, shown, newest }: OneRevisionProps) {
  const { t } = useTranslation("changes");
  const format = useFormat();
  const author = useAuthor();
  const may = useMay("editor");
  // Until somebody opens or closes it, it follows whether it is the newest: one write may come while one looks.
  const [chosen, setChosen] = useState<boolean | null>(null);
  const open = chosen ?? newest;
  const { restore, busy } = useUndo();
  const action = shown.deleted ? "deleted" : shown.revision === 1 ? "created" : "updated";
  return (
    <li>
      <details
        open={open}
        onToggle={(event) => {
          if (event.currentTarget.open !== open) setChosen(event.currentTarget.open);
        }}
      >
        <summary>
          <Badge tone={action === "deleted" ? "bad" : action === "created" ? "good" : "plain"}>
            {t(`action.${action}`)}
          </Badge>
          <span className={styles.when}>{format.dateTime(shown.at)}</span>
          <span className={styles.who}>{author(shown.author)}</span>
          {shown.note && <span className={styles.note}>{shown.note}</span>}
        </summary>
        {open && (
          <div className={styles.inside}>
            {!shown.deleted && <OneWrite kind={kind} id={id} revision={shown.revision} />}
            {may && !newest && !shown.deleted && (
              <Button icon={<RotateCcw />} busy={busy} onClick={() => restore(kind, id, shown.revision)}>
                {t("restore")}
              </Button>
            )}
          </div>
        )}
      </details>
    </li>
  );
}
