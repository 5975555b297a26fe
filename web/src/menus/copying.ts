/** A menu on its way from the screen where it was copied to that where it becomes a new one. */
import type { Menu } from "./menu";

let copied: Menu | null = null;

export function copy(menu: Menu): void {
  copied = menu;
}

/** What was copied, once. */
export function takeCopy(): Menu | null {
  const menu = copied;
  copied = null;
  return menu;
}
