import { extremes } from "../foremost.ts";
import { bars as draw } from "../../charts/bars.ts";
import type { Option } from "../../charts/frame.ts";
import { heatmap as cells } from "../../charts/heatmap.ts";
import type { Look } from "../../charts/look.ts";
import type { ClassRow, Group, GroupRow, RfmOutcome, SegmentRow } from "../../engine/api.ts";
import { locale, t, word } from "../../i18n/locale.ts";
import { compact, full, percent } from "../../i18n/number.ts";
import { segmentName } from "./rule-set.ts";

export type BarsBy = "customers" | "revenue";
export type HeatBy = "customers" | "monetary";
export type Scheme = "classes" | "segments";

const DASH = "–";

/** Rows of the shown grouping; segments fall back to the classes where there are none. */
export function groups(outcome: RfmOutcome, scheme: Scheme): (ClassRow | SegmentRow)[] {
  const rows = scheme === "segments" ? (outcome.segments?.rows ?? []) : [];
  return rows.length > 0 ? rows : outcome.classes.rows;
}

export function groupName(row: ClassRow | SegmentRow): string {
  return "code" in row ? word("class", row.name) : segmentName(row.name);
}

/** The group whose customers a row stands for. */
export function groupOf(row: ClassRow | SegmentRow): Group {
  return "code" in row ? { grouping: "class", group: row.code } : { grouping: "segment", group: row.name };
}

/** The two scores that make a cell. */
export function cellGroups(r: number, f: number): Group[] {
  return [
    { grouping: "r", group: String(r) },
    { grouping: "f", group: String(f) },
  ];
}

/** One horizontal bar for each class or segment, labelled with value and share. */
export function bars(outcome: RfmOutcome, scheme: Scheme, by: BarsBy, look: Look): Option {
  const { lang } = locale;
  const share = (row: GroupRow, of: BarsBy): string =>
    percent(of === "customers" ? row.share : row.revenue_share, lang) ?? DASH;
  const rows = groups(outcome, scheme).map((row, index) => {
    const value = by === "customers" ? row.customers : row.revenue;
    return {
      name: groupName(row),
      tag: "code" in row && row.seed ? word("seed", row.seed) : null,
      value,
      words: `${compact(value, lang)} · ${share(row, by)}`,
      tip: [
        groupName(row),
        t("bars.tip.customers", { n: row.customers, share: share(row, "customers") }),
        t("bars.tip.revenue", { n: full(row.revenue, lang), share: share(row, "revenue") }),
      ],
      colour: scheme === "classes" ? (look.classes[index] ?? look.accent) : look.accent,
      pick: groupOf(row),
    };
  });
  return draw({ bars: rows }, look);
}

/** The chart in one sentence. */
export function barsSummary(outcome: RfmOutcome, scheme: Scheme, by: BarsBy): string {
  const { lang } = locale;
  const value = (row: GroupRow): number => (by === "customers" ? row.customers : row.revenue);
  const show = (row: GroupRow): string =>
    by === "customers" ? t("rfm.people", { n: row.customers }) : compact(row.revenue, lang);
  const apart = extremes(groups(outcome, scheme), value, show);
  if (!apart) return "";
  const { top, low } = apart;
  return t(by === "customers" ? "bars.summary.customers" : "bars.summary.revenue", {
    top: groupName(top),
    max: show(top),
    share: percent(by === "customers" ? top.share : top.revenue_share, lang) ?? DASH,
    low: groupName(low),
    min: show(low),
  });
}

/** R×F cells, the best corner at the top right; colour is the number of customers or their mean M. */
export function heatmap(outcome: RfmOutcome, by: HeatBy, look: Look): Option {
  const { lang } = locale;
  const k = Math.max(1, ...outcome.grid.map((c) => c.r));
  const scores = Array.from({ length: k }, (_, i) => i + 1);
  const scored = outcome.population.scored;
  const row = (r: number): string =>
    `${r === k ? `${t("heat.r.best")} ` : r === 1 ? `${t("heat.r.worst")} ` : ""}R ${r}`;
  const drawn = outcome.grid.map((c) => {
    const value = by === "customers" ? c.customers : c.mean_monetary;
    return {
      row: k - c.r,
      column: c.f - 1,
      value: c.customers === 0 || value === 0 ? null : value,
      words: value === null ? DASH : compact(value, lang),
      tip: [
        t("heat.cell", { r: c.r, f: c.f }),
        t("heat.tip.customers", { n: c.customers, share: percent({ num: c.customers, den: scored }, lang) ?? DASH }),
        t("heat.tip.revenue", { n: full(c.revenue, lang) }),
        t("heat.tip.mean", { n: c.mean_monetary === null ? DASH : full(c.mean_monetary, lang) }),
      ],
      pick: cellGroups(c.r, c.f),
    };
  });
  const matrix = {
    rows: scores.toReversed().map(row),
    columns: scores.map((f) => `F ${f}`),
    cells: drawn,
    words: k <= 8 || by === "customers",
  };
  return cells(matrix, look);
}

/** The chart in one sentence. */
export function heatSummary(outcome: RfmOutcome): string {
  const k = Math.max(1, ...outcome.grid.map((c) => c.r));
  const fullest = outcome.grid.reduce((a, b) => (b.customers > a.customers ? b : a), {
    r: 0,
    f: 0,
    customers: 0,
    revenue: 0,
    mean_monetary: null,
  });
  const n = outcome.population.scored;
  const empty = outcome.grid.filter((c) => c.customers === 0).length;
  const numbers = {
    k,
    n,
    r: fullest.r,
    f: fullest.f,
    max: fullest.customers,
    share: percent({ num: fullest.customers, den: n }, locale.lang) ?? "–",
  };
  return empty === 0 ? t("heat.summary.full", numbers) : t("heat.summary", { ...numbers, empty });
}
