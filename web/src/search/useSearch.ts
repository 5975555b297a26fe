/** The search of the API, as one types. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useDeferredValue } from "react";
import { api, got, type Schemas } from "../api/client";
import { useDraft } from "../api/scope";

export type Hit = Schemas["HitShown"];

export interface Found {
  hits: readonly Hit[];
  total: number;
  /** The hits are not yet those of the query. */
  busy: boolean;
}

/** `wanted`: whether to search at all. What was found before stays until the next answer is there. */
export function useSearch(query: string, kinds: readonly string[] = [], limit = 20, wanted = true): Found {
  const draft = useDraft();
  const typed = query.trim();
  const q = useDeferredValue(typed);
  const { data, isFetching, isPlaceholderData } = useQuery({
    queryKey: ["derived", "search", draft, q, kinds, limit],
    queryFn: ({ signal }) =>
      got(api.GET("/search", { params: { query: { q, kinds: kinds.join(","), limit, draft } }, signal })),
    enabled: wanted,
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  });
  const busy = wanted && (q !== typed || isPlaceholderData || (isFetching && data === undefined));
  return { hits: data?.items ?? [], total: data?.total ?? 0, busy };
}
