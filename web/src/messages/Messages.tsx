import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Trash2, Undo2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, got, type Schemas } from "../api/client";
import { urlOf } from "../api/http";
import { useFormat } from "../i18n/format";
import { Badge } from "../ui/Badge";
import { IconButton } from "../ui/Button";
import { Empty, Loading } from "../ui/Empty";
import { Card } from "../ui/Page";
import { ProblemNote } from "../ui/ProblemNote";
import styles from "./Messages.module.css";

type Message = Schemas["MessageShown"];

/** The messages of a mailbox: heard here, deleted, and taken back while that is possible. */
export function Messages({ owner }: { owner: number }) {
  const { t } = useTranslation("messages");
  const [deleted, setDeleted] = useState(false);
  const { data, error, refetch } = useQuery({
    queryKey: ["derived", "messages", owner, deleted],
    queryFn: ({ signal }) =>
      got(
        api.GET("/mailboxes/{owner}/messages", {
          params: { path: { owner }, query: { limit: 500, ...(deleted && { state: "deleted" as const }) } },
          signal,
        }),
      ),
  });
  const items = [...(data?.items ?? [])].reverse();
  return (
    <Card
      title={deleted ? t("deletedTitle") : t("title")}
      actions={
        <label className={styles.which}>
          <input type="checkbox" checked={deleted} onChange={(event) => setDeleted(event.target.checked)} />{" "}
          {t("showDeleted")}
        </label>
      }
    >
      {error && <ProblemNote error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && items.length === 0 && <Empty title={t("none")} />}
      <ul className={styles.messages}>
        {items.map((one) => (
          <Row key={one.id} owner={owner} message={one} />
        ))}
      </ul>
    </Card>
  );
}

function Row({ owner, message }: { owner: number; message: Message }) {
  const { t } = useTranslation("messages");
  const format = useFormat();
  const queries = useQueryClient();
  const path = { params: { path: { owner, id: message.id } } };
  const again = { onSuccess: () => queries.invalidateQueries({ queryKey: ["derived", "messages", owner] }) };
  const remove = useMutation({
    mutationFn: () => got(api.DELETE("/mailboxes/{owner}/messages/{id}", path)),
    ...again,
  });
  const restore = useMutation({
    mutationFn: () => got(api.POST("/mailboxes/{owner}/messages/{id}/restore", path)),
    ...again,
  });
  const mark = useMutation({
    mutationFn: (state: "new" | "heard") =>
      got(
        api.PATCH("/mailboxes/{owner}/messages/{id}", {
          ...path,
          body: { state } as never,
          headers: { "Content-Type": "application/merge-patch+json" },
        }),
      ),
    ...again,
  });
  const who = message.caller_name || message.caller || t("withheld");
  return (
    <li>
      <span className={styles.who}>
        <strong>{who}</strong> {message.state === "new" && <Badge tone="accent">{t("new")}</Badge>}
        <small>
          {format.dateTime(message.received_at)} · {format.duration(message.duration_ms)}
        </small>
      </span>
      {message.state === "deleted" ? (
        <IconButton label={t("restore", { who })} icon={<Undo2 />} onClick={() => restore.mutate()} />
      ) : (
        <>
          {/* eslint-disable-next-line jsx-a11y/media-has-caption -- a voice message has no captions */}
          <audio
            controls
            preload="none"
            aria-label={t("hear", { who })}
            src={urlOf(`/mailboxes/${owner}/messages/${message.id}/audio`)}
            onEnded={() => message.state === "new" && mark.mutate("heard")}
          />
          <IconButton label={t("remove", { who })} icon={<Trash2 />} onClick={() => remove.mutate()} />
        </>
      )}
      {(remove.error ?? restore.error ?? mark.error) && (
        <ProblemNote error={remove.error ?? restore.error ?? mark.error} />
      )}
    </li>
  );
}
