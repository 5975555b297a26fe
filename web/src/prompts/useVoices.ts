import { useQuery } from "@tanstack/react-query";
import { api, got } from "../api/client";

/** The voices of the server, each of which it has just tried. */
export function useVoices() {
  return useQuery({
    queryKey: ["derived", "speech"],
    queryFn: ({ signal }) => got(api.GET("/speech", { signal })),
    staleTime: Infinity,
  }).data;
}
