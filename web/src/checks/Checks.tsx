import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { linkTo } from "../shell/linkTo";
import { Badge } from "../ui/Badge";
import { Empty, Loading } from "../ui/Empty";
import { Card, Page } from "../ui/Page";
import { ProblemNote } from "../ui/ProblemNote";
import styles from "./Checks.module.css";
import { useFindingText, useFindings, type Finding } from "./useFindings";

const SEVERITIES = ["error", "warning", "hint"] as const;
const TONES = { error: "bad", warning: "warn", hint: "plain" } as const;

/** Everything that is wrong with the configuration, or odd about it. */
export default function Checks() {
  const { t } = useTranslation("checks");
  const { data, error, isPending, refetch } = useFindings();
  const left = data ? data.counts.error + data.counts.warning + data.counts.hint - data.items.length : 0;
  return (
    <Page title={t("title")}>
      {error && <ProblemNote error={error} onRetry={() => void refetch()} />}
      {isPending && <Loading />}
      {data?.items.length === 0 && <Empty title={t("none")} text={t("noneText")} />}
      {data &&
        SEVERITIES.filter((severity) => data.counts[severity] > 0).map((severity) => (
          <Card
            key={severity}
            title={t(`severity.${severity}`)}
            actions={<Badge tone={TONES[severity]}>{data.counts[severity]}</Badge>}
          >
            <FindingTable findings={data.items.filter((finding) => finding.severity === severity)} />
          </Card>
        ))}
      {left > 0 && <p>{t("more", { left })}</p>}
    </Page>
  );
}

/** Findings with the objects at which they were made. */
export function FindingTable({ findings }: { findings: readonly Finding[] }) {
  const { t } = useTranslation("checks");
  const text = useFindingText();
  return (
    <ul className={styles.list}>
      {findings.map((finding) => (
        <li key={`${finding.kind}${finding.id}${finding.code}${finding.pointer}`} className={styles.row}>
          <span className={styles.object}>
            {finding.id === null ? (
              t("menus:objectKinds.office")
            ) : (
              <Link href={linkTo(finding.kind, finding.id)}>
                {finding.kind === "office" ? t("menus:objectKinds.office") : finding.name}
              </Link>
            )}
            <span className={styles.kind}>
              {finding.number || (finding.kind !== "office" && t(`menus:objectKinds.${finding.kind}`))}
            </span>
          </span>
          <span>{text(finding)}</span>
        </li>
      ))}
    </ul>
  );
}
