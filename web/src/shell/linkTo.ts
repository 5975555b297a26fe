/** Where the page shows an object. */
import { pathOf } from "../api/kinds";

/** Kinds with screens of their own. */
const OWN: Readonly<Record<string, string>> = { ivr: "/menus", prompt: "/prompts", music: "/music" };

/** `kind` as documents and records name it, such as `ring_group`. */
export function linkTo(kind: string, id: number): string {
  return `${OWN[kind] ?? `/objects/${pathOf(kind)}`}/${id}`;
}
