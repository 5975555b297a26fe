import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Field } from "../ui/Field";
import { useVoices } from "./useVoices";
import { languagesOf, SHIPPED, voiceFor } from "./voices";

/** The language in which a text is spoken, of those that a voice of the server speaks; and which voice that is. */
export function VoiceField({ value, onChange }: { value: string; onChange: (language: string) => void }) {
  const { t, i18n } = useTranslation("prompts");
  const status = useVoices();
  const voice = status && voiceFor(status, value);
  const languages = useMemo(() => {
    const known = status ? languagesOf(status) : SHIPPED;
    const all = known.some((tag) => tag.toLowerCase() === value.toLowerCase()) ? known : [value, ...known];
    const named = all.map((tag) => ({ tag, name: nameOf(tag, i18n.language) }));
    return named.sort((one, other) => one.name.localeCompare(other.name, i18n.language));
  }, [status, value, i18n.language]);
  const chosen = languages.find(({ tag }) => tag.toLowerCase() === value.toLowerCase());

  return (
    <Field
      label={t("spokenLanguage")}
      hint={voice?.works && t("spokenBy", { voice: voice.voice || voice.engine })}
      error={voice?.works === false && t("voiceFails", { reason: voice.reason })}
    >
      <select required value={chosen?.tag ?? ""} onChange={({ target }) => onChange(target.value)}>
        {languages.map(({ tag, name }) => (
          <option key={tag} value={tag}>
            {name}
          </option>
        ))}
      </select>
    </Field>
  );
}

/** "German (de)"; of what no browser knows, the tag alone. */
function nameOf(tag: string, language: string): string {
  try {
    const name = new Intl.DisplayNames(language, { type: "language", fallback: "none" }).of(tag);
    return name ? `${name} (${tag})` : tag;
  } catch {
    return tag;
  }
}
