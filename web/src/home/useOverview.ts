/** How the telephone of the company is now, and how today is beside other days. */
import { useQuery } from "@tanstack/react-query";
import { api, got, type Schemas } from "../api/client";

export type Overview = Schemas["Overview"];
export type Today = Schemas["TodayStatistics"];

const NOW_MS = 10_000;
const TODAY_MS = 60_000;

export function useOverview() {
  return useQuery({
    queryKey: ["live", "overview"],
    queryFn: () => got(api.GET("/overview")),
    refetchInterval: NOW_MS,
  });
}

export function useToday() {
  return useQuery({
    queryKey: ["statistics", "today"],
    queryFn: () => got(api.GET("/statistics/today")),
    refetchInterval: TODAY_MS,
  });
}
