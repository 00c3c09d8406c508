import type { BasketOutcome, BasketParams, BasketRule } from "../../engine/types.ts";

export const params: BasketParams = {
  by: null,
  item: null,
  support: null,
  least: 5,
  confidence: 0.25,
  longest: 4,
  several: false,
  redundant: false,
  sort: "lift",
  top: 100,
  rule: 1,
};

const herbs: BasketRule = {
  left: ["herbs"],
  right: ["root vegetables"],
  support: { num: 69, den: 9835 },
  customers: 61,
  confidence: { num: 69, den: 160 },
  expected: { num: 1072, den: 9835 },
  lift: 3.956477,
  lift_interval: { low: 3.27, high: 4.66 },
  leverage: 0.0052425,
  conviction: 1.566596,
  zhang: 0.7596,
  jaccard: 0.0593,
  certainty: 0.3617,
  kulczynski: 0.2478,
  p: 6.17e-26,
  q: 2.9e-24,
  redundant: false,
};

/** A small hand-made outcome for tests of what the page draws and says. */
export const outcome: BasketOutcome = {
  as_of: "2024-02-01",
  by: "order",
  item: "product",
  customers: 9000,
  baskets: 9835,
  shared: 7676,
  items: 169,
  occurrences: 43_367,
  refunds: 0,
  unlabelled: 0,
  sizes: [2159, 1643, 1299, 1005, 855, 645, 545, 438, 350, 896],
  largest: 32,
  top_items: [{ label: "whole milk", count: 2513 }],
  threshold: { support: 0.006, least: 60, suggested: true, longest: 4 },
  explosion: null,
  sets: 747,
  sets_by_length: [109, 447, 191],
  rules: 463,
  redundant: 12,
  significant: 460,
  top: [
    herbs,
    { ...herbs, left: ["a", "b"], right: ["c"], lift: 0.9, conviction: "infinite", certainty: null, p: 0.6, q: 0.7 },
  ],
  chosen: { rule: 1, target: 91, both: 69 },
  matrix: {
    items: [
      { label: "root vegetables", count: 1072 },
      { label: "herbs", count: 160 },
    ],
    baskets: [
      [1072, 69],
      [69, 160],
    ],
  },
};
