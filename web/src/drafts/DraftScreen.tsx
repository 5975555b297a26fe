import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { useDraftChanges, useDraftOf, useDraftWrites, useLookAgain } from "../api/drafts";
import { isProblem } from "../api/problem";
import { useDraft, workIn } from "../api/scope";
import { ObjectChanges } from "../changes/ObjectChanges";
import { useAuthor } from "../changes/author";
import { useWriteProblem } from "../changes/useWriteProblem";
import { useFormat } from "../i18n/format";
import { useMay } from "../session/session";
import { Button } from "../ui/Button";
import { useConfirm } from "../ui/Confirm";
import { Empty, Loading } from "../ui/Empty";
import { Card, Page } from "../ui/Page";
import { ProblemNote } from "../ui/ProblemNote";
import { tell } from "../ui/toasts";
import { ConflictsCard } from "./ConflictsCard";
import { FindingsCard } from "./FindingsCard";
import { PublishDialog } from "./PublishDialog";

/** One draft: what it changes, what stands in its way, and its publication. */
export default function DraftScreen({ id }: { id?: string }) {
  const { t } = useTranslation("drafts");
  const draft = Number(id);
  const { data, error } = useDraftOf(draft);
  if (isProblem(error, "not-found")) return <Empty title={t("gone")} text={t("goneText")} />;
  if (error) return <ProblemNote error={error} />;
  return data ? <Opened draft={data} /> : <Loading />;
}

function Opened({ draft }: { draft: NonNullable<ReturnType<typeof useDraftOf>["data"]> }) {
  const { t } = useTranslation("drafts");
  const format = useFormat();
  const author = useAuthor();
  const may = useMay("editor");
  const [publishing, setPublishing] = useState(false);
  const working = useDraft() === draft.id;
  const look = useLookAgain();
  const publish = () => void look().then(() => setPublishing(true));
  return (
    <Page
      title={draft.name}
      actions={
        may && (
          <>
            <DiscardButton draft={draft.id} name={draft.name} />
            {!working && <Button onClick={() => workIn(draft.id)}>{t("work")}</Button>}
            <Button variant="primary" disabled={draft.changes === 0} onClick={publish}>
              {t("publish")}
            </Button>
          </>
        )
      }
    >
      <p>
        {author(draft.author)} · {format.dateTime(draft.created_at)}
        {draft.note && <> · {draft.note}</>}
      </p>
      {draft.changes === 0 ? (
        <Empty title={t("empty")} text={t(working ? "emptyHere" : "emptyText")} />
      ) : (
        <>
          <ConflictsCard draft={draft.id} />
          <FindingsCard draft={draft.id} />
          <ChangesCard draft={draft.id} />
        </>
      )}
      <PublishDialog draft={draft} open={publishing} onClose={() => setPublishing(false)} />
    </Page>
  );
}

function ChangesCard({ draft }: { draft: number }) {
  const { t } = useTranslation("drafts");
  const may = useMay("editor");
  const { data, error } = useDraftChanges(draft);
  const { revert } = useDraftWrites();
  const problem = useWriteProblem();
  const drop = (object: number) => revert(draft, object).catch((refused: unknown) => tell(problem(refused), "bad"));
  return (
    <Card title={t("compared")}>
      {error && <ProblemNote error={error} />}
      {!data && !error && <Loading />}
      {data && (
        <ObjectChanges
          items={data.items}
          names={data.names}
          onRevert={may ? (change) => void drop(change.id) : undefined}
        />
      )}
    </Card>
  );
}

function DiscardButton({ draft, name }: { draft: number; name: string }) {
  const { t } = useTranslation("drafts");
  const ask = useConfirm();
  const [, go] = useLocation();
  const working = useDraft() === draft;
  const { discard, busy } = useDraftWrites();
  const problem = useWriteProblem();
  const throwAway = async () => {
    const question = { title: t("discardTitle", { name }), text: t("discardText"), yes: t("discard"), danger: true };
    if (!(await ask(question))) return;
    try {
      if (working) workIn(null);
      await discard(draft);
      go("/drafts");
    } catch (refused) {
      tell(problem(refused), "bad");
    }
  };
  return (
    <Button variant="danger" busy={busy} onClick={() => void throwAway()}>
      {t("discard")}
    </Button>
  );
}
