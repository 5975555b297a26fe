import { useId } from "react";
import { useTranslation } from "react-i18next";
import { isProblem, reasonsAt } from "../api/problem";
import { useSave } from "../api/objects";
import { useEdited } from "../forms/useEdited";
import { useUnsaved } from "../forms/useUnsaved";
import { Button } from "../ui/Button";
import { Field } from "../ui/Field";
import { Card } from "../ui/Page";
import { ProblemNote } from "../ui/ProblemNote";
import { tell } from "../ui/toasts";
import { useReasonText } from "../ui/useProblemText";
import { Languages } from "./Languages";
import styles from "./PromptScreen.module.css";
import type { Prompt } from "./prompt";

/** What people know of a prompt. Its sound is changed elsewhere. */
export function PromptForm({ prompt, etag, mayEdit }: { prompt: Prompt; etag: string; mayEdit: boolean }) {
  const { t } = useTranslation("prompts");
  const list = useId();
  const save = useSave("prompts");
  const reason = useReasonText();
  const { value, change, dirty, basis, saved } = useEdited(`prompts/${prompt.id}`, prompt, etag);
  useUnsaved(dirty);
  const set = (field: "name" | "text" | "language", text: string) => change({ ...value, [field]: text }, field);
  const wrong = (field: string) => reasonsAt(save.error, `/${field}`).map(reason)[0];
  const taken = isProblem(save.error, "duplicate") ? t("nameTaken") : wrong("name");

  const submit = () =>
    save.mutate(
      { id: prompt.id, document: value, etag: basis.etag, base: basis.document },
      {
        onSuccess: ({ data, etag: fresh }) => {
          saved(value, data, fresh);
          tell(t("common:saved"));
        },
      },
    );

  return (
    <Card title={t("about")}>
      <form className={styles.form} action={submit}>
        <Field label={t("name")} error={taken}>
          <input
            required
            maxLength={100}
            disabled={!mayEdit}
            value={value.name}
            onChange={({ target }) => set("name", target.value)}
          />
        </Field>
        <Field label={t("text")} hint={t("textHint")} error={wrong("text")}>
          <textarea
            rows={4}
            maxLength={5000}
            disabled={!mayEdit}
            value={value.text ?? ""}
            onChange={({ target }) => set("text", target.value)}
          />
        </Field>
        <Field label={t("language")} hint={t("languageHint")} error={wrong("language")}>
          <input
            list={list}
            maxLength={35}
            disabled={!mayEdit}
            value={value.language ?? ""}
            onChange={({ target }) => set("language", target.value)}
          />
        </Field>
        <Languages id={list} />
        {save.error && !taken && <ProblemNote error={save.error} />}
        {mayEdit && (
          <div className={styles.buttons}>
            <Button type="submit" variant="primary" busy={save.isPending} disabled={!dirty}>
              {t("common:save")}
            </Button>
          </div>
        )}
      </form>
    </Card>
  );
}
