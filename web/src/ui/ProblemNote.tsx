import { useTranslation } from "react-i18next";
import { Button } from "./Button";
import styles from "./ProblemNote.module.css";
import { useProblemText } from "./useProblemText";

/** What went wrong, in words, with a way to try again. */
export function ProblemNote({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation();
  const text = useProblemText();
  return (
    <div className={styles.note} role="alert">
      <span>{text(error)}</span>
      {onRetry && <Button onClick={onRetry}>{t("retry")}</Button>}
    </div>
  );
}
