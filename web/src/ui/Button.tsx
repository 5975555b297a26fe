import type { ComponentProps, ReactNode } from "react";
import styles from "./Button.module.css";

type Variant = "primary" | "plain" | "quiet" | "danger";

interface ButtonProps extends ComponentProps<"button"> {
  variant?: Variant;
  busy?: boolean;
  icon?: ReactNode;
}

/** A button. While it is `busy` it cannot be pressed again; it keeps the focus, which what is disabled loses. */
export function Button({ variant = "plain", busy = false, icon, children, className, onClick, ...rest }: ButtonProps) {
  const classes = [styles.button, styles[variant], className].filter(Boolean).join(" ");
  return (
    <button
      type="button"
      {...rest}
      className={classes}
      aria-busy={busy}
      aria-disabled={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
    >
      {icon}
      {children}
    </button>
  );
}

/** A button that shows only an icon; `label` says what it does. */
export function IconButton({ label, className, ...rest }: Omit<ButtonProps, "children"> & { label: string }) {
  const classes = [styles.icon, className].filter(Boolean).join(" ");
  return <Button variant="quiet" {...rest} className={classes} aria-label={label} title={label} />;
}
