import { Loading } from "../ui/Empty";
import { ProblemNote } from "../ui/ProblemNote";
import { Report, type Column } from "./Report";
import type { Period } from "./usePeriod";
import { useStatistics, type Asked } from "./useStatistics";

interface StatisticsReportProps<D, T> {
  title: string;
  /** The name of the file of a CSV, and of what is read, without its ending. */
  file: string;
  period: Period;
  read: (query: Asked) => Promise<D>;
  rows: (found: D) => readonly T[];
  /** What depends on all rows is made of them. */
  columns: readonly Column<T>[] | ((rows: readonly T[]) => readonly Column<T>[]);
  keyOf: (row: T) => string | number;
  empty: string;
}

/** What the server has counted in the period, as a table. */
export function StatisticsReport<D, T>({ period, read, rows, columns, ...shown }: StatisticsReportProps<D, T>) {
  const { data, error, refetch } = useStatistics([shown.file], period, read);
  if (error) return <ProblemNote error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading lines={8} />;
  const found = rows(data);
  return <Report {...shown} rows={found} columns={typeof columns === "function" ? columns(found) : columns} />;
}
