import { frame, type Option } from "../../charts/frame.ts";
import type { Look } from "../../charts/look.ts";
import type { TableModel } from "../../charts/table.ts";
import { locale, t } from "../../i18n/locale.ts";
import { compact, full } from "../../i18n/number.ts";
import type { RiskFigures, RiskReport } from "../../engine/types.ts";

/** Least size of each band of sizes; the last has no end. */
const FROM = [1, 2, 3, 5, 11, 20, 50, 100, 1000] as const;

/** A band of sizes in words: 1, 3–4, 1,000+. */
function bandName(at: number): string {
  const { lang } = locale;
  const from = FROM[at] ?? 1;
  const next = FROM[at + 1];
  if (next === undefined) return `${full(from, lang)}+`;
  return next === from + 1 ? full(from, lang) : `${full(from, lang)}–${full(next - 1, lang)}`;
}

/** Rows that stand in groups of each band of sizes. */
export function rowsBySize(histogram: RiskFigures["histogram"]): number[] {
  const rows = FROM.map(() => 0);
  for (const [size, groups] of histogram) {
    const at = FROM.findLastIndex((from) => size >= from);
    if (at >= 0) rows[at] = (rows[at] ?? 0) + size * groups;
  }
  return rows;
}

/** Two bars for each band of sizes: before and after what is done to the columns. */
export function sizes(report: RiskReport, look: Look): Option {
  const { lang } = locale;
  const both = [
    { name: t("risk.before"), rows: rowsBySize(report.before.histogram), color: look.text3 },
    { name: t("risk.after"), rows: rowsBySize(report.after.histogram), color: look.accent },
  ];
  return {
    ...frame(look),
    grid: { left: 8, right: 8, top: 28, bottom: 4, containLabel: true },
    xAxis: {
      type: "category",
      data: FROM.map((_, at) => bandName(at)),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: look.line } },
      axisLabel: { color: look.text, fontSize: 12, interval: 0, hideOverlap: true },
    },
    yAxis: {
      type: "value",
      splitLine: { lineStyle: { color: look.line } },
      axisLabel: { color: look.text2, formatter: (value: number) => compact(value, lang) },
    },
    series: both.map(({ name, rows, color }) => ({
      type: "bar" as const,
      name,
      barMaxWidth: 28,
      itemStyle: { color, borderRadius: 2 },
      data: rows.map((value, at) => ({
        value,
        label: {
          // Two labels beside each other have no room on a phone; the table has both.
          show: value > 0 && color === look.accent,
          position: "top" as const,
          color: look.text2,
          fontSize: 11,
          formatter: compact(value, lang),
        },
        tooltip: { formatter: `${name}\n${bandName(at)}: ${full(value, lang)}` },
      })),
    })),
  };
}

/** The same as a table. */
export function sizesTable(report: RiskReport): TableModel {
  const { lang } = locale;
  const before = rowsBySize(report.before.histogram);
  const after = rowsBySize(report.after.histogram);
  const cell = (n: number) => ({ text: full(n, lang), raw: n });
  return {
    caption: t("risk.histogram"),
    columns: [
      { label: t("risk.histogram.size") },
      { label: t("risk.before"), end: true },
      { label: t("risk.after"), end: true },
    ],
    rows: FROM.map((_, at) => [{ text: bandName(at), raw: bandName(at) }, cell(before[at] ?? 0), cell(after[at] ?? 0)]),
  };
}
