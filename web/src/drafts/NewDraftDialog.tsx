import { useState, type SyntheticEvent } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { useDraftWrites } from "../api/drafts";
import { workIn } from "../api/scope";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Field } from "../ui/Field";
import { ProblemNote } from "../ui/ProblemNote";

/** Asks for a name, begins the draft, and goes on working in it. */
export function NewDraftDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation("drafts");
  const { begin, busy } = useDraftWrites();
  const [, go] = useLocation();
  const [name, setName] = useState("");
  const [note, setNote] = useState("");
  const [error, setError] = useState<unknown>(null);

  const start = async (event: SyntheticEvent) => {
    event.preventDefault();
    try {
      const draft = await begin(name.trim(), note);
      workIn(draft.id);
      onClose();
      go(`/drafts/${draft.id}`);
    } catch (refused) {
      setError(refused);
    }
  };

  return (
    <Dialog
      open={open}
      title={t("new")}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t("common:cancel")}</Button>
          <Button variant="primary" type="submit" form="new-draft" busy={busy} disabled={name.trim() === ""}>
            {t("begin")}
          </Button>
        </>
      }
    >
      <p>{t("about")}</p>
      {error !== null && <ProblemNote error={error} />}
      <form id="new-draft" onSubmit={(event) => void start(event)}>
        <Field label={t("name")} hint={t("nameHint")}>
          <input value={name} maxLength={100} onChange={(event) => setName(event.target.value)} />
        </Field>
        <Field label={t("note")}>
          <textarea rows={2} maxLength={1000} value={note} onChange={(event) => setNote(event.target.value)} />
        </Field>
      </form>
    </Dialog>
  );
}
