import type { ChannelOutcome, ChannelParams, ChannelRate, ChannelRow, ChannelTable } from "../../engine/types.ts";

const rate = (num: number, den: number, more: Partial<ChannelRate> = {}): ChannelRate => ({
  ratio: { num, den },
  interval: null,
  others: null,
  difference: null,
  q: null,
  stands: null,
  ...more,
});

const row = (label: string | null, more: Partial<ChannelRow>): ChannelRow => ({
  label,
  rows: 1,
  uv: null,
  clicks: null,
  orders: null,
  cost: null,
  revenue: null,
  click_rate: null,
  conversion: null,
  cpa: null,
  cpc: null,
  roi: null,
  roas: null,
  loss: false,
  readings: null,
  ...more,
});

const doubts = {
  orders_above_clicks: 0,
  clicks_above_uv: 0,
  no_count: 0,
  negative_money: 0,
  gaps: 0,
  unnamed: 0,
  undated: 0,
};

const seed: Partial<ChannelRow> = {
  uv: 10_000,
  clicks: 2000,
  orders: 300,
  cost: 5000,
  conversion: rate(300, 2000, { interval: { low: 0.135023, high: 0.166319 } }),
  click_rate: rate(2000, 10_000, { interval: { low: 0.192, high: 0.208 } }),
  cpa: { num: 5000, den: 300, value: 16.6667 },
  cpc: { num: 5000, den: 2000, value: 2.5 },
  readings: { roi: 21_000, roas: 16_000 },
};

/** One row with a return and no revenue, as in the first request. */
export const single: ChannelTable = {
  rows: 1,
  days: null,
  fields: ["uv", "click", "order", "cost", "roi", "conversion_rate"],
  revenue_from: "none",
  checks: [
    {
      field: "conversion_rate",
      compared: 1,
      readings: [
        { code: "order_per_click_percent", agree: 1 },
        { code: "order_per_click", agree: 0 },
      ],
      fits: "order_per_click_percent",
      differences: [],
    },
  ],
  channels: [row("engine", seed)],
  total: row(null, seed),
  distinct: 1,
  doubts,
  trend: null,
};

const paid = (cost: number, revenue: number): Partial<ChannelRow> => ({
  cost,
  revenue,
  roi: { num: revenue - cost, den: cost },
  roas: { num: revenue, den: cost },
  loss: revenue < cost,
});

/** Two channels over two weeks, one of which loses money. */
export const table: ChannelTable = {
  ...single,
  rows: 4,
  days: { from: "2024-04-29", to: "2024-05-08" },
  fields: ["click", "order", "cost", "revenue", "roi"],
  revenue_from: "column",
  checks: [
    {
      field: "roi",
      compared: 4,
      readings: [
        { code: "roi", agree: 2 },
        { code: "roas", agree: 1 },
      ],
      fits: null,
      differences: [{ label: "video", day: "2024-05-06", supplied: 2, computed: -0.5 }],
    },
  ],
  channels: [
    row("video", {
      clicks: 1000,
      orders: 30,
      ...paid(800, 400),
      conversion: rate(30, 1000, {
        interval: { low: 0.021, high: 0.0425 },
        others: { num: 40, den: 400 },
        difference: { low: -0.103, high: -0.041 },
        q: 0.0002,
        stands: "below",
      }),
    }),
    row("search", {
      clicks: 400,
      orders: 40,
      ...paid(100, 420),
      conversion: rate(40, 400, {
        interval: { low: 0.0743, high: 0.1334 },
        others: { num: 30, den: 1000 },
        difference: { low: 0.041, high: 0.103 },
        q: 0.0213,
        stands: "above",
      }),
    }),
  ],
  total: row(null, {
    rows: 4,
    clicks: 1400,
    orders: 70,
    ...paid(900, 820),
    conversion: rate(70, 1400, { interval: { low: 0.0398, high: 0.0627 } }),
  }),
  distinct: 2,
  doubts: { ...doubts, orders_above_clicks: 1, unnamed: 2 },
  trend: {
    unit: "week",
    periods: [
      { label: "2024-W18", from: "2024-04-29", complete: true },
      { label: "2024-W19", from: "2024-05-06", complete: false },
    ],
    series: [
      { label: null, orders: [40, 30], clicks: [1000, 400], cost: [600, 300], revenue: [500, 320] },
      { label: "video", orders: [20, 10], clicks: [1000, 0], cost: [500, 300], revenue: [250, 150] },
    ],
  },
};

export const outcome: ChannelOutcome = { basis: "table", table, people: null };
export const params: ChannelParams = { roi_is: "unknown", period: "auto" };

export const people: ChannelOutcome = {
  basis: "orders",
  table: null,
  people: {
    distinct: 2,
    known: { num: 150, den: 200 },
    total: {
      label: null,
      customers: 120,
      orders: 200,
      revenue: 9000,
      average: { num: 9000, den: 200, value: 45 },
      repeat: rate(40, 120),
    },
    channels: [
      {
        label: "APP",
        customers: 70,
        orders: 100,
        revenue: 5000,
        average: { num: 5000, den: 100, value: 50 },
        repeat: rate(35, 70, { interval: { low: 0.386, high: 0.614 } }),
      },
      {
        label: "store",
        customers: 3,
        orders: 50,
        revenue: 2000,
        average: { num: 2000, den: 50, value: 40 },
        repeat: rate(3, 3),
      },
    ],
  },
};
