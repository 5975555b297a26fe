import { useQuery } from "@tanstack/react-query";
import type { Period } from "./usePeriod";

/** The period as the server takes it. */
export type Asked = Pick<Period, "since" | "until">;

const FRESH_MS = 60_000;

/** What the server has counted in a period; `name` says what. */
export function useStatistics<D>(name: readonly string[], period: Period, read: (query: Asked) => Promise<D>) {
  const { since, until, interval } = period;
  return useQuery({
    queryKey: ["statistics", ...name, since, until, interval],
    queryFn: () => read({ since, until }),
    staleTime: FRESH_MS,
  });
}
