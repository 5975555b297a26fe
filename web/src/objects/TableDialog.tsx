import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../api/client";
import { fetched, urlOf } from "../api/http";
import { ProblemError, type Reason } from "../api/problem";
import { scoped, useDraft } from "../api/scope";
import { useMay } from "../session/session";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Field } from "../ui/Field";
import { ProblemNote } from "../ui/ProblemNote";
import { tell } from "../ui/toasts";
import { useReasonText } from "../ui/useProblemText";
import styles from "./TableDialog.module.css";
import type { KindInfo } from "./kinds";

type Outcome = Schemas["TableOutcome"];
type RowReason = Reason & { line?: number | null; column?: string | null };

/** Objects of a kind as a file for a spreadsheet: taken out, and taken in after a look at what would change. */
export function TableDialog({ info, open, onClose }: { info: KindInfo; open: boolean; onClose: () => void }) {
  const { t } = useTranslation("objects");
  const mayEdit = useMay("editor");
  const path = scoped(`/${info.path}/csv`, useDraft());
  const [file, setFile] = useState<File | null>(null);
  const { tried, done, refused } = useTable(path, file, () => {
    setFile(null);
    onClose();
  });
  return (
    <Dialog
      open={open}
      wide
      title={t("table")}
      onClose={onClose}
      actions={
        mayEdit && (
          <Button
            variant="primary"
            busy={done.isPending}
            disabled={!tried.data || tried.data.created + tried.data.updated === 0}
            onClick={() => file && done.mutate(file)}
          >
            {t("tableTake")}
          </Button>
        )
      }
    >
      <p>{t("tableText")}</p>
      <p className={styles.links}>
        {(["comma", "semicolon"] as const).map((separator) => (
          <a key={separator} href={urlOf(path, { separator })} download>
            <Download aria-hidden />
            {separator === "comma" ? t("tableComma") : t("tableSemicolon")}
          </a>
        ))}
      </p>
      {mayEdit && (
        <Field label={t("tableFile")} hint={t("tableFileHint")}>
          <input
            type="file"
            accept=".csv,text/csv"
            onChange={(event) => {
              const chosen = event.target.files?.[0] ?? null;
              setFile(chosen);
              if (chosen) tried.mutate(chosen);
            }}
          />
        </Field>
      )}
      {refused.length > 0 ? (
        <Refused reasons={refused} />
      ) : (
        (done.error ?? tried.error) && <ProblemNote error={done.error ?? tried.error} />
      )}
      {tried.data && <Preview outcome={tried.data} />}
    </Dialog>
  );
}

function useTable(path: string, file: File | null, onDone: () => void) {
  const { t } = useTranslation("objects");
  const queries = useQueryClient();
  const tried = useMutation({ mutationFn: (sent: File) => sendTable(path, sent, true) });
  const done = useMutation({
    mutationFn: (sent: File) => sendTable(path, sent, false),
    onSuccess: async (outcome) => {
      tell(t("tableDone", { created: outcome.created, updated: outcome.updated }));
      tried.reset();
      onDone();
      await Promise.all(["objects", "derived"].map((key) => queries.invalidateQueries({ queryKey: [key] })));
    },
  });
  const error = done.error ?? tried.error;
  const reasons = error instanceof ProblemError && file !== null ? (error.problem.errors ?? []) : [];
  return { tried, done, refused: reasons.filter((one) => (one as RowReason).line) as RowReason[] };
}

async function sendTable(path: string, file: File, dryRun: boolean): Promise<Outcome> {
  const url = urlOf(path, { dry_run: dryRun });
  const headers = { "Content-Type": "text/csv" };
  const request = new Request(url, { method: "POST", headers, body: await file.text(), credentials: "same-origin" });
  return (await (await fetched(request)).json()) as Outcome;
}

function Refused({ reasons }: { reasons: readonly RowReason[] }) {
  const { t } = useTranslation("objects");
  const text = useReasonText();
  return (
    <div role="alert">
      <p className={styles.bad}>{t("tableRefused")}</p>
      <table className={styles.table}>
        <thead>
          <tr>
            <th>{t("line")}</th>
            <th>{t("column")}</th>
            <th>{t("fault")}</th>
          </tr>
        </thead>
        <tbody>
          {reasons.map((one, place) => (
            <tr key={place}>
              <td>{one.line}</td>
              <td>{one.column}</td>
              <td>{text(one)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What the file would do. */
function Preview({ outcome }: { outcome: Outcome }) {
  const { t, i18n } = useTranslation("objects");
  return (
    <div>
      <p>
        <strong>
          {t("tableWould", { created: outcome.created, updated: outcome.updated, unchanged: outcome.unchanged })}
        </strong>
      </p>
      {outcome.rows.length > 0 && (
        <table className={styles.table}>
          <thead>
            <tr>
              <th>{t("line")}</th>
              <th>{t("whom")}</th>
              <th>{t("change")}</th>
            </tr>
          </thead>
          <tbody>
            {outcome.rows.map((row) => (
              <tr key={row.line}>
                <td>{row.line}</td>
                <td>{[row.number, row.name].filter(Boolean).join(" ")}</td>
                <td>
                  {row.action === "created"
                    ? i18n.t("objects:created")
                    : row.changes.map((one) => `${one.column}: ${one.old || "–"} → ${one.new || "–"}`).join(", ")}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}
