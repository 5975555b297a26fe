/** Kept scenarios, simulated again. */
import { useQuery } from "@tanstack/react-query";
import { api, got, type Schemas } from "./client";

export type ScenariosRun = Schemas["ScenariosRun"];

/** All of them, by what is in force or by a draft; not before somebody wants it. */
export function useScenariosRun(draft: number | null, wanted: boolean) {
  return useQuery({
    queryKey: ["derived", draft, "scenarios"],
    enabled: wanted,
    queryFn: ({ signal }) => got(api.POST("/scenarios/run", { body: draft === null ? {} : { draft }, signal })),
  });
}
