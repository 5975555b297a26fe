/** Makes a prompt of a recording, a file or a text. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Schemas } from "../api/client";
import { send } from "../api/http";
import { useKnowName } from "../api/names";

export type NewPrompt =
  | { name: string; sound: Blob; fileName: string; text?: string; language?: string }
  | { name: string; text: string; language: string };

export function useMakePrompt() {
  const queries = useQueryClient();
  const know = useKnowName();
  return useMutation({
    mutationFn: async (wanted: NewPrompt) => (await send<Schemas["StoredPrompt"]>("POST", ...requestOf(wanted))).data,
    onSuccess: (stored) => {
      know({ kind: "prompt", id: stored.id, name: stored.name, number: "" });
      return queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[2] === "prompts" });
    },
  });
}

function requestOf(wanted: NewPrompt): [string, { body: unknown }] {
  if (!("sound" in wanted)) return ["/prompts/speech", { body: wanted }];
  const form = new FormData();
  form.set("file", wanted.sound, wanted.fileName);
  form.set("name", wanted.name);
  if (wanted.text) form.set("text", wanted.text);
  if (wanted.language) form.set("language", wanted.language);
  return ["/prompts", { body: form }];
}
