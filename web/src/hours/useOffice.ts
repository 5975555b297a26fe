/** The one office of a tenant; there may be none yet, and then everything has its default. */
import { useAll } from "../api/objects";
import type { Documents } from "../api/kinds";
import { DAYS, dayOf, withDays, type Week } from "./week";

export type Office = Omit<Documents["offices"], "id" | "revision">;

/** What the server takes for the hours of an office that nobody has set. */
export const WORKING_WEEK: Week = withDays(
  withDays({}, DAYS, dayOf([])),
  DAYS.slice(0, 5),
  dayOf([{ from: 540, to: 1020 }]),
);

export function useOffice(): { office: Documents["offices"] | null | undefined; error: Error | null } {
  const { data, error } = useAll("offices");
  return { office: data === undefined ? undefined : (data[0] ?? null), error };
}
