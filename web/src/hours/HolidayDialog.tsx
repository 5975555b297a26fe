import { Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRemove, useSave } from "../api/objects";
import { reasonsAt } from "../api/problem";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Field } from "../ui/Field";
import { ProblemNote } from "../ui/ProblemNote";
import { useReasonText } from "../ui/useProblemText";
import { documentOf, editOf, isWholeDay, newHoliday, type Holiday } from "./calendar";
import styles from "./Holidays.module.css";

interface HolidayDialogProps {
  /** The one to be edited, the day of a new one, or null for none. */
  holiday: Holiday | string | null;
  year: number;
  onClose: () => void;
}

export function HolidayDialog({ holiday, year, onClose }: HolidayDialogProps) {
  const { t } = useTranslation("hours");
  const title = typeof holiday === "string" ? t("newHoliday") : (holiday?.name ?? "");
  return (
    <Dialog open={holiday !== null} title={title} onClose={onClose}>
      {holiday !== null && <HolidayForm holiday={holiday} year={year} onClose={onClose} />}
    </Dialog>
  );
}

function HolidayForm({ holiday, year, onClose }: HolidayDialogProps & { holiday: Holiday | string }) {
  const { t } = useTranslation("hours");
  const reasonText = useReasonText();
  const stored = typeof holiday === "string" ? null : holiday;
  const [edit, setEdit] = useState(stored ? editOf(stored, year) : newHoliday(holiday as string));
  const save = useSave("holidays");
  const remove = useRemove("holidays");
  // The dialog edits what it was opened with, whatever is read meanwhile.
  const etag = stored ? `"${stored.revision}"` : "";
  const set = (change: Partial<typeof edit>) => setEdit({ ...edit, ...change });
  const wholeDay = isWholeDay(edit);
  const [wrongName] = reasonsAt(save.error, "/name");
  const [wrong] = wrongName ? [] : reasonsAt(save.error, "");

  const submit = async () => {
    await save.mutateAsync({ id: stored?.id ?? null, document: documentOf(edit), etag, base: stored ?? undefined });
    onClose();
  };
  const drop = async () => {
    if (!stored) return;
    await remove.mutateAsync({ id: stored.id, etag });
    onClose();
  };

  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void submit().catch(() => undefined);
      }}
    >
      <Field label={t("name")} error={wrongName && reasonText(wrongName)}>
        <input required maxLength={100} value={edit.name} onChange={(event) => set({ name: event.target.value })} />
      </Field>
      <div className={styles.pair}>
        <Field label={t("firstDay")}>
          <input
            type="date"
            required
            value={edit.from}
            onChange={(event) => {
              const from = event.target.value;
              set({ from, to: edit.to < from || edit.to === edit.from ? from : edit.to });
            }}
          />
        </Field>
        <Field label={t("lastDay")}>
          <input
            type="date"
            required
            min={edit.everyYear ? undefined : edit.from}
            value={edit.to}
            onChange={(event) => set({ to: event.target.value })}
          />
        </Field>
      </div>
      <Field inline label={t("wholeDays")}>
        <input
          type="checkbox"
          checked={wholeDay}
          onChange={(event) =>
            set(event.target.checked ? { start: "00:00", end: "23:59" } : { start: "12:00", end: "23:59" })
          }
        />
      </Field>
      {!wholeDay && (
        <div className={styles.pair}>
          <Field label={t("fromTime")}>
            <input type="time" required value={edit.start} onChange={(event) => set({ start: event.target.value })} />
          </Field>
          <Field label={t("toTime")} hint={t("toTimeHint")}>
            <input type="time" required value={edit.end} onChange={(event) => set({ end: event.target.value })} />
          </Field>
        </div>
      )}
      <Field inline label={t("inEveryYear")}>
        <input
          type="checkbox"
          checked={edit.everyYear}
          onChange={(event) => set({ everyYear: event.target.checked })}
        />
      </Field>
      {wrong && !wrongName && (
        <p className={styles.wrong} role="alert">
          {reasonText(wrong)}
        </p>
      )}
      {save.error && !wrong && !wrongName && <ProblemNote error={save.error} />}
      {remove.error && <ProblemNote error={remove.error} />}
      <div className={styles.buttons}>
        {stored && (
          <Button
            variant="danger"
            icon={<Trash2 />}
            busy={remove.isPending}
            onClick={() => void drop().catch(() => undefined)}
          >
            {t("common:delete")}
          </Button>
        )}
        <Button onClick={onClose}>{t("common:cancel")}</Button>
        <Button type="submit" variant="primary" busy={save.isPending}>
          {t("save")}
        </Button>
      </div>
    </form>
  );
}
