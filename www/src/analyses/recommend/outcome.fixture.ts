import type { RecommendOutcome, RecommendParams } from "../../engine/types.ts";

export const params: RecommendParams = {
  item: null,
  similarity: "cosine",
  shrink: 10,
  least: 3,
  neighbours: 20,
  k: 2,
  top: 30,
};

/** A small hand-made outcome for tests of what the page draws and says. */
export const outcome: RecommendOutcome = {
  as_of: "2024-02-01",
  item: "product",
  customers: 500,
  buyers: 480,
  products: 40,
  used: 40,
  large: 0,
  trial: {
    eligible: 200,
    tried: 200,
    repeats: 30,
    lists: { rate: { num: 80, den: 200 }, interval: { low: 0.334, high: 0.469 }, by_length: [50, 80] },
    popular: { rate: { num: 40, den: 200 }, interval: { low: 0.151, high: 0.261 }, by_length: [25, 40] },
    only_lists: 50,
    only_popular: 10,
    p_value: 1.5e-7,
    coverage: { lists: { num: 36, den: 40 }, popular: { num: 6, den: 40 } },
    with_alike: { num: 190, den: 200 },
  },
  alike: 450,
  popular: 50,
  none: 0,
  recommended: [{ label: "tea", customers: 120, popular: 50, because: "milk", because_customers: 60 }],
  neighbours: [
    { label: "milk", customers: 90, near: [{ label: "tea", share: { num: 45, den: 90 }, likeness: 0.5 }] },
    { label: "jam", customers: 20, near: [] },
  ],
};
