import type { MoneyRatio, Ratio } from "../../engine/types.ts";

/** Settings of the ABC analysis. */
export interface AbcParams {
  /** Whose contribution is counted. */
  of: "customers" | "products";
  /** Share of the revenue that class A makes up, 0 to 1. */
  a: number;
  /** … and A and B together. */
  b: number;
}

export type AbcCode = "A" | "B" | "C";

/** One class. */
export interface AbcRow {
  code: AbcCode;
  /** Customers or products. */
  items: number;
  share: Ratio;
  revenue: number;
  revenue_share: MoneyRatio;
  /** The smallest amount of the class; null where it is empty. */
  from: number | null;
}

/** A product or, without a label, a customer. */
export interface AbcItem {
  label: string | null;
  revenue: number;
  revenue_share: MoneyRatio;
  /** Of all up to this one. */
  cumulative: MoneyRatio;
  code: AbcCode;
}

/** Who brings in how much. */
export interface AbcOutcome {
  as_of: string;
  /** Items with a positive amount, which make the curve. */
  items: number;
  revenue: number;
  /** Items with an amount of 0 or below, left out of the curve. */
  left_out: number;
  left_out_revenue: number;
  /** A, B, C. */
  classes: AbcRow[];
  /** Share of the items, the smallest first, and of the revenue that they bring; from [0, 0] to [1, 1]. */
  lorenz: [number, number][];
  /** 0 = all alike, 1 = one has everything. */
  gini: number;
  /** The first items, the largest first; empty for customers. */
  top: AbcItem[];
  /** Customers of each RFM class in A, B and C; null for products, or where RFM has too little data. */
  rfm: { code: string; counts: [number, number, number] }[] | null;
}
