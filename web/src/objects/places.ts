/** Where an object is shown: kinds with a screen of their own there, all others below `/objects`. */
import { pathOf } from "../api/kinds";

const OWN: Record<string, string> = {
  ivr: "/menus",
  extension: "/people",
  trunk: "/trunks",
  prompt: "/prompts",
};

/** The list of a kind, as documents name it. */
export function placeOfKind(kind: string): string {
  return OWN[kind] ?? `/objects/${pathOf(kind)}`;
}

export function placeOf(kind: string, id: number): string {
  return `${placeOfKind(kind)}/${id}`;
}
