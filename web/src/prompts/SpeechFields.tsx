import { Ear } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button } from "../ui/Button";
import { Field } from "../ui/Field";
import { ProblemNote } from "../ui/ProblemNote";
import styles from "./PromptField.module.css";
import { useObjectUrl } from "./useObjectUrl";
import { usePreview } from "./usePreview";
import { VoiceField } from "./VoiceField";

interface SpeechProps {
  text: string;
  language: string;
  onText: (text: string) => void;
  onLanguage: (language: string) => void;
}

/** A text and who speaks it, and how that sounds. */
export function SpeechFields({ text, language, onText, onLanguage }: SpeechProps) {
  const { t } = useTranslation("prompts");
  const preview = usePreview();
  const heard = useObjectUrl(preview.data);
  const isReady = text.trim() !== "" && language.length > 1;
  return (
    <>
      <Field label={t("text")}>
        <textarea required rows={4} maxLength={5000} value={text} onChange={({ target }) => onText(target.value)} />
      </Field>
      <VoiceField value={language} onChange={onLanguage} />
      <div className={styles.recorder}>
        <Button
          icon={<Ear />}
          busy={preview.isPending}
          disabled={!isReady}
          onClick={() => preview.mutate({ text, language })}
        >
          {t("preview")}
        </Button>
        {/* eslint-disable-next-line jsx-a11y/media-has-caption -- its text stands above */}
        {heard && <audio controls autoPlay src={heard} aria-label={t("previewed")} />}
      </div>
      {preview.error && <ProblemNote error={preview.error} />}
    </>
  );
}
