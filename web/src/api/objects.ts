/** Reading and writing objects of any kind, live or in the draft in which somebody works. */
import { useInfiniteQuery, useMutation, useQuery, useQueryClient, type QueryClient } from "@tanstack/react-query";
import type { Schemas } from "./client";
import { send, type Answer } from "./http";
import type { Documents, Kind } from "./kinds";
import { replaced } from "./merge";
import { scoped, useDraft } from "./scope";

export interface PageOf<T> {
  items: T[];
  next: string | null;
  total?: number | null;
}

export interface Listing {
  search?: string;
  sort?: "id" | "number" | "name" | "-id" | "-number" | "-name";
  limit?: number;
}

/** An object with the revision on which an edit of it is based. */
export interface Read<T> {
  document: T;
  etag: string;
}

/** A list that grows by pages: `data.pages`, `fetchNextPage`, `hasNextPage`. */
export function useList<K extends Kind>(kind: K, listing: Listing = {}) {
  const draft = useDraft();
  return useInfiniteQuery({
    queryKey: ["objects", draft, kind, "list", listing],
    initialPageParam: "",
    queryFn: ({ pageParam, signal }) =>
      listed<K>(kind, { limit: 100, ...listing, cursor: pageParam, total: pageParam === "" }, draft, signal),
    getNextPageParam: (page) => page.next,
  });
}

/** All objects of a kind. For kinds that are few; extensions are searched. */
export function useAll<K extends Kind>(kind: K) {
  const draft = useDraft();
  return useQuery({
    queryKey: ["objects", draft, kind, "all"],
    queryFn: async ({ signal }) => {
      const items: Documents[K][] = [];
      let cursor: string | null = "";
      while (cursor !== null) {
        const page: PageOf<Documents[K]> = await listed<K>(kind, { limit: 500, cursor }, draft, signal);
        items.push(...page.items);
        cursor = page.next;
      }
      return items;
    },
  });
}

export function useObject<K extends Kind>(kind: K, id: number | null) {
  const draft = useDraft();
  return useQuery({
    queryKey: ["objects", draft, kind, "one", id],
    enabled: id !== null,
    queryFn: async ({ signal }): Promise<Read<Documents[K]>> => {
      const answer = await send<Documents[K]>("GET", scoped(`/${kind}/${id ?? ""}`, draft), { signal });
      return { document: answer.data, etag: answer.etag };
    },
  });
}

/** Who refers to an object. */
export function useReferences(kind: Kind, id: number) {
  const draft = useDraft();
  return useQuery({
    queryKey: ["derived", draft, "references", kind, id],
    queryFn: async ({ signal }) =>
      (await send<Schemas["References"]>("GET", scoped(`/${kind}/${id}/references`, draft), { signal })).data,
  });
}

export interface Saving {
  /** null: it is new. */
  id: number | null;
  document: unknown;
  /** The revision that was edited; empty: whatever is there is replaced. */
  etag?: string;
  /** The document that was edited. If somebody else has written meanwhile, both changes go together (`merge.ts`). */
  base?: unknown;
}

/** Creates an object or replaces it. The answer has the stored document, its ETag and warnings. */
export function useSave<K extends Kind>(kind: K) {
  const draft = useDraft();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, document, etag, base }: Saving): Promise<Answer<Documents[K]>> =>
      id === null
        ? send("POST", scoped(`/${kind}`, draft), { body: document })
        : replaced({ kind, id, draft, document, etag, base }),
    onSuccess: (answer) => {
      const read: Read<Documents[K]> = { document: answer.data, etag: answer.etag };
      queries.setQueryData(["objects", draft, kind, "one", (answer.data as { id: number }).id], read);
      return forget(queries, kind);
    },
  });
}

export function useRemove(kind: Kind) {
  const draft = useDraft();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, etag }: { id: number; etag?: string }) =>
      send("DELETE", scoped(`/${kind}/${id}`, draft), { ifMatch: etag }),
    onSuccess: () => forget(queries, kind),
  });
}

/** Lists of the kind are read again where they are shown, and so is all that is worked out from objects. */
async function forget(queries: QueryClient, kind: Kind): Promise<void> {
  await Promise.all([
    queries.invalidateQueries({
      predicate: ({ queryKey: [what, , of, which] }) => what === "objects" && of === kind && which !== "one",
    }),
    queries.invalidateQueries({ queryKey: ["derived"] }),
  ]);
}

async function listed<K extends Kind>(
  kind: K,
  query: Listing & { cursor: string; total?: boolean },
  draft: number | null,
  signal: AbortSignal,
): Promise<PageOf<Documents[K]>> {
  return (await send<PageOf<Documents[K]>>("GET", scoped(`/${kind}`, draft), { query: { ...query }, signal })).data;
}
