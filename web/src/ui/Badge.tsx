import type { ReactNode } from "react";
import styles from "./Badge.module.css";

export type Tone = "plain" | "good" | "warn" | "bad" | "accent";

/** A short word about something. Colour never says it alone. */
export function Badge({ tone = "plain", children }: { tone?: Tone; children: ReactNode }) {
  return <span className={`${styles.badge ?? ""} ${styles[tone] ?? ""}`}>{children}</span>;
}

/** A lamp with its meaning for those who do not see it. */
export function Lamp({ tone, label }: { tone: Tone; label: string }) {
  return <span className={`${styles.lamp ?? ""} ${styles[tone] ?? ""}`} role="img" aria-label={label} title={label} />;
}
