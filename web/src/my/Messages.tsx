import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { MailOpen, MailQuestionMark, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../api/client";
import { send, urlOf } from "../api/http";
import type { PageOf } from "../api/objects";
import { useFormat } from "../i18n/format";
import { PlayButton } from "../prompts/PlayButton";
import { Badge } from "../ui/Badge";
import { Button, IconButton } from "../ui/Button";
import { Loading } from "../ui/Empty";
import { Card } from "../ui/Page";
import { ProblemNote } from "../ui/ProblemNote";
import { tell } from "../ui/toasts";
import type { Mine } from "./MyPhone";
import styles from "./MyPhone.module.css";

type Message = Schemas["MessageShown"];
const PATH = "/my/messages";

/** One's own messages; one that is deleted can be had back at once. */
export function Messages({ phone }: { phone: Mine }) {
  const { t } = useTranslation("my");
  const queries = useQueryClient();
  const [error, setError] = useState<unknown>(null);
  const list = useInfiniteQuery({
    queryKey: ["my-messages", phone.new_messages],
    initialPageParam: "",
    queryFn: async ({ pageParam, signal }) =>
      (await send<PageOf<Message>>("GET", PATH, { query: { cursor: pageParam, limit: 50 }, signal })).data,
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
  });
  const work = async (method: string, path: string, body?: unknown) => {
    try {
      await send(method, `${PATH}/${path}`, { body });
      setError(null);
    } catch (refused) {
      setError(refused);
    }
    await Promise.all([
      queries.invalidateQueries({ queryKey: ["my-messages"] }),
      queries.invalidateQueries({ queryKey: ["my"] }),
    ]);
  };
  const remove = async (message: Message) => {
    await work("DELETE", String(message.id));
    tell(t("messageDeleted"), "plain", {
      label: t("common:undo"),
      run: () => void work("POST", `${message.id}/restore`),
    });
  };
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];

  return (
    <Card
      title={
        <>
          {t("messages")} {phone.new_messages > 0 && <Badge tone="accent">{phone.new_messages}</Badge>}
        </>
      }
    >
      {(error ?? list.error) !== null && <ProblemNote error={error ?? list.error} />}
      {list.isPending && <Loading lines={2} />}
      {!list.isPending && items.length === 0 && (
        <p className={styles.soft}>{t(phone.voicemail ? "noMessages" : "noVoicemail")}</p>
      )}
      <ul className={styles.list}>
        {items.map((message) => (
          <Row
            key={message.id}
            message={message}
            onMark={(state) => void work("PATCH", String(message.id), { state })}
            onDelete={() => void remove(message)}
          />
        ))}
      </ul>
      {list.hasNextPage && <Button onClick={() => void list.fetchNextPage()}>{t("more")}</Button>}
    </Card>
  );
}

interface RowProps {
  message: Message;
  onMark: (state: "heard" | "new") => void;
  onDelete: () => void;
}

function Row({ message, onMark, onDelete }: RowProps) {
  const { t } = useTranslation("my");
  const format = useFormat();
  const isNew = message.state === "new";
  const who = message.caller_name || message.caller || t("withheld");
  return (
    <li>
      <PlayButton
        src={urlOf(`${PATH}/${message.id}/audio`)}
        what={t("messageOf", { who })}
        onEnd={isNew ? () => onMark("heard") : undefined}
      />
      <div className={styles.what}>
        <span className={isNew ? styles.new : undefined}>
          {who} {isNew && <Badge tone="accent">{t("new")}</Badge>}
        </span>
        <small>
          {message.caller_name ? `${message.caller} · ` : ""}
          {format.dateTime(message.received_at)} · {format.duration(message.duration_ms)}
        </small>
      </div>
      <IconButton
        label={t(isNew ? "markHeard" : "markNew", { who })}
        icon={isNew ? <MailOpen /> : <MailQuestionMark />}
        onClick={() => onMark(isNew ? "heard" : "new")}
      />
      <IconButton label={t("deleteMessage", { who })} icon={<Trash2 />} onClick={onDelete} />
    </li>
  );
}
