/** Why a call went where it went: what decided it, beside the step that follows from it. */
import type { CallEvent } from "./words";

export interface Reason {
  /** Its text is `calls:why.KEY`. */
  key: string;
  /** The event that decided. */
  by: CallEvent;
  /** The menu in which it is set; null where it is none. */
  menu: Menu | null;
}

interface Menu {
  id: number;
  name: string;
}

/** Events by which a caller comes somewhere. */
const ARRIVALS = new Set(["going_to", "menu_entered", "queue_joined", "mailbox_entered", "call_ended"]);

/** Reasons of the events that are shown; a reason stands at the first one that follows from it. */
export function reasonsOf(events: readonly CallEvent[], shown: ReadonlySet<CallEvent>): ReadonlyMap<CallEvent, Reason> {
  const reasons = new Map<CallEvent, Reason>();
  let menu: Menu | null = null;
  let reason: Reason | null = null;
  for (const event of events) {
    if (event.type === "time_decided") reasons.set(event, { key: timeKey(event), by: event, menu: null });
    if (reason && ARRIVALS.has(event.type) && shown.has(event)) {
      reasons.set(event, reason);
      reason = null;
    }
    if (event.type === "menu_entered") menu = { id: Number(event.data.ivr), name: String(event.data.name) };
    reason = decidedBy(event, menu) ?? (ENDS_REASON.has(event.type) ? null : reason);
  }
  return reasons;
}

/** After these, what was decided before no longer explains anything. */
const ENDS_REASON = new Set(["bridged", "prompt_started", "conference_joined", "time_decided"]);

function decidedBy(event: CallEvent, menu: Menu | null): Reason | null {
  const { type, data } = event;
  switch (type) {
    case "call_started":
      return typeof data.trunk === "number" && !data.placed_by ? { key: "trunk", by: event, menu: null } : null;
    case "matched":
      return menu && { key: data.by === "option" ? "key" : "number", by: event, menu };
    case "no_input":
    case "no_match":
      return menu && { key: type, by: event, menu };
    case "dial_ended":
      return data.outcome === "answered" ? null : { key: "not_answered", by: event, menu: null };
    case "queue_left":
      return data.reason === "agent" ? null : { key: "queue_left", by: event, menu: null };
    default:
      return null;
  }
}

function timeKey({ data }: CallEvent): string {
  if (data.for_a_while) return "for_a_while";
  return data.by ? "time_by" : "time";
}
