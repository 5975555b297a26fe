import { X } from "lucide-react";
import { createContext, useContext, useId, useLayoutEffect, useRef, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { IconButton } from "./Button";
import styles from "./Dialog.module.css";

interface DialogProps {
  open: boolean;
  title: ReactNode;
  /** Escape and the button of the corner. Whoever does not want them to close it does nothing. */
  onClose: () => void;
  wide?: boolean;
  /** Buttons at the bottom, the main one last. */
  actions?: ReactNode;
  children: ReactNode;
}

const Holding = createContext<(held: boolean) => void>(() => undefined);

/** In a dialog that shows what nobody can be shown again: only its own buttons close it, not Escape. */
export function ShownOnce() {
  const hold = useContext(Holding);
  useLayoutEffect(() => {
    hold(true);
    return () => hold(false);
  }, [hold]);
  return null;
}

/** A modal dialog of the browser, which keeps the focus and gives it back. Its content is there only while it is open. */
export function Dialog({ open, title, onClose, wide = false, actions, children }: DialogProps) {
  const { t } = useTranslation();
  const dialog = useRef<HTMLDialogElement>(null);
  const [held, hold] = useState(false);
  const id = useId();

  // Closed before it is taken out of the page: only then the browser gives the focus back.
  useLayoutEffect(() => {
    const shown = dialog.current;
    if (!open || !shown) return;
    shown.showModal();
    return () => shown.close();
  }, [open]);

  return (
    <dialog
      ref={dialog}
      className={wide ? styles.wide : styles.dialog}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        if (!held) onClose();
      }}
      onKeyDown={(event) => {
        // A second Escape would close it without asking.
        if (held && event.key === "Escape") event.preventDefault();
      }}
    >
      {open && (
        <Holding value={hold}>
          <header className={styles.head}>
            <h2 id={id}>{title}</h2>
            {!held && <IconButton label={t("close")} icon={<X />} onClick={onClose} />}
          </header>
          <div className={styles.body}>{children}</div>
          {actions && <footer className={styles.actions}>{actions}</footer>}
        </Holding>
      )}
    </dialog>
  );
}
