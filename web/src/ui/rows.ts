/** The chosen row of a list that is searched while one moves in it. */

/** Where the chosen row is by now: rows come and go above it while the search goes on. The first where none is chosen. */
export function placeOf(id: string | null, rows: readonly { id: string }[]): number {
  return Math.max(
    0,
    rows.findIndex((row) => row.id === id),
  );
}

/** The row that many steps from the one at `at`, or the last before the end. */
export function stepped(rows: readonly { id: string }[], at: number, step: number): string | null {
  return rows[Math.max(0, Math.min(rows.length - 1, at + step))]?.id ?? null;
}
