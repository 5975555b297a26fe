/** Which calls are shown: in the address, so that a link shows the same. */
import type { Query } from "../api/http";
import { midnight } from "../i18n/zoned";

export type Period = "" | "today" | "yesterday" | "last7" | "last30";
export const PERIODS: readonly Period[] = ["", "today", "yesterday", "last7", "last30"];
export const OUTCOMES = [
  "answered",
  "voicemail",
  "completed",
  "abandoned",
  "missed",
  "blocked",
  "failed",
  "interrupted",
] as const;

export interface Filters {
  caller: string;
  dialled: string;
  menu: string;
  /** The id of any other object that the call met. */
  met: string;
  outcome: string;
  period: Period;
  /** Moments that a link chose, such as an hour of a report. */
  since: string;
  until: string;
  recorded: boolean;
  test: boolean;
}

const TEXTS = ["caller", "dialled", "menu", "met", "outcome", "period", "since", "until"] as const;

export function filtersOf(address: URLSearchParams): Filters {
  const text = (name: string) => address.get(name) ?? "";
  const period = text("period") as Period;
  return {
    caller: text("caller"),
    dialled: text("dialled"),
    menu: text("menu"),
    met: text("met"),
    outcome: text("outcome"),
    period: PERIODS.includes(period) ? period : "",
    since: text("since"),
    until: text("until"),
    recorded: address.has("recorded"),
    test: address.has("test"),
  };
}

export function addressOf(filters: Filters): URLSearchParams {
  const address = new URLSearchParams();
  for (const name of TEXTS) if (filters[name]) address.set(name, filters[name]);
  if (filters.recorded) address.set("recorded", "1");
  if (filters.test) address.set("test", "1");
  return address;
}

/** As `GET /calls` takes them. Days begin at midnight in the zone of the company. */
export function queryOf(filters: Filters, zone: string, now: Date): Query {
  const { since, until } = periodOf(filters.period, zone, now);
  return {
    caller: filters.caller,
    dialled: filters.dialled,
    menu: filters.menu,
    met: filters.met,
    outcome: filters.outcome,
    since: filters.since || since,
    until: filters.until || until,
    recorded: filters.recorded || undefined,
    test: filters.test ? undefined : false,
  };
}

function periodOf(period: Period, zone: string, now: Date): { since?: string; until?: string } {
  const day = (before: number) => midnight(zone, now, before).toISOString();
  switch (period) {
    case "today":
      return { since: day(0) };
    case "yesterday":
      return { since: day(1), until: day(0) };
    case "last7":
      return { since: day(6) };
    case "last30":
      return { since: day(29) };
    default:
      return {};
  }
}
