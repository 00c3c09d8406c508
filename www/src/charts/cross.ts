// Two-way tables of counts of which no small one can be worked out by somebody who has their totals from elsewhere, as those of a
// crossing of two groupings stand in the tables of these.

import { type Edge, Flow, type Span } from "./flow.ts";
import { hiddenOf, isSmall } from "./suppressed.ts";

/** How a count leaves: itself, as fewer than the smallest group, or not at all. */
export type Told = "open" | "below" | "withheld";

const exactly = (n: number): Span => ({ low: n, high: n });
const sum = (counts: readonly number[]): number => counts.reduce((a, b) => a + b, 0);

/**
 * What may be told of each count of a table.
 *
 * **Rule.** The reader has the table, the totals of its rows and those of its columns as lists of their own, in which small ones
 * are hidden with what they follow from, and knows how all of it was made: what is `below` is 1 to k − 1, what is `withheld` at
 * least k. Such a reader can rule out none of the values 1 to k − 1 for any small count. Zeros are told. Where there is no other
 * way, small counts are `withheld` like the others; where there is none at all, so is the whole table.
 */
export function crossed(counts: readonly (readonly number[])[], k: number): Told[][] {
  const told = hiding(counts, k, true) ?? hiding(counts, k, false);
  return told ?? counts.map((row) => row.map(() => "withheld"));
}

/** Hides counts along the cheapest paths that give each small one its freedom; null where there are none. */
function hiding(counts: readonly (readonly number[])[], k: number, tellsBelow: boolean): Told[][] | null {
  const atLeast = (low: number): Span => ({ low, high: Number.POSITIVE_INFINITY });
  const few: Span = { low: 1, high: k - 1 };
  const small = tellsBelow ? few : atLeast(1);
  const width = Math.max(0, ...counts.map((row) => row.length));
  const columns = Array.from({ length: width }, (_, column) => counts.map((row) => row[column] ?? 0));
  const edges: Edge[] = [];
  const targets: number[] = [];
  // Inside, from the row to the column; the total of a column from it to the last row, which the grand total leaves for the last
  // column, from where the totals of the rows return.
  const [lastRow, lastColumn] = [counts.length, counts.length + 1 + width];
  counts.forEach((row, from) => {
    columns.forEach((_, column) => {
      const [value, to] = [row[column] ?? 0, lastRow + 1 + column];
      const span = tellsBelow ? atLeast(k) : atLeast(1);
      if (isSmall(value, k)) targets.push(edges.push({ from, to, value, known: small }) - 1);
      else if (value === 0) edges.push({ from, to, value, known: exactly(0) });
      else edges.push({ from, to, value, known: exactly(value), hidden: { span, price: value } });
    });
  });
  let tellsAll = true;
  const totals = (lines: readonly (readonly number[])[], ends: (at: number) => [from: number, to: number]): void => {
    const values = lines.map(sum);
    const { hidden, total } = hiddenOf(values, k);
    tellsAll &&= !total;
    values.forEach((value, at) => {
      const [from, to] = ends(at);
      const known = hidden.has(at) ? (isSmall(value, k) ? few : atLeast(k)) : exactly(value);
      edges.push({ from, to, value, known });
    });
  };
  totals(counts, (row) => [lastColumn, row]);
  totals(columns, (column) => [lastRow + 1 + column, lastRow]);
  const all = sum(counts.flat());
  edges.push({ from: lastRow, to: lastColumn, value: all, known: tellsAll ? exactly(all) : atLeast(0) });
  const flow = new Flow(lastColumn + 1, edges);
  for (const target of targets) {
    const value = edges[target]?.value ?? 0;
    if (!flow.open(target, true, k - 1 - value) || !flow.open(target, false, value - 1)) return null;
  }
  return counts.map((row, from) =>
    row.map((value, column) => {
      if (isSmall(value, k)) return tellsBelow ? "below" : "withheld";
      const known = edges[from * width + column]?.known;
      return known && known.low < known.high ? "withheld" : "open";
    }),
  );
}
