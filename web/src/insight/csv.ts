/** Tables as comma-separated values, for spreadsheets. */

export type Cell = string | number | null;

const FORMULA = /^[=@\t\r+-]/;
const NUMBER = /^[+-]?\d+(\.\d+)?$/;

/** RFC 4180, with a mark by which spreadsheets know UTF-8. */
export function csvOf(rows: readonly (readonly Cell[])[]): string {
  return `\ufeff${rows.map((row) => row.map(cellOf).join(",")).join("\r\n")}\r\n`;
}

/** What a spreadsheet would carry out gets an apostrophe in front, by which it is text. */
function cellOf(cell: Cell): string {
  const text = cell === null ? "" : String(cell);
  const harmless = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** Lets the browser save a text as a file. */
export function save(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
