import { expect, test } from "vitest";
import { askedOfKept, keptOf } from "./kept";
import { ANSWERS, NOTHING_ASKED, type Asked } from "./scenario";

const ZONE = "Europe/Berlin";
const ALL: Asked = {
  tried: { dialled: "6200", outside: true, from: "+49301", trunk: 60, withheld: true, at: "2026-03-01T10:00" },
  keys: "1 wait:3 #",
  phones: [{ ...ANSWERS, number: "1001", sends: "1002", asks: true }],
  trunks: [{ ...ANSWERS, trunk: 60, does: "busy" }],
  agents: [{ number: "1001", does: "paused" }],
  waiting: [{ queue: 7, callers: 3 }],
  mailboxes: [{ number: "1000", messages: 100 }],
  replies: [{ key: "3", says: "call", number: "1001" }],
  dialplans: [
    { dialplan: 9, number: "1000" },
    { dialplan: 9, number: "1001" },
  ],
  others: [{ from: "1002", dialled: "*04", after: 3, keys: "wait:5 hangup" }],
};

test("what is kept fills the form in the same way", () => {
  const stored = { ...keptOf(ALL, ZONE), id: 1, revision: 1, name: "all", outcome: null, ends_at: "" };
  expect(stored.at).toBe("2026-03-01T09:00:00.000Z");
  expect(askedOfKept(stored, ZONE)).toEqual(ALL);
});

test("rows that are not filled in are not kept", () => {
  const asked = { ...NOTHING_ASKED, phones: [{ ...ANSWERS, number: "" }], waiting: [{ queue: null, callers: 1 }] };
  expect(keptOf(asked, ZONE)).toMatchObject({ phones: [], waiting: [], trunk: null });
});
