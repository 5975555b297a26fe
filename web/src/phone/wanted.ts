/** What stands in the form of the test phone, for as long as the tab is open. */
import { useSyncExternalStore } from "react";
import { NOTHING_TRIED, type Tried } from "../tryit/caller";
import type { PHONES } from "./messages";

export interface Wanted {
  tried: Tried;
  ringPhones: boolean;
  callOutside: boolean;
  phones: (typeof PHONES)[number];
}

let wanted: Wanted = { tried: NOTHING_TRIED, ringPhones: false, callOutside: false, phones: "no_answer" };
const listeners = new Set<() => void>();

export function want(next: Wanted): void {
  wanted = next;
  for (const tell of listeners) tell();
}

/** Puts a call into the form, such as the one that was simulated. */
export function wantTried(tried: Tried): void {
  want({ ...wanted, tried });
}

export function useWanted(): [Wanted, (next: Wanted) => void] {
  const now = useSyncExternalStore(
    (tell) => {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
    () => wanted,
  );
  return [now, want];
}
