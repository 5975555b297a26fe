import type { KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import styles from "./Keypad.module.css";

const KEYS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "0", "#"] as const;
const LETTERS: Readonly<Record<string, string>> = {
  "2": "ABC",
  "3": "DEF",
  "4": "GHI",
  "5": "JKL",
  "6": "MNO",
  "7": "PQRS",
  "8": "TUV",
  "9": "WXYZ",
};

/** The keys of a telephone, which the keyboard presses too while the focus is here. */
export function Keypad({ onPress, disabled = false }: { onPress: (key: string) => void; disabled?: boolean }) {
  const { t } = useTranslation("tryit");
  const onKey = (event: KeyboardEvent) => {
    if (disabled || event.ctrlKey || event.metaKey || event.altKey || !/^[0-9*#]$/.test(event.key)) return;
    event.preventDefault();
    onPress(event.key);
  };
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- its buttons have the focus
    <div className={styles.keypad} role="group" aria-label={t("keypad")} onKeyDown={onKey}>
      {KEYS.map((key) => (
        <button key={key} type="button" className={styles.key} disabled={disabled} onClick={() => onPress(key)}>
          {key}
          <small aria-hidden>{LETTERS[key]}</small>
        </button>
      ))}
    </div>
  );
}
