// A table as it may leave the page: groups of fewer than k customers show "<k" and nothing else, and what they could be
// worked out from is withheld. On the screen all of it is shown, because the person in front of it has the file.

import { crossed } from "./cross.ts";
import { hiddenOf, isSmall } from "./suppressed.ts";
import type { Cell, TableModel } from "./table.ts";

/** The smallest group that leaves where the user sets no other, as in the engine (`mask::K`). */
export const SMALLEST = 5;

const below = (k: number): Cell => ({ text: `<${k}`, raw: `<${k}` });
const WITHHELD: Cell = { text: "–", raw: null };

/** Rows whose customers are counted in one column. */
function byRow(model: TableModel, column: number, k: number): TableModel {
  const counts = model.rows.map((row) => Number(row[column]?.raw ?? 0));
  const last = model.total ? counts.length - 1 : counts.length;
  const { hidden, total } = hiddenOf(counts.slice(0, last), k);
  if (hidden.size === 0) return model;
  const rows = model.rows.map((row, at) => {
    const isTotal = at === last;
    if (!hidden.has(at) && !(isTotal && total)) return row.map((cell) => (cell.sum ? WITHHELD : cell));
    const own = !isTotal && isSmall(counts[at] ?? 0, k) ? below(k) : WITHHELD;
    return row.map((cell, index) => (index === 0 ? cell : index === column ? own : WITHHELD));
  });
  return { ...model, rows };
}

/**
 * Cells each of which counts, or is about, customers of its own. With any of them hidden all sums leave the table, and every
 * row and column that hides one hides two. With any that are linked hidden, all of these are.
 */
function byCell(model: TableModel, k: number): TableModel {
  const people = (cell: Cell | undefined): number | null => cell?.people ?? null;
  const hidden = model.rows.map((row) => row.map((cell) => isSmall(people(cell) ?? 0, k)));
  const breaks = model.rows.some((row, at) => row.some((cell, column) => cell.linked && hidden[at]?.[column]));
  if (!hidden.some((row) => row.includes(true))) return model;
  const width = Math.max(...model.rows.map((row) => row.length));
  const lines: { row: number; column: number }[][] = [
    ...model.rows.map((cells, row) => cells.map((_, column) => ({ row, column }))),
    ...Array.from({ length: width }, (_, column) => model.rows.map((_, row) => ({ row, column }))),
  ];
  for (let changed = true; changed; ) {
    changed = false;
    for (const line of lines) {
      const isOwn = (cell: Cell | undefined): boolean => (people(cell) ?? 0) > 0 && !(breaks && cell?.linked);
      const own = line.filter(({ row, column }) => isOwn(model.rows[row]?.[column]));
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
      if (cell.linked && breaks) return WITHHELD;
      if (!hidden[at]?.[index]) return cell;
      return isSmall(own, k) && cell.raw === own ? below(k) : WITHHELD;
    }),
  );
  return { ...model, rows };
}

/**
 * Cells that divide customers: so many go that none of few follows from totals that stand in other tables, and all sums with
 * them.
 */
function byCrossing(model: TableModel, k: number): TableModel {
  const counts = model.rows.map((row) => row.map((cell) => cell.people ?? 0));
  if (!counts.some((row) => row.some((n) => isSmall(n, k)))) return model;
  const told = crossed(counts, k);
  const rows = model.rows.map((row, at) =>
    row.map((cell, column) => {
      if (cell.people === undefined) return cell.sum ? WITHHELD : cell;
      const own = told[at]?.[column];
      if (own === "open") return cell;
      return own === "below" && cell.raw === cell.people ? below(k) : WITHHELD;
    }),
  );
  return { ...model, rows };
}

/**
 * Rows of whose sum two customers hold nearly all keep their counts of customers alone, and so do the least others, until what is
 * closed beside such a row is a tenth of it.
 */
function byHolders(model: TableModel, column: number): TableModel {
  const held = model.rows.map((row) => row.some((cell) => cell.held));
  const sum = model.rows[held.indexOf(true)]?.findIndex((cell) => cell.held) ?? -1;
  if (sum < 0) return model;
  const last = model.total ? model.rows.length - 1 : model.rows.length;
  const money = model.rows.map((row, at) => (at === last ? 0 : Math.abs(Number(row[sum]?.raw ?? 0))));
  const closed = new Set(held.flatMap((is, at) => (is ? [at] : [])));
  // What is hidden for its few customers is closed too, of whatever sum.
  const others = money.map((n, at) => ({ n, at })).filter(({ n, at }) => n > 0 && !closed.has(at));
  others.sort((a, b) => a.n - b.n);
  const isTold = (at: number): boolean => {
    const beside = [...closed].reduce((all, one) => (one === at ? all : all + (money[one] ?? 0)), 0);
    return 10 * beside < (money[at] ?? 0);
  };
  for (const { at } of others) {
    if (!held.some((is, row) => is && isTold(row))) break;
    closed.add(at);
  }
  const rows = model.rows.map((row, at) =>
    closed.has(at)
      ? row.map((cell, index) => (index === 0 || index === column ? cell : WITHHELD))
      : row.map((cell) => (cell.sum || cell.linked ? WITHHELD : cell)),
  );
  return { ...model, rows };
}

/** Rows of a running sum that is at least `k` customers further on than at the row before, and as far from the end. */
function bySteps(model: TableModel, steps: readonly number[], k: number): TableModel {
  const end = steps.at(-1) ?? 0;
  let told = 0;
  const rows = model.rows.filter((_, at) => {
    const here = steps[at] ?? 0;
    const shows = at === 0 || here === end || (here - told >= k && end - here >= k);
    if (shows) told = here;
    return shows;
  });
  return { ...model, rows };
}

function ofGroups(model: TableModel, k: number): TableModel {
  const column = model.columns.findIndex((c) => c.people);
  const shown = byHolders(column < 0 ? model : byRow(model, column, k), column);
  if (!shown.rows.some((row) => row.some((cell) => cell.people !== undefined))) return shown;
  return shown.crosses ? byCrossing(shown, k) : byCell(shown, k);
}

/** Whether it is about fewer than `k` customers, or about one of two, anywhere: then no picture of it leaves. */
export function isTelling(model: TableModel, k: number): boolean {
  return ofGroups(model, k) !== model;
}

/** The table without what would tell of fewer than `k` customers, or of one of two. */
export function shareable(model: TableModel, k: number): TableModel {
  const groups = ofGroups(model, k);
  const told = model.steps ? bySteps(groups, model.steps, k) : groups;
  if (!told.rows.some((row) => row.some((cell) => cell.one))) return told;
  return { ...told, rows: told.rows.map((row) => row.map((cell) => (cell.one ? WITHHELD : cell))) };
}
