import type { AbcClass, AbcOutcome, AbcParams } from "../../engine/types.ts";

const row = (name: AbcClass["class"], count: number, revenue: number, [from, to]: [number, number]): AbcClass => ({
  class: name,
  count,
  share: { num: count, den: 10 },
  revenue,
  revenue_share: { num: revenue, den: 1000 },
  from,
  to,
});

export const params: AbcParams = { a: 80, b: 95, top: 20 };

const ranking = {
  count: 10,
  revenue: 1000,
  apart: { zero: 1, negative: 2, revenue: -50 },
  classes: [row("A", 2, 800, [300, 500]), row("B", 3, 150, [40, 60]), row("C", 5, 50, [5, 15])],
  lorenz_count: [0, 5, 8, 10],
  lorenz_revenue: [0, 50, 200, 1000],
  gini: 0.655,
};

/** A small hand-made outcome for tests of what the page draws and says. */
export const outcome: AbcOutcome = {
  as_of: "2024-02-01",
  customers: ranking,
  without_lines: 0,
  products: {
    ranking: { ...ranking, apart: { zero: 0, negative: 0, revenue: 0 } },
    top: [
      {
        label: "P1",
        lines: 9,
        customers: 7,
        revenue: 500,
        share: { num: 500, den: 1000 },
        cumulative: { num: 500, den: 1000 },
        class: "A",
      },
    ],
    unlabelled_lines: 4,
    unlabelled_revenue: 12,
  },
  categories: null,
  rfm: {
    codes: ["111", "000"],
    rows: [
      { class: "A", customers: [2, 0], revenue: [800, 0] },
      { class: "B", customers: [1, 2], revenue: [50, 100] },
      { class: "C", customers: [0, 5], revenue: [0, 50] },
      { class: null, customers: [0, 3], revenue: [0, -50] },
    ],
  },
};
