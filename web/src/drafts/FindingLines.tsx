import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import type { Schemas } from "../api/client";
import { useFindingText, type Finding, type Findings } from "../checks/useFindings";
import { linkTo } from "../shell/linkTo";
import { Badge, type Tone } from "../ui/Badge";
import { useReasonText } from "../ui/useProblemText";
import styles from "./FindingLines.module.css";

const TONES: Record<Finding["severity"], Tone> = { error: "bad", warning: "warn", hint: "plain" };

/** What prevents a publication, and what it would make wrong or odd, each in one line. */
export function FindingLines({ faults = [], findings }: { faults?: Schemas["Fault"][]; findings: Finding[] }) {
  const { t } = useTranslation("drafts");
  const text = useFindingText();
  const reason = useReasonText();
  return (
    <ul className={styles.list}>
      {faults.map((fault, at) => (
        <Line key={`f${at}`} tone="bad" word={t("prevents")} {...fault}>
          {reason({ code: fault.code, detail: fault.detail })}
        </Line>
      ))}
      {findings.map((finding, at) => (
        <Line key={at} tone={TONES[finding.severity]} word={t(`severity.${finding.severity}`)} {...finding}>
          {text(finding)}
        </Line>
      ))}
    </ul>
  );
}

/** What is wrong or odd already, and would stay; nothing where that is nothing. */
export function KnownFindings({ known }: { known: Findings }) {
  const { t } = useTranslation("drafts");
  const count = known.counts.error + known.counts.warning + known.counts.hint;
  if (count === 0) return null;
  return (
    <details className={styles.known}>
      <summary>{t("known", { count })}</summary>
      <FindingLines findings={known.items} />
    </details>
  );
}

interface LineProps {
  tone: Tone;
  word: string;
  kind: string;
  id: number | null;
  name: string;
  children: string;
}

function Line({ tone, word, kind, id, name, children }: LineProps) {
  const { t } = useTranslation("drafts");
  const called = kind === "office" ? t("menus:objectKinds.office") : name;
  return (
    <li>
      <Badge tone={tone}>{word}</Badge> {id === null ? called : <Link href={linkTo(kind, id)}>{called}</Link>}:{" "}
      {children}
    </li>
  );
}
