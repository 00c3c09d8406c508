import { type Curve, curves } from "../../charts/curve.ts";
import { type Option, share as percents } from "../../charts/frame.ts";
import { heatmap, matrixHeight } from "../../charts/heatmap.ts";
import { label } from "../../charts/label.ts";
import type { Look } from "../../charts/look.ts";
import { stack } from "../../charts/stack.ts";
import type { Cell, TableModel } from "../../charts/table.ts";
import { locale, t } from "../../i18n/locale.ts";
import { compact, full, percent } from "../../i18n/number.ts";
import type { FigureModel, Listing, Shown } from "../definition.ts";
import { className } from "../rfm/tables.ts";
import type { AbcCode, AbcOutcome, AbcParams } from "./outcome.ts";

const DASH = "–";
const CODES: readonly AbcCode[] = ["A", "B", "C"];

const text = (value: string): Cell => ({ text: value, raw: value });
const number = (value: number | null): Cell => ({ text: value === null ? DASH : full(value, locale.lang), raw: value });
const share = (value: { num: number; den: number }): string => percent(value, locale.lang) ?? DASH;
const part = (value: number): string => share({ num: value, den: 1 });

/** What is counted, in words. */
export function things(params: AbcParams): string {
  return t(`abc.of.${params.of}`);
}

/** The same as the title of a column or a number. */
export function title(params: AbcParams): string {
  return t(`abc.items.${params.of}`);
}

/** The definition behind every figure. */
export function definition(outcome: AbcOutcome, params: AbcParams): string {
  return t("abc.note", { n: outcome.items, of: things(params), a: part(params.a), b: part(params.b) });
}

function pick(params: AbcParams, code: AbcCode): { pick?: unknown } {
  return params.of === "customers" ? { pick: { grouping: "class", group: code } } : {};
}

export function classTable(outcome: AbcOutcome, params: AbcParams): TableModel {
  return {
    caption: t("abc.classes"),
    columns: [
      { label: t("abc.class") },
      { label: title(params), end: true },
      { label: t("group.share"), end: true },
      { label: t("group.revenue"), end: true },
      { label: t("group.revenue_share"), end: true },
      { label: t("abc.from"), end: true, more: t("abc.from.more") },
    ],
    rows: outcome.classes.map((row, index) => {
      const name = t("abc.class.one", { code: row.code });
      return [
        { ...text(name), swatch: index + 1, ...pick(params, row.code), pickLabel: t("group.filter", { name }) },
        number(row.items),
        { ...text(share(row.share)), part: row.share.num / Math.max(1, row.share.den) },
        number(row.revenue),
        text(share(row.revenue_share)),
        number(row.from),
      ];
    }),
  };
}

function shares(outcome: AbcOutcome, params: AbcParams, look: Look): Option {
  const parts = outcome.classes.map((row) => ({
    name: t("abc.class.one", { code: row.code }),
    values: [row.share, row.revenue_share].map(({ num, den }) => (den > 0 ? num / den : null)),
    picks: [row, row].map(({ code }) => pick(params, code).pick ?? null),
  }));
  return stack({ steps: [title(params), t("group.revenue")], parts, format: part, share: true }, look);
}

function sharesFigure(outcome: AbcOutcome, params: AbcParams): FigureModel {
  const [top] = outcome.classes;
  return {
    id: "shares",
    heading: t("abc.shares"),
    subtitle: t("abc.shares.unit", { of: things(params) }),
    summary: top
      ? t("abc.shares.summary", { items: share(top.share), of: things(params), revenue: share(top.revenue_share) })
      : "",
    note: definition(outcome, params),
    height: 300,
    draw: (look) => shares(outcome, params, look),
    table: classTable(outcome, params),
  };
}

/** The curve from the largest downwards. */
export function fromTop(lorenz: readonly (readonly [number, number])[]): [number, number][] {
  return lorenz.map(([x, y]): [number, number] => [1 - x, 1 - y]).reverse();
}

