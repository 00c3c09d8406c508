// A plain RFM over orders in memory, so that the page can be worked on without a built engine. Not the product's RFM.
import type { ClassRow, Dimension, GroupRow, RfmOutcome, RfmParams, SegmentRow } from "../src/engine/api.ts";

export interface Order {
  user: string;
  order: string;
  day: number;
  amount: number;
}

export interface Scored {
  user: string;
  recency: number;
  frequency: number;
  monetary: number;
  orders: number;
  revenue: number;
  r: number;
  f: number;
  m: number;
  class: string;
  segment: string | null;
}

const CLASSES = [
  ["111", "important_value", "high_value"],
  ["101", "important_develop", "potential"],
  ["011", "important_keep", null],
  ["001", "important_winback", null],
  ["110", "general_value", null],
  ["100", "general_develop", null],
  ["010", "general_keep", null],
  ["000", "general_winback", "at_risk"],
] as const;

type Box = [number, number, number, number, number, number];
const SEGMENTS: [string, Box[]][] = [
  ["champions", [[4, 5, 4, 5, 4, 5]]],
  ["loyal", [[4, 5, 4, 5, 1, 3], [3, 3, 4, 5, 1, 5]]],
  ["potential_loyalist", [[4, 5, 2, 3, 1, 5]]],
  ["new_customers", [[5, 5, 1, 1, 1, 5]]],
  ["promising", [[4, 4, 1, 1, 1, 5]]],
  ["need_attention", [[3, 3, 1, 3, 3, 5]]],
  ["about_to_sleep", [[3, 3, 1, 3, 1, 2]]],
  ["at_risk", [[1, 2, 4, 5, 1, 3], [1, 2, 2, 3, 3, 5]]],
  ["cant_lose_them", [[1, 2, 4, 5, 4, 5]]],
  ["hibernating", [[2, 2, 2, 3, 1, 2], [2, 2, 1, 1, 1, 5]]],
  ["lost", [[1, 1, 2, 3, 1, 2], [1, 1, 1, 1, 1, 5]]],
];

const iso = (day: number): string => new Date(day * 864e5).toISOString().slice(0, 10);
const mean = (v: number[]): number => v.reduce((a, b) => a + b, 0) / v.length;
const median = (v: number[]): number => {
  const s = [...v].sort((a, b) => a - b);
  const i = (s.length - 1) / 2;
  return ((s[Math.floor(i)] ?? 0) + (s[Math.ceil(i)] ?? 0)) / 2;
};

function dimension(name: Dimension["name"], unit: string, v: number[], p: RfmParams): [Dimension, number[]] {
  const k = p.bins;
  const n = v.length;
  const sorted = [...v].sort((a, b) => a - b);
  const fixed = p.method === "fixed" ? p.cuts?.[name] : undefined;
  const split = p.split === "mean" ? mean(v) : median(v);
  const classOf = (x: number): number => {
    if (fixed) return 1 + fixed.filter((c) => c <= x).length;
    if (p.method === "mean") return name === "recency" ? (x < split ? 1 : 2) : x > split ? 2 : 1;
    return Math.floor((sorted.findIndex((y) => y >= x) * k) / n) + 1;
  };
  const cache = new Map<number, number>();
  for (const x of sorted) if (!cache.has(x)) cache.set(x, classOf(x));
  const cuts = Array.from({ length: k - 1 }, (_, i) => fixed?.[i] ?? sorted.find((x) => (cache.get(x) ?? 0) >= i + 2) ?? null);
  const counts = Array<number>(k).fill(0);
  const scores = v.map((x) => {
    const c = cache.get(x) ?? 1;
    const s = name === "recency" ? k + 1 - c : c;
    counts[s - 1] = (counts[s - 1] ?? 0) + 1;
    return s;
  });
  const ties = new Map<number, number>();
  for (const x of v) ties.set(x, (ties.get(x) ?? 0) + 1);
  return [
    {
      name, unit, cuts, score_counts: counts, distinct_scores: counts.filter((c) => c > 0).length,
      largest_tie: { num: Math.max(...ties.values()), den: n },
      mean: mean(v), median: median(v), min: sorted[0] ?? 0, max: sorted.at(-1) ?? 0,
    },
    scores,
  ];
}

function group(name: string, list: Scored[], all: Scored[], revenue: number): GroupRow {
  const orders = list.reduce((a, c) => a + c.orders, 0);
  const own = Math.round(list.reduce((a, c) => a + c.revenue, 0) * 100) / 100;
  const mid = (f: (c: Scored) => number): number | null => (list.length ? median(list.map(f)) : null);
  return {
    name, customers: list.length, share: { num: list.length, den: all.length }, orders, revenue: own,
    revenue_share: revenue > 0 ? { num: own, den: revenue } : null,
    average_order_value: orders ? Math.round((own / orders) * 100) / 100 : null,
    median_recency: mid((c) => c.recency), median_frequency: mid((c) => c.frequency), median_monetary: mid((c) => c.monetary),
  };
}

