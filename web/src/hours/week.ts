/** A week of opening hours: as the API has it, as spans of minutes to draw and to drag, and as text to type. Pure. */
import type { Schemas } from "../api/client";

export type Week = Schemas["WeekHours"];
export type Day = Schemas["DayHours"];

/** From a minute of the day until before another. */
export interface Span {
  from: number;
  to: number;
}

export const DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;
export type DayName = (typeof DAYS)[number];

export const DAY_MINUTES = 24 * 60;
const WHOLE_DAY: Span = { from: 0, to: DAY_MINUTES };
/** The API has an end of 23:59 for the end of the day, too. */
const LAST_MINUTE = DAY_MINUTES - 1;

/** When a day is open, in order and without overlaps; the whole day where it is open without ranges. */
export function spansOf(day: Day | undefined): Span[] {
  if (!day?.open) return [];
  const ranges = day.ranges ?? [];
  if (ranges.length === 0) return [WHOLE_DAY];
  return joined(ranges.map(({ start, end }) => ({ from: minutesOf(start), to: endOf(minutesOf(end)) })));
}

/** The day of the API that is open in these spans. */
export function dayOf(spans: readonly Span[]): Day {
  const found = joined(spans);
  const whole = found.length === 1 && found[0]?.from === 0 && found[0].to === DAY_MINUTES;
  const ranges = whole ? [] : found.map(({ from, to }) => ({ start: clockOf(from), end: clockOf(to) }));
  return { open: found.length > 0, ranges };
}

/** In order; what overlaps or touches is one. Spans without length are left out. */
export function joined(spans: readonly Span[]): Span[] {
  const sorted = spans
    .map(({ from, to }) => ({ from: Math.max(0, from), to: Math.min(DAY_MINUTES, to) }))
    .filter(({ from, to }) => from < to)
    .sort((a, b) => a.from - b.from);
  const found: Span[] = [];
  for (const span of sorted) {
    const last = found.at(-1);
    if (last && span.from <= last.to) last.to = Math.max(last.to, span.to);
    else found.push({ ...span });
  }
  return found;
}

/** "09:00–12:30, 13:30–17:00"; empty for a closed day. */
export function textOf(spans: readonly Span[]): string {
  return spans.map(({ from, to }) => `${clockOf(from)}–${clockOf(to)}`).join(", ");
}

const RANGE =
  /^(\d{1,2})(?:[:.h]?(\d{2}))?\s*(am|pm)?\s*(?:-|–|—|to|bis|until)\s*(\d{1,2})(?:[:.h]?(\d{2}))?\s*(am|pm)?$/;

/**
 * What somebody typed: "9-12:30, 13.30-17", "9am to 5pm", "0900-1700", "24h", or nothing for a closed day; null where
 * it cannot be understood.
 */
export function spansFrom(text: string): Span[] | null {
  const typed = text
    .trim()
    .toLowerCase()
    .replace(/\s*uhr\b/g, "");
  if (typed === "" || typed === "-" || typed === "–") return [];
  if (typed === "24h" || typed === "24") return [WHOLE_DAY];
  const found: Span[] = [];
  for (const part of typed.split(/[,;+&]|\bund\b|\band\b/)) {
    const match = RANGE.exec(part.trim());
    const from = match && clockFrom(match[1], match[2], match[3]);
    const to = match && clockFrom(match[4], match[5], match[6]);
    if (from === null || to === null || from >= endOf(to)) return null;
    found.push({ from, to: endOf(to) });
  }
  return joined(found);
}

/** The week in which these days are as `day` is. */
export function withDays(week: Week, names: readonly DayName[], day: Day): Week {
  return { ...week, ...Object.fromEntries(names.map((name) => [name, day])) };
}

/** Days in a row that are alike, for a short text: Monday to Friday, 9 to 5. */
export function groupsOf(week: Week): { first: DayName; last: DayName; spans: Span[] }[] {
  const groups: { first: DayName; last: DayName; spans: Span[] }[] = [];
  for (const name of DAYS) {
    const spans = spansOf(week[name]);
    const before = groups.at(-1);
    if (before && textOf(before.spans) === textOf(spans)) before.last = name;
    else groups.push({ first: name, last: name, spans });
  }
  return groups;
}

/** `spans` with the one at `index` in other bounds; null takes it away. */
export function replaced(spans: readonly Span[], index: number, by: Span | null): Span[] {
  return spans.flatMap((span, at) => (at !== index ? [span] : by ? [by] : []));
}

export function clockOf(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
}

function minutesOf(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
}

function endOf(minute: number): number {
  return minute === LAST_MINUTE ? DAY_MINUTES : minute;
}

function clockFrom(hours?: string, minutes = "0", half?: string): number | null {
  const typed = Number(hours);
  if (half && (typed < 1 || typed > 12)) return null;
  const hour = half ? (typed % 12) + (half === "pm" ? 12 : 0) : typed;
  const minute = hour * 60 + Number(minutes);
  return Number(minutes) < 60 && minute <= DAY_MINUTES ? minute : null;
}
