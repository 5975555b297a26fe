/** The period of a report, in the address. */
import { useCallback, useMemo, useState } from "react";
import { useSearchParams } from "wouter";
import { midnight } from "../i18n/zoned";
import { useZone } from "../session/zone";

export const DAYS = ["1", "2", "7", "30", "90", "365"] as const;
export type Days = (typeof DAYS)[number];

export interface Period {
  days: Days;
  since: string;
  until: string;
  interval: "hour" | "day";
}

const A_QUARTER_MS = 900_000;

/** The last days with today, from midnight in the zone of the company on. */
export function usePeriod(): [Period, (days: Days) => void] {
  const zone = useZone();
  const [address, setAddress] = useSearchParams();
  const asked = address.get("days") as Days;
  const days = DAYS.includes(asked) ? asked : "7";
  const choose = useCallback(
    (chosen: Days) => {
      setAddress(
        (before) => {
          const after = new URLSearchParams(before);
          after.set("days", chosen);
          return after;
        },
        { replace: true },
      );
    },
    [setAddress],
  );
  const [quarter] = useState(() => Math.ceil(Date.now() / A_QUARTER_MS));
  const period = useMemo((): Period => {
    const now = new Date(quarter * A_QUARTER_MS);
    const since = midnight(zone, now, Number(days) - 1).toISOString();
    return { days, since, until: now.toISOString(), interval: Number(days) <= 2 ? "hour" : "day" };
  }, [zone, days, quarter]);
  return [period, choose];
}
