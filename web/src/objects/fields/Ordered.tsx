import { ArrowDown, ArrowUp, GripVertical, X } from "lucide-react";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { IconButton } from "../../ui/Button";
import styles from "./Ordered.module.css";
import { useForm } from "./context";

interface OrderedProps<T> {
  items: readonly T[];
  keyOf: (item: T, index: number) => string;
  labelOf: (item: T, index: number) => string;
  onChange: (items: T[]) => void;
  children: (item: T, index: number) => ReactNode;
  /** Whether rows can be taken out. */
  removable?: boolean;
}

type Direction = "up" | "down";

/** Rows in an order: moved by their handle with the mouse, or by buttons. */
export function Ordered<T>({ items, keyOf, labelOf, onChange, children, removable = true }: OrderedProps<T>) {
  const { t } = useTranslation("objects");
  const { disabled } = useForm();
  const [over, setOver] = useState<number | null>(null);
  const dragged = useRef<number | null>(null);

  const rows = useRef<HTMLOListElement>(null);
  const followed = useRef<{ key: string; row: number; towards: Direction } | null>(null);

  // The order as it was made last. A second press can come before the first one is seen.
  const newest = useRef(items);
  useEffect(() => {
    newest.current = items;
  }, [items]);

  const move = (from: number, to: number) => {
    const moved = [...newest.current];
    const [item] = moved.splice(from, 1);
    moved.splice(to, 0, item as T);
    newest.current = moved;
    onChange(moved);
  };
  const step = (seen: number, towards: Direction) => {
    const item = items[seen] as T;
    const from = newest.current === items ? seen : newest.current.indexOf(item);
    const row = from + (towards === "up" ? -1 : 1);
    if (from < 0 || row < 0 || row >= items.length) return;
    followed.current = { key: keyOf(item, row), row, towards };
    move(from, row);
  };
  // The focus goes with the row that is moved by its buttons, so that it can be moved on.
  useEffect(() => {
    const now = followed.current;
    const there = now && items[now.row];
    if (!now || there === undefined || keyOf(there as T, now.row) !== now.key) return;
    followed.current = null;
    focusButton(rows.current?.children[now.row], now.towards);
  }, [items, keyOf]);
  const drop = (to: number) => {
    const from = dragged.current;
    dragged.current = null;
    setOver(null);
    if (from !== null && from !== to) move(from, to);
  };

  if (items.length === 0) return null;
  return (
    <ol ref={rows} className={styles.rows}>
      {items.map((item, index) => (
        <li
          key={keyOf(item, index)}
          className={`${styles.row ?? ""} ${over === index ? (styles.over ?? "") : ""}`}
          onDragOver={(event) => {
            if (dragged.current === null) return;
            event.preventDefault();
            setOver(index);
          }}
          onDrop={() => drop(index)}
        >
          {!disabled && items.length > 1 && (
            <span
              className={styles.handle}
              draggable
              aria-hidden
              onDragStart={(event) => {
                dragged.current = index;
                event.dataTransfer.effectAllowed = "move";
              }}
              onDragEnd={() => drop(index)}
            >
              <GripVertical />
            </span>
          )}
          <div className={styles.content}>{children(item, index)}</div>
          {!disabled && (
            <span className={styles.buttons}>
              {items.length > 1 && (
                <>
                  <IconButton
                    label={t("up", { what: labelOf(item, index) })}
                    icon={<ArrowUp />}
                    data-moves="up"
                    disabled={index === 0}
                    onClick={() => step(index, "up")}
                  />
                  <IconButton
                    label={t("down", { what: labelOf(item, index) })}
                    icon={<ArrowDown />}
                    data-moves="down"
                    disabled={index === items.length - 1}
                    onClick={() => step(index, "down")}
                  />
                </>
              )}
              {removable && (
                <IconButton
                  label={t("take", { what: labelOf(item, index) })}
                  icon={<X />}
                  onClick={() => onChange(items.filter((_, place) => place !== index))}
                />
              )}
            </span>
          )}
        </li>
      ))}
    </ol>
  );
}

/** The button of a row that moves it further, or the other one where it cannot be moved further. */
function focusButton(row: Element | undefined, towards: Direction): void {
  const buttons = [...(row?.querySelectorAll<HTMLButtonElement>("[data-moves]:not(:disabled, [aria-disabled])") ?? [])];
  (buttons.find((one) => one.dataset.moves === towards) ?? buttons[0])?.focus();
}
