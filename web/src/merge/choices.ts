/** Who is right about each conflict of an object. */
import type { Schemas } from "../api/client";
import type { Conflict, Side } from "../api/drafts";

/** By the place of the conflict in the list; what is missing is `mine`. */
export type Choices = Readonly<Record<number, Side>>;

export function decisionsOf(conflicts: readonly Conflict[], choices: Choices): Schemas["Decision"][] {
  return conflicts.map(({ path }, at) => ({ path, take: choices[at] ?? "mine" }));
}
