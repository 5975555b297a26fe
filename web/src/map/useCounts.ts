/** What happens at the places of the map: calls that are there, keys that were pressed, and what is wrong. */
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { api, got } from "../api/client";
import { keyOf } from "./graph";

export interface Counts {
  /** By the key of the place. */
  calls: ReadonlyMap<string, number>;
  findings: ReadonlyMap<string, readonly string[]>;
  /** By the key of the menu: how often each key was pressed within a day. */
  presses: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

const LIVE_MS = 3000;
const PRESSES_MS = 60_000;

export function useCounts(): Counts {
  const live = useQuery({ queryKey: ["live"], queryFn: () => got(api.GET("/live")), refetchInterval: LIVE_MS });
  const checks = useQuery({ queryKey: ["derived", "checks"], queryFn: () => got(api.GET("/checks")) });
  const menus = useQuery({
    queryKey: ["statistics", "menus", "today"],
    queryFn: () => got(api.GET("/statistics/menus")),
    refetchInterval: PRESSES_MS,
  });

  return useMemo(() => {
    const calls = new Map<string, number>();
    for (const place of live.data?.places ?? []) {
      calls.set(keyOf(place), (calls.get(keyOf(place)) ?? 0) + place.calls);
    }
    const findings = new Map<string, string[]>();
    for (const { kind, id, text, severity } of checks.data?.items ?? []) {
      if (id === null || severity === "hint") continue;
      const key = keyOf({ kind, id });
      findings.set(key, [...(findings.get(key) ?? []), text]);
    }
    const presses = new Map<string, ReadonlyMap<string, number>>();
    for (const { ivr, keys } of menus.data?.menus ?? []) {
      presses.set(keyOf({ kind: "ivr", id: ivr }), new Map(keys.map(({ keys: pressed, times }) => [pressed, times])));
    }
    return { calls, findings, presses };
  }, [live.data, checks.data, menus.data]);
}
