/** What can be made where a destination is chosen: kinds that need no more than a name and a number. */
import type { ObjectKind } from "./destination";

export const CREATABLE = [
  "ivr",
  "ring_group",
  "queue",
  "time_condition",
  "group_voicemail",
  "conference",
  "extension",
] as const satisfies readonly ObjectKind[];
export type Creatable = (typeof CREATABLE)[number];

/** A kind without a number. */
export const hasNumber = (kind: Creatable): boolean => kind !== "time_condition";
