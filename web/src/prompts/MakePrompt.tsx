import { Mic, Square } from "lucide-react";
import { useState, type SyntheticEvent } from "react";
import { useTranslation } from "react-i18next";
import { isProblem, reasonsAt } from "../api/problem";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Field } from "../ui/Field";
import { ProblemNote } from "../ui/ProblemNote";
import { useReasonText } from "../ui/useProblemText";
import styles from "./PromptField.module.css";
import type { Prompt } from "./prompt";
import { SpeechFields } from "./SpeechFields";
import { useMakePrompt } from "./useMakePrompt";
import { useObjectUrl } from "./useObjectUrl";
import { useRecorder } from "./useRecorder";
import { asWav } from "./wav";

export type Way = "record" | "speak" | "upload";

interface MakeProps {
  way: Way;
  suggested: string;
  language: string;
  /** One that was chosen already. */
  file?: File;
  /** The prompt that gets the sound, and its revision; without one, a new prompt is made. */
  instead?: { prompt: Prompt; etag: string };
  onMade: (id: number) => void;
  onClose: () => void;
}

/** Makes a prompt in one of three ways, and gives its id. */
export function MakePrompt({ way, suggested, language: preset, file, instead, onMade, onClose }: MakeProps) {
  const { t, i18n } = useTranslation("prompts");
  const [name, setName] = useState(suggested);
  const [text, setText] = useState(instead?.prompt.text ?? "");
  const [language, setLanguage] = useState(preset || i18n.language);
  const [sound, setSound] = useState<{ blob: Blob; fileName: string } | null>(
    file ? { blob: file, fileName: file.name } : null,
  );
  const make = useMakePrompt(instead);
  const reason = useReasonText();
  const taken = isProblem(make.error, "duplicate") ? t("nameTaken") : reasonsAt(make.error, "/name").map(reason)[0];

  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    event.stopPropagation();
    if (way !== "speak" && sound === null) return;
    const wanted =
      sound === null
        ? { name, text, language }
        : { name, sound: sound.blob, fileName: sound.fileName, text: instead ? text : "", language };
    make.mutate(wanted, { onSuccess: ({ id }) => onMade(id) });
  };

  return (
    <Dialog open title={t(`${way}Title`)} onClose={onClose}>
      <form className={styles.form} onSubmit={submit}>
        {way === "record" && <Recording onRecorded={(blob) => setSound({ blob, fileName: "recording.wav" })} />}
        {way === "upload" && !file && (
          <Field label={t("file")} hint={t("fileHint")}>
            <input
              type="file"
              accept="audio/*,.wav,.mp3,.ogg,.flac,.aiff,.gsm"
              required
              onChange={({ target }) => {
                const file = target.files?.[0];
                if (!file) return;
                setSound({ blob: file, fileName: file.name });
                if (name === "") setName(stemOf(file));
              }}
            />
          </Field>
        )}
        {way === "speak" && <SpeechFields text={text} language={language} onText={setText} onLanguage={setLanguage} />}
        {sound && <Hearing sound={sound.blob} />}
        {!instead && (
          <Field label={t("name")} error={taken}>
            <input required maxLength={100} value={name} onChange={({ target }) => setName(target.value)} />
          </Field>
        )}
        {make.error && !taken && <ProblemNote error={make.error} />}
        <div className={styles.buttons}>
          <Button onClick={onClose}>{t("common:cancel")}</Button>
          <Button type="submit" variant="primary" busy={make.isPending} disabled={way !== "speak" && sound === null}>
            {t("keep")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** What a prompt of a file is called unless somebody says otherwise. */
export function stemOf(file: File): string {
  return file.name.replace(/\.[^.]+$/, "");
}

export function Recording({ onRecorded }: { onRecorded: (wav: Blob) => void }) {
  const { t } = useTranslation("prompts");
  const [silent, setSilent] = useState(false);
  const { state, level, start, stop } = useRecorder((recording) => {
    asWav(recording).then(
      (wav) => {
        setSilent(false);
        onRecorded(wav);
      },
      () => setSilent(true),
    );
  });
  return (
    <>
      <div className={styles.recorder}>
        {state === "recording" ? (
          <Button variant="danger" icon={<Square />} onClick={stop}>
            {t("stopRecording")}
          </Button>
        ) : (
          <Button icon={<Mic />} onClick={() => void start()}>
            {t("startRecording")}
          </Button>
        )}
        <meter className={styles.level} aria-label={t("level")} min={0} max={1} value={level} />
      </div>
      {state === "refused" && <p role="alert">{t("noMicrophone")}</p>}
      {silent && <p role="alert">{t("nothingRecorded")}</p>}
    </>
  );
}

export function Hearing({ sound }: { sound: Blob }) {
  const { t } = useTranslation("prompts");
  const src = useObjectUrl(sound);
  // eslint-disable-next-line jsx-a11y/media-has-caption -- what was just said has no captions
  return src === "" ? null : <audio controls src={src} aria-label={t("hear")} />;
}