function curveFigure(outcome: AbcOutcome, params: AbcParams, shown: Shown): FigureModel {
  const ascending = shown["curve"] === "lorenz";
  const points = ascending ? outcome.lorenz : fromTop(outcome.lorenz);
  const curve: Curve = { name: t(ascending ? "abc.curve.lorenz" : "abc.curve.top"), points, filled: true };
  const axis = { format: part, ticks: percents, min: 0, max: 1 };
  const levels = [
    { value: params.a, words: "A" },
    { value: params.b, words: "B" },
  ];
  return {
    id: "curve",
    heading: t("abc.curve"),
    subtitle: t("abc.curve.unit", { of: things(params) }),
    summary: t("abc.curve.summary", { gini: full(outcome.gini, locale.lang, 3) }),
    note: t("abc.curve.note"),
    height: 300,
    draw: (look) =>
      curves(
        {
          curves: [curve],
          x: { name: t("abc.curve.x", { of: things(params) }), ...axis },
          y: { name: t("group.revenue_share"), ...axis, ...(ascending ? {} : { levels }) },
          diagonal: t("abc.curve.equal"),
        },
        look,
      ),
    table: {
      caption: t("abc.curve"),
      columns: [
        { label: t("abc.curve.x", { of: things(params) }), end: true },
        { label: t("group.revenue_share"), end: true },
      ],
      rows: points.map(([x, y]) => [
        { text: part(x), raw: x },
        { text: part(y), raw: y },
      ]),
    },
    switches: [
      {
        key: "curve",
        name: t("abc.curve.order"),
        now: ascending ? "lorenz" : "top",
        options: [
          { value: "top", words: t("abc.curve.top") },
          { value: "lorenz", words: t("abc.curve.lorenz") },
        ],
      },
    ],
  };
}

function rfmFigure(rows: NonNullable<AbcOutcome["rfm"]>, outcome: AbcOutcome, params: AbcParams): FigureModel {
  const total = rows.reduce((sum, row) => sum + row.counts.reduce((a, b) => a + b, 0), 0);
  const all = rows.flatMap((row, r) => row.counts.map((n, c) => ({ row, r, c, n, code: CODES[c] ?? "C" })));
  const most = all.reduce<(typeof all)[number] | null>((a, b) => (a === null || b.n > a.n ? b : a), null);
  const cellName = (code: string, abc: AbcCode): string =>
    t("abc.rfm.cell", { rfm: className(code), abc: t("abc.class.one", { code: abc }) });
  const picked = (code: string, abc: AbcCode) => [
    { grouping: "class", group: abc },
    { grouping: "rfm", group: code },
  ];
  return {
    id: "rfm",
    wide: true,
    heading: t("abc.rfm"),
    subtitle: t("abc.rfm.unit", { n: total }),
    summary: most
      ? t("abc.rfm.summary", {
          cell: cellName(most.row.code, most.code),
          n: most.n,
          share: share({ num: most.n, den: total }),
        })
      : "",
    note: definition(outcome, params),
    height: matrixHeight(rows.length),
    draw: (look) =>
      heatmap(
        {
          rows: rows.map((row) => className(row.code)),
          columns: CODES.map((code) => t("abc.class.one", { code })),
          cells: all.map(({ row, r, c, n, code }) => ({
            row: r,
            column: c,
            value: n === 0 ? null : n,
            words: compact(n, locale.lang),
            tip: [cellName(row.code, code), t("bars.tip.customers", { n, share: share({ num: n, den: total }) })],
            pick: picked(row.code, code),
          })),
        },
        look,
      ),
    table: {
      caption: t("abc.rfm"),
      columns: [
        { label: t("group.class") },
        ...CODES.map((code) => ({ label: t("abc.class.one", { code }), end: true })),
      ],
      rows: rows.map((row) => [
        text(className(row.code)),
        ...row.counts.map((n, at): Cell => {
          const code = CODES[at] ?? "C";
          return {
            ...number(n),
            ...(n > 0
              ? { pick: picked(row.code, code), pickLabel: t("group.filter", { name: cellName(row.code, code) }) }
              : {}),
          };
        }),
      ]),
    },
  };
}

export function figures(outcome: AbcOutcome, params: AbcParams, shown: Shown): FigureModel[] {
  return [
    sharesFigure(outcome, params),
    curveFigure(outcome, params, shown),
    ...(outcome.rfm && outcome.rfm.length > 0 ? [rfmFigure(outcome.rfm, outcome, params)] : []),
  ];
}

export function listings(outcome: AbcOutcome, params: AbcParams): Listing[] {
  const note = definition(outcome, params);
  const classes = { table: classTable(outcome, params), note };
  if (outcome.top.length === 0) return [classes];
  const table: TableModel = {
    caption: t("abc.top", { n: outcome.top.length }),
    columns: [
      { label: t("abc.product") },
      { label: t("abc.class") },
      { label: t("group.revenue"), end: true },
      { label: t("group.revenue_share"), end: true },
      { label: t("abc.cumulative"), end: true },
    ],
    rows: outcome.top.map((item) => [
      text(label(item.label ?? DASH)),
      text(t("abc.class.one", { code: item.code })),
      number(item.revenue),
      { ...text(share(item.revenue_share)), part: item.revenue_share.num / item.revenue_share.den },
      text(share(item.cumulative)),
    ]),
  };
  return [classes, { table, note }];
}
