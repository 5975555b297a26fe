/** Which of the extensions in sight have phones, ring and talk: asked for all of them at once, every few seconds. */
import { useQuery } from "@tanstack/react-query";
import { useEffect, useSyncExternalStore } from "react";
import { api, got, type Schemas } from "../api/client";

export type Line = Schemas["LineStatus"];

const EVERY_MS = 5000;
const MOST = 500;

/** How many rows show each extension. */
const watched = new Map<number, number>();
const listeners = new Set<() => void>();
let ids = "";
let settling: ReturnType<typeof setTimeout> | undefined;

/** undefined: not known. */
export function useLine(extension: number): Line | undefined {
  useEffect(() => {
    count(extension, 1);
    return () => count(extension, -1);
  }, [extension]);
  const asked = useSyncExternalStore(
    (tell) => {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
    () => ids,
  );
  const { data } = useQuery({
    queryKey: ["lines", asked],
    enabled: asked !== "",
    queryFn: async ({ signal }) => {
      const { items } = await got(api.GET("/extension-statuses", { params: { query: { extensions: asked } }, signal }));
      return new Map(items.map((line) => [line.extension, line]));
    },
    placeholderData: (before) => before,
    refetchInterval: EVERY_MS,
  });
  return data?.get(extension);
}

/** Rows come and go many at a time, while somebody scrolls. */
function count(extension: number, by: number): void {
  const now = (watched.get(extension) ?? 0) + by;
  if (now > 0) watched.set(extension, now);
  else watched.delete(extension);
  clearTimeout(settling);
  settling = setTimeout(() => {
    ids = [...watched.keys()]
      .slice(0, MOST)
      .sort((a, b) => a - b)
      .join(",");
    for (const tell of listeners) tell();
  }, 150);
}
