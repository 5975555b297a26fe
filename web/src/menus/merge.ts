/** What two people have changed in one menu, put together. Pure. */
import type { Menu, Option } from "./menu";

/** A part of a menu that both have changed, each otherwise: a member, or `options/KEYS`. */
export interface Conflict {
  part: string;
  mine: unknown;
  theirs: unknown;
}

export interface Merged {
  /** With mine where both have changed something. */
  menu: Menu;
  conflicts: Conflict[];
}

/** `base` is what both began with. Keys are compared one by one; all else by member. */
export function merge(base: Menu, mine: Menu, theirs: Menu): Merged {
  const conflicts: Conflict[] = [];
  const menu: Record<string, unknown> = { ...theirs };
  for (const member of Object.keys(mine) as (keyof Menu)[]) {
    if (member === "options") continue;
    menu[member] = chosen(member, base[member], mine[member], theirs[member], conflicts);
  }
  menu.options = options(base.options, mine.options, theirs.options, conflicts);
  return { menu: menu as Menu, conflicts };
}

/** The menu with their part of a conflict. */
export function withTheirs(menu: Menu, { part, theirs }: Conflict): Menu {
  const [member, keys] = part.split("/");
  if (keys === undefined) return { ...menu, [part]: theirs };
  if (member !== "options") return menu;
  const others = menu.options.filter((option) => option.keys !== keys);
  if (theirs === null) return { ...menu, options: others };
  const at = menu.options.findIndex((option) => option.keys === keys);
  return { ...menu, options: at < 0 ? [...others, theirs as Option] : menu.options.with(at, theirs as Option) };
}

function chosen<T>(part: string, base: T, mine: T, theirs: T, conflicts: Conflict[]): T {
  if (same(mine, theirs) || same(mine, base)) return theirs;
  if (!same(theirs, base)) conflicts.push({ part, mine, theirs });
  return mine;
}

function options(base: Option[], mine: Option[], theirs: Option[], conflicts: Conflict[]): Option[] {
  const by = (some: Option[]) => new Map(some.map((option) => [option.keys, option]));
  const [was, ours, others] = [by(base), by(mine), by(theirs)];
  const keys = [...new Set([...ours.keys(), ...others.keys()])];
  return keys.flatMap((key) => {
    const [before, here, there] = [was.get(key) ?? null, ours.get(key) ?? null, others.get(key) ?? null];
    const option = chosen(`options/${key}`, before, here, there, conflicts);
    return option === null ? [] : [option];
  });
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
