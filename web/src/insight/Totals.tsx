import type { ReactNode } from "react";
import { Link } from "wouter";
import styles from "./Insight.module.css";

/** Figures beside each other. */
export function Totals({ children }: { children: ReactNode }) {
  return <dl className={styles.totals}>{children}</dl>;
}

/** A figure, and what it leads to. */
export function Total({ title, value, note, to }: { title: string; value: string; note?: string; to?: string }) {
  return (
    <div className={styles.total}>
      <dt>{title}</dt>
      <dd>
        {to ? <Link href={to}>{value}</Link> : value}
        {note && <small>{note}</small>}
      </dd>
    </div>
  );
}
