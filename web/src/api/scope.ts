/** Where objects are read and written: live, or in the draft in which somebody works. Each tab has its own. */
import { useSyncExternalStore } from "react";

const KEY = "switchboard.draft";
const listeners = new Set<() => void>();

export function draftNow(): number | null {
  const kept = sessionStorage.getItem(KEY);
  return kept === null ? null : Number(kept);
}

export function workIn(draft: number | null): void {
  if (draft === null) sessionStorage.removeItem(KEY);
  else sessionStorage.setItem(KEY, String(draft));
  for (const tell of listeners) tell();
}

/** The id of the draft, or null for live. */
export function useDraft(): number | null {
  return useSyncExternalStore((tell) => {
    listeners.add(tell);
    return () => listeners.delete(tell);
  }, draftNow);
}

/** The path of objects in that scope: `/ivrs/7` -> `/drafts/3/ivrs/7`. */
export function scoped(path: string, draft: number | null): string {
  return draft === null ? path : `/drafts/${draft}${path}`;
}
