/** What the server knows for the map. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, got } from "../api/client";
import { send } from "../api/http";
import { pathOf, type Kind } from "../api/kinds";
import { scoped, useDraft } from "../api/scope";
import type { Exit, Place } from "./graph";

/** Places and exits `at` a moment (ISO 8601); "" is now, which is asked anew each minute. */
export function useMap(at: string) {
  const draft = useDraft();
  return useQuery({
    queryKey: ["derived", "map", at, draft],
    queryFn: () =>
      got(api.GET("/map", { params: { query: { ...(at !== "" && { at }), ...(draft !== null && { draft }) } } })),
    refetchInterval: at === "" ? 60_000 : false,
    placeholderData: (before) => before,
  });
}

/** Kinds of objects that are destinations; the member that holds the id has the name of the kind, too. */
const DESTINATIONS: ReadonlySet<string> = new Set([
  "ivr",
  "time_condition",
  "ring_group",
  "queue",
  "api_dialplan",
  "group_voicemail",
  "extension",
]);

/** Whether an exit can be led to a place by hand. */
export function canLeadTo(place: Place): boolean {
  return DESTINATIONS.has(place.kind);
}

/** Leads an exit to another place, or to a `destination`. Gives the destination that stood there, to undo it. */
export function useLead() {
  const draft = useDraft();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ from, exit, to }: { from: Place; exit: Exit; to: Place | Destination }) => {
      const path = scoped(`/${pathOf(from.kind)}/${from.id}`, draft);
      const { data, etag } = await send<Json>("GET", path);
      const destination = "exits" in to ? { kind: to.kind, [to.kind]: to.id } : to;
      const before = replaced(data, exit.pointer, destination);
      await send("PUT", path, { body: data, ifMatch: etag });
      return before;
    },
    onSuccess: (_, { from }) => {
      const kind: Kind = pathOf(from.kind);
      return Promise.all([
        queries.invalidateQueries({ queryKey: ["derived"] }),
        queries.invalidateQueries({ queryKey: ["objects", draft, kind] }),
      ]);
    },
  });
}

export type Destination = Record<string, unknown> & { kind: string };
type Json = Record<string, unknown>;

/** Puts a value where the pointer (RFC 6901, `#/a/0`) leads in the document, and gives the one that was there. */
export function replaced(document: Json, pointer: string, value: Destination): Destination {
  const steps = decodeURIComponent(pointer.replace(/^#\//, ""))
    .split("/")
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
  const last = steps.pop() ?? "";
  let at = document;
  for (const step of steps) at = at[step] as Json;
  const before = at[last] as Destination;
  at[last] = value;
  return before;
}
