import type { ReactNode } from "react";
import styles from "./Empty.module.css";

/** Says that there is nothing yet, and what to do about it. */
export function Empty({ title, text, action }: { title: string; text?: ReactNode; action?: ReactNode }) {
  return (
    <div className={styles.empty}>
      <h2>{title}</h2>
      {text && <p>{text}</p>}
      {action}
    </div>
  );
}

/** Lines in the place of what is being read. */
export function Loading({ lines = 4 }: { lines?: number }) {
  return (
    <div className={styles.loading} aria-busy="true">
      {Array.from({ length: lines }, (_, line) => (
        <div key={line} />
      ))}
    </div>
  );
}
