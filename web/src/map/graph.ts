/** What the map shows: places, and ways between them, as far as they have been opened from where somebody begins. */
import type { Schemas } from "../api/client";

export type Place = Schemas["MapPlace"];
export type Exit = Schemas["MapExit"];

export interface Way {
  /** Keys of places, and the pointer of the exit in the document of the first. */
  from: string;
  to: string;
  pointer: string;
  /** Leads to where callers have been before. */
  back: boolean;
  /** Callers cannot take it at the moment that the map shows. */
  shut: boolean;
}

export interface Graph {
  /** In the order in which callers come to them. */
  places: Place[];
  ways: Way[];
  depth: ReadonlyMap<string, number>;
  /** Keys of places whose exits lead to places that are not shown. */
  closed: ReadonlySet<string>;
}

/** As long as there are no more places, all are shown at once. */
export const ALL_AT_ONCE = 40;
/** From where somebody begins, so many steps are open at first. */
export const OPEN_STEPS = 2;

export function keyOf(place: { kind: string; id: number }): string {
  return `${place.kind}:${place.id}`;
}

/** The place that an exit leads to, or null: a person, a number outside, the end of the call. */
export function targetOf(exit: Exit): string | null {
  return exit.to.object === null || exit.to.id === null ? null : keyOf({ kind: exit.to.object, id: exit.to.id });
}

/** Where calls come in: places that no other leads to; of a circle that nothing leads to, the lowest number. */
export function rootsOf(places: readonly Place[]): Place[] {
  const inner = new Set(places.flatMap((place) => place.exits.map(targetOf)));
  const roots = places.filter((place) => !inner.has(keyOf(place)));
  const reached = new Set(walk(places, roots.map(keyOf), () => true).keys());
  for (const place of [...places].sort(byNumber)) {
    if (reached.has(keyOf(place))) continue;
    roots.push(place);
    for (const key of walk(places, [keyOf(place)], () => true).keys()) reached.add(key);
  }
  return roots;
}

function byNumber(one: Place, other: Place): number {
  return one.number.localeCompare(other.number, "en", { numeric: true });
}

/** The places from `roots` on, as deep as `OPEN_STEPS` (or all), and behind those that somebody has `opened`. */
export function graphOf(places: readonly Place[], roots: readonly string[], opened: ReadonlySet<string>): Graph {
  const whole = places.length <= ALL_AT_ONCE;
  const depth = walk(places, roots, (key, steps) => whole || steps < OPEN_STEPS || opened.has(key));
  const byKey = new Map(places.map((place) => [keyOf(place), place]));
  const shown = [...depth.keys()].map((key) => byKey.get(key)).filter((place) => place !== undefined);
  const ways = shown.flatMap((place) => waysOf(place, depth));
  const closed = shown.filter((place) =>
    place.exits.some((exit) => {
      const target = targetOf(exit);
      return target !== null && byKey.has(target) && !depth.has(target);
    }),
  );
  return { places: shown, ways, depth, closed: new Set(closed.map(keyOf)) };
}

export interface Branch {
  place: Place;
  /** Each exit, with what follows where callers come to it here first. */
  exits: { exit: Exit; next: Branch | null }[];
}

/** The same as nested lists, in which each place is laid out once. */
export function outlineOf(places: readonly Place[], roots: readonly string[]): Branch[] {
  const byKey = new Map(places.map((place) => [keyOf(place), place]));
  const shown = new Set(roots);
  const branch = (place: Place): Branch => {
    const first = place.exits.map((exit) => {
      const key = targetOf(exit);
      const target = key === null || shown.has(key) ? undefined : byKey.get(key);
      if (target) shown.add(keyOf(target));
      return { exit, target };
    });
    return { place, exits: first.map(({ exit, target }) => ({ exit, next: target ? branch(target) : null })) };
  };
  return roots.flatMap((key) => byKey.get(key) ?? []).map(branch);
}

function waysOf(place: Place, depth: ReadonlyMap<string, number>): Way[] {
  const from = keyOf(place);
  return place.exits.flatMap((exit) => {
    const to = targetOf(exit);
    if (to === null || !depth.has(to)) return [];
    const back = (depth.get(to) ?? 0) <= (depth.get(from) ?? 0);
    return [{ from, to, pointer: exit.pointer, back, shut: exit.open === false }];
  });
}

/** Breadth first: key -> steps from the nearest root. `goesOn` says whether a place's exits are followed. */
function walk(
  places: readonly Place[],
  roots: readonly string[],
  goesOn: (key: string, steps: number) => boolean,
): Map<string, number> {
  const byKey = new Map(places.map((place) => [keyOf(place), place]));
  const depth = new Map<string, number>();
  let waiting = roots.filter((key) => byKey.has(key));
  for (const key of waiting) depth.set(key, 0);
  while (waiting.length > 0) {
    const next: string[] = [];
    for (const key of waiting) {
      const steps = depth.get(key) ?? 0;
      if (!goesOn(key, steps)) continue;
      for (const exit of byKey.get(key)?.exits ?? []) {
        const target = targetOf(exit);
        if (target === null || depth.has(target) || !byKey.has(target)) continue;
        depth.set(target, steps + 1);
        next.push(target);
      }
    }
    waiting = next;
  }
  return depth;
}
