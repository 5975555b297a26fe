import { useInfiniteQuery } from "@tanstack/react-query";
import { PhoneIncoming, PhoneMissed, PhoneOutgoing } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../api/client";
import { send } from "../api/http";
import type { PageOf } from "../api/objects";
import { useFormat } from "../i18n/format";
import { Button } from "../ui/Button";
import { Loading } from "../ui/Empty";
import { Card } from "../ui/Page";
import { ProblemNote } from "../ui/ProblemNote";
import styles from "./MyPhone.module.css";

type Call = Schemas["MyCall"];

/** One's own calls. */
export function Calls() {
  const { t, i18n } = useTranslation("my");
  const format = useFormat();
  const list = useInfiniteQuery({
    queryKey: ["my-calls"],
    initialPageParam: "",
    queryFn: async ({ pageParam, signal }) =>
      (await send<PageOf<Call>>("GET", "/my/calls", { query: { cursor: pageParam, limit: 20 }, signal })).data,
    getNextPageParam: (page) => page.next,
    refetchInterval: 30_000,
  });
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Card title={t("calls")}>
      {list.error && <ProblemNote error={list.error} />}
      {list.isPending && <Loading lines={2} />}
      {!list.isPending && items.length === 0 && <p className={styles.soft}>{t("noCalls")}</p>}
      <ul className={styles.list}>
        {items.map((call) => (
          <li key={call.id}>
            <Direction call={call} />
            <div className={styles.what}>
              <span>{call.name || call.number || t("withheld")}</span>
              <small>
                {format.dateTime(call.started_at)} · {i18n.t(`my:outcome.${call.outcome ?? "open"}`)} ·{" "}
                {format.duration(call.duration_s * 1000)}
              </small>
            </div>
          </li>
        ))}
      </ul>
      {list.hasNextPage && <Button onClick={() => void list.fetchNextPage()}>{t("more")}</Button>}
    </Card>
  );
}

function Direction({ call }: { call: Call }) {
  const { t } = useTranslation("my");
  if (call.outgoing) return <PhoneOutgoing aria-label={t("outgoing")} />;
  if (call.outcome === "missed" || call.outcome === "abandoned") return <PhoneMissed aria-label={t("missed")} />;
  return <PhoneIncoming aria-label={t("incoming")} />;
}
