import { expect, test } from "vitest";
import { momentOf } from "../i18n/zoned";
import { momentNamed } from "./moment";

test.each([
  ["2026-03-02T10:00", "Europe/Berlin", "2026-03-02T09:00:00.000Z"],
  ["2026-07-01T10:00", "Europe/Berlin", "2026-07-01T08:00:00.000Z"],
  ["2026-03-29T03:30", "Europe/Berlin", "2026-03-29T01:30:00.000Z"],
  ["2026-10-25T08:00", "Europe/Berlin", "2026-10-25T07:00:00.000Z"],
  ["2026-07-01T10:00", "Asia/Kolkata", "2026-07-01T04:30:00.000Z"],
  ["2026-07-01T10:00", "UTC", "2026-07-01T10:00:00.000Z"],
])("%s in %s", (local, zone, moment) => {
  expect(momentOf(local, zone)?.toISOString()).toBe(moment);
});

test("nothing is no moment", () => {
  expect(momentOf("", "UTC")).toBeNull();
});

test("the next night and the next Sunday by the clock of the zone", () => {
  const late = new Date("2026-03-06T23:30:00Z");
  expect(momentNamed("night", "UTC", late)).toBe("2026-03-07T03:00");
  expect(momentNamed("night", "Europe/Berlin", late)).toBe("2026-03-08T03:00");
  expect(momentNamed("sunday", "Europe/Berlin", late)).toBe("2026-03-08T12:00");
  expect(momentNamed("sunday", "UTC", new Date("2026-03-08T10:00:00Z"))).toBe("2026-03-15T12:00");
  expect(momentNamed("now", "UTC", late)).toBe("");
});
