import { useState, type SyntheticEvent } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { useDraftChecks, useDraftWrites, type Draft } from "../api/drafts";
import type { Schemas } from "../api/client";
import { useScenariosRun } from "../api/scenarios";
import { draftNow, workIn } from "../api/scope";
import { useWriteProblem } from "../changes/useWriteProblem";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Field } from "../ui/Field";
import { tell } from "../ui/toasts";
import { FindingLines, KnownFindings } from "./FindingLines";
import styles from "./PublishDialog.module.css";

const MOST_NAMED = 5;

interface PublishDialogProps {
  draft: Draft & { etag: string };
  open: boolean;
  onClose: () => void;
}

/** Asks why, and puts the draft in force. What was looked at is what is published: a draft that changed since is not. */
export function PublishDialog({ draft, open, onClose }: PublishDialogProps) {
  const { t } = useTranslation("drafts");
  const { data: checked } = useDraftChecks(draft.id);
  const { publish, undo, busy } = useDraftWrites();
  const problem = useWriteProblem();
  const [, go] = useLocation();
  const [note, setNote] = useState(draft.note);
  const [refused, setRefused] = useState("");

  const put = async (event: SyntheticEvent) => {
    event.preventDefault();
    try {
      const done = await publish(draft.id, note, draft.etag);
      if (draftNow() === draft.id) workIn(null);
      const takeBack = () =>
        void undo(done.id, "").then(
          () => tell(t("changes:undone")),
          (error: unknown) => tell(problem(error), "bad"),
        );
      tell(t("published", { name: draft.name }), "good", { label: t("changes:undo"), run: takeBack });
      go(`/changes/publications/${done.id}`);
    } catch (error) {
      setRefused(problem(error));
    }
  };

  return (
    <Dialog
      open={open}
      title={t("publishTitle", { name: draft.name })}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t("common:cancel")}</Button>
          <Button variant="primary" type="submit" form="publish" busy={busy} disabled={checked?.publishable === false}>
            {t("publish")}
          </Button>
        </>
      }
    >
      <p>{t("publishText", { count: draft.changes })}</p>
      {checked?.publishable === false && <p className={styles.bad}>{t("unpublishable")}</p>}
      {checked && <WhatIsFound checked={checked} />}
      {open && <Scenarios draft={draft.id} />}
      {refused && (
        <p className={styles.bad} role="alert">
          {refused}
        </p>
      )}
      <form id="publish" onSubmit={(event) => void put(event)}>
        <Field label={t("why")} hint={t("whyHint")}>
          <textarea rows={3} maxLength={1000} value={note} onChange={(event) => setNote(event.target.value)} />
        </Field>
      </form>
    </Dialog>
  );
}

/** Whether the kept scenarios end as they should by the draft; nothing where none is kept. */
function Scenarios({ draft }: { draft: number }) {
  const { t } = useTranslation("drafts");
  const { data } = useScenariosRun(draft, true);
  if (!data || data.items.length === 0) return null;
  if (data.failed === 0) return <p>{t("scenariosPass", { count: data.passed })}</p>;
  const red = data.items.filter((one) => !one.passed).map(({ name }) => name);
  return (
    <p role="status" className={styles.bad}>
      {t("scenariosFail", { count: data.failed, names: red.slice(0, MOST_NAMED).join(", ") })}
    </p>
  );
}

/** What is new by the draft, apart from what there was before. */
function WhatIsFound({ checked }: { checked: Schemas["DraftChecked"] }) {
  const { t } = useTranslation("drafts");
  const { faults, findings, known } = checked;
  const errors = findings.counts.error;
  return (
    <section className={styles.found} aria-label={t("check")}>
      {errors > 0 && <p className={styles.bad}>{t("errors", { count: errors })}</p>}
      {faults.length + findings.items.length === 0 ? (
        <p>{t("good")}</p>
      ) : (
        <>
          <h3>{t("newFindings")}</h3>
          <FindingLines faults={faults} findings={findings.items} />
        </>
      )}
      <KnownFindings known={known} />
    </section>
  );
}
