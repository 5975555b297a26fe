import { CircleAlert, Info, TriangleAlert } from "lucide-react";
import styles from "./FindingNotes.module.css";
import { useFindingText, type Finding } from "./useFindings";

const ICONS = { error: CircleAlert, warning: TriangleAlert, hint: Info };

/** Findings where they were made, each in one line. */
export function FindingNotes({ findings }: { findings: readonly Finding[] }) {
  const text = useFindingText();
  if (findings.length === 0) return null;
  return (
    <ul className={styles.notes}>
      {findings.map((finding) => {
        const Icon = ICONS[finding.severity];
        return (
          <li key={`${finding.code}${finding.pointer}`} className={styles[finding.severity]}>
            <Icon aria-hidden />
            <span>{text(finding)}</span>
          </li>
        );
      })}
    </ul>
  );
}
