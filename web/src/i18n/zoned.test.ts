import { expect, test } from "vitest";
import { localOf, momentOf, onDay } from "./zoned";

const iso = (local: string, zone: string) => momentOf(local, zone)?.toISOString();

test("clocks of a zone and moments", () => {
  expect(localOf(new Date("2026-11-27T20:05:09Z"), "Asia/Tokyo")).toBe("2026-11-28T05:05");
  expect(iso("2026-11-28T05:05", "Asia/Tokyo")).toBe("2026-11-27T20:05:00.000Z");
  expect(iso("2026-07-01T12:00", "Europe/Berlin")).toBe("2026-07-01T10:00:00.000Z");
  expect(iso("2026-01-01T12:00", "America/New_York")).toBe("2026-01-01T17:00:00.000Z");
  expect(momentOf("", "UTC")).toBeNull();
});

test("an hour that is repeated is the first, one that is skipped counts on", () => {
  expect(iso("2026-10-25T02:30", "Europe/Berlin")).toBe("2026-10-25T00:30:00.000Z");
  expect(iso("2026-03-29T02:30", "Europe/Berlin")).toBe("2026-03-29T01:30:00.000Z");
  expect(iso("2026-03-29T03:30", "Europe/Berlin")).toBe("2026-03-29T01:30:00.000Z");
});

test("days are counted by the calendar", () => {
  expect(onDay("2026-02-28T18:15", 1, "08:00")).toBe("2026-03-01T08:00");
  expect(onDay("2026-12-31T18:15", 1)).toBe("2027-01-01T18:15");
});
