/** Ctrl+S saves; Ctrl+Z and Ctrl+Shift+Z (or Ctrl+Y) undo and redo, except in texts, which have their own. */
import { useEffect } from "react";

interface Shortcuts {
  save: () => void;
  undo: (() => void) | null;
  redo: (() => void) | null;
}

export function useShortcuts({ save, undo, redo }: Shortcuts): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || document.querySelector("dialog[open]")) return;
      const key = event.key.toLowerCase();
      const isTyping = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
      const does =
        key === "s" ? save : isTyping ? null : key === "z" ? (event.shiftKey ? redo : undo) : key === "y" ? redo : null;
      if (does === null) return;
      event.preventDefault();
      does();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [save, undo, redo]);
}
