/** Makes a prompt of a recording, a file or a text. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { send, type Options } from "../api/http";
import { useKnowName } from "../api/names";
import { scoped, useDraft } from "../api/scope";
import type { Prompt } from "./prompt";

export type NewPrompt =
  | { name: string; sound: Blob; fileName: string; text?: string; language?: string }
  | { name: string; text: string; language: string };

/** A new prompt, or another sound for one (`instead`) with the revision that was seen. */
export function useMakePrompt(instead?: { prompt: Prompt; etag: string }) {
  const queries = useQueryClient();
  const draft = useDraft();
  const know = useKnowName();
  return useMutation({
    mutationFn: async (wanted: NewPrompt) => (await send<Prompt>(...requestOf(wanted, draft, instead))).data,
    onSuccess: (stored) => {
      know({ kind: "prompt", id: stored.id, name: stored.name, number: "" });
      return queries.invalidateQueries({
        predicate: ({ queryKey }) => queryKey[2] === "prompts" || queryKey[0] === "derived",
      });
    },
  });
}

function requestOf(
  wanted: NewPrompt,
  draft: number | null,
  instead?: { prompt: Prompt; etag: string },
): [string, string, Options] {
  const path = scoped(instead ? `/prompts/${instead.prompt.id}` : "/prompts", draft);
  const method = instead ? "PUT" : "POST";
  const ifMatch = instead?.etag;
  if (!("sound" in wanted)) {
    const { name, text, language } = wanted;
    return [method, `${path}/speech`, { body: { text, language, ...(!instead && { name }) }, ifMatch }];
  }
  const form = new FormData();
  form.set("file", wanted.sound, wanted.fileName);
  if (!instead) form.set("name", wanted.name);
  if (wanted.text) form.set("text", wanted.text);
  if (wanted.language) form.set("language", wanted.language);
  return [method, instead ? `${path}/audio` : path, { body: form, ifMatch }];
}
