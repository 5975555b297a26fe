import { expect, test } from "vitest";
import { localOf, midnight, momentOf, onDay } from "./zoned";

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

test("days begin at midnight in the zone of the company, also when its clocks are changed", () => {
  const NOW = new Date("2026-03-29T10:00:00Z");
  expect(midnight("Europe/Berlin", NOW, 0).toISOString()).toBe("2026-03-28T23:00:00.000Z");
  expect(midnight("Europe/Berlin", new Date("2026-03-30T10:00:00Z"), 0).toISOString()).toBe("2026-03-29T22:00:00.000Z");
  expect(midnight("Asia/Kathmandu", NOW, 1).toISOString()).toBe("2026-03-27T18:15:00.000Z");
  expect(midnight("America/New_York", NOW, 0).toISOString()).toBe("2026-03-29T04:00:00.000Z");
});
