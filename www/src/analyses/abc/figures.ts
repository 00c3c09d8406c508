import { type Curve, curves } from "../../charts/curve.ts";
import { type Option, share as percents } from "../../charts/frame.ts";
import { heatmap, matrixHeight } from "../../charts/heatmap.ts";
import { label } from "../../charts/label.ts";
import type { Look } from "../../charts/look.ts";
import { stack } from "../../charts/stack.ts";
import type { Cell, TableModel } from "../../charts/table.ts";
import type { AbcCross, AbcLabelled, AbcOutcome, AbcParams, AbcRanking } from "../../engine/types.ts";
import { locale, t } from "../../i18n/locale.ts";
import { compact, full, percent } from "../../i18n/number.ts";
import type { FigureModel, Listing, Shown, Switch } from "../definition.ts";
import { className } from "../rfm/tables.ts";

const DASH = "–";
const THINGS = ["customers", "products", "categories"] as const;
type Thing = (typeof THINGS)[number];
type Code = "A" | "B" | "C";

const text = (value: string): Cell => ({ text: value, raw: value });
const number = (value: number | null): Cell => ({ text: value === null ? DASH : full(value, locale.lang), raw: value });
const share = (value: { num: number; den: number } | null): string => percent(value, locale.lang) ?? DASH;
const part = (value: number): string => share({ num: value, den: 1 });

/** Whose contribution is shown. */
interface Subject {
  of: Thing;
  ranking: AbcRanking;
}

function rankingOf(outcome: AbcOutcome, of: Thing): AbcRanking | null {
  return of === "customers" ? outcome.customers : (outcome[of]?.ranking ?? null);
}

/** What the file can tell of: with an amount above 0. */
function known(outcome: AbcOutcome): Thing[] {
  return THINGS.filter((of) => (rankingOf(outcome, of)?.count ?? 0) > 0);
}

function subject(outcome: AbcOutcome, shown: Shown): Subject {
  const of = known(outcome).find((one) => one === shown["of"]) ?? "customers";
  return { of, ranking: rankingOf(outcome, of) ?? outcome.customers };
}

/** What is counted, in words. */
function things({ of }: Subject): string {
  return t(`abc.of.${of}`);
}

/** The same as the title of a column or a number. */
function title({ of }: Subject): string {
  return t(`abc.items.${of}`);
}

/** The definition behind every figure. */
export function definition(given: Subject, params: AbcParams): string {
  const lines = { a: part(params.a / 100), b: part(params.b / 100) };
  return t("abc.note", { n: given.ranking.count, of: things(given), ...lines });
}

function pick({ of }: Subject, code: Code): { pick?: unknown } {
  return of === "customers" ? { pick: { grouping: "class", group: code } } : {};
}

function choice(outcome: AbcOutcome, { of }: Subject): Switch[] {
  const options = known(outcome).map((value) => ({ value, words: t(`abc.items.${value}`) }));
  return options.length > 1 ? [{ key: "of", name: t("abc.of"), now: of, options }] : [];
}

function classTable(given: Subject): TableModel {
  const one = given.of === "customers";
  return {
    caption: t("abc.classes"),
    columns: [
      { label: t("abc.class") },
      { label: title(given), end: true, ...(given.of === "customers" ? { people: true } : {}) },
      { label: t("group.share"), end: true },
      { label: t("group.revenue"), end: true },
      { label: t("group.revenue_share"), end: true },
      { label: t("abc.from"), end: true, more: t("abc.from.more") },
      { label: t("abc.to"), end: true },
    ],
    rows: given.ranking.classes.map((row, index) => {
      const name = t("abc.class.one", { code: row.class });
      const cell: Cell = { ...text(name), swatch: index + 1, ...pick(given, row.class) };
      return [
        given.of === "customers" ? { ...cell, pickLabel: t("group.filter", { name }) } : cell,
        number(row.count),
        { ...text(share(row.share)), part: row.share ? row.share.num / row.share.den : 0 },
        { ...number(row.revenue), held: one && row.dominated === true },
        text(share(row.revenue_share)),
        { ...number(row.from), one },
        { ...number(row.to), one },
      ];
    }),
  };
}

