/** The names of objects that records know by their ids. */
import { useQueries } from "@tanstack/react-query";
import { send } from "../api/http";
import { labelOf, pathOf, type Stored } from "../api/kinds";

export interface Ref {
  /** As documents and events name it: `ring_group`. */
  kind: string;
  id: number;
}

export type NameOf = (ref: Ref) => string | undefined;

const MOST = 40;

/** Reads what the objects are called now, each once; one that is gone has no name. */
export function useNames(refs: readonly Ref[]): NameOf {
  const wanted = [...new Map(refs.map((ref) => [`${ref.kind}:${ref.id}`, ref])).entries()].slice(0, MOST);
  return useQueries({
    queries: wanted.map(([key, ref]) => ({
      queryKey: ["derived", "name", key],
      queryFn: async ({ signal }: { signal: AbortSignal }) =>
        labelOf((await send<Stored>("GET", `/${pathOf(ref.kind)}/${ref.id}`, { signal })).data),
      staleTime: 300_000,
      retry: false,
    })),
    combine: (results) => {
      const names = new Map(wanted.map(([key], index) => [key, results[index]?.data]));
      return (ref: Ref) => names.get(`${ref.kind}:${ref.id}`);
    },
  });
}
