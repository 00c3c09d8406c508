import type { Ratio } from "../../engine/api.ts";
import type { JoinAudit, Source } from "../../engine/types.ts";

/** A whole and the parts that must add up to it. */
export interface Sum {
  of: "rows" | "customers" | "reference";
  whole: number;
  parts: [number, number];
}

export function holds({ whole, parts: [a, b] }: Sum): boolean {
  return whole === a + b;
}

/** What must add up in one source; against the table of reference, where there is one beside it. */
export function sums(audit: JoinAudit, place: number): Sum[] {
  const source = audit.sources[place];
  if (!source) return [];
  const found: Sum[] = [{ of: "rows", whole: source.rows, parts: [source.rows_named, source.rows_unnamed] }];
  const reference = audit.reference === null ? undefined : audit.sources[audit.reference];
  if (!reference || audit.reference === place) return found;
  found.push({ of: "customers", whole: source.customers, parts: [source.matched, source.orphans] });
  found.push({ of: "reference", whole: reference.customers, parts: [source.matched, source.absent] });
  return found;
}

/** Customers of a source that the table of reference has too; nothing where it has no customers or is that table. */
export function matched(audit: JoinAudit, place: number): Ratio | null {
  const source = audit.sources[place];
  if (!source || audit.reference === null || audit.reference === place || source.customers === 0) return null;
  return { num: source.matched, den: source.customers };
}

/** Rows that a plain join would add to those with a counterpart. */
export function fanOut(source: Source): number {
  return Math.max(0, source.joined_rows - (source.rows_named - source.orphan_rows));
}
