/** The place in the page, as wouter has it, with a guard that may keep somebody at a form that is not saved. */
import { useCallback } from "react";
import { useBrowserLocation } from "wouter/use-browser-location";

type Guard = () => Promise<boolean>;
type Go = ReturnType<typeof useBrowserLocation>[1];

let guard: Guard | null = null;

/** Until it is released, links and buttons of the page ask `mayLeave` first. */
export function guardNavigation(mayLeave: Guard): () => void {
  guard = mayLeave;
  return () => {
    if (guard === mayLeave) guard = null;
  };
}

/** Whether nothing would be lost, or somebody wants to leave all the same. */
export async function mayLeave(): Promise<boolean> {
  if (guard === null) return true;
  const leave = await guard();
  if (leave) guard = null;
  return leave;
}

/** The hook by which the router reads and changes the address. */
export function useGuardedLocation(): [string, Go] {
  const [path, go] = useBrowserLocation();
  const guarded = useCallback<Go>(
    (to, options) => {
      if (guard === null) go(to, options);
      else
        void mayLeave().then((leave) => {
          if (leave) go(to, options);
        });
    },
    [go],
  );
  return [path, guarded];
}
