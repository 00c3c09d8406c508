import type { InspectFile, Notice } from "../../engine/api.ts";
import type { Cleaning, CleaningRule } from "../../engine/types.ts";

/** Notices of rows that cleaning leaves and the analyses of customers do not count. */
const BEYOND = ["N_AMOUNT_TOO_LARGE", "N_LAST_DAY_FAR", "N_FIRST_DAY_FAR", "N_AFTER_AS_OF"] as const;
/** Notices of rows that nothing can be counted of, by the reason of the engine. */
const SET_ASIDE = { no_user_id: "N_NO_USER_ID", no_order_time: "N_NO_ORDER_TIME", no_amount: "N_NO_AMOUNT" } as const;

export type Left = (typeof BEYOND)[number] | (typeof SET_ASIDE)[keyof typeof SET_ASIDE];

/** Where the rows of a table went: `read = counted + left + cleaned + rejected`. */
export interface Account {
  read: number;
  counted: number;
  /** Read, but nothing can be counted of them; the reasons add up. */
  left: number;
  reasons: { code: Left; rows: number }[];
  /** Taken away by rules or by hand. */
  cleaned: number;
  rules: { rule: CleaningRule | null; rows: number }[];
  rejected: number;
}

function isSetAside(reason: string): reason is keyof typeof SET_ASIDE {
  return Object.hasOwn(SET_ASIDE, reason);
}

/** The account of one table; `notices` are those of all, of which its own are taken. */
export function account(file: InspectFile, table: number, cleaning: Cleaning, notices: readonly Notice[]): Account {
  const own = notices.filter((n) => (n.table ?? 1) === table + 1);
  const reasons = cleaning.set_aside.flatMap(({ reason, rows }) =>
    isSetAside(reason) ? [{ code: SET_ASIDE[reason] as Left, rows }] : [],
  );
  for (const code of BEYOND) {
    const rows = own.reduce((sum, n) => (n.code === code ? sum + n.count : sum), 0);
    if (rows > 0) reasons.push({ code, rows });
  }
  const left = reasons.reduce((sum, { rows }) => sum + rows, 0);
  const rules = cleaning.cleaned.filter(({ rows }) => rows > 0);
  const cleaned = rules.reduce((sum, { rows }) => sum + rows, 0);
  const { read, accepted, rejected } = file.rows;
  return { read, counted: accepted - left - cleaned, left, reasons, cleaned, rules, rejected };
}
