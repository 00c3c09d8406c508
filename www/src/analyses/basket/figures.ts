import { bars } from "../../charts/bars.ts";
import { share as percents } from "../../charts/frame.ts";
import { heatmap, matrixHeight } from "../../charts/heatmap.ts";
import { label } from "../../charts/label.ts";
import { type Point, scatter } from "../../charts/scatter.ts";
import type { Cell } from "../../charts/table.ts";
import type { BasketChosen, BasketOutcome, BasketRule } from "../../engine/types.ts";
import { locale, t } from "../../i18n/locale.ts";
import { full } from "../../i18n/number.ts";
import type { FigureModel, Shown } from "../definition.ts";
import { baskets, number, people, ratio, target, text } from "./tables.ts";
import { arrow, frequency, lift, probability, share, side, support } from "./words.ts";

/** False discovery rate up to which a rule stands out. */
const FINDS = 0.05;
/** Bars of rules. */
const MOST = 12;
/** Marks that are named. */
const NAMED = 3;

const value = ({ num, den }: { num: number; den: number }): number => (den > 0 ? num / den : 0);
const count = (n: number): string => full(n, locale.lang, 0);

function pick(outcome: BasketOutcome, at: number): { pick?: unknown } {
  return outcome.chosen?.rule === at + 1 ? target() : {};
}

function tip(rule: BasketRule): string[] {
  return [
    arrow(rule),
    `${t("basket.m.support")} ${frequency(rule.support)}`,
    `${t("basket.m.confidence")} ${share(rule.confidence)} (${count(rule.confidence.num)}/${count(rule.confidence.den)})`,
    `${t("basket.m.lift")} ${lift(rule.lift)}`,
    `${t("basket.m.q")} ${probability(rule.q)}`,
  ];
}

function ruleCells(list: readonly BasketRule[]): Cell[][] {
  return list.map((rule) => [
    text(arrow(rule)),
    number(rule.support.num),
    { ...ratio(rule.support), text: frequency(rule.support) },
    ratio(rule.confidence),
    number(rule.lift, 2),
    { text: probability(rule.q), raw: rule.q },
    number(rule.customers),
  ]);
}

function ruleColumns() {
  return [
    { label: t("basket.arrow", { left: t("basket.left"), right: t("basket.right") }) },
    { label: t("basket.both"), end: true },
    { label: t("basket.m.support"), end: true },
    { label: t("basket.m.confidence"), end: true },
    { label: t("basket.m.lift"), end: true },
    { label: t("basket.m.q"), end: true },
    people(),
  ];
}

function scatterFigure(outcome: BasketOutcome): FigureModel {
  const most = Math.max(...outcome.top.map((rule) => rule.lift));
  const point = (rule: BasketRule, at: number): Point => ({
    x: value(rule.support),
    y: value(rule.confidence),
    size: (0.5 * rule.lift) / most,
    ...(at < NAMED ? { name: arrow(rule) } : {}),
    tip: tip(rule),
    ...pick(outcome, at),
  });
  const points = outcome.top.map((rule, at) => ({ find: rule.q <= FINDS, point: point(rule, at) }));
  const group = (find: boolean, name: string) => ({
    name,
    points: points.filter((one) => one.find === find).map((one) => one.point),
  });
  const groups = [group(true, t("basket.finds")), group(false, t("basket.others"))];
  return {
    id: "scatter",
    wide: true,
    heading: t("basket.scatter"),
    subtitle: t("basket.scatter.unit"),
    summary: t("basket.scatter.summary", { n: outcome.top.length, hidden: outcome.redundant }),
    note: t("basket.note"),
    height: 360,
    draw: (look) =>
      scatter(
        {
          groups: groups.filter((one) => one.points.length > 0),
          x: { name: t("basket.m.support"), format: (x) => support(Number(x.toPrecision(2))) },
          y: { name: t("basket.m.confidence"), format: percents },
        },
        look,
      ),
    table: {
      caption: t("basket.scatter"),
      columns: ruleColumns(),
      rows: ruleCells(outcome.top),
    },
  };
}

function liftsFigure(outcome: BasketOutcome): FigureModel {
  const list = outcome.top
    .map((rule, at) => ({ rule, at }))
    .sort((a, b) => b.rule.lift - a.rule.lift || a.at - b.at)
    .slice(0, MOST);
  const [first] = list;
  return {
    id: "lifts",
    heading: t("basket.lifts"),
    subtitle: t("basket.lifts.unit"),
    summary: first ? t("basket.lifts.summary", { rule: arrow(first.rule), lift: lift(first.rule.lift) }) : "",
    note: t("basket.note"),
    height: Math.max(200, 60 + 28 * list.length),
    draw: (look) =>
      bars(
        {
          bars: list.map(({ rule, at }) => ({
            name: arrow(rule),
            value: rule.lift,
            ...(rule.lift_interval ? { low: rule.lift_interval.low, high: rule.lift_interval.high } : {}),
            words: lift(rule.lift),
            tip: tip(rule),
            ...pick(outcome, at),
          })),
          levels: [{ value: 1, words: t("basket.lifts.one") }],
          axis: lift,
        },
        look,
      ),
    table: {
      caption: t("basket.lifts"),
      columns: ruleColumns(),
      rows: ruleCells(list.map(({ rule }) => rule)),
    },
  };
}

