import { Plus, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { reasonsAt } from "../api/problem";
import { DestinationPicker } from "../destinations/DestinationPicker";
import { Button, IconButton } from "../ui/Button";
import { KEYS, freeKey, type KeyRow } from "./answers";
import styles from "./FirstSteps.module.css";

interface KeyRowsProps {
  rows: KeyRow[];
  error: unknown;
  pointer: string;
  onChange: (rows: KeyRow[]) => void;
}

/** The keys of a menu: each with what callers hear of it, and where it leads. */
export function KeyRows({ rows, error, pointer, onChange }: KeyRowsProps) {
  const { t } = useTranslation("start");
  const set = (index: number, change: Partial<KeyRow>) =>
    onChange(rows.map((row, at) => (at === index ? { ...row, ...change } : row)));
  return (
    <div className={styles.rows}>
      {rows.map((row, index) => {
        const wrong = (member: string) => reasonsAt(error, `${pointer}/${index}/${member}`).length > 0;
        return (
          <div key={index} className={styles.keyRow}>
            <select
              aria-label={t("key")}
              aria-invalid={wrong("key")}
              value={row.key}
              onChange={(event) => set(index, { key: event.target.value })}
            >
              {KEYS.map((key) => (
                <option key={key}>{key}</option>
              ))}
            </select>
            <input
              aria-label={t("label", { key: row.key })}
              aria-invalid={wrong("label")}
              placeholder={t("labelHint")}
              value={row.label}
              onChange={(event) => set(index, { label: event.target.value })}
            />
            <DestinationPicker
              label={t("leadsTo", { key: row.key })}
              aria-invalid={wrong("to")}
              value={row.to}
              fromMenu={false}
              onChange={(to) => set(index, { to })}
            />
            <IconButton
              label={t("removeKey", { key: row.key })}
              icon={<X />}
              disabled={rows.length === 1}
              onClick={() => onChange(rows.filter((_, at) => at !== index))}
            />
          </div>
        );
      })}
      {rows.length < KEYS.length && (
        <Button icon={<Plus />} onClick={() => onChange([...rows, { key: freeKey(rows), label: "", to: null }])}>
          {t("addKey")}
        </Button>
      )}
    </div>
  );
}
