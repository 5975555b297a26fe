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
import { WORKING_WEEK, type Office } from "./useOffice";

const NEW: Office = { name: "office", hours: WORKING_WEEK, timezone: "UTC" };

/** The hours of the office, and by whose clock they are. */
export function OfficeForm({ stored }: { stored: Documents["offices"] | null }) {
  const { t } = useTranslation("hours");
  const may = useMay("editor");
  const reasonText = useReasonText();
  const save = useSave("offices");
  const edited = useEdited<Office>("hours/office", stored ?? NEW, stored ? `"${stored.revision}"` : "");
  useUnsaved(edited.dirty);
  const { value, basis } = edited;

  const submit = async () => {
    const wanted = { id: stored?.id ?? null, document: value, etag: basis.etag, base: basis.document };
    const { data, etag, warnings } = await save.mutateAsync(wanted);
    edited.begin(data, etag);
    tell([t("savedHours"), ...warnings].join(" "));
  };

  const [wrongZone] = reasonsAt(save.error, "/timezone");
  return (
    <Card title={t("opening")}>
      <WeekGrid
        week={value.hours ?? WORKING_WEEK}
        disabled={!may}
        onChange={(week) => edited.change({ ...value, hours: week }, "week")}
      />
      <ZoneField
        label={t("zone")}
        zone={value.timezone ?? "UTC"}
        error={wrongZone && reasonText(wrongZone)}
        disabled={!may}
        onChange={(zone) => edited.change({ ...value, timezone: zone }, "zone")}
      />
      {edited.outdated && <p role="status">{t("common:outdated")}</p>}
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
