import { Handle, Position, useStore, type Node, type NodeProps } from "@xyflow/react";
import { Plus, TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import { IconButton } from "../ui/Button";
import type { Exit, Place } from "./graph";
import styles from "./PlaceNode.module.css";
import { useWords } from "./words";

export interface PlaceData extends Record<string, unknown> {
  place: Place;
  /** Calls that are there now. */
  calls: number;
  /** Presses of each key in the time that the map counts. */
  presses: ReadonlyMap<string, number>;
  /** What is wrong here, in words. */
  findings: readonly string[];
  /** Pointers of exits that the way took which is shown; null: the way does not come here. */
  taken: ReadonlySet<string> | null;
  editable: boolean;
  onOpen: (() => void) | null;
}

export type PlaceNodeType = Node<PlaceData, "place">;

/** Below this the map is too small to read rows. */
const READABLE = 0.45;

export function PlaceNode({ data, selected }: NodeProps<PlaceNodeType>) {
  const { t } = useTranslation("map");
  const words = useWords();
  const far = useStore((state) => state.transform[2] < READABLE);
  const { place, calls, findings, taken, onOpen } = data;
  const classes = [styles.place, selected && styles.selected, taken && styles.onWay, far && styles.far];

  return (
    <article className={classes.filter(Boolean).join(" ")} aria-label={words.place(place)}>
      <Handle type="target" position={Position.Left} className={styles.in} isConnectableStart={false} />
      <header className={styles.head}>
        <strong>{words.place(place)}</strong>
        <span className={styles.number}>{place.number}</span>
        {findings.length > 0 && (
          <span role="img" className={styles.finding} aria-label={findings.join(". ")} title={findings.join("\n")}>
            <TriangleAlert />
          </span>
        )}
        {calls > 0 && <span className={styles.calls}>{t("callsNow", { count: calls })}</span>}
      </header>
      {!far && place.exits.map((exit) => <Row key={exit.pointer} exit={exit} data={data} />)}
      {!far && place.exits.length === 0 && <div className={styles.row}>{t("noExits")}</div>}
      {onOpen && <IconButton className={styles.open} label={t("open")} icon={<Plus />} onClick={onOpen} />}
    </article>
  );
}

function Row({ exit, data }: { exit: Exit; data: PlaceData }) {
  const words = useWords();
  const presses = exit.keys === "" ? 0 : (data.presses.get(exit.keys) ?? 0);
  const classes = [styles.row, exit.open === false && styles.shut, data.taken?.has(exit.pointer) && styles.taken];
  return (
    <div className={classes.filter(Boolean).join(" ")}>
      <span className={exit.keys === "" ? styles.part : styles.keys}>{words.exit(exit)}</span>
      <span className={styles.target}>{words.target(exit)}</span>
      {presses > 0 && <span className={styles.presses}>{presses}</span>}
      <Handle
        type="source"
        id={exit.pointer}
        position={Position.Right}
        className={styles.out}
        isConnectable={data.editable}
      />
    </div>
  );
}
