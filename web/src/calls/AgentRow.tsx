import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../api/client";
import { send } from "../api/http";
import { useFormat } from "../i18n/format";
import { useMay } from "../session/session";
import { Badge, type Tone } from "../ui/Badge";
import { Button } from "../ui/Button";
import { tell } from "../ui/toasts";
import { useProblemText } from "../ui/useProblemText";
import styles from "./Board.module.css";

type Agent = Schemas["AgentShown"];

const TONES: Partial<Record<Agent["state"], Tone>> = {
  free: "good",
  talking: "accent",
  ringing: "accent",
  other_call: "accent",
  paused: "warn",
  wrap_up: "warn",
  held_off: "warn",
  dnd: "warn",
  unreachable: "bad",
};

interface AgentRowProps {
  queue: number;
  agent: Agent;
  name: string;
  onChanged: () => void;
}

/** An agent of a queue, who can be logged in and out and paused. */
export function AgentRow({ queue, agent, name, onChanged }: AgentRowProps) {
  const { t } = useTranslation("calls");
  const format = useFormat();
  const editable = useMay("editor");
  const problem = useProblemText();
  const { mutate, isPending } = useMutation({
    mutationFn: (wanted: Schemas["AgentWanted"]) =>
      send("PUT", `/queues/${queue}/agents/${agent.extension}`, { body: wanted }),
    onSuccess: onChanged,
    onError: (error) => tell(problem(error), "bad"),
  });
  const paused = agent.paused || agent.in_all;

  return (
    <li>
      <strong>{name}</strong>
      <span className={styles.state}>
        <Badge tone={TONES[agent.state] ?? "plain"}>{t(`agent.${agent.state}`)}</Badge>{" "}
        <span className={styles.soft}>
          {agent.reason}
          {agent.until && ` ${t("until", { at: format.time(agent.until) })}`}
        </span>
      </span>
      <span className={styles.soft}>{t("talksToday", { count: agent.talks })}</span>
      {editable && (
        <span className={styles.actions}>
          {agent.login === "by_code" && (
            <Button
              busy={isPending}
              onClick={() => mutate({ logged_in: !agent.logged_in, paused: false, in_all: false, reason: "" })}
            >
              {t(agent.logged_in ? "logOut" : "logIn")}
            </Button>
          )}
          {agent.logged_in && (
            <Button busy={isPending} onClick={() => mutate({ paused: !paused, in_all: false, reason: "" })}>
              {t(paused ? "resume" : "pause")}
            </Button>
          )}
        </span>
      )}
    </li>
  );
}
