import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import type { Documents } from "../api/kinds";
import { useSave } from "../api/objects";
import { reasonsAt } from "../api/problem";
import { DestinationPicker } from "../destinations/DestinationPicker";
import { HANG_UP, type Plain } from "../destinations/destination";
import { useEdited } from "../forms/useEdited";
import { useUnsaved } from "../forms/useUnsaved";
import { DeleteButton } from "../objects/DeleteButton";
import { useMay } from "../session/session";
import { Button } from "../ui/Button";
import { Field } from "../ui/Field";
import { Card } from "../ui/Page";
import { ProblemNote } from "../ui/ProblemNote";
import { tell } from "../ui/toasts";
import { useReasonText } from "../ui/useProblemText";
import { HoursPage } from "./HoursPage";
import { SaveBar } from "./SaveBar";
import { ScheduleField } from "./ScheduleField";
import { WhyCard } from "./WhyCard";
import styles from "./Conditions.module.css";

type Condition = Documents["time-conditions"];
type Edit = Omit<Condition, "id" | "revision">;

const NEW: Edit = {
  name: "",
  when: { hours: null, holidays: [], timezone: null },
  open: null,
  closed: null,
  holiday: null,
};
const PLACES = ["open", "closed", "holiday"] as const;

/** The name of a time condition, when it is open, and where callers go in each of the three cases. */
export function ConditionForm({ stored, etag }: { stored: Condition | null; etag: string }) {
  const { t } = useTranslation("hours");
  const may = useMay("editor");
  const [, go] = useLocation();
  const reasonText = useReasonText();
  const save = useSave("time-conditions");
  const edited = useEdited<Edit>(`time-conditions/${stored?.id ?? "new"}`, stored ?? NEW, etag);
  useUnsaved(edited.dirty);
  const { value, basis } = edited;
  const set = (change: Partial<Edit>, group?: string) => edited.change({ ...value, ...change }, group);
  const at = (pointer: string) => {
    const [reason] = reasonsAt(save.error, pointer);
    return reason && reasonText(reason);
  };

  const submit = async () => {
    const wanted = { id: stored?.id ?? null, document: value, etag: basis.etag, base: basis.document };
    const { data, etag: fresh } = await save.mutateAsync(wanted);
    edited.begin(data, fresh);
    tell(t("common:saved"));
    // The guard of what is not saved is released first.
    if (!stored) setTimeout(() => go(`/time-conditions/${data.id}`));
  };

  return (
    <HoursPage
      title={stored?.name ?? t("newCondition")}
      actions={
        may && (
          <SaveBar edited={edited}>
            {stored && (
              <DeleteButton
                kind="time_condition"
                id={stored.id}
                etag={basis.etag}
                name={stored.name}
                onDeleted={() => edited.begin(value)}
              />
            )}
            <Button
              variant="primary"
              busy={save.isPending}
              disabled={!edited.dirty}
              onClick={() => void submit().catch(() => undefined)}
            >
              {t("save")}
            </Button>
          </SaveBar>
        )
      }
    >
      {edited.outdated && <p role="status">{t("common:outdated")}</p>}
      {save.error && <ProblemNote error={save.error} />}
      <Card>
        <Field label={t("name")} error={at("/name")}>
          <input
            required
            disabled={!may}
            value={value.name}
            onChange={(event) => set({ name: event.target.value }, "name")}
          />
        </Field>
        <div className={styles.places}>
          {PLACES.map((place) => (
            <Field key={place} label={t(`to.${place}`)} error={at(`/${place}`)}>
              <DestinationPicker
                label={t(`to.${place}`)}
                value={(value[place] ?? HANG_UP) as Plain}
                fromMenu={false}
                disabled={!may}
                onChange={(to) => set({ [place]: to })}
              />
            </Field>
          ))}
        </div>
      </Card>
      <Card title={t("whenOpen")}>
        <ScheduleField schedule={value.when ?? {}} disabled={!may} onChange={(when) => set({ when }, "when")} />
      </Card>
      {stored && <WhyCard condition={stored.id} />}
    </HoursPage>
  );
}
