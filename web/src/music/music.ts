/** Play lists as documents have them. */
import type { Documents } from "../api/kinds";

export type Stored = Documents["music"];

/** What is edited. `stream` is "" where there is none. */
export interface PlayList {
  name: string;
  prompts: number[];
  order: "in_order" | "random";
  stream: string;
}

export const NEW: PlayList = { name: "", prompts: [], order: "in_order", stream: "" };

export function playListOf({ name, prompts = [], order = "in_order", stream }: Stored): PlayList {
  return { name, prompts: [...prompts], order, stream: stream ?? "" };
}

export function documentOf({ stream, ...rest }: PlayList) {
  return { ...rest, stream: stream.trim() === "" ? null : stream.trim() };
}

/** The list with the item at `from` moved to `to`. */
export function moved<T>(items: readonly T[], from: number, to: number): T[] {
  if (to < 0 || to >= items.length) return [...items];
  const rest = items.filter((_, place) => place !== from);
  return [...rest.slice(0, to), items[from] as T, ...rest.slice(to)];
}
