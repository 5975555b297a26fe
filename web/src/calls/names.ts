/** The names of objects that records know by their ids. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { api, got } from "../api/client";
import { labelOf } from "../api/kinds";

export interface Ref {
  /** As documents and events name it: `ring_group`. */
  kind: string;
  id: number;
}

/** "Ann Lee (1000)"; undefined while it is not known, and for an object that is gone. */
export type NameOf = (ref: Ref) => string | undefined;

const MOST = 200;

/** What objects are called now. */
export function useNames(refs: readonly Ref[]): NameOf {
  const ids = [...new Set(refs.map((ref) => ref.id))].sort((a, b) => a - b).slice(0, MOST);
  const { data } = useQuery({
    queryKey: ["derived", "names", ids],
    enabled: ids.length > 0,
    queryFn: () => got(api.GET("/names", { params: { query: { ids: ids.join(",") } } })),
    placeholderData: keepPreviousData,
    staleTime: 300_000,
  });
  return useMemo(() => {
    const names = new Map(
      data?.items.map((found) => [`${found.kind}:${found.id}`, labelOf({ ...found, revision: 0 })]),
    );
    return (ref) => names.get(`${ref.kind}:${ref.id}`);
  }, [data]);
}
