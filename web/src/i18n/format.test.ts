import { expect, test } from "vitest";
import { formatFor } from "./format";

test("moments are shown in the zone of the tenant", () => {
  const format = formatFor("de", "Asia/Tokyo");
  expect(format.time("2026-11-27T20:05:09Z")).toBe("05:05:09");
  expect(format.dateTime("2026-11-27T20:05:09Z")).toBe("28.11.2026, 05:05");
});

test("durations count minutes, and hours where there are some", () => {
  const { duration } = formatFor("en", "UTC");
  expect([0, 7_400, 187_000, 3_723_000].map(duration)).toEqual(["0:00", "0:07", "3:07", "1:02:03"]);
});

test("what was a while ago is said in the largest unit", () => {
  const { ago } = formatFor("en", "UTC");
  expect(ago(0, 100 * 60_000)).toBe("2 hours ago");
  expect(ago(0, 20_000)).toBe("20 seconds ago");
});
