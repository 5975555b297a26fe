/** The way of a call through objects, as the map shows it. */
import type { Step } from "../map/highlight";
import type { CallEvent } from "./words";

/** Each place in order, with the exit by which the call left: a key of a menu, or what else decided. */
export function pathOfEvents(events: readonly CallEvent[]): Step[] {
  const steps: Step[] = [];
  let exit = "";
  const come = (kind: string, id: unknown) => {
    const last = steps.at(-1);
    if (typeof id !== "number" || (last?.kind === kind && last.id === id && last.exit === "" && exit === "")) return;
    if (last) last.exit = exit;
    steps.push({ kind, id, exit: "" });
    exit = "";
  };
  for (const { type, data } of events) {
    if (type === "matched") exit = String(data.entry);
    else if (type === "no_input" || type === "no_match") exit = type;
    else if (type === "time_decided") exit = String(data.rule);
    else if (type === "night_mode") exit = "night";
    else if (type === "menu_entered") come("ivr", data.ivr);
    else if (type === "queue_joined") come("queue", data.queue);
    else if (type === "going_to" && PLACES.has(String(data.kind))) come(String(data.kind), data.id);
  }
  return steps;
}

const PLACES = new Set([
  "ivr",
  "extension",
  "ring_group",
  "queue",
  "conference",
  "time_condition",
  "group_voicemail",
  "api_dialplan",
]);
