import { cloneElement, useId, type ReactElement, type ReactNode } from "react";
import styles from "./Field.module.css";

interface FieldProps {
  label: ReactNode;
  hint?: ReactNode;
  /** What is wrong with it; shown below and announced. */
  error?: ReactNode;
  /** Label and control in one line: for checkboxes. */
  inline?: boolean;
  children: ReactElement<{ id?: string; "aria-describedby"?: string; "aria-invalid"?: boolean }>;
}

/** A control with its label, hint and error, joined for screen readers. */
export function Field({ label, hint, error, inline = false, children }: FieldProps) {
  const id = useId();
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  const control = cloneElement(children, {
    id,
    ...(described && { "aria-describedby": described }),
    ...(error ? { "aria-invalid": true } : {}),
  });
  return (
    <div className={inline ? styles.inline : styles.field}>
      {inline && control}
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      {!inline && control}
      {hint && (
        <div id={`${id}-hint`} className={styles.hint}>
          {hint}
        </div>
      )}
      {error && (
        <div id={`${id}-error`} className={styles.error} role="alert">
          {error}
        </div>
      )}
    </div>
  );
}
