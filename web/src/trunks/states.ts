/** How the trunks are, as the machine that answers sees them. */
import { useQuery } from "@tanstack/react-query";
import { api, got, type Schemas } from "../api/client";
import type { Tone } from "../ui/Badge";

export type TrunkStatus = Schemas["TrunkStatus"];

export const TONES: Record<TrunkStatus["state"], Tone> = {
  off: "plain",
  unmonitored: "plain",
  checking: "accent",
  up: "good",
  down: "bad",
  registering: "accent",
  rejected: "bad",
};

/** By the ids of trunks; empty while nobody knows. */
export function useTrunkStates(): Map<number, TrunkStatus> {
  const { data } = useQuery({
    queryKey: ["derived", "trunk-states"],
    queryFn: ({ signal }) => got(api.GET("/trunk-statuses", { signal })),
    refetchInterval: 5000,
    retry: false,
  });
  return new Map((data?.items ?? []).map((one) => [one.trunk, one]));
}
