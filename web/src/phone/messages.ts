/** What goes over the WebSocket of a test call besides sound: "Test calls" in docs/native.md. */
import type { Problem } from "../api/problem";

/** How those behave who are not called. */
export const PHONES = ["no_answer", "busy", "rejects", "unregistered"] as const;

export interface WantedCall {
  dialled: string;
  from: string;
  trunk: number | null;
  withheld: boolean;
  /** ISO 8601; null is now. */
  at: string | null;
  draft: number | null;
  ring_phones: boolean;
  call_outside: boolean;
  phones: (typeof PHONES)[number];
}

export interface CallEvent {
  seq: number;
  at: string;
  type: string;
  data: Record<string, unknown>;
}

export type ServerMessage =
  | { type: "begun"; call: string }
  | { type: "event"; seq: number; at: string; event: string; data: Record<string, unknown> }
  | { type: "over" }
  | { type: "refused"; problem: Problem };
