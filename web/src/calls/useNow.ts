import { useSyncExternalStore } from "react";

const EVERY_MS = 1000;

let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;
const listeners = new Set<() => void>();

/** The time now, each second. One clock for all who look, so that all rows of a list turn in the same frame. */
export function useNow(): number {
  return useSyncExternalStore(follow, () => now);
}

function follow(tell: () => void): () => void {
  listeners.add(tell);
  timer ??= setInterval(turn, EVERY_MS);
  if (listeners.size === 1) turn();
  return () => {
    listeners.delete(tell);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

function turn(): void {
  now = Date.now();
  for (const tell of listeners) tell();
}
