import { AudioLines, Mic, Speech, Upload } from "lucide-react";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { useName } from "../api/names";
import { useSearch } from "../search/useSearch";
import { useMay } from "../session/session";
import { Combobox } from "../ui/Combobox";
import { MakePrompt, type Way } from "./MakePrompt";
import { PlayButton } from "./PlayButton";
import styles from "./PromptField.module.css";
import { announcementAudio, useAnnouncements } from "./useAnnouncements";
import { useAudioOf, type AnnouncementName, type PromptRef } from "./prompt";

interface PromptFieldProps {
  label: string;
  value: PromptRef | null;
  onChange: (prompt: PromptRef | null) => void;
  /** Whether there must be one. */
  required?: boolean;
  /** Only prompts of the company, none of the product. */
  own?: boolean;
  disabled?: boolean;
  /** What a new prompt is called if nobody says otherwise, such as "Sales greeting". */
  suggested?: string;
  /** The language in which a new one is spoken (BCP 47). */
  language?: string;
  error?: string;
}

/** A prompt: chosen from those that there are, heard, or made on the spot by speaking, typing or a file. */
export function PromptField({
  label,
  value,
  onChange,
  required = false,
  own = false,
  disabled = false,
  ...rest
}: PromptFieldProps) {
  const { t } = useTranslation("prompts");
  const id = useId();
  const [query, setQuery] = useState<string | null>(null);
  const [way, setWay] = useState<Way | null>(null);
  const mayMake = useMay("editor") && !disabled;
  const text = usePromptText(value);
  const audioOf = useAudioOf();
  const { groups, busy, choose } = usePrompts(query, required, own, rest.language ?? "");

  return (
    <div className={styles.prompt}>
      <label htmlFor={id}>{label}</label>
      <div className={styles.row}>
        <Combobox
          id={id}
          aria-label={label}
          aria-invalid={rest.error ? true : undefined}
          text={text}
          icon={<AudioLines aria-hidden />}
          groups={groups}
          busy={busy}
          onQuery={setQuery}
          onChoose={(chosen) => onChange(choose(chosen))}
          nothing={t("notFound")}
          placeholder={t(own ? "replaceWith" : "none")}
          disabled={disabled}
        />
        {value?.kind === "prompt" && <PlayButton src={audioOf(value.prompt)} what={text} />}
        {value?.kind === "announcement" && (
          <PlayButton src={announcementAudio(value.name, rest.language ?? "")} what={text} />
        )}
      </div>
      {mayMake && (
        <div className={styles.make}>
          <MakeButton icon={<Mic />} label={t("record")} onClick={() => setWay("record")} />
          <MakeButton icon={<Speech />} label={t("speak")} onClick={() => setWay("speak")} />
          <MakeButton icon={<Upload />} label={t("upload")} onClick={() => setWay("upload")} />
        </div>
      )}
      {rest.error && (
        <div className={styles.error} role="alert">
          {rest.error}
        </div>
      )}
      {way && (
        <MakePrompt
          way={way}
          suggested={rest.suggested ?? label}
          language={rest.language ?? ""}
          onMade={(prompt) => {
            setWay(null);
            onChange({ kind: "prompt", prompt });
          }}
          onClose={() => setWay(null)}
        />
      )}
    </div>
  );
}

function MakeButton({ icon, label, onClick }: { icon: React.ReactNode; label: string; onClick: () => void }) {
  return (
    <button type="button" className={styles.link} onClick={onClick}>
      {icon}
      {label}
    </button>
  );
}

export function usePromptText(value: PromptRef | null): string {
  const { t } = useTranslation("prompts");
  const named = useName(value?.kind === "prompt" ? value.prompt : null);
  if (value === null) return "";
  if (value.kind === "announcement") return t("builtIn", { name: value.name });
  return named === null ? t("gone") : (named?.name ?? "");
}

/** So many announcements are offered before anything is typed: the first are those that menus say. */
const FIRST = 8;

function usePrompts(query: string | null, required: boolean, onlyOwn: boolean, language: string) {
  const { t } = useTranslation("prompts");
  const { hits, busy } = useSearch(query ?? "", ["prompt"], 50, query !== null);
  const typed = (query ?? "").trim().toLocaleLowerCase();
  const { data: product } = useAnnouncements(language, query !== null && !onlyOwn);
  const builtIn = (product?.items ?? [])
    .filter(({ sort, name, text }) => sort !== "music" && `${name} ${text}`.toLocaleLowerCase().includes(typed))
    .map(({ name, text }) => ({ id: `say:${name}`, label: t("builtIn", { name }), detail: text }));
  const own = hits.map((hit) => ({
    id: `prompt:${hit.id}`,
    label: hit.name,
    ...(hit.where === "text" && { detail: hit.text }),
  }));
  return {
    busy,
    groups: [
      { title: t("own"), options: own },
      {
        title: t("product"),
        options: onlyOwn ? [] : typed ? builtIn : builtIn.filter(({ detail }) => detail !== "").slice(0, FIRST),
      },
      { title: t("or"), options: required || typed ? [] : [{ id: "none", label: t("none") }] },
    ],
    choose: (id: string): PromptRef | null => {
      const [what, which = ""] = id.split(":");
      if (what === "prompt") return { kind: "prompt", prompt: Number(which) };
      if (what === "say") return { kind: "announcement", name: which as AnnouncementName };
      return null;
    },
  };
}
