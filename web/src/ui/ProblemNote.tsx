import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "./Button";
import styles from "./ProblemNote.module.css";
import { useProblemText } from "./useProblemText";

interface ProblemNoteProps {
  error: unknown;
  onRetry?: () => void;
  /** Something else to do about it. */
  children?: ReactNode;
}

/** What went wrong, in words, with a way to try again. */
export function ProblemNote({ error, onRetry, children }: ProblemNoteProps) {
  const { t } = useTranslation();
  const text = useProblemText();
  return (
    <div className={styles.note} role="alert">
      <span>{text(error)}</span>
      {onRetry && <Button onClick={onRetry}>{t("retry")}</Button>}
      {children}
    </div>
  );
}
