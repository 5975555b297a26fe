/** Where the page shows an object. */
import { pathOf } from "../api/kinds";

/** `kind` as documents and records name it, such as `ring_group`. */
export function linkTo(kind: string, id: number): string {
  return kind === "ivr" ? `/menus/${id}` : `/objects/${pathOf(kind)}/${id}`;
}
