import { Undo2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useDraftWrites, usePublication } from "../api/drafts";
import { useFormat } from "../i18n/format";
import { useMay } from "../session/session";
import { Badge } from "../ui/Badge";
import { Button } from "../ui/Button";
import { useConfirm } from "../ui/Confirm";
import { Loading } from "../ui/Empty";
import { Card, Page } from "../ui/Page";
import { ProblemNote } from "../ui/ProblemNote";
import { tell } from "../ui/toasts";
import { ObjectChanges } from "./ObjectChanges";
import { useAuthor } from "./author";
import { useWriteProblem } from "./useWriteProblem";

/** What was put in force together, and the way back. */
export default function PublicationScreen({ id }: { id?: string }) {
  const { t } = useTranslation("changes");
  const format = useFormat();
  const author = useAuthor();
  const may = useMay("editor");
  const ask = useConfirm();
  const problem = useWriteProblem();
  const { data, error } = usePublication(Number(id));
  const { undo, busy } = useDraftWrites();

  if (error) return <ProblemNote error={error} />;
  if (!data) return <Loading />;

  const takeBack = async () => {
    const question = { title: t("undoTitle", { name: data.name }), text: t("undoText"), yes: t("undo") };
    if (!(await ask(question))) return;
    try {
      await undo(data.id, "");
      tell(t("undone"));
    } catch (refused) {
      tell(problem(refused), "bad");
    }
  };

  return (
    <Page
      title={data.name}
      aside={
        <>
          {data.undoes !== null && <Badge tone="warn">{t("isUndo")}</Badge>}
          {data.undone_by !== null && <Badge>{t("wasUndone")}</Badge>}
        </>
      }
      actions={
        may &&
        data.undone_by === null && (
          <Button icon={<Undo2 />} busy={busy} onClick={() => void takeBack()}>
            {t("undo")}
          </Button>
        )
      }
    >
      <p>
        {format.dateTime(data.at)} · {author(data.author)}
        {data.note && <> · {data.note}</>}
      </p>
      <Card>
        <ObjectChanges items={data.items} names={data.names} />
      </Card>
    </Page>
  );
}
