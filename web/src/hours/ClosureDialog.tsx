import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { send } from "../api/http";
import { isProblem, reasonsAt } from "../api/problem";
import { DestinationPicker } from "../destinations/DestinationPicker";
import { HANG_UP, type Plain } from "../destinations/destination";
import { PromptField } from "../prompts/PromptField";
import type { PromptRef } from "../prompts/prompt";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Field } from "../ui/Field";
import { ProblemNote } from "../ui/ProblemNote";
import { useReasonText } from "../ui/useProblemText";
import type { Now } from "./OfficeNow";
import { localOf, momentOf, onDay } from "../i18n/zoned";
import styles from "./OfficeNow.module.css";

interface ClosureDialogProps {
  open: boolean;
  now: Now;
  onClose: () => void;
  onClosed: () => Promise<unknown>;
}

const OPENS = "08:00";

/** Closes it, unless somebody else has closed it since `seen`. What else has changed about the office does not matter. */
async function closed(seen: Now, body: unknown): Promise<void> {
  try {
    await send("PUT", "/office/closure", { body, ifMatch: seen.etag });
  } catch (error) {
    if (!isProblem(error, "revision-conflict")) throw error;
    const { data, etag } = await send<Now>("GET", "/office");
    if (data.closure) throw error;
    await closed({ ...data, etag }, body);
  }
}

/** Closes the office until a moment, on the clock of the office; it opens again by itself. */
export function ClosureDialog({ open, now, onClose, onClosed }: ClosureDialogProps) {
  const { t } = useTranslation("hours");
  return (
    <Dialog open={open} title={t("closeOffice")} onClose={onClose}>
      <ClosureForm now={now} onClose={onClose} onClosed={onClosed} />
    </Dialog>
  );
}

function ClosureForm({ now, onClose, onClosed }: Omit<ClosureDialogProps, "open">) {
  const { t } = useTranslation("hours");
  const reasonText = useReasonText();
  const local = now.local.slice(0, 16);
  const inHours = (hours: number) => localOf(new Date(Date.parse(now.local) + hours * 3_600_000), now.zone);
  const [until, setUntil] = useState(inHours(1));
  const [prompt, setPrompt] = useState<PromptRef | null>(null);
  const [to, setTo] = useState<Plain>(HANG_UP);
  const close = useMutation({
    mutationFn: () =>
      closed(now, {
        until: momentOf(until, now.zone)?.toISOString(),
        prompt,
        to: to.kind === "hang_up" ? null : to,
      }),
    onSuccess: async () => {
      await onClosed();
      onClose();
    },
  });
  const presets = [
    { text: t("anHour"), until: inHours(1) },
    { text: t("someHours"), until: inHours(4) },
    { text: t("tomorrow"), until: onDay(local, 1, OPENS) },
    { text: t("aWeek"), until: onDay(local, 7, OPENS) },
  ];
  const [wrong] = reasonsAt(close.error, "/until");
  return (
    <form
      style={{ display: "contents" }}
      onSubmit={(event) => {
        event.preventDefault();
        close.mutate();
      }}
    >
      <p>{t("closureText")}</p>
      <div className={styles.presets}>
        {presets.map((preset) => (
          <Button key={preset.text} aria-pressed={preset.until === until} onClick={() => setUntil(preset.until)}>
            {preset.text}
          </Button>
        ))}
      </div>
      <Field label={t("until")} hint={now.zone} error={wrong && reasonText(wrong)}>
        <input
          type="datetime-local"
          required
          min={local}
          value={until}
          onChange={(event) => setUntil(event.target.value)}
        />
      </Field>
      <details className={styles.more}>
        <summary>{t("whatCallersHear")}</summary>
        <PromptField label={t("closurePrompt")} value={prompt} onChange={setPrompt} />
        <Field label={t("closureTo")}>
          <DestinationPicker label={t("closureTo")} value={to} fromMenu={false} onChange={setTo} />
        </Field>
      </details>
      {close.error && !wrong && (
        <ProblemNote
          error={isProblem(close.error, "revision-conflict") ? new Error(t("closedByOther")) : close.error}
        />
      )}
      <div className={styles.switches}>
        <Button type="submit" variant="primary" busy={close.isPending}>
          {t("closeOffice")}
        </Button>
        <Button onClick={onClose}>{t("common:cancel")}</Button>
      </div>
    </form>
  );
}
