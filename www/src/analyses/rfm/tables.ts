import type { Cell, TableModel } from "../../charts/table.ts";
import type { ClassRow, RfmOutcome, SegmentRow } from "../../engine/api.ts";
import { locale, t, word } from "../../i18n/locale.ts";
import { full, percent } from "../../i18n/number.ts";
import { cellGroups, groupName, groupOf, groups, type Scheme } from "./charts.ts";
import { boxWords } from "./rule-set.ts";

const DASH = "–";

function number(value: number | null, digits = 2): Cell {
  return { text: value === null ? DASH : full(value, locale.lang, digits), raw: value };
}

function ratio(value: { num: number; den: number } | null, drawn = false): Cell {
  const text = percent(value, locale.lang);
  if (text === null || !value) return { text: DASH, raw: null };
  return { text, raw: text, ...(drawn ? { part: value.num / value.den } : {}) };
}

function bits(code: string): string {
  return (["r", "f", "m"] as const).map((d, i) => t(code[i] === "1" ? `bit.${d}1` : `bit.${d}0`)).join(t("app.dot"));
}

function rule(row: SegmentRow): string {
  return row.rule.map(boxWords).join(" / ");
}

/** One row for each class or segment with all its figures. */
export function groupTable(outcome: RfmOutcome, scheme: Scheme): TableModel {
  const rows = groups(outcome, scheme);
  const segments = scheme === "segments" && (outcome.segments?.rows ?? []).length > 0;
  const median = t("dim.median.more");
  return {
    caption: t(segments ? "group.table.segments" : "group.table.classes"),
    columns: [
      { label: t(segments ? "group.segment" : "group.class") },
      ...(segments ? [] : [{ label: t("group.rfm") }]),
      { label: t("group.customers"), end: true, people: true },
      { label: t("group.share"), end: true, more: t("dim.share.more") },
      { label: t("group.orders"), end: true },
      { label: t("group.revenue"), end: true },
      { label: t("group.revenue_share"), end: true },
      { label: t("group.aov"), end: true, more: t("dim.aov.more") },
      { label: t("group.median_r"), end: true, more: median },
      { label: t("group.median_f"), end: true, more: median },
      { label: t("group.median_m"), end: true, more: median },
      ...(segments ? [{ label: t("group.rule") }] : []),
    ],
    rows: rows.map((row, index) => [
      first(row, index),
      ...("code" in row ? [whole(bits(row.code))] : []),
      number(row.customers),
      ratio(row.share, true),
      number(row.orders),
      { ...number(row.revenue), held: row.dominated === true },
      ratio(row.revenue_share),
      number(row.average_order_value),
      number(row.median_recency, 1),
      number(row.median_frequency, 1),
      number(row.median_monetary),
      ...("code" in row ? [] : [whole(rule(row))]),
    ]),
  };
}

function text(value: string): Cell {
  return { text: value, raw: value };
}

/** A text that is not broken but at a slash. */
function whole(value: string): Cell {
  return { text: value.replace(/(?<!\/) (?!\/)/g, "\u00a0"), raw: value };
}

function first(row: ClassRow | SegmentRow, index: number): Cell {
  const name = groupName(row);
  const cell: Cell = {
    text: name,
    raw: name,
    pick: groupOf(row),
    pickLabel: t("group.filter", { name }),
  };
  if (!("code" in row)) return cell;
  return { ...cell, swatch: index + 1, ...(row.seed ? { tag: word("seed", row.seed) } : {}) };
}

/** The R×F grid as a matrix, the best R first. */
export function heatTable(outcome: RfmOutcome, by: "customers" | "monetary"): TableModel {
  const k = Math.max(1, ...outcome.grid.map((c) => c.r));
  const scores = Array.from({ length: k }, (_, i) => i + 1);
  return {
    caption: t("heat.table"),
    crosses: true,
    columns: [{ label: t("heat.axis.r") }, ...scores.map((f) => ({ label: `F ${f}`, end: true }))],
    rows: scores.toReversed().map((r) => [
      text(`R ${r}`),
      ...scores.map((f): Cell => {
        const cell = outcome.grid.find((c) => c.r === r && c.f === f);
        const people = cell?.customers ?? 0;
        const shown = { ...number(by === "customers" ? people : (cell?.mean_monetary ?? null)), people };
        if (!cell || cell.customers === 0) return shown;
        return { ...shown, pick: cellGroups(r, f), pickLabel: t("heat.cell.filter", { n: shown.text, r, f }) };
      }),
    ]),
  };
}

const NAMES: readonly (readonly [string, string])[] = [
  ["111", "important_value"],
  ["101", "important_develop"],
  ["011", "important_keep"],
  ["001", "important_winback"],
  ["110", "general_value"],
  ["100", "general_develop"],
  ["010", "general_keep"],
  ["000", "general_winback"],
];

export function className(code: string): string {
  return word("class", NAMES.find(([bits]) => bits === code)?.[1] ?? code);
}
