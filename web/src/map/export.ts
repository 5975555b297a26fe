/** The map as a picture of its own, without the page. */
import { targetOf, keyOf, type Graph } from "./graph";
import { HEAD, ROW, type Box } from "./layout";
import type { Words } from "./words";

const MARGIN = 20;
const STYLE = `text{font:12px sans-serif;fill:#1b2330}.b{font-weight:700}.k{font-weight:700;fill:#1d5fd1}
rect{fill:#fff;stroke:#8690a2}path{fill:none;stroke:#8690a2}.back{stroke-dasharray:2 5}.shut{opacity:.3}`;

/** An SVG document in light colours, for paper and for other programs. */
export function svgOf(graph: Graph, boxes: ReadonlyMap<string, Box>, words: Words): string {
  const all = [...boxes.values()];
  const left = Math.min(...all.map((box) => box.x)) - MARGIN;
  const top = Math.min(...all.map((box) => box.y)) - MARGIN;
  const width = Math.max(...all.map((box) => box.x + box.width)) + MARGIN - left;
  const height = Math.max(...all.map((box) => box.y + box.height)) + MARGIN - top;
  const parts = [
    ...graph.ways.map((way) => lineOf(way, graph, boxes)),
    ...graph.places.map((place) => boxOf(place, boxes, words)),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${left} ${top} ${width} ${height}"><style>${STYLE}</style>${parts.join("")}</svg>`;
}

export function download(name: string, svg: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

function lineOf(way: Graph["ways"][number], graph: Graph, boxes: ReadonlyMap<string, Box>): string {
  const [from, to] = [boxes.get(way.from), boxes.get(way.to)];
  const row = graph.places
    .find((place) => keyOf(place) === way.from)
    ?.exits.findIndex((exit) => exit.pointer === way.pointer);
  if (!from || !to || row === undefined) return "";
  const [x, y] = [from.x + from.width, from.y + HEAD + (row + 0.5) * ROW];
  const [endX, endY] = [to.x, to.y + HEAD / 2];
  const bend = Math.max(40, Math.abs(endX - x) / 2);
  const classes = [way.back && "back", way.shut && "shut"].filter(Boolean).join(" ");
  return `<path class="${classes}" d="M${x} ${y}C${x + bend} ${y} ${endX - bend} ${endY} ${endX} ${endY}"/>`;
}

function boxOf(place: Graph["places"][number], boxes: ReadonlyMap<string, Box>, words: Words): string {
  const box = boxes.get(keyOf(place));
  if (!box) return "";
  const text = (dx: number, y: number, content: string, name: string) =>
    `<text class="${name}" x="${box.x + dx}" y="${y}">${escaped(content)}</text>`;
  const rows = place.exits.map((exit, index) => {
    const y = box.y + HEAD + (index + 0.7) * ROW;
    const key = words.exit(exit);
    const known = targetOf(exit) === null ? "" : "t";
    return text(8, y, key, "k") + text(Math.max(28, 14 + key.length * 7), y, words.target(exit), known);
  });
  const frame = `<rect x="${box.x}" y="${box.y}" width="${box.width}" height="${box.height}" rx="8"/>`;
  return frame + text(8, box.y + 22, `${words.place(place)} ${place.number}`, "b") + rows.join("");
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
