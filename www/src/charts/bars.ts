import type { ClassRow, GroupRow, RfmOutcome, SegmentRow } from "../engine/api.ts";
import { locale, t, word } from "../i18n/locale.ts";
import { compact, full, percent } from "../i18n/number.ts";
import { frame, type Option } from "./frame.ts";
import type { Look } from "./look.ts";

export type BarsBy = "customers" | "revenue";
export type Scheme = "classes" | "segments";

/** Rows of the shown grouping; segments fall back to the classes where there are none. */
export function groups(outcome: RfmOutcome, scheme: Scheme): (ClassRow | SegmentRow)[] {
  return scheme === "segments" && outcome.segments ? outcome.segments.rows : outcome.classes.rows;
}

export function groupName(row: ClassRow | SegmentRow): string {
  return "code" in row ? word("class", row.name) : word("segment", row.name);
}

/** One horizontal bar for each class or segment, labelled with value and share. */
export function bars(outcome: RfmOutcome, scheme: Scheme, by: BarsBy, look: Look): Option {
  const { lang } = locale;
  const rows = groups(outcome, scheme);
  const share = (row: GroupRow): string => percent(by === "customers" ? row.share : row.revenue_share, lang) ?? "–";
  return {
    ...frame(look),
    grid: { left: 8, right: 104, top: 4, bottom: 4, containLabel: true },
    xAxis: { type: "value", min: (v) => Math.min(0, v.min), show: false },
    yAxis: {
      type: "category",
      inverse: true,
      data: rows.map(groupName),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: look.line } },
      axisLabel: {
        color: look.text,
        fontSize: 12,
        formatter: (name: string, index: number) => {
          const row = rows[index];
          const seed = row && "code" in row && row.seed ? word("seed", row.seed) : null;
          return seed ? `${name}\n{seed|${seed}}` : name;
        },
        rich: { seed: { color: look.accent, fontSize: 11, lineHeight: 15 } },
      },
    },
    series: [
      {
        type: "bar",
        barMaxWidth: 20,
        barCategoryGap: "34%",
        data: rows.map((row, index) => {
          const value = by === "customers" ? row.customers : row.revenue;
          return {
            value,
            pick: "code" in row ? { grouping: "class", group: row.code } : { grouping: "segment", group: row.name },
            itemStyle: {
              color: scheme === "classes" ? (look.classes[index] ?? look.accent) : look.accent,
              borderRadius: 2,
            },
            label: {
              show: true,
              position: value < 0 ? "insideLeft" : "right",
              color: look.text2,
              formatter: `${compact(value, lang)} · ${share(row)}`,
            },
            tooltip: {
              formatter: [
                groupName(row),
                t("bars.tip.customers", { n: row.customers, share: percent(row.share, lang) ?? "–" }),
                t("bars.tip.revenue", {
                  n: full(row.revenue, lang),
                  share: percent(row.revenue_share, lang) ?? "–",
                }),
              ].join("\n"),
            },
          };
        }),
      },
    ],
  };
}

/** The chart in one sentence. */
export function barsSummary(outcome: RfmOutcome, scheme: Scheme, by: BarsBy): string {
  const { lang } = locale;
  const value = (row: GroupRow): number => (by === "customers" ? row.customers : row.revenue);
  const rows = [...groups(outcome, scheme)].sort((a, b) => value(b) - value(a));
  const top = rows[0];
  const low = rows.at(-1);
  if (!top || !low) return "";
  const show = (row: GroupRow): string =>
    by === "customers" ? t("rfm.people", { n: row.customers }) : compact(row.revenue, lang);
  return t(by === "customers" ? "bars.summary.customers" : "bars.summary.revenue", {
    top: groupName(top),
    max: show(top),
    share: percent(by === "customers" ? top.share : top.revenue_share, lang) ?? "–",
    low: groupName(low),
    min: show(low),
  });
}