function shares(given: Subject, look: Look): Option {
  const parts = given.ranking.classes.map((row) => ({
    name: t("abc.class.one", { code: row.class }),
    values: [row.share, row.revenue_share].map((ratio) => (ratio && ratio.den > 0 ? ratio.num / ratio.den : null)),
    picks: [row, row].map((one) => pick(given, one.class).pick ?? null),
  }));
  return stack({ steps: [title(given), t("group.revenue")], parts, format: part, share: true }, look);
}

function sharesFigure(outcome: AbcOutcome, params: AbcParams, shown: Shown): FigureModel {
  const given = subject(outcome, shown);
  const [top] = given.ranking.classes;
  return {
    id: "shares",
    heading: t("abc.shares"),
    subtitle: t("abc.shares.unit", { of: things(given) }),
    summary: top
      ? t("abc.shares.summary", { items: share(top.share), of: things(given), revenue: share(top.revenue_share) })
      : "",
    note: definition(given, params),
    height: 300,
    draw: (look) => shares(given, look),
    table: classTable(given),
    switches: choice(outcome, given),
  };
}

/** The Lorenz curve as shares. */
export function lorenz({ count, revenue, lorenz_count, lorenz_revenue }: AbcRanking): [number, number][] {
  return lorenz_count.map((n, at) => [n / count, (lorenz_revenue[at] ?? 0) / revenue]);
}

/** The curve from the largest downwards. */
export function fromTop(lorenz: readonly (readonly [number, number])[]): [number, number][] {
  return lorenz.map(([x, y]): [number, number] => [1 - x, 1 - y]).reverse();
}

