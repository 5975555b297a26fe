import { expect, test } from "vitest";
import { ANSWERS, NOTHING_ASKED, askedOf, bodyOf, textOf, type Asked } from "./scenario";

const ASKED: Asked = {
  ...NOTHING_ASKED,
  tried: { ...NOTHING_ASKED.tried, dialled: "6200", outside: true, trunk: 3, from: "+49301" },
  phones: [{ ...ANSWERS, number: "1001", does: "busy" }],
  waiting: [
    { queue: 7, callers: 2 },
    { queue: null, callers: 1 },
  ],
  replies: [{ key: "3", says: "call", number: "1000" }],
};

test("rows that are not filled in do not count", () => {
  const body = bodyOf({ ...ASKED, phones: [...ASKED.phones, { ...ANSWERS, number: "" }] }, "UTC");
  expect(body.phones).toEqual({ "1001": { does: "busy", after_s: 2, talks_s: 5, leaves: "callee", transfers_to: "" } });
  expect(body.waiting).toEqual([{ queue: 7, callers: 2 }]);
  expect(body.replies).toEqual({ "3": { action: "call", destination: "1000" } });
});

test("a link has what is said, and brings it back", () => {
  expect(textOf(NOTHING_ASKED)).toBe("{}");
  expect(textOf(ASKED)).not.toContain("others");
  expect(askedOf(textOf(ASKED))).toEqual(ASKED);
});

test.each([
  "",
  "[]",
  "null",
  '{"tried":1}',
  '{"phones":[{"number":1}]}',
  '{"phones":[null]}',
  '{"tried":{"dialled":"1"}}',
])("%s is no scenario", (text) => {
  expect(askedOf(text)).toBeNull();
});
