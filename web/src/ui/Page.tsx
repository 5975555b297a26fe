import { useEffect, type ReactNode } from "react";
import styles from "./Page.module.css";

interface PageProps {
  title: string;
  /** Beside the title, such as a number or a lamp. */
  aside?: ReactNode;
  /** Buttons at the end of the title's line, the main one last. */
  actions?: ReactNode;
  /** Without the padding and the longest line: for maps and lists that fill the screen. */
  full?: boolean;
  children: ReactNode;
}

/** A screen: its title, which is also that of the window, and its content. */
export function Page({ title, aside, actions, full = false, children }: PageProps) {
  useEffect(() => {
    document.title = `${title} · Switchboard`;
  }, [title]);

  return (
    <div className={full ? styles.full : styles.page}>
      <header className={styles.head}>
        <h1>{title}</h1>
        {aside}
        {actions && <div className={styles.actions}>{actions}</div>}
      </header>
      {children}
    </div>
  );
}

/** A framed part of a screen with its own heading. */
export function Card({ title, actions, children }: { title?: ReactNode; actions?: ReactNode; children: ReactNode }) {
  return (
    <section className={styles.card}>
      {(title || actions) && (
        <header className={styles.cardHead}>
          {title && <h2>{title}</h2>}
          {actions && <div className={styles.actions}>{actions}</div>}
        </header>
      )}
      {children}
    </section>
  );
}