function curveFigure(outcome: AbcOutcome, params: AbcParams, shown: Shown): FigureModel {
  const given = subject(outcome, shown);
  const ascending = shown["curve"] === "lorenz";
  const course = lorenz(given.ranking);
  const points = ascending ? course : fromTop(course);
  const gini = { gini: given.ranking.gini === null ? DASH : full(given.ranking.gini, locale.lang, 3) };
  const curve: Curve = { name: t(ascending ? "abc.curve.lorenz" : "abc.curve.top"), points, filled: true };
  const axis = { format: part, ticks: percents, min: 0, max: 1 };
  const levels = [
    { value: params.a / 100, words: "A" },
    { value: params.b / 100, words: "B" },
  ];
  return {
    id: "curve",
    heading: t("abc.curve"),
    subtitle: t("abc.curve.unit", { of: things(given) }),
    summary: t("abc.curve.summary", gini),
    note: t("abc.curve.note"),
    height: 300,
    draw: (look) =>
      curves(
        {
          curves: [curve],
          x: { name: t("abc.curve.x", { of: things(given) }), ...axis },
          y: { name: t("group.revenue_share"), ...axis, ...(ascending ? {} : { levels }) },
          diagonal: t("abc.curve.equal"),
        },
        look,
      ),
    table: {
      caption: t("abc.curve"),
      columns: [
        { label: t("abc.curve.x", { of: things(given) }), end: true },
        { label: t("group.revenue_share"), end: true },
      ],
      rows: points.map(([x, y]) => [
        { text: part(x), raw: x },
        { text: part(y), raw: y },
      ]),
      ...(given.of === "customers" ? { steps: points.map(([x]) => Math.round(x * given.ranking.count)) } : {}),
    },
    switches: [
      ...choice(outcome, given),
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

function rfmFigure(cross: AbcCross, outcome: AbcOutcome, params: AbcParams): FigureModel {
  const classes = cross.rows.flatMap((row) => (row.class === null ? [] : [{ code: row.class, row }]));
  const all = cross.codes.flatMap((rfm, r) =>
    classes.map(({ code, row }, c) => ({ rfm, r, c, code, n: row.customers[r] ?? 0, revenue: row.revenue[r] ?? 0 })),
  );
  const total = all.reduce((sum, { n }) => sum + n, 0);
  const most = all.reduce<(typeof all)[number] | null>((a, b) => (a === null || b.n > a.n ? b : a), null);
  const cellName = (rfm: string, code: Code): string =>
    t("abc.rfm.cell", { rfm: className(rfm), abc: t("abc.class.one", { code }) });
  const picked = (rfm: string, code: Code) => [
    { grouping: "class", group: code },
    { grouping: "rfm_class", group: rfm },
  ];
  return {
    id: "rfm",
    wide: true,
    heading: t("abc.rfm"),
    subtitle: t("abc.rfm.unit", { n: total }),
    summary: most
      ? t("abc.rfm.summary", {
          cell: cellName(most.rfm, most.code),
          n: most.n,
          share: share({ num: most.n, den: total }),
        })
      : "",
    note: definition({ of: "customers", ranking: outcome.customers }, params),
    height: matrixHeight(cross.codes.length),
    draw: (look) =>
      heatmap(
        {
          rows: cross.codes.map(className),
          columns: classes.map(({ code }) => t("abc.class.one", { code })),
          cells: all.map(({ rfm, r, c, n, code, revenue }) => ({
            row: r,
            column: c,
            value: n === 0 ? null : n,
            words: compact(n, locale.lang),
            tip: [
              cellName(rfm, code),
              t("bars.tip.customers", { n, share: share({ num: n, den: total }) }),
              t("heat.tip.revenue", { n: full(revenue, locale.lang) }),
            ],
            ...(n > 0 ? { pick: picked(rfm, code) } : {}),
          })),
        },
        look,
      ),
    table: {
      caption: t("abc.rfm"),
      columns: [
        { label: t("group.class") },
        ...classes.map(({ code }) => ({ label: t("abc.class.one", { code }), end: true })),
      ],
      rows: cross.codes.map((rfm, r) => [
        text(className(rfm)),
        ...all
          .filter((cell) => cell.r === r)
          .map(({ n, code }): Cell => {
            const cell: Cell = { ...number(n), people: n };
            if (n === 0) return cell;
            return { ...cell, pick: picked(rfm, code), pickLabel: t("group.filter", { name: cellName(rfm, code) }) };
          }),
      ]),
    },
  };
}

export function figures(outcome: AbcOutcome, params: AbcParams, shown: Shown): FigureModel[] {
  return [
    sharesFigure(outcome, params, shown),
    curveFigure(outcome, params, shown),
    ...(outcome.rfm ? [rfmFigure(outcome.rfm, outcome, params)] : []),
  ];
}

function topTable(
  of: "products" | "categories",
  { top, unlabelled_lines: n, unlabelled_revenue }: AbcLabelled,
): TableModel {
  const unlabelled: Cell[][] =
    n > 0
      ? [
          [
            text(t("abc.unlabelled")),
            text(DASH),
            text(DASH),
            number(n),
            number(unlabelled_revenue),
            text(DASH),
            text(DASH),
          ],
        ]
      : [];
  return {
    caption: t(`abc.top.${of}`, { n: top.length }),
    columns: [
      { label: t(`abc.items.${of}`) },
      { label: t("abc.class") },
      { label: t("group.customers"), end: true, people: true },
      { label: t("abc.lines"), end: true },
      { label: t("group.revenue"), end: true },
      { label: t("group.revenue_share"), end: true },
      { label: t("abc.cumulative"), end: true },
    ],
    rows: [
      ...top.map((item) => [
        text(label(item.label)),
        text(item.class === null ? DASH : t("abc.class.one", { code: item.class })),
        number(item.customers),
        number(item.lines),
        { ...number(item.revenue), held: item.dominated === true },
        { ...text(share(item.share)), part: item.share ? Math.max(0, item.share.num / item.share.den) : 0 },
        { ...text(share(item.cumulative)), sum: true },
      ]),
      ...unlabelled,
    ],
  };
}

export function listings(outcome: AbcOutcome, params: AbcParams): Listing[] {
  const customers: Subject = { of: "customers", ranking: outcome.customers };
  const of = (["products", "categories"] as const).flatMap((name): Listing[] => {
    const labelled = outcome[name];
    if (!labelled) return [];
    return [{ table: topTable(name, labelled), note: definition({ of: name, ranking: labelled.ranking }, params) }];
  });
  return [{ table: classTable(customers), note: definition(customers, params) }, ...of];
}
