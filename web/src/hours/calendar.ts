/** Holidays on the days of a year. Pure; days are "2026-12-24". */
import type { Documents } from "../api/kinds";

export type Holiday = Documents["holidays"];
type Moment = Holiday["first"];

const LONGEST_RUN = 366;

/** Day -> the holidays that are on it, in a year. */
export function holidaysOf(year: number, holidays: readonly Holiday[]): Map<string, Holiday[]> {
  const found = new Map<string, Holiday[]>();
  for (const holiday of holidays) {
    for (const day of daysOf(year, holiday)) found.set(day, [...(found.get(day) ?? []), holiday]);
  }
  return found;
}

/** The days of `year` on which it is. */
export function daysOf(year: number, holiday: Holiday): string[] {
  const { first, last, every_year: everyYear, consecutive } = holiday;
  if (!consecutive) return everyYear || first.year === year ? [dayOf(year, first)].filter(exists) : [];
  if (!everyYear) return run(dayOf(first.year ?? year, first), dayOf(last.year ?? year, last), year);
  const [from, to] = [dayOf(year, first), dayOf(year, last)];
  if (from <= to) return run(from, to, year);
  // It goes over New Year's Eve.
  return [...run(`${pad(year, 4)}-01-01`, to, year), ...run(from, `${pad(year, 4)}-12-31`, year)];
}

/** The weeks of a month, Monday first; "" where a week has days of another month. */
export function weeksOf(year: number, month: number): string[][] {
  const first = new Date(Date.UTC(year, month - 1, 1));
  const lead = (first.getUTCDay() + 6) % 7;
  const count = lengthOf(year, month);
  const days = [
    ...Array.from({ length: lead }, () => ""),
    ...Array.from({ length: count }, (_, day) => `${pad(year, 4)}-${pad(month)}-${pad(day + 1)}`),
  ];
  while (days.length % 7 !== 0) days.push("");
  return Array.from({ length: days.length / 7 }, (_, week) => days.slice(week * 7, week * 7 + 7));
}

export function firstOf(year: number): string {
  return `${pad(year, 4)}-01-01`;
}

export function isIn(year: number, day: string): boolean {
  return day.startsWith(`${pad(year, 4)}-`);
}

/** The day to which a key leads from another, as in other calendars; null: it is no such key. */
export function dayBeside(day: string, key: string): string | null {
  const [year = 0, month = 0, date = 0] = day.split("-").map(Number);
  const inMonth = (which: number) => dayIn(year, which, Math.min(date, lengthOf(year, which)));
  switch (key) {
    case "ArrowLeft":
      return dayIn(year, month, date - 1);
    case "ArrowRight":
      return dayIn(year, month, date + 1);
    case "ArrowUp":
      return dayIn(year, month, date - 7);
    case "ArrowDown":
      return dayIn(year, month, date + 7);
    case "PageUp":
      return inMonth(month - 1);
    case "PageDown":
      return inMonth(month + 1);
    case "Home":
      return dayIn(year, month, 1);
    case "End":
      return dayIn(year, month, lengthOf(year, month));
    default:
      return null;
  }
}

function dayIn(year: number, month: number, date: number): string {
  return new Date(Date.UTC(year, month - 1, date)).toISOString().slice(0, 10);
}

/** How many days a month has. */
function lengthOf(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** What a form of a holiday edits. Without times it is whole days. */
export interface HolidayEdit {
  name: string;
  from: string;
  to: string;
  start: string;
  end: string;
  everyYear: boolean;
  region: string;
}

export function newHoliday(day: string): HolidayEdit {
  return { name: "", from: day, to: day, start: "00:00", end: "23:59", everyYear: false, region: "" };
}

export function editOf(holiday: Holiday, thisYear: number): HolidayEdit {
  const { first, last, consecutive } = holiday;
  const from = dayOf(first.year ?? thisYear, first);
  return {
    name: holiday.name,
    from,
    to: consecutive ? dayOf(last.year ?? thisYear, last) : from,
    start: clock(first),
    end: clock(last),
    everyYear: holiday.every_year ?? false,
    region: holiday.region ?? "",
  };
}

export function documentOf(edit: HolidayEdit): Omit<Holiday, "id" | "revision"> {
  const moment = (day: string, time: string): Moment => ({
    year: edit.everyYear ? null : Number(day.slice(0, 4)),
    month: Number(day.slice(5, 7)),
    day: Number(day.slice(8, 10)),
    hour: Number(time.slice(0, 2)),
    minute: Number(time.slice(3, 5)),
  });
  return {
    name: edit.name,
    region: edit.region,
    every_year: edit.everyYear,
    consecutive: edit.from !== edit.to,
    first: moment(edit.from, edit.start),
    last: moment(edit.to, edit.end),
  };
}

export function isWholeDay(edit: Pick<HolidayEdit, "start" | "end">): boolean {
  return edit.start === "00:00" && edit.end === "23:59";
}

function run(from: string, to: string, year: number): string[] {
  const found: string[] = [];
  const day = new Date(`${from < pad(year, 4) ? `${pad(year, 4)}-01-01` : from}T00:00Z`);
  for (let count = 0; count < LONGEST_RUN; count++) {
    const name = day.toISOString().slice(0, 10);
    if (name > to || Number(name.slice(0, 4)) !== year) break;
    found.push(name);
    day.setUTCDate(day.getUTCDate() + 1);
  }
  return found;
}

/** 29 February is a day of some years only. */
function exists(day: string): boolean {
  return new Date(`${day}T00:00Z`).toISOString().slice(0, 10) === day;
}

function dayOf(year: number, moment: Moment): string {
  return `${pad(year, 4)}-${pad(moment.month)}-${pad(moment.day)}`;
}

function clock(moment: Moment): string {
  return `${pad(moment.hour ?? 0)}:${pad(moment.minute ?? 0)}`;
}

function pad(value: number, length = 2): string {
  return String(value).padStart(length, "0");
}
