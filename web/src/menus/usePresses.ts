/** How often each key of a menu was pressed in the last 30 days. */
import { useQuery } from "@tanstack/react-query";
import { api, got } from "../api/client";

const DAYS = 30;
const DAY_MS = 86_400_000;

/** By keys; undefined while it is not known. */
export function usePresses(id: number | null): ReadonlyMap<string, number> | undefined {
  const { data } = useQuery({
    queryKey: ["statistics", "ivr", id, DAYS],
    enabled: id !== null,
    retry: false,
    staleTime: 60_000,
    queryFn: async ({ signal }) => {
      const query = { since: new Date(Date.now() - DAYS * DAY_MS).toISOString(), interval: "day" as const };
      const params = { path: { id: id ?? 0 }, query };
      const { keys } = await got(api.GET("/ivrs/{id}/statistics", { params, signal }));
      return new Map(keys.map((one) => [one.keys, one.times]));
    },
  });
  return data;
}
