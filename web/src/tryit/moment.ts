/** Moments at which callers often meet something else than now. */
import { localOf, onDay } from "../i18n/zoned";

export const MOMENTS = ["now", "night", "sunday"] as const;

/** Its wall-clock time in the zone, of those that come next; "" is now. */
export function momentNamed(name: (typeof MOMENTS)[number], zone: string, now: Date): string {
  if (name === "now") return "";
  const local = localOf(now, zone);
  if (name === "night") return onDay(local, 1, "03:00");
  return onDay(local, 7 - new Date(`${local}Z`).getUTCDay(), "12:00");
}
