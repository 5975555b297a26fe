import { ArrowDown, ArrowUp, Download } from "lucide-react";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../ui/Button";
import { Card } from "../ui/Page";
import { Wide } from "../ui/Wide";
import styles from "./Insight.module.css";
import { csvOf, save, type Cell } from "./csv";

export interface Column<T> {
  title: string;
  /** What the column is sorted by, and what a CSV has in it. */
  value: (row: T) => Cell;
  /** What is shown, where it is not the value. */
  shown?: (row: T) => ReactNode;
  /** Numbers stand at the end of their column. */
  numeric?: boolean;
}

interface ReportProps<T> {
  title: string;
  /** The name of the file of a CSV, without its ending. */
  file: string;
  columns: readonly Column<T>[];
  rows: readonly T[];
  keyOf: (row: T) => string | number;
  empty: string;
}

/** A table that can be sorted by each column and saved as CSV. */
export function Report<T>({ title, file, columns, rows, keyOf, empty }: ReportProps<T>) {
  const { t } = useTranslation("insight");
  const [sorted, setSorted] = useState<{ by: number; descending: boolean } | null>(null);
  const column = sorted && columns[sorted.by];
  const ordered = column
    ? [...rows].sort((a, b) => (sorted.descending ? -1 : 1) * compare(column.value(a), column.value(b)))
    : rows;
  const sort = (by: number) =>
    setSorted((now) => ({ by, descending: now?.by === by ? !now.descending : (columns[by]?.numeric ?? false) }));

  return (
    <Card
      title={title}
      actions={
        rows.length > 0 && (
          <Button
            icon={<Download />}
            onClick={() =>
              save(
                `${file}.csv`,
                csvOf([columns.map((one) => one.title), ...ordered.map((row) => columns.map((one) => one.value(row)))]),
              )
            }
          >
            {t("csv")}
          </Button>
        )
      }
    >
      {rows.length === 0 && <p className={styles.soft}>{empty}</p>}
      {rows.length > 0 && (
        <Wide label={title}>
          <table className={styles.report}>
            <thead>
              <tr>
                {columns.map((one, index) => (
                  <th
                    key={one.title}
                    scope="col"
                    className={one.numeric ? styles.numeric : undefined}
                    aria-sort={sorted?.by === index ? (sorted.descending ? "descending" : "ascending") : undefined}
                  >
                    <button type="button" className={styles.sort} onClick={() => sort(index)}>
                      {one.title}
                      {sorted?.by === index &&
                        (sorted.descending ? <ArrowDown aria-hidden /> : <ArrowUp aria-hidden />)}
                    </button>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {ordered.map((row) => (
                <tr key={keyOf(row)}>
                  {columns.map((one, index) => {
                    const content = one.shown ? one.shown(row) : one.value(row);
                    return index === 0 ? (
                      <th key={one.title} scope="row">
                        {content}
                      </th>
                    ) : (
                      <td key={one.title} className={one.numeric ? styles.numeric : undefined}>
                        {content}
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </Wide>
      )}
    </Card>
  );
}

function compare(a: Cell, b: Cell): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  if (a === null || b === null) return a === b ? 0 : a === null ? -1 : 1;
  return String(a).localeCompare(String(b), undefined, { numeric: true });
}
