import type { ClassRow, GridCell, RfmOutcome, RfmParams } from "../../engine/api.ts";

const row = (code: string, name: string, customers: number): ClassRow => ({
  code,
  name,
  seed: null,
  customers,
  share: { num: customers, den: 10 },
  orders: customers,
  revenue: customers * 100,
  revenue_share: { num: customers * 100, den: 1000 },
  average_order_value: 100,
  median_recency: 5,
  median_frequency: 1,
  median_monetary: 100,
});

const grid: GridCell[] = [1, 2].flatMap((r) =>
  [1, 2].map((f) => ({
    r,
    f,
    customers: r === 1 && f === 2 ? 0 : r + f,
    revenue: 100 * r,
    mean_monetary: r === 1 && f === 2 ? null : 50 * r,
  })),
);

export const params: RfmParams = {
  bins: 2,
  method: "quantile",
  split: "mean",
  frequency: "order",
  refunds: "subtract",
  monetary: "total",
  cuts: null,
  window_days: null,
  list: 0,
};

/** A small hand-made outcome for tests of what the page draws and says. */
export const outcome: RfmOutcome = {
  as_of: "2024-02-01",
  window: { from: "2024-01-01", to: "2024-01-31", days: 31 },
  population: {
    customers: 11,
    scored: 10,
    without_purchase: 1,
    orders: 10,
    lines: 11,
    refund_lines: 1,
    revenue: 1000,
  },
  dimensions: [
    {
      name: "recency",
      unit: "day",
      cuts: [11],
      score_counts: [4, 6],
      distinct_scores: 2,
      largest_tie: { num: 2, den: 10 },
      mean: 9.5,
      median: 9,
      min: 1,
      max: 31,
    },
    {
      name: "frequency",
      unit: "order",
      cuts: [null],
      score_counts: [10, 0],
      distinct_scores: 1,
      largest_tie: { num: 10, den: 10 },
      mean: 1,
      median: 1,
      min: 1,
      max: 1,
    },
    {
      name: "monetary",
      unit: "currency",
      cuts: [99.5],
      score_counts: [5, 5],
      distinct_scores: 2,
      largest_tie: { num: 1, den: 10 },
      mean: 100,
      median: 99.5,
      min: -5,
      max: 300,
    },
  ],
  grid,
  classes: {
    split: "mean",
    values: { recency: 9.5, frequency: 1, monetary: 100 },
    other_split_moved: { num: 2, den: 10 },
    rows: [row("111", "important_value", 4), row("000", "general_winback", 6)],
  },
  segments: null,
  customers: {
    total: 10,
    listed: 0,
    recency_days: [],
    frequency: [],
    monetary: [],
    r: [],
    f: [],
    m: [],
    class: [],
    segment: null,
  },
};
