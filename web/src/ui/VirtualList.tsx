import { useVirtualizer } from "@tanstack/react-virtual";
import { memo, useEffect, useRef, type ReactNode } from "react";
import styles from "./VirtualList.module.css";

type RowOf<T> = (item: T, index: number) => ReactNode;

interface VirtualListProps<T> {
  items: readonly T[];
  keyOf: (item: T) => string | number;
  /** One row; usually a link with the columns in it. */
  children: RowOf<T>;
  /** Pixels of a row before it is measured. */
  rowHeight?: number;
  label: string;
  /** Called when the end comes near. */
  onEnd?: (() => void) | undefined;
}

/** What a row shows; while somebody scrolls only the rows that come into sight are made. */
const Row = memo(function Row({ item, index, render }: { item: unknown; index: number; render: RowOf<unknown> }) {
  return render(item, index);
});

/** A list of which only the rows in sight exist; ten thousand are as quick as ten. It fills the height that it gets. */
export function VirtualList<T>({ items, keyOf, children, rowHeight = 44, label, onEnd }: VirtualListProps<T>) {
  const box = useRef<HTMLDivElement>(null);
  // It hands out functions that change without notice, so the compiler must leave components alone that use it.
  // eslint-disable-next-line react-hooks/incompatible-library
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => keyOf(items[index] as T),
    overscan: 6,
  });
  const shown = rows.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (last >= items.length - 20) onEnd?.();
  }, [last, items.length, onEnd]);

  return (
    <div ref={box} className={styles.box}>
      <div role="list" aria-label={label} className={styles.list} style={{ height: rows.getTotalSize() }}>
        {shown.map((row) => (
          <div
            key={row.key}
            ref={rows.measureElement}
            data-index={row.index}
            role="listitem"
            aria-setsize={items.length}
            aria-posinset={row.index + 1}
            className={styles.row}
            style={{ transform: `translateY(${row.start}px)` }}
          >
            <Row item={items[row.index]} index={row.index} render={children as RowOf<unknown>} />
          </div>
        ))}
      </div>
    </div>
  );
}
