/** What is in the form as a kept scenario, and back. */
import type { Schemas } from "../api/client";
import { localOf } from "../i18n/zoned";
import { sent } from "./caller";
import { AGENTS, ANSWERS, LINES, lineOf, type Answering, type Asked } from "./scenario";

type Stored = Schemas["StoredScenario"];
export type Call = Omit<Stored, "id" | "revision" | "name" | "outcome" | "ends_at">;
type Line = Schemas["PhoneAnswers"] | Schemas["TrunkAnswers"];

/** Rows that are not filled in yet do not count. */
export function keptOf(asked: Asked, zone: string): Call {
  const { from, ...call } = sent(asked.tried, zone);
  return {
    ...call,
    caller: from,
    keys: asked.keys,
    phones: asked.phones.flatMap(({ number, ...line }) => (number ? [{ number, ...lineOf(line) }] : [])),
    trunks: asked.trunks.flatMap(({ trunk, ...line }) => (trunk === null ? [] : [{ trunk, ...lineOf(line) }])),
    agents: asked.agents.filter(({ number }) => number !== "").map(({ number, does }) => ({ number, does })),
    waiting: asked.waiting.flatMap(({ queue, callers }) => (queue === null ? [] : [{ queue, callers }])),
    mailboxes: asked.mailboxes.flatMap(({ number, messages }) => (number ? [{ number, new: messages }] : [])),
    replies: asked.replies.flatMap(({ key, says, number }) =>
      key ? [{ key, action: says, destination: says === "call" ? number : null }] : [],
    ),
    dialplans: asked.dialplans.flatMap(({ dialplan, number }) =>
      dialplan === null ? [] : [{ dialplan, steps: [{ to: { kind: "number" as const, number } }] }],
    ),
    others: asked.others
      .filter((one) => one.from !== "" && one.dialled !== "")
      .map(({ from: caller, dialled, after, keys }) => ({ caller, dialled, after_s: after, keys })),
  };
}

/** What the form can show of a scenario: programs can say more of the world than the form asks. */
export function askedOfKept(kept: Stored, zone: string): Asked {
  return {
    tried: {
      dialled: kept.dialled,
      outside: kept.trunk != null,
      from: kept.caller ?? "",
      trunk: kept.trunk ?? null,
      withheld: kept.withheld ?? false,
      at: kept.at ? localOf(new Date(kept.at), zone) : "",
    },
    keys: kept.keys ?? "",
    phones: (kept.phones ?? []).map((one) => ({ number: one.number, ...answeringOf(one) })),
    trunks: (kept.trunks ?? []).map((one) => ({ trunk: one.trunk, ...answeringOf(one) })),
    agents: (kept.agents ?? []).map(({ number, does }) => ({ number, does: known(AGENTS, does, "logged_in") })),
    waiting: (kept.waiting ?? []).map(({ queue, callers }) => ({ queue, callers: callers ?? 1 })),
    mailboxes: (kept.mailboxes ?? []).map((one) => ({ number: one.number, messages: one.new ?? 0 })),
    replies: (kept.replies ?? []).map((one) => ({ key: one.key, says: one.action, number: one.destination ?? "" })),
    dialplans: (kept.dialplans ?? []).map(({ dialplan, steps }) => ({ dialplan, number: numberOf(steps) })),
    others: (kept.others ?? []).map((one) => ({
      from: one.caller,
      dialled: one.dialled,
      after: one.after_s ?? 0,
      keys: one.keys ?? "",
    })),
  };
}

function answeringOf(line: Line): Answering {
  return {
    does: known(LINES, line.does ?? "answers", ANSWERS.does),
    after: line.after_s ?? ANSWERS.after,
    talks: line.talks_s ?? ANSWERS.talks,
    sends: line.consults || line.transfers_to || "",
    asks: Boolean(line.consults),
  };
}

function numberOf(steps: Schemas["DialplanSays"]["steps"]): string {
  const to = steps.map((step) => ("to" in step ? step.to : null)).find((one) => one?.kind === "number");
  return to?.kind === "number" ? to.number : "";
}

function known<W extends string>(words: readonly W[], word: string, otherwise: W): W {
  return words.find((one) => one === word) ?? otherwise;
}
