import type { InspectColumn } from "../engine/api.ts";

/** Columns of a table by place, and which of them got their field by hand. */
export interface Mapped {
  columns: readonly Pick<InspectColumn, "name" | "field">[];
  chosen: ReadonlySet<number>;
}

export interface Kept {
  mapping: (string | null)[];
  chosen: Set<number>;
}

/**
 * The mapping of a table that was read in another way. A column whose name stayed keeps its field, and keeps having none
 * where that was said by hand; for all others the new guess stands, as long as no kept column has that field already.
 */
export function keep(before: Mapped, after: readonly Pick<InspectColumn, "name" | "field">[]): Kept {
  const former = new Map(before.columns.map((column, index) => [column.name, { field: column.field, index }]));
  const stays = after.map(({ name }) => {
    const one = former.get(name);
    return one && (one.field !== null || before.chosen.has(one.index)) ? one : undefined;
  });
  const taken = new Set(stays.flatMap((one) => (one && one.field !== null ? [one.field] : [])));
  const chosen = new Set(stays.flatMap((one, index) => (one && before.chosen.has(one.index) ? [index] : [])));
  const mapping = after.map(({ field }, index) => {
    const one = stays[index];
    if (one) return one.field;
    return field !== null && taken.has(field) ? null : field;
  });
  return { mapping, chosen };
}
