/** Wall-clock times of a zone, as `<input type="datetime-local">` has them, and moments. */

/** The moment (ISO 8601) at which clocks in the zone show that; null for "" and what is no time. */
export function momentOf(local: string, zone: string): string | null {
  const asUtc = Date.parse(`${local}Z`);
  if (Number.isNaN(asUtc)) return null;
  // The offset may be another at the moment that the first guess leads to, at a change of the clocks.
  const guess = asUtc - offsetAt(asUtc, zone);
  return new Date(asUtc - offsetAt(guess, zone)).toISOString();
}

/** By how many milliseconds clocks in the zone are ahead of UTC then. */
function offsetAt(moment: number, zone: string): number {
  const parts = new Intl.DateTimeFormat("en", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  }).formatToParts(moment);
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  const shown = Date.UTC(of("year"), of("month") - 1, of("day"), of("hour"), of("minute"), of("second"));
  return shown - Math.floor(moment / 1000) * 1000;
}

/** Moments at which callers often meet something else than now. */
export const MOMENTS = ["now", "night", "sunday"] as const;

/** Its wall-clock time in the zone, of those that come next; "" is now. */
export function momentNamed(name: (typeof MOMENTS)[number], zone: string, now: Date): string {
  if (name === "now") return "";
  const local = new Date(now.getTime() + offsetAt(now.getTime(), zone));
  local.setUTCDate(local.getUTCDate() + (name === "night" ? 1 : 7 - local.getUTCDay()));
  return `${local.toISOString().slice(0, 10)}T${name === "night" ? "03:00" : "12:00"}`;
}
