import { Background, Controls, MiniMap, ReactFlow, type Edge } from "@xyflow/react";
import "@xyflow/react/dist/style.css";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../session/session";
import { tell } from "../ui/toasts";
import { useProblemText } from "../ui/useProblemText";
import styles from "./MapView.module.css";
import { PlaceNode, type PlaceNodeType } from "./PlaceNode";
import { PlacePanel } from "./PlacePanel";
import { keyOf, type Exit, type Graph, type Place } from "./graph";
import { usePath, type Step } from "./highlight";
import { layoutOf } from "./layout";
import { useCounts } from "./useCounts";
import { canLeadTo, useLead, type Destination } from "./useMap";
import { useWords } from "./words";

const KINDS = { place: PlaceNode };
const NONE: ReadonlyMap<string, number> = new Map();

interface MapViewProps {
  graph: Graph;
  places: readonly Place[];
  onOpen: (key: string) => void;
}

/** The map itself. Places can be reached by Tab and chosen by Enter; a key is dragged to where it is to lead. */
export function MapView({ graph, places, onOpen }: MapViewProps) {
  const { t } = useTranslation("map");
  const editable = useMay("editor");
  const path = usePath();
  const counts = useCounts();
  const [chosen, setChosen] = useState<string | null>(null);
  const boxes = useMemo(() => layoutOf(graph), [graph]);
  const lead = useLeading(places);

  const nodes = useMemo(
    () =>
      graph.places.map((place): PlaceNodeType => {
        const key = keyOf(place);
        const box = boxes.get(key);
        return {
          id: key,
          type: "place",
          position: { x: box?.x ?? 0, y: box?.y ?? 0 },
          width: box?.width ?? 0,
          height: box?.height ?? 0,
          selected: key === chosen,
          data: {
            place,
            editable,
            calls: counts.calls.get(key) ?? 0,
            presses: counts.presses.get(key) ?? NONE,
            findings: counts.findings.get(key) ?? [],
            taken: takenAt(place, path),
            onOpen: graph.closed.has(key) ? () => onOpen(key) : null,
          },
        };
      }),
    [graph, boxes, chosen, editable, counts, path, onOpen],
  );
  const edges = useMemo(() => edgesOf(graph, path), [graph, path]);
  const place = places.find((one) => keyOf(one) === chosen);

  return (
    <div className={styles.view}>
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={KINDS}
        nodesDraggable={false}
        nodesConnectable={editable}
        deleteKeyCode={null}
        fitView
        fitViewOptions={{ maxZoom: 1, minZoom: 0.25 }}
        minZoom={0.08}
        onlyRenderVisibleElements={nodes.length > 60}
        colorMode="system"
        aria-label={t("title")}
        onNodesChange={(changes) => {
          for (const change of changes) if (change.type === "select" && change.selected) setChosen(change.id);
        }}
        onPaneClick={() => setChosen(null)}
        onConnect={lead}
        onConnectEnd={(event, { isValid, fromNode, fromHandle }) => {
          // Dropped beside the handle: anywhere on a place will do.
          const target = placeAt(event);
          if (isValid || !fromNode || !fromHandle.id || !target) return;
          lead({ source: fromNode.id, sourceHandle: fromHandle.id, target });
        }}
      >
        <Background />
        <Controls showInteractive={false} />
        {graph.places.length > 8 && <MiniMap pannable zoomable />}
      </ReactFlow>
      {place && <PlacePanel place={place} onClose={() => setChosen(null)} />}
    </div>
  );
}

function edgesOf(graph: Graph, path: readonly Step[]): Edge[] {
  const taken = new Map(graph.places.map((place) => [keyOf(place), takenAt(place, path)]));
  return graph.ways.map((way) => {
    const classes = [
      way.back && styles.back,
      way.shut && styles.shut,
      taken.get(way.from)?.has(way.pointer) && styles.taken,
    ];
    return {
      id: `${way.from}${way.pointer}`,
      source: way.from,
      sourceHandle: way.pointer,
      target: way.to,
      className: classes.filter(Boolean).join(" "),
      focusable: false,
    };
  });
}

interface Led {
  source: string;
  sourceHandle: string | null;
  target: string;
}

/** The key of the place where the pointer is. */
function placeAt(event: MouseEvent | TouchEvent): string | null {
  const { clientX, clientY } =
    "changedTouches" in event ? (event.changedTouches[0] ?? { clientX: 0, clientY: 0 }) : event;
  const node = document.elementFromPoint(clientX, clientY)?.closest<HTMLElement>(".react-flow__node");
  return node?.dataset.id ?? null;
}

/** What a dragged key does: it leads somewhere else, which can be undone. */
function useLeading(places: readonly Place[]): (way: Led) => void {
  const { t } = useTranslation("map");
  const words = useWords();
  const problem = useProblemText();
  const { mutateAsync } = useLead();
  return ({ source, sourceHandle, target }) => {
    const from = places.find((place) => keyOf(place) === source);
    const to = places.find((place) => keyOf(place) === target);
    const exit = from?.exits.find((one) => one.pointer === sourceHandle);
    if (!from || !to || !exit || !canLeadTo(to)) return;
    const undo = (before: Destination) => void mutateAsync({ from, exit, to: before });
    const name = words.place(to);
    mutateAsync({ from, exit, to }).then(
      (before) =>
        tell(t("led", { key: words.exit(exit), name }), "good", { label: t("common:undo"), run: () => undo(before) }),
      (error: unknown) => tell(problem(error), "bad"),
    );
  };
}

/** The exits that the shown way took here; null when it does not come here. */
function takenAt(place: Place, path: readonly Step[]): ReadonlySet<string> | null {
  const here = path.filter((step) => step.kind === place.kind && step.id === place.id);
  if (here.length === 0) return null;
  const took = (exit: Exit) => here.some((step) => step.exit !== "" && [exit.keys, exit.part].includes(step.exit));
  return new Set(place.exits.filter(took).map((exit) => exit.pointer));
}
