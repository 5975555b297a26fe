/** Drafts and publications. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, got, type Schemas } from "./client";
import { send } from "./http";

export type Draft = Schemas["DraftShown"];
export type Publication = Schemas["PublicationShown"];
export type ObjectChange = Schemas["ObjectChange"];
export type Conflict = Schemas["ConflictShown"];
export type ObjectConflict = Schemas["ObjectConflict"];
export type Side = "mine" | "theirs";

/** What is worked out from objects, and read again after each write. */
const KEY = ["derived", "drafts"];

export function useDrafts() {
  return useQuery({ queryKey: [...KEY, "all"], queryFn: async () => (await got(api.GET("/drafts"))).items });
}

/** A draft as it was read; others may write to it meanwhile, so it is read again from time to time. */
export function useDraftOf(draft: number | null) {
  return useQuery({
    queryKey: [...KEY, draft, "one"],
    enabled: draft !== null,
    queryFn: async () => {
      const { data, etag } = await send<Draft>("GET", `/drafts/${draft ?? 0}`);
      return { ...data, etag };
    },
    refetchInterval: 30_000,
  });
}

export function useDraftChanges(draft: number) {
  return useQuery({
    queryKey: [...KEY, draft, "changes"],
    queryFn: () => got(api.GET("/drafts/{draft}/changes", { params: { path: { draft } } })),
  });
}

export function useDraftConflicts(draft: number) {
  return useQuery({
    queryKey: [...KEY, draft, "conflicts"],
    queryFn: () => got(api.GET("/drafts/{draft}/conflicts", { params: { path: { draft } } })),
  });
}

export function useDraftChecks(draft: number) {
  return useQuery({
    queryKey: [...KEY, draft, "checks"],
    queryFn: () => got(api.GET("/drafts/{draft}/checks", { params: { path: { draft } } })),
  });
}

export function usePublication(id: number | null) {
  return useQuery({
    queryKey: ["derived", "publications", id],
    enabled: id !== null,
    queryFn: () => got(api.GET("/publications/{id}", { params: { path: { id: id ?? 0 } } })),
  });
}

/** Reads drafts again where they are shown, such as before one is published: others may have written to it. */
export function useLookAgain(): () => Promise<void> {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: KEY });
}

/** Everything that is written to drafts, or puts them in force. Afterwards all that depends on it is read again. */
export function useDraftWrites() {
  const queries = useQueryClient();
  const writing = useMutation({
    mutationFn: (write: () => Promise<unknown>) => write(),
    onSettled: () =>
      queries.invalidateQueries({ predicate: ({ queryKey: [what] }) => what === "derived" || what === "objects" }),
  });
  const write = async <T>(what: () => Promise<T>): Promise<T> => (await writing.mutateAsync(what)) as T;
  return {
    busy: writing.isPending,
    begin: (name: string, note = "") => write(() => got(api.POST("/drafts", { body: { name, note } }))),
    rename: (draft: number, name: string, note: string) =>
      write(() => got(api.PUT("/drafts/{draft}", { params: { path: { draft } }, body: { name, note } }))),
    discard: (draft: number) => write(() => send("DELETE", `/drafts/${draft}`)),
    revert: (draft: number, object: number) => write(() => send("DELETE", `/drafts/${draft}/changes/${object}`)),
    resolve: (draft: number, body: Schemas["Resolution"]) =>
      write(() => send("POST", `/drafts/${draft}/resolve`, { body })),
    publish: (draft: number, note: string, etag: string) =>
      write(
        async () =>
          (await send<Publication>("POST", `/drafts/${draft}/publish`, { body: { note }, ifMatch: etag })).data,
      ),
    undo: (publication: number, note: string) =>
      write(
        async () => (await send<Publication>("POST", `/publications/${publication}/undo`, { body: { note } })).data,
      ),
  };
}
