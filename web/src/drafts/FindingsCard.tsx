import { useTranslation } from "react-i18next";
import { useDraftChecks } from "../api/drafts";
import { Loading } from "../ui/Empty";
import { Card } from "../ui/Page";
import { ProblemNote } from "../ui/ProblemNote";
import { FindingLines, KnownFindings } from "./FindingLines";

/** What prevents a publication, what it would make wrong or odd, and what is so already. */
export function FindingsCard({ draft }: { draft: number }) {
  const { t } = useTranslation("drafts");
  const { data, error } = useDraftChecks(draft);
  if (error) return <ProblemNote error={error} />;
  const isGood = data && data.faults.length === 0 && data.findings.items.length === 0;
  return (
    <Card title={t("check")}>
      {!data && <Loading lines={2} />}
      {isGood && <p>{t("good")}</p>}
      {data && (
        <>
          <FindingLines faults={data.faults} findings={data.findings.items} />
          <KnownFindings known={data.known} />
        </>
      )}
    </Card>
  );
}
