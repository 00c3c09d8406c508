import type { AbcCode, AbcOutcome, AbcParams, AbcRow } from "./outcome.ts";

const row = (code: AbcCode, items: number, revenue: number, from: number): AbcRow => ({
  code,
  items,
  share: { num: items, den: 10 },
  revenue,
  revenue_share: { num: revenue, den: 1000 },
  from,
});

export const params: AbcParams = { of: "customers", a: 0.8, b: 0.95 };

/** A small hand-made outcome for tests of what the page draws and says. */
export const outcome: AbcOutcome = {
  as_of: "2024-02-01",
  items: 10,
  revenue: 1000,
  left_out: 3,
  left_out_revenue: -50,
  classes: [row("A", 2, 800, 300), row("B", 3, 150, 40), row("C", 5, 50, 5)],
  lorenz: [
    [0, 0],
    [0.5, 0.05],
    [0.8, 0.2],
    [1, 1],
  ],
  gini: 0.655,
  top: [],
  rfm: [
    { code: "111", counts: [2, 1, 0] },
    { code: "000", counts: [0, 2, 5] },
  ],
};
