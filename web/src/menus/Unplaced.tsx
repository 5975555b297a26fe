import { useTranslation } from "react-i18next";
import { isProblem } from "../api/problem";
import { FindingNotes } from "../checks/FindingNotes";
import { SaveProblem } from "../forms/SaveProblem";
import { Card } from "../ui/Page";
import { useReasonText } from "../ui/useProblemText";
import { useEditing } from "./editing";
import styles from "./MenuEditor.module.css";

/** What is wrong with the menu as a whole, and why it was not saved. */
export function Unplaced() {
  const { t } = useTranslation("menus");
  const { error, busy, findings, createAgain } = useEditing();
  const reason = useReasonText();
  const whole = findings.filter((finding) => finding.pointer === "#");
  const reasons = isProblem(error) ? (error.problem.errors ?? []) : [];
  const isElsewhere = reasons.length > 0 && reasons.every((one) => (one.pointer ?? "#") !== "#");
  return (
    <>
      {Boolean(error) && (
        <div>
          {isElsewhere ? (
            <p role="alert" className={styles.refused}>
              {t("refused", { count: reasons.length })}
            </p>
          ) : (
            <SaveProblem error={error} busy={busy} onAnew={createAgain} />
          )}
          {reasons
            .filter((one) => one.pointer === "#")
            .map((one) => (
              <p key={one.detail} role="alert" className={styles.refused}>
                {reason(one)}
              </p>
            ))}
        </div>
      )}
      {whole.length > 0 && (
        <Card>
          <FindingNotes findings={whole} />
        </Card>
      )}
    </>
  );
}
