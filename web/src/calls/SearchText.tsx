import { useEffect, useState } from "react";

const PAUSE_MS = 250;

interface SearchTextProps {
  label: string;
  /** What is in force; another one replaces what is in the field. */
  value: string;
  /** Told once the typing pauses. */
  onChange: (text: string) => void;
}

/** A field that filters by what is typed, and shows what a link has filtered by. */
export function SearchText({ label, value, onChange }: SearchTextProps) {
  const [text, setText] = useState(value);
  const [known, setKnown] = useState(value);
  if (known !== value) {
    setKnown(value);
    if (text.trim() !== value) setText(value);
  }
  useEffect(() => {
    if (text.trim() === value) return;
    const timer = setTimeout(() => onChange(text.trim()), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, value, onChange]);

  return (
    <input
      type="search"
      aria-label={label}
      placeholder={label}
      maxLength={64}
      value={text}
      onChange={(event) => setText(event.target.value)}
    />
  );
}
