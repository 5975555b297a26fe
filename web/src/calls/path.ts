/** The way of a call through objects, as the map shows it. */
import type { Step } from "../map/highlight";

/** An event of a record, of a simulation, or of a test call. */
interface Happened {
  type: string;
  data: object;
}

/** Each place in order, with the exit by which the call left: a key of a menu, or what else decided. */
export function pathOfEvents(events: readonly Happened[]): Step[] {
  const steps: Step[] = [];
  const leave = (exit: string) => {
    const last = steps.at(-1);
    if (last) last.exit = exit;
  };
  const come = (kind: string, id: unknown) => {
    const last = steps.at(-1);
    if (typeof id !== "number" || (last?.kind === kind && last.id === id && last.exit === "")) return;
    steps.push({ kind, id, exit: "" });
  };
  for (const { type, data } of events) {
    const { ivr, queue, entry, rule, kind, id } = data as Record<string, unknown>;
    if (type === "matched") leave(String(entry));
    else if (type === "no_input" || type === "no_match") leave(type);
    else if (type === "night_mode") leave("night");
    // What decides by time within a menu is known by its key.
    else if (type === "time_decided" && steps.at(-1)?.kind === "time_condition") leave(String(rule));
    else if (type === "menu_entered") come("ivr", ivr);
    else if (type === "queue_joined") come("queue", queue);
    else if (type === "going_to" && PLACES.has(String(kind))) come(String(kind), id);
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
