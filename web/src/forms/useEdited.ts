/** What somebody edits, with undo and redo, kept in this tab so that a reload loses nothing. */
import { useCallback, useEffect, useMemo, useState } from "react";
import { drop, keep, readKept, useSlot, type Basis } from "./kept";

export interface Edited<T> {
  value: T;
  /** A new state, which can be undone. States within a second under one `group`, such as typing, are one step. */
  change: (next: T, group?: string) => void;
  undo: (() => void) | null;
  redo: (() => void) | null;
  /** Whether it differs from where the edit began. */
  dirty: boolean;
  /**
   * What the edit began from, also after a reload. What is saved names its revision, so that what somebody else has
   * written in between is merged and not overwritten.
   */
  basis: Basis<T>;
  /** Whether somebody else has written since. */
  outdated: boolean;
  /** Begin anew from what was stored or read; what was kept is forgotten. */
  begin: (stored: T, etag?: string) => void;
  /** What was `sent` is stored. What was typed since then stays, based on what was sent. */
  saved: (sent: T, stored: T, etag: string) => void;
}

interface History<T> {
  slot: string;
  basis: Basis<T>;
  states: T[];
  at: number;
  group: string;
  grouped: number;
  /** The revision that is still read for a moment after this one was saved. */
  former: string;
}

const GROUP_MS = 1000;
const MOST_STEPS = 200;

/**
 * `key` names what is edited, such as `ivrs/7`; `stored` is what the server has, in its revision `etag`. As long as
 * nothing is edited, the value follows what the server has.
 */
export function useEdited<T>(key: string, stored: T, etag = ""): Edited<T> {
  const slot = useSlot(key);
  const [history, setHistory] = useState<History<T>>(() => found(slot, { document: stored, etag }));
  const { states, at, basis } = history;
  const value = states[at] as T;
  const dirty = useMemo(() => !isSame(value, basis.document), [value, basis]);

  if (history.slot !== slot) setHistory(found(slot, { document: stored, etag }));
  else if (!dirty && etag !== basis.etag && etag !== history.former)
    setHistory(begun(slot, { document: stored, etag }));

  useEffect(() => {
    if (dirty) keep(history.slot, { value, basis });
    else drop(history.slot);
  }, [history.slot, dirty, value, basis]);

  const change = useCallback((next: T, group = "") => setHistory((old) => changed(old, next, group, Date.now())), []);
  const begin = useCallback(
    (document: T, fresh = "") => setHistory((old) => begun(old.slot, { document, etag: fresh }, etag)),
    [etag],
  );
  const saved = useCallback(
    (sent: T, document: T, fresh: string) =>
      setHistory((old) => {
        const now = old.states[old.at] as T;
        const stored = { document, etag: fresh };
        if (isSame(now, sent)) return begun(old.slot, stored, etag);
        // By its former revision, the next one is merged with what somebody else has written meanwhile.
        const based = isSame(sent, document) ? stored : { document: sent, etag: old.basis.etag };
        return { ...begun(old.slot, based, etag), states: [based.document, now], at: 1 };
      }),
    [etag],
  );
  const step = useCallback((by: number) => setHistory((old) => ({ ...old, at: old.at + by, group: "" })), []);

  return {
    value,
    change,
    begin,
    saved,
    dirty,
    basis,
    outdated: dirty && etag !== "" && etag !== basis.etag,
    undo: at > 0 ? () => step(-1) : null,
    redo: at < states.length - 1 ? () => step(1) : null,
  };
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** From what was kept under that name, else from what the server has. */
function found<T>(slot: string, stored: Basis<T>): History<T> {
  const kept = readKept<T>(slot);
  if (kept === undefined) return begun(slot, stored);
  return { ...begun(slot, kept.basis), states: [kept.basis.document, kept.value], at: 1 };
}

function begun<T>(slot: string, basis: Basis<T>, former = ""): History<T> {
  return { slot, basis, states: [basis.document], at: 0, group: "", grouped: 0, former };
}

function changed<T>(old: History<T>, next: T, group: string, now: number): History<T> {
  const joins = group !== "" && group === old.group && now - old.grouped < GROUP_MS && old.at > 0;
  const before = old.states.slice(joins ? 0 : -MOST_STEPS, joins ? old.at : old.at + 1);
  return { ...old, states: [...before, next], at: before.length, group, grouped: now };
}
