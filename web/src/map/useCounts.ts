/** What happens at the places of the map: calls that are there, keys that were pressed, and what is wrong. */
import { useQueries, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { api, got } from "../api/client";
import { keyOf, type Place } from "./graph";

export interface Counts {
  /** By the key of the place. */
  calls: ReadonlyMap<string, number>;
  findings: ReadonlyMap<string, readonly string[]>;
  /** By the key of the menu: how often each key was pressed within a day. */
  presses: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

const LIVE_MS = 3000;
const PRESSES_MS = 60_000;
/** Of how many menus the presses are asked for: of those that a person can read at once. */
const MOST_COUNTED = 30;

export function useCounts(places: readonly Place[]): Counts {
  const live = useQuery({ queryKey: ["live"], queryFn: () => got(api.GET("/live")), refetchInterval: LIVE_MS });
  const checks = useQuery({ queryKey: ["derived", "checks"], queryFn: () => got(api.GET("/checks")) });
  const menus = places.filter((place) => place.kind === "ivr").slice(0, MOST_COUNTED);
  const presses = useQueries({ queries: menus.map(({ id }) => pressesOf(id)), combine: together });

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
    return { calls, findings, presses };
  }, [live.data, checks.data, presses]);
}

function pressesOf(id: number) {
  return {
    queryKey: ["statistics", "ivr", id, "today"],
    queryFn: () => got(api.GET("/ivrs/{id}/statistics", { params: { path: { id } } })),
    refetchInterval: PRESSES_MS,
    retry: false,
  };
}

type Answer = Awaited<ReturnType<ReturnType<typeof pressesOf>["queryFn"]>>;

function together(answers: { data: Answer | undefined }[]): Counts["presses"] {
  const found = new Map<string, ReadonlyMap<string, number>>();
  for (const { data } of answers) {
    if (!data) continue;
    const counts = new Map(data.keys.map(({ keys, times }) => [keys, times]));
    found.set(keyOf({ kind: "ivr", id: data.menu.ivr }), counts);
  }
  return found;
}
