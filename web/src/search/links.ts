/** Where in the page an object is shown. */
import { pathOf } from "../api/kinds";

/** Kinds with a screen of their own; all others are shown by the general one. */
const SCREENS: Readonly<Record<string, (id: number) => string>> = {
  ivr: (id) => `/menus/${id}`,
  prompt: (id) => `/prompts/${id}`,
  music: (id) => `/music/${id}`,
};

export function linkTo(kind: string, id: number): string {
  return SCREENS[kind]?.(id) ?? `/objects/${pathOf(kind)}/${id}`;
}
