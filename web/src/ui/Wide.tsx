import type { ReactNode } from "react";
import styles from "./Wide.module.css";

/** Around a table that may be wider than the page: it is moved sideways by itself, also by the keyboard. */
export function Wide({ label, children }: { label: string; children: ReactNode }) {
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must have the focus for the keyboard
    <div className={styles.wide} role="region" aria-label={label} tabIndex={0}>
      {children}
    </div>
  );
}
