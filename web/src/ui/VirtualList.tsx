import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef, type ReactNode } from "react";
import styles from "./VirtualList.module.css";

interface VirtualListProps<T> {
  items: readonly T[];
  keyOf: (item: T) => string | number;
  /** One row; usually a link with the columns in it. */
  children: (item: T, index: number) => ReactNode;
  /** Pixels of a row before it is measured. */
  rowHeight?: number;
  label: string;
  /** Called when the end comes near. */
  onEnd?: (() => void) | undefined;
}

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
    overscan: 12,
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
            {children(items[row.index] as T, row.index)}
          </div>
        ))}
      </div>
    </div>
  );
}
