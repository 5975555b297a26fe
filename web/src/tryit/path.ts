/** The way of a call over the map, read from its events. */
import type { Step } from "../map/highlight";

interface Happened {
  type: string;
  data: object;
}

/** Destinations that are objects with a place of their own on the map. */
const PLACES: Readonly<Record<string, string>> = {
  ring_group: "ring_group",
  queue: "queue",
  conference: "conference",
  extension: "extension",
  time_condition: "time_condition",
  api_dialplan: "api_dialplan",
};
/** What sends callers on from a menu besides its keys. */
const EXITS: Readonly<Record<string, string>> = { no_input: "no_input", no_match: "no_match" };

/** The places where the call has been, in order, and by which exit it left each. */
export function pathOf(events: readonly Happened[]): Step[] {
  const steps: Step[] = [];
  const leaveBy = (exit: string) => {
    const last = steps.at(-1);
    if (last) steps[steps.length - 1] = { ...last, exit };
  };
  for (const { type, data } of events) {
    const { ivr, entry, kind, id, rule } = data as Record<string, string | number | null | undefined>;
    if (type === "menu_entered" && typeof ivr === "number") steps.push({ kind: "ivr", id: ivr, exit: "" });
    else if (type === "matched" && typeof entry === "string") leaveBy(entry);
    else if (type === "time_decided" && typeof rule === "string" && steps.at(-1)?.kind === "time_condition")
      leaveBy(rule);
    else if (type in EXITS) leaveBy(EXITS[type] ?? "");
    else if (type === "going_to" && typeof id === "number" && typeof kind === "string") {
      const place = PLACES[kind];
      if (place) steps.push({ kind: place, id, exit: "" });
    }
  }
  return steps;
}
