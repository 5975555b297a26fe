/** Which languages the voices of the server speak, and who speaks one. */
import type { Schemas } from "../api/client";

type Speech = Schemas["SpeechStatus"];
export type Voice = Schemas["VoiceStatus"];

const REST = "default";
/** Those in which the product has its own announcements: what is offered where no voice says what it speaks. */
export const SHIPPED = "en-US en-GB zh-CN it es fr ru ja de nl vi pt-BR pl hi".split(" ");

/** All languages of voices that work: BCP 47 tags. */
export function languagesOf({ voices, engines }: Speech): string[] {
  const chosen = voices.filter((voice) => voice.language !== REST && voice.works).map(({ language }) => language);
  const rest = voices.find((voice) => voice.language === REST && voice.works);
  const known = engines.find(({ engine }) => engine === rest?.engine)?.voices ?? [];
  const others = (rest?.voice ? [rest.voice] : known).map((voice) => tagOf(rest?.engine ?? "", voice));
  const found = new Map([...chosen, ...others].filter(Boolean).map((tag) => [tag.toLowerCase(), tag]));
  return found.size > 0 ? [...found.values()] : SHIPPED;
}

/** Who speaks a language: the voice of the longest tag that it begins with, or else the one for all others. */
export function voiceFor({ voices }: Speech, language: string): Voice | undefined {
  const tag = `${language.toLowerCase()}-`;
  const fitting = voices.filter((voice) => tag.startsWith(`${voice.language.toLowerCase()}-`));
  const longest = fitting.sort((one, other) => other.language.length - one.language.length)[0];
  return longest ?? voices.find((voice) => voice.language === REST);
}

/** The language in the name of a voice, "" where there is none. */
function tagOf(engine: string, voice: string): string {
  if (engine === "piper") return (voice.split("-")[0] ?? "").replace("_", "-");
  if (engine === "flite") return "en";
  return engine === "command" ? "" : voice;
}
