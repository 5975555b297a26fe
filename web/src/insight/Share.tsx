import styles from "./Insight.module.css";

/** A number with a bar of its size beside the largest. */
export function Share({ value, of, text }: { value: number; of: number; text: string }) {
  return (
    <span className={styles.share}>
      <progress value={value} max={Math.max(of, 1)} aria-hidden />
      {text}
    </span>
  );
}
