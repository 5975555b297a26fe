import { useRef, useState, type PointerEvent } from "react";
import { DAY_MINUTES, replaced, textOf, type Span } from "./week";
import styles from "./WeekGrid.module.css";

/** Minutes to which a pointer snaps; exact times are typed. */
const STEP = 15;
const EDGE_PX = 9;
const SHORTEST = 30;

interface Drag {
  how: "new" | "move" | "from" | "to";
  index: number;
  at: number;
  span: Span;
}

/**
 * A day as a bar. A pointer draws a span, moves it, or pulls at its ends; a click on one shows that it is `chosen`. It is
 * for pointers alone: whoever uses keys types the hours beside it.
 */
export function DayTrack({
  spans,
  onChange,
  disabled,
}: {
  spans: readonly Span[];
  onChange: (spans: Span[]) => void;
  disabled: boolean;
}) {
  const track = useRef<HTMLDivElement>(null);
  const [drag, setDrag] = useState<Drag | null>(null);

  const minuteAt = (x: number): number => {
    const box = track.current?.getBoundingClientRect();
    if (!box || box.width === 0) return 0;
    const minute = ((x - box.left) / box.width) * DAY_MINUTES;
    return Math.min(DAY_MINUTES, Math.max(0, Math.round(minute / STEP) * STEP));
  };

  const begin = (event: PointerEvent<HTMLDivElement>) => {
    if (disabled || event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const at = minuteAt(event.clientX);
    const bar = (event.target as HTMLElement).closest<HTMLElement>("[data-span]");
    const index = bar ? Number(bar.dataset.span) : -1;
    const span = spans[index];
    if (!bar || !span) {
      setDrag({ how: "new", index: -1, at, span: { from: at, to: at } });
      return;
    }
    const box = bar.getBoundingClientRect();
    const edge = Math.min(EDGE_PX, box.width / 3);
    const how = event.clientX - box.left < edge ? "from" : box.right - event.clientX < edge ? "to" : "move";
    setDrag({ how, index, at, span });
  };

  const move = (event: PointerEvent) => {
    if (drag) setDrag({ ...drag, span: dragged(drag, spans[drag.index], minuteAt(event.clientX)) });
  };

  const end = () => {
    if (!drag) return;
    setDrag(null);
    if (drag.how === "new") {
      const wide = drag.span.to - drag.span.from >= SHORTEST;
      if (wide) onChange([...spans, drag.span]);
    } else {
      onChange(replaced(spans, drag.index, drag.span.to > drag.span.from ? drag.span : null));
    }
  };

  const shown =
    drag === null ? spans : drag.how === "new" ? [...spans, drag.span] : replaced(spans, drag.index, drag.span);
  return (
    <div
      ref={track}
      aria-hidden
      className={`${styles.track ?? ""} ${disabled ? (styles.still ?? "") : ""}`}
      onPointerDown={begin}
      onPointerMove={move}
      onPointerUp={end}
      onPointerCancel={() => setDrag(null)}
    >
      {shown.map((span, index) => (
        <div
          key={index}
          data-span={index}
          className={styles.span}
          title={textOf([span])}
          style={{
            insetInlineStart: `${(span.from / DAY_MINUTES) * 100}%`,
            width: `${((span.to - span.from) / DAY_MINUTES) * 100}%`,
          }}
        />
      ))}
    </div>
  );
}

function dragged({ how, at, span: now }: Drag, before: Span | undefined, minute: number): Span {
  const span = before ?? now;
  if (how === "new") return { from: Math.min(at, minute), to: Math.max(at, minute) };
  if (how === "from") return { from: Math.min(minute, span.to), to: span.to };
  if (how === "to") return { from: span.from, to: Math.max(minute, span.from) };
  const length = span.to - span.from;
  const from = Math.min(DAY_MINUTES - length, Math.max(0, span.from + minute - at));
  return { from, to: from + length };
}
