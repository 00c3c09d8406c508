import type { Group, RfmOutcome } from "../engine/api.ts";
import { locale, t } from "../i18n/locale.ts";
import { compact, full, percent } from "../i18n/number.ts";
import { along, frame, inkOn, type Option } from "./frame.ts";
import type { Look } from "./look.ts";

export type HeatBy = "customers" | "monetary";

/** The two scores that make a cell. */
export function cellGroups(r: number, f: number): Group[] {
  return [
    { grouping: "r", group: String(r) },
    { grouping: "f", group: String(f) },
  ];
}

/** R×F cells, the best corner at the top right; colour is the number of customers or their mean M. */
export function heatmap(outcome: RfmOutcome, by: HeatBy, look: Look): Option {
  const { lang } = locale;
  const k = Math.max(1, ...outcome.grid.map((c) => c.r));
  const value = (c: (typeof outcome.grid)[number]): number | null =>
    by === "customers" ? c.customers : c.customers === 0 ? null : c.mean_monetary;
  const values = outcome.grid.map(value).filter((v): v is number => v !== null && v !== 0);
  const low = by === "customers" ? 0 : Math.min(0, ...values);
  const high = Math.max(1, ...values);
  const scores = Array.from({ length: k }, (_, i) => String(i + 1));
  const scored = outcome.population.scored;
  const word = (score: string): string =>
    `${score === String(k) ? `${t("heat.r.best")} ` : score === "1" ? `${t("heat.r.worst")} ` : ""}R ${score}`;

  return {
    ...frame(look),
    grid: { left: 12, right: 12, top: 12, bottom: 8, containLabel: true },
    xAxis: {
      type: "category",
      data: scores,
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: { color: look.text2, formatter: (score: string) => `F ${score}` },
    },
    yAxis: {
      type: "category",
      data: scores,
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: { color: look.text2, formatter: word },
    },
    visualMap: { type: "continuous", show: false, min: low, max: high, dimension: 2, inRange: { color: look.ramp } },
    series: [
      {
        type: "heatmap",
        data: outcome.grid.map((c) => {
          const v = value(c);
          const blank = v === null || v === 0;
          const colour = blank ? look.empty : along(look.ramp, (v - low) / (high - low));
          return {
            value: [c.f - 1, c.r - 1, v ?? 0],
            pick: cellGroups(c.r, c.f),
            ...(blank ? { visualMap: false } : {}),
            itemStyle: {
              ...(blank ? { color: colour } : {}),
              borderColor: look.surface,
              borderWidth: 2,
              borderRadius: 3,
            },
            label: {
              show: k <= 8 || by === "customers",
              color: blank ? look.text3 : inkOn(colour),
              formatter: v === null ? "–" : compact(v, lang),
            },
            tooltip: {
              formatter: [
                t("heat.cell", { r: c.r, f: c.f }),
                t("heat.tip.customers", {
                  n: c.customers,
                  share: percent({ num: c.customers, den: scored }, lang) ?? "–",
                }),
                t("heat.tip.revenue", { n: full(c.revenue, lang) }),
                t("heat.tip.mean", { n: c.mean_monetary === null ? "–" : full(c.mean_monetary, lang) }),
              ].join("\n"),
            },
          };
        }),
        emphasis: { itemStyle: { borderColor: look.text, borderWidth: 2 } },
      },
    ],
  };
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
