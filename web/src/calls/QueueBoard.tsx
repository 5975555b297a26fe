import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { api, got } from "../api/client";
import { labelOf, type Documents } from "../api/kinds";
import { useAll } from "../api/objects";
import { useStream } from "../api/stream";
import { useFormat } from "../i18n/format";
import { Badge } from "../ui/Badge";
import { Empty, Loading } from "../ui/Empty";
import { Card } from "../ui/Page";
import { ProblemNote } from "../ui/ProblemNote";
import { AgentRow } from "./AgentRow";
import styles from "./Board.module.css";
import { useNames } from "./names";
import { useLive } from "./useLive";
import { useNow } from "./useNow";
import { useCallWords } from "./where";

/** Each queue with who waits in it and what its agents do. */
export function QueueBoard() {
  const { t } = useTranslation("calls");
  const { data: queues, error, refetch } = useAll("queues");
  if (error) return <ProblemNote error={error} onRetry={() => void refetch()} />;
  if (!queues) return <Loading />;
  if (queues.length === 0) return <Empty title={t("noQueues")} text={t("noQueuesText")} />;
  return (
    <div className={styles.boards}>
      {queues.map((queue) => (
        <OneQueue key={queue.id} queue={queue} />
      ))}
    </div>
  );
}

function OneQueue({ queue }: { queue: Documents["queues"] }) {
  const { t } = useTranslation("calls");
  const format = useFormat();
  const now = useNow();
  const { data, error, refetch } = useQuery({
    queryKey: ["live", "queue", queue.id],
    queryFn: () => got(api.GET("/queues/{id}/live", { params: { path: { id: queue.id } } })),
    staleTime: 0,
  });
  useStream("/agent-changes/stream", ["agent_state"], () => void refetch());
  const nameOf = useNames((data?.agents ?? []).map((agent) => ({ kind: "extension", id: agent.extension })));
  const words = useCallWords();
  const { data: live } = useLive();
  const calls = new Map(live?.calls.map((call) => [call.id, call]));
  const waiting = data?.callers.length ?? 0;

  return (
    <Card
      title={labelOf(queue)}
      actions={data && <Badge tone={waiting > 0 ? "warn" : "plain"}>{`${t("waiting")}: ${waiting}`}</Badge>}
    >
      {error && <ProblemNote error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading lines={2} />}
      {data && waiting > 0 && (
        <ol className={styles.callers}>
          {data.callers.map((caller) => (
            <li key={caller.call}>
              <Link href={`/calls/${encodeURIComponent(caller.call)}`}>
                {words.caller(calls.get(caller.call) ?? { caller: caller.caller, caller_name: "" })}
              </Link>
              <span className={styles.soft}>
                {caller.wait_min !== null && t("expected", { minutes: caller.wait_min })}
              </span>
              <time>{format.duration(now - Date.parse(caller.since))}</time>
            </li>
          ))}
        </ol>
      )}
      {data && waiting === 0 && <p className={styles.soft}>{t("waitingNone")}</p>}
      {data && data.agents.length === 0 && <p className={styles.soft}>{t("noAgents")}</p>}
      {data && data.agents.length > 0 && (
        <ul className={styles.people} aria-label={t("agents")}>
          {data.agents.map((agent) => (
            <AgentRow
              key={agent.extension}
              queue={queue.id}
              agent={agent}
              name={nameOf({ kind: "extension", id: agent.extension }) ?? ""}
              onChanged={() => void refetch()}
            />
          ))}
        </ul>
      )}
    </Card>
  );
}
