// Whether a file fits into the memory of the tab, and which part of it does.

import type { Estimate, OfferedColumn, Overrides, Plan } from "./types.ts";

const GIB = 2 ** 30;

/** What can be chosen of a file before it is read. `header` is the name by which a column is asked for. */
export interface Offer {
  estimate: Estimate | null;
  /** Bytes that there are. */
  room: number;
  columns: (OfferedColumn & { header: string })[];
}

/** Bytes of the column of this name. */
function own(estimate: Estimate, plan: Plan, name: string): number {
  return estimate.columns[plan.columns.findIndex((column) => column.name === name)] ?? 0;
}

/**
 * The plan of files that are one table: that of the first, with what all of them are thought to take; at least that, where
 * of some nobody knows.
 */
export function together(plans: Plan[]): Plan {
  const [first, ...others] = plans as [Plan, ...Plan[]];
  if (others.length === 0) return first;
  const add = (sum: Estimate | null, plan: Plan): Estimate | null => {
    const more = plan.estimate;
    if (!more) return sum;
    if (!sum) return { ...more, columns: first.columns.map(({ name }) => own(more, plan, name)) };
    return {
      ...sum,
      rows: sum.rows + more.rows,
      table_bytes: sum.table_bytes + more.table_bytes,
      peak_bytes: sum.peak_bytes + more.peak_bytes - more.base_bytes,
      columns: first.columns.map(({ name }, index) => (sum.columns[index] ?? 0) + own(more, plan, name)),
    };
  };
  return { ...first, estimate: others.reduce(add, first.estimate) };
}

/** Whether only a part of a file is to be read. */
export function isPart(overrides: Overrides = {}): boolean {
  return overrides.first_rows !== undefined || (overrides.only_columns ?? []).length > 0;
}

/** Bytes that a file is thought to take; 0 where nobody knows. */
export function needed(estimate: Estimate | null): number {
  return estimate?.peak_bytes ?? 0;
}

/**
 * Bytes that the tab can give: what a wasm memory may take, and of a small machine half of its memory. A browser that does
 * not tell its machine's memory is not asked for less. `said` is stronger than both.
 */
export function room(estimate: Estimate | null, said?: number): number {
  if (said !== undefined) return said;
  const { deviceMemory } = navigator as { deviceMemory?: number };
  const most = estimate?.room_bytes ?? Number.POSITIVE_INFINITY;
  return deviceMemory === undefined ? most : Math.min(most, (deviceMemory * GIB) / 2);
}

/** Bytes that a part of a file is thought to take: some columns, some rows. */
export function takes({ estimate, columns }: Offer, chosen: ReadonlySet<number>, rows: number): number | null {
  if (!estimate) return null;
  const left = columns.reduce((sum, column, index) => (chosen.has(index) ? sum : sum + column.bytes), 0);
  const grown = estimate.peak_bytes - estimate.base_bytes - left;
  return estimate.base_bytes + grown * Math.min(1, rows / Math.max(1, estimate.rows));
}

/** First rows, a round number of them, that surely fit with these columns; all where they do, null where nobody knows. */
export function fitting(offer: Offer, chosen: ReadonlySet<number>): number | null {
  const { estimate, room } = offer;
  if (!estimate) return null;
  const all = takes(offer, chosen, estimate.rows) ?? 0;
  if (all <= room) return estimate.rows;
  // Different texts grow more slowly than rows, so the first rows take a little more than their share.
  const share = (0.8 * (room - estimate.base_bytes)) / Math.max(1, all - estimate.base_bytes);
  const rows = Math.max(1_000, Math.floor(estimate.rows * Math.max(0, share)));
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(rows)) - 1);
  return Math.floor(rows / unit) * unit;
}
