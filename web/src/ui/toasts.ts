/** Short notices at the edge of the page. */
import { useSyncExternalStore } from "react";

export interface Toast {
  id: number;
  text: string;
  tone: "good" | "bad" | "plain";
  /** Something to do about it, such as to undo. */
  action?: { label: string; run: () => void };
}

const SHOWN_MS = 6000;
let toasts: readonly Toast[] = [];
let last = 0;
const listeners = new Set<() => void>();

/** Shows a notice for some seconds; one that is `bad` stays until it is closed. What was told just now is told once. */
export function tell(text: string, tone: Toast["tone"] = "good", action?: Toast["action"]): void {
  const toast: Toast = { id: ++last, text, tone, ...(action && { action }) };
  const others = toasts.filter((one) => one.text !== text || one.action !== undefined);
  set([...others.slice(-3), toast]);
  if (tone !== "bad") setTimeout(() => closeToast(toast.id), SHOWN_MS);
}

export function closeToast(id: number): void {
  set(toasts.filter((toast) => toast.id !== id));
}

export function useToasts(): readonly Toast[] {
  return useSyncExternalStore(
    (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    () => toasts,
  );
}

function set(now: readonly Toast[]): void {
  toasts = now;
  for (const changed of listeners) changed();
}
