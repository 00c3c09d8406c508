import { formulaSafe } from "../app/formula.ts";

/** A table as data: shown by the table element, copied as TSV. */
export interface TableModel {
  caption: string;
  columns: Column[];
  rows: Cell[][];
}

export interface Column {
  label: string;
  /** Numbers stand at the end of their column. */
  end?: boolean;
  /** Definition shown on hover and focus. */
  more?: string;
}

export interface Cell {
  text: string;
  /** What is copied: all digits, no units. */
  raw: string | number | null;
  /** Makes the cell a button; handed back in the `pick` event. */
  pick?: unknown;
  pickLabel?: string;
  /** 0 to 1, drawn as a small bar before the text. */
  part?: number;
  /** Index of a class colour, from 1. */
  swatch?: number;
  tag?: string;
}

/** A cell beginning with one of these is run as a formula by spreadsheet programs. */
const FORMULA = /^[=+\-@\t\r]/;

function plain(cell: Cell): string {
  if (cell.raw === null) return "";
  if (typeof cell.raw === "number") return String(cell.raw);
  const text = cell.raw.replace(/[\t\r\n]+/g, " ");
  return FORMULA.test(text) ? `'${text}` : text;
}

/** Header and rows separated by tabs and line feeds. */
export function tsv(model: TableModel): string {
  return [model.columns.map((c) => c.label), ...model.rows.map((row) => row.map(plain))]
    .map((row) => row.join("\t"))
    .join("\n");
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** Header and rows as the engine writes a CSV file: with a byte-order mark, and nothing that a spreadsheet would run. */
export function csv(model: TableModel): Uint8Array<ArrayBuffer> {
  const cell = ({ raw }: Cell): string =>
    raw === null ? "" : typeof raw === "number" ? String(raw) : formulaSafe(raw);
  const lines = [model.columns.map((c) => formulaSafe(c.label)), ...model.rows.map((row) => row.map(cell))];
  const text = lines.map((line) => `${line.map(quoted).join(",")}\r\n`).join("");
  return new TextEncoder().encode(`\ufeff${text}`);
}
