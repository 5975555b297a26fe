/** Prompts as documents name them. */
import { BASE } from "../api/http";
import { scoped, useDraft } from "../api/scope";
import type { Schemas } from "../api/client";
import type { Complete } from "../api/complete";
import type { Documents } from "../api/kinds";

export type PromptRef = Complete<Schemas["CustomPrompt"] | Schemas["Announcement"]>;
export type Prompt = Documents["prompts"];
export type AnnouncementName = Schemas["Announcement"]["name"];

/** Where the sound of a prompt is, in force or in the draft in which somebody works. */
export function useAudioOf(): (prompt: number, revision?: number) => string {
  const draft = useDraft();
  return (prompt, revision = 0) =>
    `${BASE}${scoped(`/prompts/${prompt}/audio`, draft)}${revision > 0 ? `#${revision}` : ""}`;
}
