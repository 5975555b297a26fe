import { expect, test } from "vitest";
import { dayBeside, daysOf, documentOf, editOf, newHoliday, weeksOf, type Holiday } from "./calendar";

const stored = (holiday: Partial<Holiday>): Holiday => ({
  id: 1,
  revision: 1,
  ...documentOf(newHoliday("2026-12-24")),
  ...holiday,
});

test("a holiday of one day, in its year or in every year", () => {
  expect(daysOf(2026, stored({}))).toEqual(["2026-12-24"]);
  expect(daysOf(2027, stored({}))).toEqual([]);
  expect(daysOf(2027, stored({ every_year: true }))).toEqual(["2027-12-24"]);
  const leap = stored({ every_year: true, first: { month: 2, day: 29 }, last: { month: 2, day: 29 } });
  expect([daysOf(2028, leap), daysOf(2027, leap)]).toEqual([["2028-02-29"], []]);
});

test("a run of days, also over New Year's Eve", () => {
  const run = documentOf({ ...newHoliday("2026-12-30"), to: "2027-01-02" });
  expect(daysOf(2026, stored(run))).toEqual(["2026-12-30", "2026-12-31"]);
  expect(daysOf(2027, stored(run))).toEqual(["2027-01-01", "2027-01-02"]);
  const yearly = documentOf({ ...newHoliday("2026-12-31"), to: "2027-01-01", everyYear: true });
  expect(daysOf(2030, stored(yearly))).toEqual(["2030-01-01", "2030-12-31"]);
});

test("what is edited is what is stored", () => {
  const edit = { ...newHoliday("2026-12-24"), name: "Christmas Eve", start: "12:00", everyYear: true };
  expect(editOf(stored(documentOf(edit)), 2026)).toEqual(edit);
  const run = { ...edit, to: "2026-12-31", everyYear: false };
  expect(editOf(stored(documentOf(run)), 2026)).toEqual(run);
});

test("weeks begin on Monday", () => {
  const weeks = weeksOf(2026, 2);
  expect([weeks.length, weeks[0]?.[5], weeks[0]?.[6], weeks[4]?.[0]]).toEqual([5, "", "2026-02-01", "2026-02-23"]);
});

test("keys lead from day to day", () => {
  const from = (day: string, ...keys: string[]) => keys.map((key) => dayBeside(day, key));
  expect(from("2026-01-31", "ArrowRight", "ArrowUp", "PageDown")).toEqual(["2026-02-01", "2026-01-24", "2026-02-28"]);
  expect(from("2026-03-31", "PageUp", "Home", "End")).toEqual(["2026-02-28", "2026-03-01", "2026-03-31"]);
  expect(from("2026-01-01", "ArrowLeft", "Enter")).toEqual(["2025-12-31", null]);
});
