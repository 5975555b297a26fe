/** Where the page shows an object: kinds with a screen of their own there, all others below `/objects`. */
import { pathOf } from "../api/kinds";

const OWN: Readonly<Record<string, string>> = {
  ivr: "/menus",
  office: "/office",
  extension: "/people",
  music: "/music",
  prompt: "/prompts",
  trunk: "/trunks",
  time_condition: "/time-conditions",
};

/** `kind` as documents and records name it, such as `ring_group`. */
export function linkTo(kind: string, id: number): string {
  return `${linkToKind(kind)}/${id}`;
}

/** The list of a kind. */
export function linkToKind(kind: string): string {
  return OWN[kind] ?? `/objects/${pathOf(kind)}`;
}
