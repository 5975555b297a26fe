/** What happens at the places of the map: calls that are there, keys that were pressed, and what is wrong. */

export interface Counts {
  /** By the key of the place. */
  calls: ReadonlyMap<string, number>;
  presses: ReadonlyMap<string, ReadonlyMap<string, number>>;
  findings: ReadonlyMap<string, readonly string[]>;
}

const NONE: Counts = { calls: new Map(), presses: new Map(), findings: new Map() };

export function useCounts(): Counts {
  return NONE;
}
