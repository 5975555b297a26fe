import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, got, type Schemas } from "../api/client";
import { useNames } from "../calls/names";
import { useFormat } from "../i18n/format";
import { Badge, type Tone } from "../ui/Badge";
import { Button } from "../ui/Button";
import { Empty, Loading } from "../ui/Empty";
import { Card } from "../ui/Page";
import { ProblemNote } from "../ui/ProblemNote";
import styles from "./System.module.css";

type Delivery = Schemas["DeliveryShown"];

const STATES = ["", "waiting", "failed", "sent"] as const;
const TONES: Record<Delivery["state"], Tone> = { waiting: "accent", sent: "good", failed: "bad" };
/** Of which kind the target of a channel is; mail goes to the owner of a mailbox, an extension or a group. */
const KIND: Partial<Record<Delivery["channel"], string>> = { webhook: "webhook", sms: "sms_template" };

/** Messages to webhooks, short messages and mails: what waits, what failed and why. */
export function Outbox() {
  const { t } = useTranslation("system");
  const format = useFormat();
  const [state, setState] = useState<(typeof STATES)[number]>("");
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ["live", "outbox", state],
    initialPageParam: "",
    queryFn: ({ pageParam }) =>
      got(
        api.GET("/outbox", {
          params: { query: { limit: 50, ...(state && { state }), ...(pageParam && { cursor: pageParam }) } },
        }),
      ),
    getNextPageParam: (page) => page.next,
    refetchInterval: 10_000,
  });
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  const kindOf = (one: Delivery) => KIND[one.channel] ?? "extension";
  const nameOf = useNames(items.map((one) => ({ kind: kindOf(one), id: one.target })));
  const target = (one: Delivery) =>
    nameOf({ kind: kindOf(one), id: one.target }) ?? nameOf({ kind: "group_voicemail", id: one.target }) ?? "";

  return (
    <Card
      title={t("outbox")}
      actions={
        <select
          className={styles.choice}
          aria-label={t("state")}
          value={state}
          onChange={(event) => setState(event.target.value as typeof state)}
        >
          {STATES.map((one) => (
            <option key={one} value={one}>
              {t(`delivery.${one || "any"}`)}
            </option>
          ))}
        </select>
      }
    >
      {error && <ProblemNote error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && items.length === 0 && <Empty title={t("noMessages")} text={t("noMessagesText")} />}
      {items.length > 0 && (
        <ul className={styles.messages} aria-label={t("outbox")}>
          {items.map((one) => (
            <li key={one.id}>
              <span>
                <strong>{target(one)}</strong> <span className={styles.soft}>{t(`channelOf.${one.channel}`)}</span>
              </span>
              <time dateTime={one.created_at}>{format.dateTime(one.created_at)}</time>
              <Badge tone={TONES[one.state]}>{t(`delivery.${one.state}`)}</Badge>
              <span className={styles.soft}>
                {t("tried", { count: one.attempts })}
                {one.outcome && ` · ${one.outcome}`}
                {one.state === "waiting" && ` · ${t("next", { at: format.time(one.due_at) })}`}
              </span>
            </li>
          ))}
        </ul>
      )}
      {hasNextPage && (
        <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t("more")}
        </Button>
      )}
    </Card>
  );
}
