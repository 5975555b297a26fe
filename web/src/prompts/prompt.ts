/** Prompts as documents name them. */
import { BASE } from "../api/http";
import type { Schemas } from "../api/client";
import type { Complete } from "../api/complete";
import type { Documents } from "../api/kinds";

export type PromptRef = Complete<Schemas["CustomPrompt"] | Schemas["Announcement"]>;
export type Prompt = Documents["prompts"];
export type AnnouncementName = Schemas["Announcement"]["name"];

/** Those of the product that a menu may want to say, the most useful first. */
export const FOR_MENUS: readonly AnnouncementName[] = [
  "default",
  "goodbye",
  "invalid",
  "unavailable",
  "office-closed",
  "busy",
  "no-answer",
  "not-permitted",
];

export function audioOf(prompt: number, revision = 0): string {
  return `${BASE}/prompts/${prompt}/audio${revision > 0 ? `#${revision}` : ""}`;
}
