/** Which secrets of an object are set. What they are, nobody is told; they are no part of drafts. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { Schemas } from "./client";
import { send } from "./http";
import type { Kind } from "./kinds";

/** The names under which those are kept that are set; undefined while nobody knows. */
export function useSecretsSet(kind: Kind, id: number | null): readonly string[] | undefined {
  return useQuery({
    queryKey: ["derived", "secrets", kind, id],
    enabled: id !== null,
    queryFn: async ({ signal }) =>
      (await send<Schemas["SecretNames"]>("GET", `/${kind}/${id ?? 0}/secrets`, { signal })).data,
  }).data?.names;
}

/** After one was set or forgotten: what was asked before that says nothing any more. */
export function useSecretsChanged(): () => Promise<void> {
  const queries = useQueryClient();
  return async () => {
    await queries.cancelQueries({ queryKey: ["derived", "secrets"] });
    await queries.invalidateQueries({ queryKey: ["derived"] });
  };
}
