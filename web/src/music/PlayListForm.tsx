import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { useSave } from "../api/objects";
import { isProblem, reasonsAt } from "../api/problem";
import { History } from "../changes/History";
import { useEdited } from "../forms/useEdited";
import { useUnsaved } from "../forms/useUnsaved";
import { DeleteButton } from "../objects/DeleteButton";
import { useMay } from "../session/session";
import { Button } from "../ui/Button";
import { Field } from "../ui/Field";
import { Card, Page } from "../ui/Page";
import { ProblemNote } from "../ui/ProblemNote";
import { tell } from "../ui/toasts";
import { useReasonText } from "../ui/useProblemText";
import styles from "./Music.module.css";
import { Pieces } from "./Pieces";
import { StreamState } from "./StreamState";
import { documentOf, playListOf, type PlayList } from "./music";

/** What a play list plays, and in which order. */
export function PlayListForm({ id, etag, stored }: { id: number | null; etag: string; stored: PlayList }) {
  const { t } = useTranslation("music");
  const mayEdit = useMay("editor");
  const [, go] = useLocation();
  const save = useSave("music");
  const reason = useReasonText();
  const { value, change, dirty, basis, begin, saved } = useEdited(`music/${id ?? "new"}`, stored, etag);
  useUnsaved(dirty);
  const wrong = (field: string) => reasonsAt(save.error, `/${field}`).map(reason)[0];
  const taken = isProblem(save.error, "duplicate") ? t("nameTaken") : wrong("name");
  const isEmpty = value.prompts.length === 0 && value.stream.trim() === "";

  const submit = () =>
    save.mutate(
      { id, document: documentOf(value), etag: basis.etag, base: documentOf(basis.document) },
      {
        onSuccess: ({ data, etag: fresh }) => {
          if (id === null) begin(playListOf(data), fresh);
          else saved(value, playListOf(data), fresh);
          tell(t("common:saved"));
          if (id === null) setTimeout(() => go(`/music/${data.id}`), 0);
        },
      },
    );

  return (
    <Page
      title={id === null ? t("add") : stored.name}
      actions={mayEdit && id !== null && <DeleteButton kind="music" id={id} etag={etag} name={stored.name} />}
    >
      <form className={styles.form} action={submit}>
        <Card>
          <Field label={t("name")} error={taken}>
            <input
              required
              maxLength={100}
              disabled={!mayEdit}
              value={value.name}
              onChange={({ target }) => change({ ...value, name: target.value }, "name")}
            />
          </Field>
        </Card>
        <Card title={t("files")}>
          <Pieces prompts={value.prompts} disabled={!mayEdit} onChange={(prompts) => change({ ...value, prompts })} />
          {wrong("prompts") && <p role="alert">{wrong("prompts")}</p>}
          {value.prompts.length > 1 && (
            <Field label={t("shuffled")} inline>
              <input
                type="checkbox"
                disabled={!mayEdit}
                checked={value.order === "random"}
                onChange={({ target }) => change({ ...value, order: target.checked ? "random" : "in_order" })}
              />
            </Field>
          )}
        </Card>
        <Card title={t("radio")}>
          <Field label={t("stream")} hint={t("streamHint")} error={wrong("stream")}>
            <input
              type="url"
              pattern="https?://.*"
              maxLength={2048}
              disabled={!mayEdit}
              placeholder="https://"
              value={value.stream}
              onChange={({ target }) => change({ ...value, stream: target.value }, "stream")}
            />
          </Field>
          {id !== null && stored.stream !== "" && <StreamState id={id} reason />}
        </Card>
        {save.error && !taken && !wrong("stream") && <ProblemNote error={save.error} />}
        {mayEdit && (
          <div className={styles.buttons}>
            {isEmpty && <span className={styles.soft}>{t("needsSomething")}</span>}
            <Button type="submit" variant="primary" busy={save.isPending} disabled={!dirty || isEmpty}>
              {t("common:save")}
            </Button>
          </div>
        )}
      </form>
      {id !== null && (
        <Card title={t("history")}>
          <History kind="music" id={id} />
        </Card>
      )}
    </Page>
  );
}
