import type { Inspect } from "../engine/api.ts";
import { t } from "../i18n/locale.ts";
import { isOrders } from "./tables.ts";

/** Notices of rows that were read but belong to no analysis of customers. No row is in two of them. */
const LEFT_OUT = [
  "N_NO_USER_ID",
  "N_NO_ORDER_TIME",
  "N_NO_AMOUNT",
  "N_IDENTICAL_ROWS",
  "N_ROWS_CLEANED",
  "N_AMOUNT_TOO_LARGE",
  "N_LAST_DAY_FAR",
  "N_FIRST_DAY_FAR",
  "N_AFTER_AS_OF",
] as const;
type LeftOut = (typeof LEFT_OUT)[number];

function isLeftOut(code: string): code is LeftOut {
  return LEFT_OUT.some((one) => one === code);
}

/** Where the rows of a file went: `read = counted + left + rejected`. */
export interface Balance {
  read: number;
  /** In the table and in the analyses of customers. */
  counted: number;
  /** In the table, but in no analysis of customers; `reasons` adds up to it. */
  left: number;
  reasons: { code: LeftOut; rows: number }[];
  /** Not in the table: their structure could not be read. */
  rejected: number;
}

/** Null for a table that is not one of orders, and as long as a required field has no column: until then nobody can say which rows count. */
export function balance(inspect: Inspect, place = 0): Balance | null {
  const file = inspect.files[place];
  if (!file || !isOrders(file, inspect)) return null;
  if (inspect.required.some((field) => !field.mapped)) return null;
  const { rows } = file;
  const reasons = inspect.notices.flatMap(({ code, count, table }) =>
    isLeftOut(code) && (table === undefined || table === place + 1) ? [{ code, rows: count }] : [],
  );
  const left = reasons.reduce((sum, reason) => sum + reason.rows, 0);
  return { read: rows.read, counted: rows.accepted - left, left, reasons, rejected: rows.rejected };
}

/** Why rows were left out, each with its number, in one line. */
export function reasonWords({ reasons }: Balance): string {
  return reasons.map(({ code, rows }) => t(`left.${code}`, { n: rows })).join(t("app.join"));
}
