/** What somebody edits, with undo and redo, kept in this tab so that a reload loses nothing. */
import { useCallback, useEffect, useMemo, useState } from "react";

export interface Edited<T> {
  value: T;
  /** A new state, which can be undone. States within a second under one `group`, such as typing, are one step. */
  change: (next: T, group?: string) => void;
  undo: (() => void) | null;
  redo: (() => void) | null;
  /** Whether it differs from where the edit began. */
  dirty: boolean;
  /** Begin anew from what was stored or read; what was kept is forgotten. */
  begin: (stored: T) => void;
}

interface History<T> {
  base: T;
  states: T[];
  at: number;
  group: string;
  grouped: number;
}

const GROUP_MS = 1000;
const MOST_STEPS = 200;

/** `key` names what is edited, such as `ivrs/7`; `stored` is what the server has. */
export function useEdited<T>(key: string, stored: T): Edited<T> {
  const slot = `switchboard.edit.${key}`;
  const [history, setHistory] = useState<History<T>>(() => begun(stored, kept(slot) as T | undefined));
  const { states, at, base } = history;
  const value = states[at] as T;
  const dirty = useMemo(() => JSON.stringify(value) !== JSON.stringify(base), [value, base]);

  useEffect(() => {
    if (dirty) sessionStorage.setItem(slot, JSON.stringify(value));
    else sessionStorage.removeItem(slot);
  }, [slot, dirty, value]);

  const change = useCallback((next: T, group = "") => setHistory((old) => changed(old, next, group, Date.now())), []);
  const begin = useCallback((fresh: T) => setHistory(begun(fresh)), []);
  const step = useCallback((by: number) => setHistory((old) => ({ ...old, at: old.at + by, group: "" })), []);

  return {
    value,
    change,
    begin,
    dirty,
    undo: at > 0 ? () => step(-1) : null,
    redo: at < states.length - 1 ? () => step(1) : null,
  };
}

function begun<T>(base: T, unsaved?: T): History<T> {
  const states = unsaved === undefined ? [base] : [base, unsaved];
  return { base, states, at: states.length - 1, group: "", grouped: 0 };
}

/** Exported for its test. */
export function changed<T>(old: History<T>, next: T, group: string, now: number): History<T> {
  const joins = group !== "" && group === old.group && now - old.grouped < GROUP_MS && old.at > 0;
  const before = old.states.slice(joins ? 0 : -MOST_STEPS, joins ? old.at : old.at + 1);
  return { ...old, states: [...before, next], at: before.length, group, grouped: now };
}

/** What was not saved; undefined when there is nothing. */
function kept(slot: string): unknown {
  const text = sessionStorage.getItem(slot);
  return text === null ? undefined : JSON.parse(text);
}
