/** Which of the things are there that a first call needs. */
import { useQueries } from "@tanstack/react-query";
import { send } from "../api/http";
import type { Kind } from "../api/kinds";
import type { PageOf } from "../api/objects";
import { scoped, useDraft } from "../api/scope";

export interface Step {
  name: "people" | "menu" | "hours" | "trunk" | "number";
  done: boolean;
  /** How many there are; null where they are not counted. */
  count: number | null;
  /** The screen where it is done. */
  to: string;
}

const COUNTED = [
  { name: "people", kind: "extensions", to: "/people" },
  { name: "menu", kind: "ivrs", to: "/menus" },
  { name: "hours", kind: "offices", to: "/hours" },
  { name: "trunk", kind: "trunks", to: "/trunks" },
  { name: "number", kind: "inbound-routes", to: "/objects/inbound-routes" },
] as const satisfies readonly { name: Step["name"]; kind: Kind; to: string }[];

export function useSteps(): { steps: Step[] | null; error: Error | null } {
  const draft = useDraft();
  const found = useQueries({
    queries: COUNTED.map(({ kind }) => ({
      queryKey: ["objects", draft, kind, "count"],
      queryFn: async ({ signal }: { signal: AbortSignal }) => {
        const query = { limit: 1, total: true };
        return (await send<PageOf<unknown>>("GET", scoped(`/${kind}`, draft), { query, signal })).data.total ?? 0;
      },
    })),
  });
  const error = found.find((one) => one.error)?.error ?? null;
  const counts = found.map((one) => one.data);
  if (counts.some((count) => count === undefined)) return { steps: null, error };
  const steps = COUNTED.map(({ name, kind, to }, index) => {
    const count = counts[index] ?? 0;
    return { name, to, done: count > 0, count: kind === "offices" ? null : count };
  });
  return { steps, error };
}
