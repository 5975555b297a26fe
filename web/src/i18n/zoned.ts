/** Moments as clocks of a time zone show them, in the form of `<input type="datetime-local">`. Pure. */

/** "2026-11-27T14:05" on the clocks of the zone. */
export function localOf(at: Date, timeZone: string): string {
  const parts = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  }).formatToParts(at);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? "";
  return `${part("year").padStart(4, "0")}-${part("month")}-${part("day")}T${part("hour")}:${part("minute")}`;
}

/**
 * The moment at which these clocks show `local`. Of an hour that is repeated it is the first; a time that is skipped
 * counts as if the clocks had not been set yet. null for what is no time.
 */
export function momentOf(local: string, timeZone: string): Date | null {
  const wanted = Date.parse(`${local}Z`);
  if (Number.isNaN(wanted)) return null;
  const shownAs = (at: number) => Date.parse(`${localOf(new Date(at), timeZone)}Z`);
  const offsets = [wanted - 86_400_000, wanted + 86_400_000].map(
    (at) => shownAs(at) - Math.floor(at / 60_000) * 60_000,
  );
  const candidates = offsets.map((offset) => wanted - offset).sort((a, b) => a - b);
  return new Date(candidates.find((at) => shownAs(at) === wanted) ?? candidates.at(-1) ?? wanted);
}

/** `local` so many days later, at `clock` if one is said. */
export function onDay(local: string, days: number, clock?: string): string {
  const day = new Date(`${local.slice(0, 10)}T00:00Z`);
  day.setUTCDate(day.getUTCDate() + days);
  return `${day.toISOString().slice(0, 10)}T${clock ?? local.slice(11)}`;
}

/** Midnight, some days before the day of `now`. */
export function midnight(timeZone: string, now: Date, daysBefore: number): Date {
  return momentOf(onDay(localOf(now, timeZone), -daysBefore, "00:00"), timeZone) ?? now;
}
