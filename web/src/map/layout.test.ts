import { expect, test } from "vitest";
import { graphOf, type Exit, type Place } from "./graph";
import { layoutOf, type Box } from "./layout";

function menu(id: number, ...targets: number[]): Place {
  const exits = targets.map((to, index): Exit => ({
    pointer: `#/options/${index}/route/to`,
    part: "options",
    keys: String(index),
    open: null,
    to: { kind: "ivr", object: "ivr", id: to, name: "", number: "", text: "" },
  }));
  return { kind: "ivr", id, revision: 1, name: "", number: "", greeting: [], exits };
}

function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

test("no place covers another, and callers go to the right", () => {
  const places = [menu(1, 2, 3, 4), menu(2, 10, 11, 12, 13, 14), menu(3, 1), menu(4, 5), menu(5, 2)];
  places.push(...[10, 11, 12, 13, 14].map((id) => menu(id, 1)));
  const boxes = layoutOf(graphOf(places, ["ivr:1"], new Set()));
  expect(boxes.size).toBe(places.length);
  const all = [...boxes.values()];
  for (const [index, box] of all.entries())
    expect(all.slice(index + 1).some((other) => overlap(box, other))).toBe(false);
  expect(boxes.get("ivr:2")?.x).toBeGreaterThan(boxes.get("ivr:1")?.x ?? 0);
});

test("many leaves stand in columns", () => {
  const leaves = Array.from({ length: 9 }, (_, index) => index + 2);
  const boxes = layoutOf(graphOf([menu(1, ...leaves), ...leaves.map((id) => menu(id))], ["ivr:1"], new Set()));
  expect(new Set(leaves.map((id) => boxes.get(`ivr:${id}`)?.x)).size).toBe(3);
});
