import { expect, test } from "vitest";
import { graphOf, keyOf, outlineOf, rootsOf, type Exit, type Place } from "./graph";

function exit(keys: string, id: number | null, open: boolean | null = null): Exit {
  const to = { kind: id ? "ivr" : "hang_up", object: id ? "ivr" : null, id, name: "", number: "", text: "" };
  return { pointer: `#/options/${keys}`, part: "options", keys, open, to };
}

function menu(id: number, ...exits: Exit[]): Place {
  return { kind: "ivr", id, revision: 1, name: `Menu ${id}`, number: `62${id}`, greeting: [], exits };
}

const many = (count: number) => Array.from({ length: count }, (_, index) => menu(index + 1, exit("1", index + 2)));

test("calls come in where no exit leads to, and somewhere into each circle", () => {
  const places = [menu(1, exit("1", 2)), menu(2, exit("1", 2)), menu(3, exit("1", 4)), menu(4, exit("1", 3))];
  expect(rootsOf(places).map(keyOf)).toEqual(["ivr:1", "ivr:3"]);
});

test("ways back, and ways that are shut, are known as such", () => {
  const graph = graphOf(
    [menu(1, exit("1", 2), exit("2", 1), exit("3", null)), menu(2, exit("*", 1, false))],
    ["ivr:1"],
    new Set(),
  );
  expect(graph.ways.map((way) => [way.to, way.back, way.shut])).toEqual([
    ["ivr:2", false, false],
    ["ivr:1", true, false],
    ["ivr:1", true, true],
  ]);
});

test("of many places only the first steps are open, and those behind what somebody opens", () => {
  const places = many(60);
  const first = graphOf(places, ["ivr:1"], new Set());
  expect([first.places.map((place) => place.id), [...first.closed]]).toEqual([[1, 2, 3], ["ivr:3"]]);
  const more = graphOf(places, ["ivr:1"], new Set(["ivr:3"]));
  expect(more.places.map((place) => place.id)).toEqual([1, 2, 3, 4]);
  expect(graphOf(many(20), ["ivr:1"], new Set()).places.length).toBe(20);
});

test("the outline lays each place out once", () => {
  const places = [menu(1, exit("1", 2), exit("2", 3)), menu(2, exit("1", 3), exit("*", 1)), menu(3)];
  const [first] = outlineOf(places, ["ivr:1"]);
  expect(first?.exits.map(({ next }) => next?.place.id)).toEqual([2, 3]);
  expect(first?.exits[0]?.next?.exits.map(({ next }) => next)).toEqual([null, null]);
});
