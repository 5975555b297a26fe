/** What objects are called. Names that are wanted in one moment come in one request, and each is asked for once. */
import { useQueries, useQuery, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { api, got, type Schemas } from "./client";
import { draftNow, useDraft } from "./scope";

export type Named = Schemas["FoundObject"];

const MOST = 200;

interface Waiting {
  resolve: (found: Named | null) => void;
  reject: (error: unknown) => void;
}

let waiting = new Map<number, Waiting[]>();

/** undefined: not known yet; null: there is no such object. */
export function useName(id: number | null | undefined): Named | null | undefined {
  const draft = useDraft();
  return useQuery({ ...queryOf(id ?? 0, draft), enabled: typeof id === "number" }).data;
}

/** By the ids; what is not in it is not known yet, and null is no object any more. */
export function useNames(ids: readonly number[]): Map<number, Named | null> {
  const draft = useDraft();
  const found = useQueries({ queries: ids.map((id) => queryOf(id, draft)) });
  return new Map(ids.flatMap((id, place) => (found[place]?.data === undefined ? [] : [[id, found[place].data]])));
}

/** Remembers the name of an object that was just found or made, so that nobody asks for it. */
export function useKnowName(): (named: Named) => void {
  const queries = useQueryClient();
  return (named) => know(queries, named);
}

export function know(queries: QueryClient, named: Named): void {
  queries.setQueryData(queryOf(named.id, draftNow()).queryKey, named);
}

function queryOf(id: number, draft: number | null) {
  return { queryKey: ["derived", "name", draft, id], queryFn: () => asked(id), staleTime: 60_000 };
}

function asked(id: number): Promise<Named | null> {
  return new Promise((resolve, reject) => {
    if (waiting.size === 0) setTimeout(() => void askAll(), 0);
    waiting.set(id, [...(waiting.get(id) ?? []), { resolve, reject }]);
  });
}

async function askAll(): Promise<void> {
  const wanted = [...waiting];
  waiting = new Map();
  for (let start = 0; start < wanted.length; start += MOST) await ask(wanted.slice(start, start + MOST));
}

async function ask(wanted: [number, Waiting[]][]): Promise<void> {
  try {
    const ids = wanted.map(([id]) => id).join(",");
    const { items } = await got(api.GET("/names", { params: { query: { ids, draft: draftNow() } } }));
    const found = new Map(items.map((named) => [named.id, named]));
    for (const [id, all] of wanted) for (const one of all) one.resolve(found.get(id) ?? null);
  } catch (error) {
    for (const [, all] of wanted) for (const one of all) one.reject(error);
  }
}
