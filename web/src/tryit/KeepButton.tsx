import { Bookmark } from "lucide-react";
import { useState, type SyntheticEvent } from "react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../api/client";
import { useSave } from "../api/objects";
import { reasonsAt } from "../api/problem";
import { useMay } from "../session/session";
import { useZone } from "../session/zone";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Field } from "../ui/Field";
import { ProblemNote } from "../ui/ProblemNote";
import { tell } from "../ui/toasts";
import { useReasonText } from "../ui/useProblemText";
import { keptOf } from "./kept";
import type { Asked } from "./scenario";
import styles from "./TryScreen.module.css";

const ENDS = ["answered", "voicemail", "completed", "abandoned", "missed", "blocked", "failed"] as const;

interface KeepProps {
  asked: Asked;
  outcome: Schemas["Simulated"]["outcome"];
  endsAt: string;
}

/** Keeps what was simulated, by default with the end that it had. */
export function KeepButton(props: KeepProps) {
  const { t } = useTranslation("tryit");
  const [open, setOpen] = useState(false);
  if (!useMay("editor")) return null;
  return (
    <>
      <Button icon={<Bookmark />} onClick={() => setOpen(true)}>
        {t("keep")}
      </Button>
      <Dialog open={open} title={t("keepTitle")} onClose={() => setOpen(false)}>
        <KeepForm {...props} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function KeepForm({ asked, outcome, endsAt, onDone }: KeepProps & { onDone: () => void }) {
  const { t, i18n } = useTranslation("tryit");
  const reason = useReasonText();
  const zone = useZone();
  const save = useSave("scenarios");
  const [name, setName] = useState("");
  const [end, setEnd] = useState<string>(ENDS.find((one) => one === outcome) ?? "");
  const [reaches, setReaches] = useState(endsAt);
  const [wrong] = reasonsAt(save.error, "/name");

  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    const document = {
      ...keptOf(asked, zone),
      name,
      outcome: ENDS.find((one) => one === end) ?? null,
      ends_at: reaches,
    };
    const onSuccess = () => {
      tell(t("kept", { name }));
      onDone();
    };
    save.mutate({ id: null, document }, { onSuccess });
  };
  return (
    <form className={styles.inside} onSubmit={submit}>
      <p>{t("keepText")}</p>
      <Field label={t("name")} error={wrong && reason(wrong)}>
        <input required maxLength={100} value={name} onChange={(event) => setName(event.target.value)} />
      </Field>
      <Field label={t("shouldEnd")}>
        <select value={end} onChange={(event) => setEnd(event.target.value)}>
          <option value="">{t("anyEnd")}</option>
          {ENDS.map((one) => (
            <option key={one} value={one}>
              {i18n.t(`calls:outcome.${one}`)}
            </option>
          ))}
        </select>
      </Field>
      <Field label={t("shouldReach")}>
        <input
          inputMode="tel"
          maxLength={64}
          value={reaches}
          placeholder={t("anyEnd")}
          onChange={(event) => setReaches(event.target.value)}
        />
      </Field>
      {save.error && !wrong && <ProblemNote error={save.error} />}
      <div className={styles.more}>
        <Button type="submit" variant="primary" busy={save.isPending}>
          {t("keep")}
        </Button>
      </div>
    </form>
  );
}
