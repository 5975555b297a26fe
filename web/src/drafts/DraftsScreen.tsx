import { Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { useDrafts, type Draft } from "../api/drafts";
import { useDraft, workIn } from "../api/scope";
import { useAuthor } from "../changes/author";
import { useFormat } from "../i18n/format";
import { useMay } from "../session/session";
import { Badge } from "../ui/Badge";
import { Button } from "../ui/Button";
import { Empty, Loading } from "../ui/Empty";
import { Page } from "../ui/Page";
import { ProblemNote } from "../ui/ProblemNote";
import styles from "./DraftsScreen.module.css";
import { NewDraftDialog } from "./NewDraftDialog";

/** All drafts, and a new one. */
export default function DraftsScreen() {
  const { t } = useTranslation("drafts");
  const may = useMay("editor");
  const [naming, setNaming] = useState(false);
  const { data, error, refetch } = useDrafts();
  const begin = may && (
    <Button variant="primary" icon={<Plus />} onClick={() => setNaming(true)}>
      {t("new")}
    </Button>
  );
  return (
    <Page title={t("title")} actions={data && data.length > 0 && begin}>
      {error && <ProblemNote error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data?.length === 0 && <Empty title={t("none")} text={t("about")} action={begin} />}
      {data && data.length > 0 && (
        <ol className={styles.list}>
          {data.map((draft) => (
            <OneDraft key={draft.id} draft={draft} />
          ))}
        </ol>
      )}
      <NewDraftDialog open={naming} onClose={() => setNaming(false)} />
    </Page>
  );
}

function OneDraft({ draft }: { draft: Draft }) {
  const { t } = useTranslation("drafts");
  const may = useMay("editor");
  const author = useAuthor();
  const format = useFormat();
  const here = useDraft() === draft.id;
  return (
    <li className={styles.row}>
      <span className={styles.name}>
        <Link href={`/drafts/${draft.id}`}>{draft.name}</Link> {here && <Badge tone="accent">{t("here")}</Badge>}
        {draft.note && <span className={styles.about}>{draft.note}</span>}
      </span>
      <span className={styles.about}>
        {t("changes", { count: draft.changes })} · {author(draft.author)} · {format.ago(draft.changed_at)}
      </span>
      {may && !here && <Button onClick={() => workIn(draft.id)}>{t("work")}</Button>}
    </li>
  );
}
