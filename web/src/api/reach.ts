/** Whether the server answers. While it does not, reads and writes that begin wait, and go on once it is back. */
import { onlineManager } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";

const AGAIN_MS = 2000;
let looking = false;

/** A request got no answer. */
export function lost(): void {
  onlineManager.setOnline(false);
  if (looking) return;
  looking = true;
  setTimeout(() => void look(), AGAIN_MS);
}

async function look(): Promise<void> {
  looking = false;
  if (await answers()) onlineManager.setOnline(true);
  else lost();
}

async function answers(): Promise<boolean> {
  try {
    return !isAway(await fetch("/healthz", { cache: "no-store" }));
  } catch {
    return false;
  }
}

/** Whether it is a proxy that answers for a server that does not. */
export function isAway(response: Response): boolean {
  const type = response.headers.get("Content-Type") ?? "";
  return [502, 503, 504].includes(response.status) && !/^application\/(problem\+)?json/.test(type);
}

export function useReached(): boolean {
  return useSyncExternalStore(
    (changed) => onlineManager.subscribe(changed),
    () => onlineManager.isOnline(),
  );
}