export function rfm(orders: Order[], given: RfmParams, asOf: string | null): { outcome: RfmOutcome; table: Scored[]; params: RfmParams } | null {
  const p = { ...given, bins: given.method === "mean" ? 2 : given.bins };
  const last = orders.reduce((a, o) => Math.max(a, o.day), -Infinity);
  const at = asOf ? Date.parse(asOf) / 864e5 : last + 1;
  const lines = orders.filter((o) => o.day < at && (p.window_days === null || o.day >= at - p.window_days));
  const byUser = new Map<string, Order[]>();
  for (const o of lines) byUser.set(o.user, [...(byUser.get(o.user) ?? []), o]);
  const table: Scored[] = [];
  for (const [user, own] of [...byUser].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const bought = own.filter((o) => o.amount >= 0);
    if (bought.length === 0) continue;
    const ids = new Set(bought.map((o) => o.order)).size;
    const sum = (p.refunds === "subtract" ? own : bought).reduce((a, o) => a + o.amount, 0);
    table.push({
      user, recency: at - Math.max(...bought.map((o) => o.day)),
      frequency: p.frequency === "order" ? ids : p.frequency === "day" ? new Set(bought.map((o) => o.day)).size : bought.length,
      monetary: Math.round((p.monetary === "total" ? sum : sum / ids) * 100) / 100,
      orders: ids, revenue: own.reduce((a, o) => a + o.amount, 0), r: 0, f: 0, m: 0, class: "", segment: null,
    });
  }
  if (table.length < 2) return null;
  const [dr, sr] = dimension("recency", "day", table.map((c) => c.recency), p);
  const [df, sf] = dimension("frequency", p.frequency, table.map((c) => c.frequency), p);
  const [dm, sm] = dimension("monetary", "currency", table.map((c) => c.monetary), p);
  const dims = [dr, df, dm];
  const code = (c: Scored, by: "mean" | "median"): string =>
    [c.recency < dr[by], c.frequency > df[by], c.monetary > dm[by]].map((b) => (b ? "1" : "0")).join("");
  for (const [i, c] of table.entries()) {
    c.r = sr[i] ?? 1;
    c.f = sf[i] ?? 1;
    c.m = sm[i] ?? 1;
    c.class = code(c, p.split);
    c.segment = p.bins === 5 ? (SEGMENTS.find(([, rule]) => rule.some(([a, b, d, e, g, h]) => c.r >= a && c.r <= b && c.f >= d && c.f <= e && c.m >= g && c.m <= h))?.[0] ?? null) : null;
  }
  const revenue = Math.round(table.reduce((a, c) => a + c.revenue, 0) * 100) / 100;
  const other = p.split === "mean" ? "median" : "mean";
  const grid = [];
  for (let r = 1; r <= p.bins; r += 1)
    for (let f = 1; f <= p.bins; f += 1) {
      const own = table.filter((c) => c.r === r && c.f === f);
      grid.push({ r, f, customers: own.length, revenue: own.reduce((a, c) => a + c.revenue, 0), mean_monetary: own.length ? Math.round(mean(own.map((c) => c.monetary)) * 100) / 100 : null });
    }
  const classes: ClassRow[] = CLASSES.map(([bits, name, seed]) => ({ code: bits, seed, ...group(name, table.filter((c) => c.class === bits), table, revenue) }));
  const segments: SegmentRow[] = SEGMENTS.map(([name, rule]) => ({
    ...group(name, table.filter((c) => c.segment === name), table, revenue),
    rule: rule.map(([a, b, d, e, g, h]) => ({ r: [a, b], f: [d, e], m: [g, h] })),
  }));
  const first = lines.reduce((a, o) => Math.min(a, o.day), Infinity);
  return {
    params: p,
    table,
    outcome: {
      as_of: iso(at), window: { from: iso(first), to: iso(at - 1), days: at - first },
      population: { customers: byUser.size, scored: table.length, without_purchase: byUser.size - table.length, orders: table.reduce((a, c) => a + c.orders, 0), lines: lines.length, refund_lines: lines.filter((o) => o.amount < 0).length, revenue },
      dimensions: dims, grid,
      classes: { split: p.split, values: { recency: dr[p.split], frequency: df[p.split], monetary: dm[p.split] }, other_split_moved: { num: table.filter((c) => c.class !== code(c, other)).length, den: table.length }, rows: classes },
      segments: p.bins === 5 ? { scheme: "grid_125", rows: segments } : null,
      customers: { total: table.length, listed: 0 },
    },
  };
}
