/** The search of the API, as one types. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useDeferredValue } from "react";
import { api, got, type Schemas } from "../api/client";

export type Hit = Schemas["HitShown"];

/** `wanted`: whether to search at all. The answer before stays until the next one is there. */
export function useSearch(query: string, kinds: readonly string[] = [], limit = 20, wanted = true) {
  const q = useDeferredValue(query.trim());
  return useQuery({
    queryKey: ["derived", "search", q, kinds, limit],
    queryFn: ({ signal }) =>
      got(api.GET("/search", { params: { query: { q, kinds: kinds.join(","), limit } }, signal })),
    enabled: wanted,
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  });
}
