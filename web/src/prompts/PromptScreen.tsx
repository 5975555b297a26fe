import { useTranslation } from "react-i18next";
import { useObject } from "../api/objects";
import { isProblem } from "../api/problem";
import { History } from "../changes/History";
import { DeleteButton } from "../objects/DeleteButton";
import { useMay } from "../session/session";
import { Empty, Loading } from "../ui/Empty";
import { Card, Page } from "../ui/Page";
import { ProblemNote } from "../ui/ProblemNote";
import { PromptForm } from "./PromptForm";
import { PromptPlayer } from "./PromptPlayer";
import styles from "./PromptScreen.module.css";
import { ReplaceSound } from "./ReplaceSound";
import { SaidBy } from "./SaidBy";
import { useAudioOf } from "./prompt";

/** One prompt: heard, described, given another sound, and where it is said. */
export default function PromptScreen({ id: given }: { id?: string }) {
  const { t } = useTranslation("prompts");
  const id = Number(given);
  const mayEdit = useMay("editor");
  const audioOf = useAudioOf();
  const { data, error, refetch } = useObject("prompts", id);

  if (isProblem(error, "not-found")) return <Empty title={t("gone")} />;
  if (error) return <ProblemNote error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  const prompt = data.document;
  const warnings = prompt.warnings ?? [];
  return (
    <Page
      title={prompt.name}
      actions={mayEdit && <DeleteButton kind="prompt" id={id} etag={data.etag} name={prompt.name} />}
    >
      <Card>
        <PromptPlayer src={audioOf(id, prompt.revision)} what={prompt.name} />
        {warnings.map(({ code, text }) => (
          <p key={code} className={styles.warning}>
            {t(`warnings.${code}`, text)}
          </p>
        ))}
        {mayEdit && <ReplaceSound prompt={prompt} etag={data.etag} />}
      </Card>
      <div className={styles.columns}>
        <PromptForm key={prompt.id} prompt={prompt} etag={data.etag} mayEdit={mayEdit} />
        <Card title={t("saidBy")}>
          <SaidBy path={`/prompts/${id}`} name={prompt.name} mayEdit={mayEdit} nobody={t("saidByNobody")} />
        </Card>
      </div>
      <Card title={t("history")}>
        <History kind="prompt" id={id} />
      </Card>
    </Page>
  );
}
