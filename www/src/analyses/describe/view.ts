import type { DescribeBoard, DescribeOutcome, DescribeParams } from "../../engine/types.ts";
import { label } from "../../charts/label.ts";
import { locale, t } from "../../i18n/locale.ts";
import { compact, day, full, percent } from "../../i18n/number.ts";
import { analysis, type Kpi } from "../definition.ts";
import { compared, figures, periodTable, told } from "./figures.ts";
import { changes, DASH, MEASURES, type Measure, sizeOf } from "./words.ts";

/** Headers of numbers that count nothing: of rows, documents, persons. */
const NUMBERING =
  /\u5e8f\u53f7|\u5e8f\u5217|\u6d41\u6c34|\u7f16\u53f7|\u7f16\u7801|\u5355\u53f7|\u53f7\u7801|\u5361\u53f7|\u8d26\u53f7|\u884c\u53f7|(^|[^a-z])(id|no|seq|index|uuid|sku)([^a-z]|$)/i;

/** Steps of the small lines. */
const COURSE = 24;

function answer(outcome: DescribeOutcome): string {
  const { lang } = locale;
  const row = outcome.board?.periods[outcome.board.current];
  if (!row) return t("describe.answer.columns", { n: outcome.distributions.length });
  const { figures: f } = row;
  const net = MEASURES[0] as Measure;
  const said = changes(row, net).map(({ words }) => words);
  return t(said.length > 0 ? "describe.answer.changed" : "describe.answer", {
    period: row.name,
    net: compact(f.net, lang),
    changes: said.join(t("describe.and")),
    orders: f.orders,
    customers: f.customers,
    aov: f.average_order_value === null ? DASH : full(f.average_order_value, lang),
  });
}

function basis({ board, as_of }: DescribeOutcome): string {
  const { lang } = locale;
  if (!board) return t("describe.basis.columns");
  const { totals } = board;
  return t("describe.basis", {
    from: day(board.from, lang),
    to: day(board.to, lang),
    as_of: as_of === null ? DASH : day(as_of, lang),
    net: full(totals.net, lang),
    orders: totals.orders,
    customers: totals.customers,
  });
}

function doubts({ board, columns_missing: missing }: DescribeOutcome): string[] {
  const partial = (board?.periods ?? []).filter((row) => !row.complete);
  return [
    ...partial.map((row) => t("describe.doubt.partial", { period: row.name, n: row.days, of: row.of_days })),
    ...(board?.earlier ? [t("describe.doubt.earlier", { n: board.periods.length })] : []),
    ...missing.map((name) => t("describe.doubt.column", { name: label(name) })),
  ];
}

function kpi(board: DescribeBoard, measure: Measure): Kpi {
  const row = board.periods[board.current];
  const value = row ? sizeOf(row.figures, measure) : null;
  const trend = board.periods.slice(-COURSE).map((one) => sizeOf(one.figures, measure));
  const unit = measure.unit === "money" || measure.unit === "rate" ? {} : { unit: t(`describe.unit.${measure.unit}`) };
  return {
    name: t(`describe.figure.${measure.name}`),
    value:
      measure.unit === "rate" ? (percent(value === null ? null : { num: value, den: 1 }, locale.lang) ?? null) : value,
    ...unit,
    more: t(`describe.figure.${measure.name}.more`),
    changes: row ? changes(row, measure) : [],
    trend: trend.length > 1 ? trend : [],
    open: board.periods.at(-1)?.complete === false,
  };
}

/** Sales, orders and customers in numbers and by period, shares, and how numbers are distributed. */
export const describe = analysis<DescribeParams, DescribeOutcome>({
  name: "describe",
  section: "overview",
  answer,
  basis,
  doubts,
  kpis: ({ board }) => (board ? told(board).map((measure) => kpi(board, measure)) : []),
  figures,
  listings: ({ board }, params) => (board ? [{ table: periodTable(board), note: compared(params) }] : []),
  settings: [
    {
      kind: "choice",
      key: "period",
      label: "describe.setting.period",
      choices: () =>
        (["month", "quarter", "week", "day"] as const).map((value) => ({
          value,
          words: t(`describe.period.${value}`),
        })),
    },
    {
      kind: "choice",
      key: "compare",
      label: "describe.setting.compare",
      choices: () =>
        (["same_days", "whole"] as const).map((value) => ({ value, words: t(`describe.compare.${value}`) })),
    },
    { kind: "number", key: "top", label: "describe.setting.top", min: 1, max: 50, step: 1 },
    { kind: "number", key: "bins", label: "describe.setting.bins", min: 2, max: 60, step: 1, optional: true },
    {
      kind: "several",
      key: "columns",
      label: "describe.setting.columns",
      hint: "describe.setting.columns.hint",
      choices: (params, outcome) => {
        const columns = (outcome as DescribeOutcome | null)?.columns ?? [];
        const offered = (name: string): boolean => !NUMBERING.test(name) || params.columns.includes(name);
        const names = [...new Set(columns.map(({ name }) => name))].filter(offered);
        return names.map((value) => ({ value, words: label(value) }));
      },
    },
    {
      kind: "toggle",
      key: "autocorrelation",
      label: "describe.setting.autocorrelation",
      hint: "describe.setting.autocorrelation.hint",
    },
  ],
  customers: ({ board }) => board?.totals.customers,
});
