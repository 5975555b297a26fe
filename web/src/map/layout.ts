/** Where the places of the map stand: by layers from left to right, and leaves folded into a block beside their parent. */
import { Graph as Layers, layout as arrange } from "@dagrejs/dagre";
import { keyOf, type Graph, type Place } from "./graph";

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export const WIDTH = 224;
export const HEAD = 34;
export const ROW = 22;
const GAP = 18;
const BETWEEN_LAYERS = 90;
/** Fewer leaves than these stand one below the other; a plain layout of many is unreadable. */
const FOLDED_FROM = 4;
const MOST_COLUMNS = 4;

export function heightOf(place: Place): number {
  return HEAD + Math.max(1, place.exits.length) * ROW + 6;
}

/** The box of each place, by its key. */
export function layoutOf(graph: Graph): Map<string, Box> {
  const blocks = blocksOf(graph);
  const folded = new Map([...blocks].flatMap(([parent, leaves]) => leaves.map((leaf) => [keyOf(leaf), parent])));
  const layers = new Layers({ multigraph: false });
  layers.setGraph({ rankdir: "LR", nodesep: GAP, ranksep: BETWEEN_LAYERS });
  layers.setDefaultEdgeLabel(() => ({}));
  for (const place of graph.places) {
    if (!folded.has(keyOf(place))) layers.setNode(keyOf(place), { width: WIDTH, height: heightOf(place) });
  }
  const inside = new Map([...blocks].map(([parent, leaves]) => [parent, gridOf(leaves)]));
  for (const [parent, { width, height }] of inside) {
    layers.setNode(`block:${parent}`, { width, height });
    layers.setEdge(parent, `block:${parent}`);
  }
  for (const way of graph.ways) {
    if (!way.back && !folded.has(way.to)) layers.setEdge(way.from, way.to);
  }
  arrange(layers);
  return placed(layers, inside);
}

/** The leaves to fold, by their parent: they lead nowhere else, and nothing else leads to them. */
function blocksOf(graph: Graph): Map<string, Place[]> {
  const parents = new Map<string, Set<string>>();
  const goesOn = new Set<string>();
  for (const way of graph.ways) {
    if (way.back) continue;
    goesOn.add(way.from);
    parents.set(way.to, (parents.get(way.to) ?? new Set()).add(way.from));
  }
  const blocks = new Map<string, Place[]>();
  for (const place of graph.places) {
    const [parent, ...others] = parents.get(keyOf(place)) ?? [];
    if (parent === undefined || others.length > 0 || goesOn.has(keyOf(place))) continue;
    blocks.set(parent, [...(blocks.get(parent) ?? []), place]);
  }
  return new Map([...blocks].filter(([, leaves]) => leaves.length >= FOLDED_FROM));
}

interface Grid {
  width: number;
  height: number;
  boxes: Map<string, Box>;
}

/** The leaves in columns; x and y of a box are its corner in the block. */
function gridOf(leaves: readonly Place[]): Grid {
  const columns = Math.min(MOST_COLUMNS, Math.ceil(Math.sqrt(leaves.length)));
  const boxes = new Map<string, Box>();
  let y = 0;
  for (let first = 0; first < leaves.length; first += columns) {
    const row = leaves.slice(first, first + columns);
    for (const [column, leaf] of row.entries()) {
      boxes.set(keyOf(leaf), { x: column * (WIDTH + GAP), y, width: WIDTH, height: heightOf(leaf) });
    }
    y += Math.max(...row.map(heightOf)) + GAP;
  }
  return { width: columns * (WIDTH + GAP) - GAP, height: y - GAP, boxes };
}

function placed(layers: Layers, inside: ReadonlyMap<string, Grid>): Map<string, Box> {
  const found = new Map<string, Box>();
  for (const key of layers.nodes()) {
    const { x, y, width, height } = layers.node(key) as Box;
    const corner = { x: x - width / 2, y: y - height / 2 };
    const grid = key.startsWith("block:") ? inside.get(key.slice("block:".length)) : undefined;
    if (grid === undefined) found.set(key, { ...corner, width, height });
    for (const [leaf, box] of grid?.boxes ?? []) found.set(leaf, { ...box, x: corner.x + box.x, y: corner.y + box.y });
  }
  return found;
}
