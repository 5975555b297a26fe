import { useState, type DragEvent, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import styles from "./DropZone.module.css";

/** Takes a file that is dropped anywhere on it. */
export function DropZone({ onFile, children }: { onFile: ((file: File) => void) | null; children: ReactNode }) {
  const { t } = useTranslation("prompts");
  const [over, setOver] = useState(false);
  if (!onFile) return <div className={styles.zone}>{children}</div>;

  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file) onFile(file);
  };
  return (
    // Whoever has no mouse chooses the file by a button.
    <div
      className={styles.zone}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(event.dataTransfer.types.includes("Files"));
      }}
      onDragLeave={(event) => {
        if (event.currentTarget === event.target) setOver(false);
      }}
      onDrop={drop}
    >
      {children}
      {over && <div className={styles.over}>{t("dropHere")}</div>}
    </div>
  );
}
