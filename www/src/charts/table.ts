import { formulaSafe } from "../app/formula.ts";
import { shareable } from "./shareable.ts";

/** A table as data: shown by the table element, copied as TSV. */
export interface TableModel {
  caption: string;
  columns: Column[];
  rows: Cell[][];
  /** Whether the last row is the sum of the others. */
  total?: boolean;
  /** Whether its cells divide customers, by row and column or within each row: their sums stand in other tables. */
  crosses?: boolean;
  /** How many customers a running sum has come by at each row: steps of few do not leave. */
  steps?: readonly number[];
}

export interface Column {
  label: string;
  /** Numbers stand at the end of their column. */
  end?: boolean;
  /** Whether it holds sentences, which want room. */
  prose?: boolean;
  /** Definition shown on hover and focus. */
  more?: string;
  /** Whether it counts the customers that the rest of the row is about: small counts do not leave, nor what they are of. */
  people?: boolean;
}

export interface Cell {
  text: string;
  /** What is copied: all digits, no units. */
  raw: string | number | null;
  /** How many customers the cell is about, where each cell has its own: of few it does not leave. */
  people?: number;
  /** Whether it is a value of one customer, as the largest of all: it does not leave. */
  one?: boolean;
  /** Whether two customers hold nearly all of its sum: it does not leave, nor what it follows from. */
  held?: boolean;
  /** Whether it adds up cells that each have their customers, of this row or of those above. */
  sum?: boolean;
  /** Whether it follows from cells of other rows: with any of these of few, none of them leaves. */
  linked?: boolean;
  /** Makes the cell a button; handed back in the `pick` event. */
  pick?: unknown;
  pickLabel?: string;
  /** 0 to 1, drawn as a small bar before the text. */
  part?: number;
  /** Index of a class colour, from 1. */
  swatch?: number;
  tag?: string;
}

/** A text as it is pasted: in one cell, and run by no spreadsheet program. */
const pasted = (text: string): string => formulaSafe(text.replace(/[\t\r\n]+/g, " "));

function plain({ raw }: Cell): string {
  return raw === null ? "" : typeof raw === "number" ? String(raw) : pasted(raw);
}

/** Header and rows separated by tabs and line feeds, without groups of fewer than `k` customers. */
export function tsv(given: TableModel, k: number): string {
  const model = shareable(given, k);
  return [model.columns.map((c) => pasted(c.label)), ...model.rows.map((row) => row.map(plain))]
    .map((row) => row.join("\t"))
    .join("\n");
}

export const CSV = "text/csv;charset=utf-8";

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/**
 * Header and rows as the engine writes a CSV file: with a byte-order mark, nothing that a spreadsheet would run, and without
 * groups of fewer than `k` customers.
 */
export function csv(given: TableModel, k: number): Uint8Array<ArrayBuffer> {
  const model = shareable(given, k);
  const cell = ({ raw }: Cell): string =>
    raw === null ? "" : typeof raw === "number" ? String(raw) : formulaSafe(raw);
  const lines = [model.columns.map((c) => formulaSafe(c.label)), ...model.rows.map((row) => row.map(cell))];
  const text = lines.map((line) => `${line.map(quoted).join(",")}\r\n`).join("");
  return new TextEncoder().encode(`\ufeff${text}`);
}
