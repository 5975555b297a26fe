import { X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button, IconButton } from "./Button";
import styles from "./Toasts.module.css";
import { closeToast, useToasts } from "./toasts";

export function Toasts() {
  const { t } = useTranslation();
  const toasts = useToasts();
  return (
    <div className={styles.toasts} role="status" aria-live="polite">
      {toasts.map((toast) => (
        <div key={toast.id} className={`${styles.toast ?? ""} ${styles[toast.tone] ?? ""}`}>
          <span>{toast.text}</span>
          {toast.action && (
            <Button
              variant="quiet"
              onClick={() => {
                toast.action?.run();
                closeToast(toast.id);
              }}
            >
              {toast.action.label}
            </Button>
          )}
          <IconButton label={t("close")} icon={<X />} onClick={() => closeToast(toast.id)} />
        </div>
      ))}
    </div>
  );
}
