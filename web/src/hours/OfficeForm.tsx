import { useTranslation } from "react-i18next";
import { reasonsAt } from "../api/problem";
import { useSave } from "../api/objects";
import type { Documents } from "../api/kinds";
import { useEdited } from "../forms/useEdited";
import { useUnsaved } from "../forms/useUnsaved";
import { useMay } from "../session/session";
import { Button } from "../ui/Button";
import { Card } from "../ui/Page";
import { ProblemNote } from "../ui/ProblemNote";
import { tell } from "../ui/toasts";
import { useReasonText } from "../ui/useProblemText";
import { SaveBar } from "./SaveBar";
import { WeekGrid } from "./WeekGrid";
import { ZoneField } from "./ZoneField";
import { WORKING_WEEK } from "./useOffice";

/** The hours of the office, and by whose clock they are. */
export function OfficeForm({ stored }: { stored: Documents["offices"] | null }) {
  const { t } = useTranslation("hours");
  const may = useMay("editor");
  const reasonText = useReasonText();
  const save = useSave("offices");
  const edited = useEdited("hours/office", {
    hours: stored?.hours ?? WORKING_WEEK,
    timezone: stored?.timezone ?? "UTC",
  });
  useUnsaved(edited.dirty);
  const { hours, timezone } = edited.value;

  const submit = async () => {
    const { data, warnings } = await save.mutateAsync({
      id: stored?.id ?? null,
      document: { ...(stored ?? { name: "office" }), hours, timezone },
      etag: stored ? `"${stored.revision}"` : "",
    });
    edited.begin({ hours: data.hours ?? WORKING_WEEK, timezone: data.timezone ?? "UTC" });
    tell([t("savedHours"), ...warnings].join(" "));
  };

  const [wrongZone] = reasonsAt(save.error, "/timezone");
  return (
    <Card title={t("opening")}>
      <WeekGrid
        week={hours}
        disabled={!may}
        onChange={(week) => edited.change({ ...edited.value, hours: week }, "week")}
      />
      <ZoneField
        label={t("zone")}
        zone={timezone}
        error={wrongZone && reasonText(wrongZone)}
        disabled={!may}
        onChange={(zone) => edited.change({ ...edited.value, timezone: zone }, "zone")}
      />
      {save.error && <ProblemNote error={save.error} />}
      {may && (
        <SaveBar edited={edited}>
          <Button
            variant="primary"
            busy={save.isPending}
            disabled={!edited.dirty}
            onClick={() => void submit().catch(() => undefined)}
          >
            {t("save")}
          </Button>
        </SaveBar>
      )}
    </Card>
  );
}
