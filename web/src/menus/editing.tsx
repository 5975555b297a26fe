/** What all parts of the editor share: the menu, how it is changed, and what is wrong with it. */
import { createContext, useContext, type ReactNode } from "react";
import { reasonsAt } from "../api/problem";
import { findingsAt, type Finding } from "../checks/useFindings";
import { useReasonText } from "../ui/useProblemText";
import type { Menu } from "./menu";

interface EditingValue {
  /** null: it is new. */
  id: number | null;
  menu: Menu;
  /** Changes of one `group` within a second are undone as one. */
  change: (menu: Menu, group?: string) => void;
  /** What the server has refused. */
  error: unknown;
  busy: boolean;
  /** Makes a new menu of what is edited, when somebody else has deleted it. */
  createAgain: () => void;
  findings: readonly Finding[];
  readOnly: boolean;
}

const Context = createContext<EditingValue | null>(null);

export function Editing({ value, children }: { value: EditingValue; children: ReactNode }) {
  return <Context value={value}>{children}</Context>;
}

export function useEditing(): EditingValue {
  const value = useContext(Context);
  if (value === null) throw new Error("no menu is edited here");
  return value;
}

/** Sets members of the menu. */
export function useSet(): (changes: Partial<Menu>, group?: string) => void {
  const { menu, change } = useEditing();
  return (changes, group) => change({ ...menu, ...changes }, group);
}

/** Why the server refuses what is at a pointer such as `/options/0/keys`, or below it; "" when it does not. */
export function useErrorAt(): (pointer: string) => string {
  const { error } = useEditing();
  const reason = useReasonText();
  return (pointer) => reasonsAt(error, pointer).map(reason).join(" ");
}

export function useFindingsAt(): (...pointers: string[]) => Finding[] {
  const { findings } = useEditing();
  return (...pointers) => pointers.flatMap((pointer) => findingsAt(findings, pointer));
}
