/** Writes as the list shows them. */
import type { Schemas } from "../api/client";

type Change = Schemas["ChangeShown"];
export type Group = [Change, ...Change[]];

/** Writes that were published together, which follow one another, are one group. */
export function grouped(changes: readonly Change[]): Group[] {
  const groups: Group[] = [];
  for (const change of changes) {
    const last = groups.at(-1);
    if (last && change.publication !== null && last[0].publication === change.publication) last.push(change);
    else groups.push([change]);
  }
  return groups;
}

/** The `seq` of the newest write of each object, of a list that begins with the newest of all. */
export function newestOnes(changes: readonly Change[]): Set<number> {
  const seen = new Set<number>();
  const newest = new Set<number>();
  for (const { id, seq } of changes) {
    if (!seen.has(id)) newest.add(seq);
    seen.add(id);
  }
  return newest;
}
