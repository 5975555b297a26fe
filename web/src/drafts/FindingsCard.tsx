import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import type { Schemas } from "../api/client";
import { useDraftChecks } from "../api/drafts";
import { useFindingText } from "../checks/useFindings";
import { linkTo } from "../shell/linkTo";
import { Badge, type Tone } from "../ui/Badge";
import { Loading } from "../ui/Empty";
import { Card } from "../ui/Page";
import { ProblemNote } from "../ui/ProblemNote";
import { useReasonText } from "../ui/useProblemText";
import styles from "./FindingsCard.module.css";

const TONES: Record<Schemas["FindingShown"]["severity"], Tone> = { error: "bad", warning: "warn", hint: "plain" };

/** What prevents a publication, and what it would make wrong or odd. */
export function FindingsCard({ draft }: { draft: number }) {
  const { t } = useTranslation("drafts");
  const text = useFindingText();
  const reason = useReasonText();
  const { data, error } = useDraftChecks(draft);
  if (error) return <ProblemNote error={error} />;
  const isGood = data && data.faults.length === 0 && data.findings.items.length === 0;
  return (
    <Card title={t("check")}>
      {!data && <Loading lines={2} />}
      {isGood && <p>{t("good")}</p>}
      <ul className={styles.list}>
        {data?.faults.map((fault, at) => (
          <Line key={`f${at}`} tone="bad" word={t("prevents")} {...fault}>
            {reason({ code: fault.code, detail: fault.detail })}
          </Line>
        ))}
        {data?.findings.items.map((finding, at) => (
          <Line key={at} tone={TONES[finding.severity]} word={t(`severity.${finding.severity}`)} {...finding}>
            {text(finding)}
          </Line>
        ))}
      </ul>
      {data && data.known > 0 && <p className={styles.known}>{t("known", { count: data.known })}</p>}
    </Card>
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
  return (
    <li>
      <Badge tone={tone}>{word}</Badge> {id === null ? name : <Link href={linkTo(kind, id)}>{name}</Link>}: {children}
    </li>
  );
}
