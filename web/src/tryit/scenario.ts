/** All that can be said about a simulated call: as it is edited, as the API takes it, and as a link has it. */
import type { Schemas } from "../api/client";
import { NOTHING_TRIED, sent, type Tried } from "./caller";

export const LINES = ["answers", "no_answer", "busy", "rejects", "unregistered"] as const;
export const REPLIES = ["call", "hangup", "repeat"] as const;
export const AGENTS = ["logged_in", "paused"] as const;
type Behaviour = (typeof LINES)[number];

/** How whoever is called takes the call. */
export interface Answering {
  does: Behaviour;
  after: number;
  talks: number;
  /** Where an answered caller is sent then; "" nowhere. */
  sends: string;
  /** Whether that number is asked first (an attended transfer). */
  asks: boolean;
}

export interface Asked {
  tried: Tried;
  keys: string;
  phones: readonly (Answering & { number: string })[];
  trunks: readonly (Answering & { trunk: number | null })[];
  agents: readonly { number: string; does: (typeof AGENTS)[number] }[];
  waiting: readonly { queue: number | null; callers: number }[];
  mailboxes: readonly { number: string; messages: number }[];
  replies: readonly { key: string; says: (typeof REPLIES)[number]; number: string }[];
  dialplans: readonly { dialplan: number | null; number: string }[];
  others: readonly { from: string; dialled: string; after: number; keys: string }[];
}

export const ANSWERS: Answering = { does: "answers", after: 2, talks: 5, sends: "", asks: false };

export const NOTHING_ASKED: Asked = {
  tried: NOTHING_TRIED,
  keys: "",
  phones: [],
  trunks: [],
  agents: [],
  waiting: [],
  mailboxes: [],
  replies: [],
  dialplans: [],
  others: [],
};

/** The parts that a first look leaves out. */
export const MORE = ["trunks", "agents", "waiting", "mailboxes", "replies", "dialplans", "others"] as const;

/** As the API takes it; rows that are not filled in yet do not count. */
export function bodyOf(asked: Asked, zone: string): Schemas["Simulation"] {
  return {
    ...sent(asked.tried, zone),
    keys: asked.keys,
    phones: record(asked.phones, (one) => one.number, lineOf),
    trunks: record(asked.trunks, (one) => one.trunk, lineOf),
    agents: record(
      asked.agents,
      (one) => one.number,
      (one) => one.does,
    ),
    waiting: asked.waiting.flatMap(({ queue, callers }) => (queue === null ? [] : [{ queue, callers }])),
    messages: record(
      asked.mailboxes,
      (one) => one.number,
      (one) => ({ new: one.messages }),
    ),
    replies: record(
      asked.replies,
      (one) => one.key,
      ({ says, number }) => (says === "call" ? { action: says, destination: number } : { action: says }),
    ),
    dialplans: answersOf(asked.dialplans),
    others: asked.others
      .filter((one) => one.from !== "" && one.dialled !== "")
      .map(({ from, dialled, after, keys }) => ({ from, dialled, after_s: after, keys })),
  };
}

export function lineOf({ does, after, talks, sends, asks }: Answering): Schemas["LineDoes"] {
  const transfers = asks ? { consults: sends } : { transfers_to: sends };
  return { does, after_s: after, talks_s: talks, leaves: "callee", ...transfers };
}

/** Several rows of one dial plan are its answers, one after the other. */
function answersOf(rows: Asked["dialplans"]) {
  const found: Partial<Record<string, { to: { kind: "number"; number: string } }[][]>> = {};
  for (const { dialplan, number } of rows) {
    if (dialplan !== null) (found[dialplan] ??= []).push([{ to: { kind: "number", number } }]);
  }
  return found as Record<string, { to: { kind: "number"; number: string } }[][]>;
}

function record<R, V>(rows: readonly R[], keyOf: (row: R) => string | number | null, valueOf: (row: R) => V) {
  const named = rows.filter((row) => keyOf(row) !== null && keyOf(row) !== "");
  return Object.fromEntries(named.map((row): [string, V] => [String(keyOf(row)), valueOf(row)]));
}

/** For the address of the page: only what differs from nothing. */
export function textOf(asked: Asked): string {
  const said = Object.entries(asked).filter(
    ([part, value]) => JSON.stringify(value) !== JSON.stringify(NOTHING_ASKED[part as keyof Asked]),
  );
  return JSON.stringify(Object.fromEntries(said));
}

/** What a link says; null for what is no scenario. Whoever sends a link can fill in the form, and no more. */
export function askedOf(text: string): Asked | null {
  const said = parsed(text);
  if (said === null) return null;
  const asked: Record<string, unknown> = { ...NOTHING_ASKED };
  for (const [part, nothing] of Object.entries(NOTHING_ASKED)) {
    const value = said[part];
    if (value === undefined) continue;
    const read = Array.isArray(nothing) ? rowsOf(value, part) : isLike(value, nothing) ? value : null;
    if (read === null) return null;
    asked[part] = read;
  }
  return asked as unknown as Asked;
}

/** A row of each part, of which only the types count. */
const ROWS: Readonly<Record<string, unknown>> = {
  phones: { ...ANSWERS, number: "" },
  trunks: { ...ANSWERS, trunk: null },
  agents: { number: "", does: "" },
  waiting: { queue: null, callers: 1 },
  mailboxes: { number: "", messages: 1 },
  replies: { key: "", says: "", number: "" },
  dialplans: { dialplan: null, number: "" },
  others: { from: "", dialled: "", after: 0, keys: "" },
};

/** Rows; what links of before do not say yet is as nothing was said. */
function rowsOf(value: unknown, part: string): unknown[] | null {
  if (!Array.isArray(value)) return null;
  const rows = value.map((row: unknown): unknown => (isRow(row) && "sends" in row ? { asks: false, ...row } : row));
  return rows.every((row) => isLike(row, ROWS[part])) ? rows : null;
}

function isRow(row: unknown): row is object {
  return typeof row === "object" && row !== null;
}

function isLike(value: unknown, sample: unknown): boolean {
  if (sample === null) return value === null || typeof value === "number";
  if (typeof sample !== "object") return typeof value === typeof sample;
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(sample).every(([field, one]) => isLike((value as Record<string, unknown>)[field], one));
}

function parsed(text: string): Record<string, unknown> | null {
  try {
    const found: unknown = JSON.parse(text);
    return typeof found === "object" && !Array.isArray(found) ? (found as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
