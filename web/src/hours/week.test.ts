import { expect, test } from "vitest";
import { dayOf, groupsOf, joined, spansFrom, spansOf, textOf, withDays, type Week } from "./week";

test.each([
  ["9-17", "09:00–17:00"],
  ["9-12:30, 13.30-17", "09:00–12:30, 13:30–17:00"],
  ["0900–1700", "09:00–17:00"],
  ["9am to 5pm", "09:00–17:00"],
  ["12am-12pm", "00:00–12:00"],
  ["8 bis 12 Uhr und 13 bis 18 Uhr", "08:00–12:00, 13:00–18:00"],
  ["13-17; 9-13", "09:00–17:00"],
  ["22-24", "22:00–24:00"],
  ["22-23:59", "22:00–24:00"],
  ["24h", "00:00–24:00"],
  [" ", ""],
])("%s is understood", (typed, text) => {
  expect(textOf(spansFrom(typed) ?? [{ from: 0, to: 1 }])).toBe(text);
});

test.each(["nine", "17-9", "9-9", "9-25", "9:70-10", "13pm-14", "9-", "9-12,"])("%s is not", (typed) => {
  expect(spansFrom(typed)).toBeNull();
});

test("a day is closed, open all day, or open in ranges", () => {
  expect(dayOf([])).toEqual({ open: false, ranges: [] });
  expect(dayOf([{ from: 0, to: 1440 }])).toEqual({ open: true, ranges: [] });
  expect(dayOf([{ from: 540, to: 720 }])).toEqual({ open: true, ranges: [{ start: "09:00", end: "12:00" }] });
  expect(spansOf({ open: true, ranges: [] })).toEqual([{ from: 0, to: 1440 }]);
  expect(spansOf({ open: false, ranges: [{ start: "09:00", end: "12:00" }] })).toEqual([]);
  expect(spansOf({ open: true, ranges: [{ start: "09:00", end: "23:59" }] })).toEqual([{ from: 540, to: 1440 }]);
});

test("spans that touch are one, and stay in the day", () => {
  expect(
    joined([
      { from: 600, to: 700 },
      { from: -30, to: 60 },
      { from: 700, to: 1500 },
    ]),
  ).toEqual([
    { from: 0, to: 60 },
    { from: 600, to: 1440 },
  ]);
});

test("days that are alike are told together", () => {
  const open = dayOf([{ from: 540, to: 1020 }]);
  const week: Week = withDays({}, ["monday", "tuesday", "wednesday", "friday"], open);
  expect(groupsOf(week).map(({ first, last, spans }) => [first, last, textOf(spans)])).toEqual([
    ["monday", "wednesday", "09:00–17:00"],
    ["thursday", "thursday", ""],
    ["friday", "friday", "09:00–17:00"],
    ["saturday", "sunday", ""],
  ]);
});
