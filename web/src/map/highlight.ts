/** The way of a call that the map shows: of a simulation, of the test phone, or of a call of the record. */
import { useSyncExternalStore } from "react";

/** An object that the call was at, and the exit by which it left: keys of a menu, or what stands in its document. */
export interface Step {
  /** As documents name it: `ivr`, `time_condition`. */
  kind: string;
  id: number;
  /** Such as `1`, `no_input`, `open`; empty while the call is there. */
  exit: string;
}

let path: readonly Step[] = [];
const listeners = new Set<() => void>();

/** Shows a way; an empty one shows none. */
export function showPath(steps: readonly Step[]): void {
  path = steps;
  for (const tell of listeners) tell();
}

export function usePath(): readonly Step[] {
  return useSyncExternalStore(
    (tell) => {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
    () => path,
  );
}
