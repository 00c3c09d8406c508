import type { AnalysisName, Inspect, InspectFile } from "../engine/api.ts";
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

/** What a table cannot do without and does not have, or has in a column that holds something else. */
export function lacking(file: InspectFile, inspect: Inspect): string[] {
  if (!isOrders(file, inspect)) return file.kind === "unknown" ? [] : file.missing;
  const isFirst = inspect.files.find((other) => isOrders(other, inspect)) === file;
  const open = isFirst ? inspect.required.filter((one) => !one.mapped).map((one) => one.field) : [];
  return [...new Set([...(file.kind === "unknown" ? [] : file.missing), ...open])];
}

/** Whether none of the tables is one of orders, so that what is about purchases cannot be analysed. */
export function lacksOrders(inspect: Inspect): boolean {
  return inspect.required.some((one) => !one.mapped) && !inspect.files.some((file) => isOrders(file, inspect));
}

/** Columns of numbers without a field that make rows worth comparing. */
const LEAST = 2;

/** Whether a table says something without orders: it is whole, or holds numbers of whatever it is about. */
function isTelling(file: InspectFile): boolean {
  if (file.kind !== "unknown") return file.kind !== "orders" && file.missing.length === 0;
  return file.columns.filter((one) => one.type === "number" && one.field === null).length >= LEAST;
}

/** Whether anything can be analysed: purchases, or else what tables of other kinds say. */
export function isReady(inspect: Inspect): boolean {
  return inspect.required.every((one) => one.mapped) || inspect.files.some(isTelling);
}

/** The analysis to begin with: of purchases, of what customers do, or of columns. */
export function opening(inspect: Inspect): AnalysisName {
  if (inspect.required.every((one) => one.mapped)) return "rfm";
  return inspect.files.some((file) => file.kind === "events") ? "activity" : "describe";
}