function matrixFigure(outcome: BasketOutcome, shown: Shown): FigureModel {
  const { items, baskets: together } = outcome.matrix;
  const shares = shown["matrix"] === "share";
  const names = items.map(({ label: name }) => label(name, 16));
  const cells = items.flatMap((a, row) =>
    items.flatMap((b, column) => {
      if (row === column) return [];
      const n = together[row]?.[column] ?? 0;
      return [{ a, b, row, column, n, share: n / a.count, lift: (n * outcome.baskets) / (a.count * b.count) }];
    }),
  );
  const words = (cell: (typeof cells)[number]): string =>
    shares ? percents(cell.share) : full(cell.lift, locale.lang, 1);
  return {
    id: "matrix",
    heading: t("basket.matrix"),
    subtitle: t(shares ? "basket.matrix.unit.share" : "basket.matrix.unit.lift"),
    summary: t("basket.matrix.summary", { n: items.length }),
    note: t("basket.matrix.note"),
    height: matrixHeight(items.length),
    draw: (look) =>
      heatmap(
        {
          rows: names,
          columns: names,
          cells: cells.map((cell) => ({
            row: cell.row,
            column: cell.column,
            value: cell.n === 0 ? null : shares ? cell.share : cell.lift,
            words: words(cell),
            tip: [
              t("basket.matrix.tip", { a: label(cell.a.label), b: label(cell.b.label), n: cell.n }),
              t("basket.matrix.tip.lift", { lift: lift(cell.lift) }),
              t("basket.matrix.tip.share", {
                a: label(cell.a.label),
                share: share({ num: cell.n, den: cell.a.count }),
              }),
            ],
          })),
        },
        look,
      ),
    table: {
      caption: t("basket.matrix"),
      columns: [{ label: t(`basket.item.${outcome.item}`) }, ...names.map((name) => ({ label: name, end: true }))],
      rows: items.map((item, row) => [
        text(label(item.label)),
        ...items.map((_, column): Cell => {
          const cell = cells.find((one) => one.row === row && one.column === column);
          const own = cell?.n ?? item.count;
          const people = outcome.by === "customer" ? { people: own } : {};
          if (!cell) return { ...number(own), ...people };
          return { text: words(cell), raw: shares ? cell.share : cell.lift, ...people };
        }),
      ]),
    },
    switches: [
      {
        key: "matrix",
        name: t("basket.matrix.show"),
        now: shares ? "share" : "lift",
        options: [
          { value: "lift", words: t("basket.m.lift") },
          { value: "share", words: t("basket.matrix.share") },
        ],
      },
    ],
  };
}

function peopleFigure(chosen: BasketChosen, rule: BasketRule): FigureModel {
  const groups = (["target", "both"] as const).map((group) => ({
    group,
    name: t(`basket.rule.${group}`),
    n: chosen[group],
    pick: { grouping: "rule", group },
  }));
  return {
    id: "people",
    heading: t("basket.people"),
    subtitle: t("basket.people.unit"),
    summary: t("basket.people.summary", { n: chosen.target, left: side(rule.left), right: side(rule.right) }),
    note: t("basket.people.note"),
    height: 160,
    draw: (look) =>
      bars(
        {
          bars: groups.map(({ name, n, pick: own }) => ({
            name,
            value: n,
            words: count(n),
            tip: [arrow(rule), `${name}: ${count(n)}`],
            pick: own,
          })),
        },
        look,
      ),
    table: {
      caption: arrow(rule),
      columns: [{ label: t("basket.grouping.rule") }, { label: t("group.customers"), end: true, people: true }],
      rows: groups.map(({ name, n, pick: own }) => [
        { ...text(name), pick: own, pickLabel: t("group.filter", { name }) },
        number(n),
      ]),
    },
  };
}

function sizesFigure(outcome: BasketOutcome): FigureModel {
  const item = t(`basket.item.${outcome.item}`);
  const last = outcome.sizes.length;
  const rows = outcome.sizes.map((n, at) => ({
    name: t(at + 1 === last ? "basket.size.more" : "basket.size", { n: at + 1 }),
    n,
    part: share({ num: n, den: outcome.baskets }),
  }));
  return {
    id: "sizes",
    heading: t("basket.sizes"),
    subtitle: t("basket.sizes.unit", { item }),
    summary: t("basket.sizes.summary", {
      share: share({ num: outcome.shared, den: outcome.baskets }),
      n: outcome.largest,
    }),
    note: t("basket.sizes.note", { item }),
    draw: (look) =>
      bars(
        {
          bars: rows.map(({ name, n, part }) => ({
            name,
            value: n,
            words: `${count(n)} (${part})`,
            tip: [name, count(n), part],
          })),
        },
        look,
      ),
    table: {
      caption: t("basket.sizes"),
      columns: [
        { label: t("basket.sizes") },
        baskets(t("basket.kpi.baskets"), outcome),
        { label: t("group.share"), end: true },
      ],
      rows: rows.map(({ name, n, part }) => [text(name), number(n), { text: part, raw: n / outcome.baskets }]),
    },
  };
}

export function figures(outcome: BasketOutcome, shown: Shown): FigureModel[] {
  const chosen = outcome.chosen;
  const rule = chosen ? outcome.top[chosen.rule - 1] : undefined;
  return [
    ...(outcome.top.length > 0 ? [scatterFigure(outcome), liftsFigure(outcome)] : []),
    ...(chosen && rule ? [peopleFigure(chosen, rule)] : []),
    ...(outcome.matrix.items.length > 1 ? [matrixFigure(outcome, shown)] : []),
    sizesFigure(outcome),
  ];
}
