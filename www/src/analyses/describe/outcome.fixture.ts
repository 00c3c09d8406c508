import type {
  DescribeComparison,
  DescribeFigures,
  DescribeOutcome,
  DescribeParams,
  DescribePeriod,
} from "../../engine/types.ts";

export const params: DescribeParams = {
  period: "month",
  compare: "same_days",
  top: 10,
  columns: [],
  bins: null,
  autocorrelation: false,
};

const figures = (net: number, orders: number): DescribeFigures => ({
  net,
  gross: net + 10,
  refunds: 10,
  lines: orders + 1,
  refund_lines: 1,
  orders,
  returned_orders: 1,
  customers: orders,
  new_customers: 1,
  returning_customers: orders - 1,
  units: null,
  average_order_value: orders === 0 ? null : net / orders,
  revenue_per_customer: orders === 0 ? null : net / orders,
  repeat_rate: { num: 1, den: 4 },
  return_rate: { num: 1, den: orders },
  return_rate_by_amount: { num: 10, den: net + 10 },
});

const comparison: DescribeComparison = {
  with: "2024-02",
  days: ["2024-03-01", "2024-03-29"],
  with_days: ["2024-02-01", "2024-02-29"],
  whole: false,
  amounts: [
    { name: "net", now: 120, before: 100, relative: { num: 20, den: 100 } },
    { name: "refunds", now: 10, before: 0, relative: null },
  ],
  rates: [{ name: "repeat_rate", now: { num: 1, den: 4 }, before: { num: 1, den: 5 }, points: 5 }],
};

const period = (name: string, net: number, complete: boolean): DescribePeriod => ({
  name,
  from: `${name}-01`,
  to: complete ? `${name}-29` : `${name}-10`,
  days: complete ? 29 : 10,
  of_days: complete ? 29 : 30,
  complete,
  figures: figures(net, 4),
  previous: null,
  year_before: null,
});

/** Two complete months and ten days of a third. */
export const outcome: DescribeOutcome = {
  as_of: "2024-04-11",
  board: {
    from: "2024-02-01",
    to: "2024-04-10",
    customers: 9,
    totals: figures(270, 12),
    period: "month",
    periods: [
      period("2024-02", 100, true),
      { ...period("2024-03", 130, true), previous: comparison },
      period("2024-04", 40, false),
    ],
    earlier: null,
    current: 1,
    shares: [
      {
        field: "channel",
        labels: 3,
        rows: [{ label: "APP", lines: 9, customers: 6, revenue: 200, share: { num: 200, den: 270 } }],
        other: { label: "", lines: 3, customers: 2, revenue: 50, share: { num: 50, den: 270 } },
        unlabelled: { label: "", lines: 1, customers: 1, revenue: 20, share: { num: 20, den: 270 } },
      },
    ],
  },
  distributions: [
    {
      of: "order_value",
      column: null,
      unit: "currency",
      n: 12,
      missing: 0,
      mean: 22.5,
      sd: 4,
      min: 10,
      max: 40,
      quantiles: [{ percent: 50, value: 20 }],
      histogram: { edges: [0, 20, 40], counts: [5, 6], below: 0, above: 1 },
      autocorrelation: null,
    },
  ],
  columns: [],
  columns_missing: [],
};
