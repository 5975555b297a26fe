import { Plus, X } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Button, IconButton } from "../ui/Button";
import styles from "./TryScreen.module.css";

interface RowsProps<R> {
  rows: readonly R[];
  /** What another row begins as. */
  fresh: R;
  add: string;
  onChange: (rows: R[]) => void;
  children: (row: R, change: (part: Partial<R>) => void) => ReactNode;
}

/** Rows of fields, to which one is added, and of which each can be removed. */
export function Rows<R>({ rows, fresh, add, onChange, children }: RowsProps<R>) {
  const { t } = useTranslation("tryit");
  return (
    <>
      {rows.map((row, at) => (
        <div key={at} className={styles.line}>
          <div className={styles.fields}>{children(row, (part) => onChange(rows.with(at, { ...row, ...part })))}</div>
          <IconButton label={t("remove")} icon={<X />} onClick={() => onChange(rows.toSpliced(at, 1))} />
        </div>
      ))}
      <div>
        <Button icon={<Plus />} onClick={() => onChange([...rows, fresh])}>
          {add}
        </Button>
      </div>
    </>
  );
}
