import { useState, type ComponentProps, type FocusEvent, type ReactNode } from "react";
import styles from "./Button.module.css";

type Variant = "primary" | "plain" | "quiet" | "danger";

interface ButtonProps extends ComponentProps<"button"> {
  variant?: Variant;
  busy?: boolean;
  icon?: ReactNode;
}

/**
 * A button. While it is `busy` it cannot be pressed again. Browsers take the focus from what is disabled: so it is only
 * said to be disabled until the focus has gone elsewhere.
 */
export function Button(props: ButtonProps) {
  const { variant = "plain", busy = false, disabled = false, icon, children, className, onClick, ...rest } = props;
  const [focused, onFocusChange] = useFocused(rest);
  const off = busy || disabled;
  return (
    <button
      type="button"
      {...rest}
      {...onFocusChange}
      className={[styles.button, styles[variant], className].filter(Boolean).join(" ")}
      aria-busy={busy}
      disabled={disabled && !focused}
      aria-disabled={off || undefined}
      onClick={off ? (event) => event.preventDefault() : onClick}
    >
      {icon}
      {children}
    </button>
  );
}

function useFocused({ onFocus, onBlur }: Pick<ButtonProps, "onFocus" | "onBlur">) {
  const [focused, setFocused] = useState(false);
  const follow = {
    onFocus: (event: FocusEvent<HTMLButtonElement>) => {
      setFocused(true);
      onFocus?.(event);
    },
    onBlur: (event: FocusEvent<HTMLButtonElement>) => {
      setFocused(false);
      onBlur?.(event);
    },
  };
  return [focused, follow] as const;
}

/** A button that shows only an icon; `label` says what it does. */
export function IconButton({ label, className, ...rest }: Omit<ButtonProps, "children"> & { label: string }) {
  const classes = [styles.icon, className].filter(Boolean).join(" ");
  return <Button variant="quiet" {...rest} className={classes} aria-label={label} title={label} />;
}
