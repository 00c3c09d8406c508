// A table as it may leave the page: groups of fewer than five customers show "<5" and nothing else, and what they could
// be worked out from is withheld. On the screen all of it is shown, because the person in front of it has the file.

import type { Cell, TableModel } from "./table.ts";

/** The smallest group that leaves, as in the engine (`mask::K`). */
export const SMALLEST = 5;

const BELOW: Cell = { text: `<${SMALLEST}`, raw: `<${SMALLEST}` };
const WITHHELD: Cell = { text: "–", raw: null };

const isSmall = (n: number): boolean => n > 0 && n < SMALLEST;

/**
 * Whether somebody who knows the sum of the hidden counts can still take each small one for any number from 1 to 4: the
 * rule of the engine's `suppress`.
 */
function isSafe(small: number, withheld: number, hidden: number): boolean {
  if (small === 0) return true;
  const others = small - 1;
  const canBeLarge = SMALLEST - 1 + others + withheld * SMALLEST <= hidden;
  const canBeOne = withheld > 0 || 1 + others * (SMALLEST - 1) >= hidden;
  return canBeLarge && canBeOne;
}

/** Which counts of a list with a known total are hidden: the small ones, and as many of the least others as they need. */
export function hiddenOf(counts: readonly number[]): { hidden: Set<number>; total: boolean } {
  const hidden = new Set(counts.flatMap((n, at) => (isSmall(n) ? [at] : [])));
  const small = hidden.size;
  let sum = [...hidden].reduce((all, at) => all + (counts[at] ?? 0), 0);
  const others = counts
    .map((n, at) => ({ n, at }))
    .filter(({ n }) => n >= SMALLEST)
    .sort((a, b) => a.n - b.n);
  for (let withheld = 0; !isSafe(small, withheld, sum); withheld++) {
    const next = others[withheld];
    if (!next) return { hidden, total: true };
    hidden.add(next.at);
    sum += next.n;
  }
  return { hidden, total: false };
}

/** Rows whose customers are counted in one column. */
function byRow(model: TableModel, column: number): TableModel {
  const counts = model.rows.map((row) => Number(row[column]?.raw ?? 0));
  const last = model.total ? counts.length - 1 : counts.length;
  const { hidden, total } = hiddenOf(counts.slice(0, last));
  if (hidden.size === 0) return model;
  const rows = model.rows.map((row, at) => {
    const isTotal = at === last;
    if (!hidden.has(at) && !(isTotal && total)) return row.map((cell) => (cell.sum ? WITHHELD : cell));
    const own = !isTotal && isSmall(counts[at] ?? 0) ? BELOW : WITHHELD;
    return row.map((cell, index) => (index === 0 ? cell : index === column ? own : WITHHELD));
  });
  return { ...model, rows };
}

/**
 * Cells each of which counts, or is about, customers of its own. With any of them hidden all sums leave the table, and every
 * row and column that hides one hides two.
 */
function byCell(model: TableModel): TableModel {
  const people = (cell: Cell | undefined): number | null => cell?.people ?? null;
  const hidden = model.rows.map((row) => row.map((cell) => isSmall(people(cell) ?? 0)));
  if (!hidden.some((row) => row.includes(true))) return model;
  const width = Math.max(...model.rows.map((row) => row.length));
  const lines: { row: number; column: number }[][] = [
    ...model.rows.map((cells, row) => cells.map((_, column) => ({ row, column }))),
    ...Array.from({ length: width }, (_, column) => model.rows.map((_, row) => ({ row, column }))),
  ];
  for (let changed = true; changed; ) {
    changed = false;
    for (const line of lines) {
      const own = line.filter(({ row, column }) => (people(model.rows[row]?.[column]) ?? 0) > 0);
      const open = own.filter(({ row, column }) => !hidden[row]?.[column]);
      if (own.length - open.length !== 1 || open.length === 0) continue;
      const size = ({ row, column }: { row: number; column: number }): number => people(model.rows[row]?.[column]) ?? 0;
      const least = open.reduce((a, b) => (size(b) < size(a) ? b : a));
      const cells = hidden[least.row];
      if (cells) cells[least.column] = true;
      changed = true;
    }
  }
  const rows = model.rows.map((row, at) =>
    row.map((cell, index) => {
      const own = people(cell);
      if (own === null) return cell.sum ? WITHHELD : cell;
      if (!hidden[at]?.[index]) return cell;
      return isSmall(own) && cell.raw === own ? BELOW : WITHHELD;
    }),
  );
  return { ...model, rows };
}

/** The table without what would tell of fewer than five customers. */
export function shareable(model: TableModel): TableModel {
  const column = model.columns.findIndex((c) => c.people);
  const shown = column < 0 ? model : byRow(model, column);
  return shown.rows.some((row) => row.some((cell) => cell.people !== undefined)) ? byCell(shown) : shown;
}
