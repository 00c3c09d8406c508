import type { Inspect, InspectFile } from "../engine/api.ts";
import type { FieldInfo, TableKind } from "../engine/types.ts";

/** The kinds of table, in the order in which they are offered. */
export const KINDS = [
  "orders",
  "customers",
  "events",
  "channels",
  "feedback",
  "unknown",
] as const satisfies TableKind[];

/** The fields of a kind of table, and those of the others; a kind that is not known has none of its own. */
export function grouped(fields: FieldInfo[], kind: TableKind): { own: FieldInfo[]; others: FieldInfo[] } {
  const isOwn = (field: FieldInfo): boolean => field.kinds.includes(kind);
  return { own: fields.filter(isOwn), others: fields.filter((field) => !isOwn(field)) };
}

/** Whether a table is one of orders; of no kind, when it is the only one, it is to be one. */
export function isOrders(file: InspectFile, inspect: Inspect): boolean {
  return file.kind === "orders" || (file.kind === "unknown" && inspect.files.length === 1);
}

/** What a table cannot do without and does not have. */
export function lacking(file: InspectFile, inspect: Inspect): string[] {
  if (file.kind !== "unknown") return file.missing;
  if (!isOrders(file, inspect)) return [];
  return inspect.required.filter((one) => !one.mapped).map((one) => one.field);
}

/** Whether nothing can be analysed because none of the tables is one of orders. */
export function lacksOrders(inspect: Inspect): boolean {
  return inspect.required.some((one) => !one.mapped) && !inspect.files.some((file) => isOrders(file, inspect));
}
