import { Redo2, Undo2 } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Edited } from "../forms/useEdited";
import { IconButton } from "../ui/Button";
import styles from "./SaveBar.module.css";

/** Undo, redo, and the buttons of a form. */
export function SaveBar<T>({ edited, children }: { edited: Edited<T>; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <div className={styles.bar}>
      <IconButton label={t("undo")} icon={<Undo2 />} disabled={!edited.undo} onClick={() => edited.undo?.()} />
      <IconButton label={t("redo")} icon={<Redo2 />} disabled={!edited.redo} onClick={() => edited.redo?.()} />
      {children}
    </div>
  );
}
