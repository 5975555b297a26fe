import { useState, type SyntheticEvent } from "react";
import { useTranslation } from "react-i18next";
import { send } from "../api/http";
import { Hearing, Recording } from "../prompts/MakePrompt";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Field } from "../ui/Field";
import { ProblemNote } from "../ui/ProblemNote";
import type { Slot } from "./Greetings";
import styles from "./MyPhone.module.css";

/** Records a greeting, or takes it from a file. */
export function RecordGreeting({ slot, onDone }: { slot: Slot; onDone: () => void }) {
  const { t, i18n } = useTranslation("my");
  const [sound, setSound] = useState<{ blob: Blob; name: string } | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);

  const submit = async (event: SyntheticEvent) => {
    event.preventDefault();
    if (!sound) return;
    setBusy(true);
    const form = new FormData();
    form.set("file", sound.blob, sound.name);
    try {
      await send("PUT", `/my/greetings/${slot}`, { body: form });
      onDone();
    } catch (refused) {
      setError(refused);
      setBusy(false);
    }
  };

  return (
    <Dialog open title={i18n.t(`my:slot.${slot}`)} onClose={onDone}>
      <form className={styles.form} onSubmit={(event) => void submit(event)}>
        <Recording onRecorded={(blob) => setSound({ blob, name: "recording.wav" })} />
        <Field label={t("orFile")}>
          <input
            type="file"
            accept="audio/*,.wav,.mp3,.ogg,.flac,.aiff,.gsm"
            onChange={({ target }) => {
              const file = target.files?.[0];
              if (file) setSound({ blob: file, name: file.name });
            }}
          />
        </Field>
        {sound && <Hearing sound={sound.blob} />}
        {error !== null && <ProblemNote error={error} />}
        <div className={styles.buttons}>
          <Button onClick={onDone}>{t("common:cancel")}</Button>
          <Button type="submit" variant="primary" busy={busy} disabled={!sound}>
            {t("use")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
