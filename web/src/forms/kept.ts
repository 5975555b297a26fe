/** What somebody has typed and not saved, kept in this tab: a reload or the end of the session loses nothing. */
import { useDraft } from "../api/scope";
import { useMe } from "../session/session";

/** What an edit began from: what the server had then, and its revision (empty where there is none). */
export interface Basis<T> {
  document: T;
  etag: string;
}

export interface Kept<T> {
  value: T;
  basis: Basis<T>;
}

const PREFIX = "switchboard.edit.";

/** Where an edit is kept. Whoever logs in next in this tab, or works in another draft, finds nothing of it. */
export function useSlot(key: string): string {
  const me = useMe();
  const draft = useDraft();
  return `${PREFIX}${me.kind}${me.id}.${draft ?? "live"}.${key}`;
}

/** undefined when nothing is kept. */
export function readKept<T>(slot: string): Kept<T> | undefined {
  try {
    const found = JSON.parse(sessionStorage.getItem(slot) ?? "{}") as Partial<Kept<T>>;
    return found.basis === undefined || !("value" in found) ? undefined : (found as Kept<T>);
  } catch {
    return undefined;
  }
}

export function keep(slot: string, kept: Kept<unknown>): void {
  try {
    sessionStorage.setItem(slot, JSON.stringify(kept));
  } catch {
    // The tab has no room for it; it is still on the screen.
  }
}

export function drop(slot: string): void {
  sessionStorage.removeItem(slot);
}

/** Whoever logs out on purpose leaves nothing behind. */
export function dropAll(): void {
  for (const slot of slots()) drop(slot);
}

/** What was typed in a draft goes on live: somebody else has published the draft, or thrown it away. */
export function carryOver(draft: number): void {
  for (const slot of slots()) {
    const [who = "", where, ...key] = slot.slice(PREFIX.length).split(".");
    if (where !== String(draft)) continue;
    sessionStorage.setItem(`${PREFIX}${who}.live.${key.join(".")}`, sessionStorage.getItem(slot) ?? "");
    drop(slot);
  }
}

function slots(): string[] {
  const all = Array.from({ length: sessionStorage.length }, (_, place) => sessionStorage.key(place) ?? "");
  return all.filter((one) => one.startsWith(PREFIX));
}

/** What was typed into the form of `key` and not saved, for when what it belongs to is no longer there. */
export function useKept<T>(key: string): Kept<T> | undefined {
  return readKept<T>(useSlot(key));
}
