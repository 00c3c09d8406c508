import { bars } from "../../charts/bars.ts";
import { histogram } from "../../charts/histogram.ts";
import { stack } from "../../charts/stack.ts";
import type { TableModel } from "../../charts/table.ts";
import type {
  LifecycleOutcome,
  LifecycleParams,
  LifecyclePeriodRow,
  LifecycleReturns,
  LifecycleStageRow,
  MoneyRatio,
} from "../../engine/types.ts";
import { locale, t } from "../../i18n/locale.ts";
import { compact, day, full } from "../../i18n/number.ts";
import { bins, binTable } from "../bins.ts";
import { DASH, number, percents, share, text } from "../cells.ts";
import type { FigureModel, Listing } from "../definition.ts";

type Stage = LifecycleStageRow["code"];

const PARTS = ["new", "returning", "resurrecting"] as const;
/** Colours of the stages, as numbers of the eight. */
const TINTS: Readonly<Record<Stage, number>> = {
  new: 2,
  returning: 0,
  resurrecting: 4,
  dormant: 3,
  inactive: 6,
  lost: 1,
};
const OVERDUE = { grouping: "overdue", group: "overdue" };

export function stageName(code: Stage): string {
  return t(`lifecycle.stage.${code}`);
}

/** The interval in words. */
export function intervalWords({ interval }: LifecycleOutcome): string {
  const words = t(`lifecycle.interval.${interval.unit}`, { days: interval.days ?? 0 });
  return interval.suggested ? t("lifecycle.interval.suggested", { interval: words }) : words;
}

/** A share of money in percent. */
export function moneyShare(value: MoneyRatio | null): string {
  return percents(value);
}

function balance(last: LifecyclePeriodRow, before: LifecyclePeriodRow | undefined): string {
  const n = last.active - (before?.active ?? 0);
  if (n === 0) return t("lifecycle.periods.even");
  return n > 0 ? t("lifecycle.periods.gain", { n }) : t("lifecycle.periods.loss", { n: -n });
}

function periodsFigure(outcome: LifecycleOutcome): FigureModel {
  const rows = outcome.periods;
  const whole = rows.filter((row) => row.complete);
  const last = whole.at(-1);
  return {
    id: "periods",
    wide: true,
    heading: t("lifecycle.periods"),
    subtitle: t("lifecycle.periods.unit", { interval: intervalWords(outcome) }),
    summary: last
      ? t("lifecycle.periods.summary", {
          label: last.label,
          new: last.new,
          returning: last.returning,
          resurrecting: last.resurrecting,
          dormant: last.dormant,
          lost: last.lost,
          balance: balance(last, whole.at(-2)),
        })
      : t("lifecycle.periods.short"),
    note: t("lifecycle.periods.note", {
      days: outcome.churn.days,
      checked: outcome.reconciled ? t("lifecycle.periods.checked") : "",
    }),
    height: 360,
    draw: (look) =>
      stack(
        {
          steps: rows.map((row) => row.label),
          parts: [
            ...PARTS.map((part) => ({
              name: stageName(part),
              values: rows.map((row) => row[part]),
              tint: TINTS[part],
            })),
            { name: stageName("dormant"), values: rows.map((row) => -row.dormant), tint: TINTS.dormant },
          ],
          open: rows.at(-1)?.complete === false,
          format: (value) => compact(Math.abs(value), locale.lang),
        },
        look,
      ),
    table: periodTable(rows),
  };
}

function periodTable(rows: readonly LifecyclePeriodRow[]): TableModel {
  const counts = ["new", "returning", "resurrecting", "active", "dormant", "inactive", "lost"] as const;
  return {
    caption: t("lifecycle.periods"),
    columns: [
      { label: t("lifecycle.periods.period") },
      { label: t("lifecycle.periods.from") },
      ...counts.map((name) => ({ label: name === "active" ? t("lifecycle.active") : stageName(name), end: true })),
    ],
    rows: rows.map((row) => [
      { ...text(row.label), ...(row.complete ? {} : { tag: t("lifecycle.periods.open") }) },
      text(day(row.from, locale.lang)),
      // Who was active is new, returning or resurrecting, and in the next period returning or dormant.
      ...counts.map((name) => ({ ...number(row[name]), people: row[name], linked: name !== "active" })),
    ]),
  };
}

function stagesNote(outcome: LifecycleOutcome): string {
  return t("lifecycle.stages.note", {
    now: day(outcome.stage_from, locale.lang),
    as_of: day(outcome.as_of, locale.lang),
    before: day(outcome.stage_before, locale.lang),
    days: outcome.churn.days,
  });
}

function stageTable(outcome: LifecycleOutcome): TableModel {
  return {
    caption: t("lifecycle.stages"),
    columns: [
      { label: t("lifecycle.stage") },
      { label: t("lifecycle.customers"), end: true, people: true },
      { label: t("lifecycle.share"), end: true },
      { label: t("lifecycle.judged"), end: true, more: t("lifecycle.judged.more") },
      { label: t("lifecycle.late"), end: true },
    ],
    rows: outcome.stages.map((row) => {
      const name = stageName(row.code);
      const pick = { grouping: "stage", group: row.code };
      const late = t("lifecycle.overdue.overdue");
      return [
        { ...text(name), swatch: TINTS[row.code] + 1, pick, pickLabel: t("group.filter", { name }) },
        number(row.customers),
        share(row.share),
        { ...number(row.judged), people: row.judged },
        {
          ...number(row.overdue),
          people: row.overdue,
          ...(row.overdue > 0
            ? { pick: [pick, OVERDUE], pickLabel: t("group.filter", { name: `${name}, ${late}` }) }
            : {}),
        },
      ];
    }),
  };
}

function stagesFigure(outcome: LifecycleOutcome): FigureModel {
  const of = (code: Stage) => outcome.stages.find((row) => row.code === code)?.customers ?? 0;
  const active = of("new") + of("returning") + of("resurrecting");
  return {
    id: "stages",
    heading: t("lifecycle.stages"),
    subtitle: t("lifecycle.stages.unit", { n: outcome.buyers }),
    summary: t("lifecycle.stages.summary", {
      active,
      share: percents({ num: active, den: outcome.buyers }),
      lost: of("lost"),
      days: outcome.churn.days,
    }),
    note: stagesNote(outcome),
    height: 260,
    draw: (look) =>
      bars(
        {
          bars: outcome.stages.map((row) => ({
            name: stageName(row.code),
            value: row.customers,
            words: `${compact(row.customers, locale.lang)}  ${percents(row.share)}`,
            tip: [stageName(row.code), `${full(row.customers, locale.lang)}  ${percents(row.share)}`],
            colour: look.classes[TINTS[row.code]] ?? look.accent,
            pick: { grouping: "stage", group: row.code },
          })),
        },
        look,
      ),
    table: stageTable(outcome),
  };
}

function lateFigure(outcome: LifecycleOutcome, params: LifecycleParams): FigureModel {
  const { customers, reachable, days } = outcome.overdue;
  return {
    id: "overdue",
    heading: t("lifecycle.late.title"),
    subtitle: t("lifecycle.late.unit"),
    summary: t("lifecycle.late.summary", {
      n: customers.den,
      late: customers.num,
      share: percents(customers),
      reachable,
    }),
    note: t("lifecycle.late.note", {
      least: params.least_purchases,
      factor: full(params.overdue_factor, locale.lang),
    }),
    height: 260,
    draw: (look) => histogram({ bins: bins(days, OVERDUE), axis: t("lifecycle.late.axis") }, look),
    table: binTable(days, t("lifecycle.late.title"), t("lifecycle.late.axis"), t("lifecycle.customers")),
  };
}

function gapsFigure(outcome: LifecycleOutcome): FigureModel {
  const { cycle, gaps, churn } = outcome;
  const words = (value: number) => full(value, locale.lang, 1);
  const p90 = cycle?.quantiles.find((one) => one.percent === 90)?.days ?? 0;
  return {
    id: "gaps",
    heading: t("lifecycle.gaps"),
    subtitle: t("lifecycle.gaps.unit"),
    summary: cycle
      ? t("lifecycle.gaps.summary", {
          n: cycle.gaps,
          median: words(cycle.median),
          mean: words(cycle.mean),
          p90: words(p90),
        })
      : t("lifecycle.gaps.none"),
    note: t("lifecycle.gaps.note"),
    draw: (look) =>
      histogram(
        {
          bins: bins(gaps),
          axis: t("lifecycle.gaps.axis"),
          levels: cycle
            ? [
                { value: cycle.median, words: t("lifecycle.gaps.median") },
                { value: churn.days, words: t("lifecycle.gaps.churn") },
              ]
            : [],
        },
        look,
      ),
    table: binTable(gaps, t("lifecycle.gaps"), t("lifecycle.gaps.axis"), t("lifecycle.gaps.count"), false),
  };
}

function perFigure(outcome: LifecycleOutcome, params: LifecycleParams): FigureModel {
  const list = outcome.purchases_per_customer;
  const once = outcome.repeat.den - outcome.repeat.num;
  return {
    id: "purchases",
    heading: t("lifecycle.per"),
    subtitle: t("lifecycle.per.unit"),
    summary: t("lifecycle.per.summary", { once, share: percents({ num: once, den: outcome.repeat.den }) }),
    note: t("lifecycle.per.note", { purchases: t(`lifecycle.per.${params.purchase}`) }),
    draw: (look) => histogram({ bins: bins(list), axis: t("lifecycle.per.axis") }, look),
    table: binTable(list, t("lifecycle.per"), t("lifecycle.per.axis"), t("lifecycle.customers")),
  };
}

export function figures(outcome: LifecycleOutcome, params: LifecycleParams): FigureModel[] {
  return [
    periodsFigure(outcome),
    stagesFigure(outcome),
    lateFigure(outcome, params),
    gapsFigure(outcome),
    perFigure(outcome, params),
  ];
}

function returnsTable({ orders, in_order, apart, amount }: LifecycleReturns): TableModel {
  return {
    caption: t("lifecycle.returns"),
    columns: [
      { label: t("lifecycle.returns") },
      { label: t("lifecycle.returns.value"), end: true },
      { label: t("lifecycle.returns.of"), end: true },
      { label: t("lifecycle.share"), end: true },
    ],
    rows: [
      [text(t("lifecycle.returns.orders")), number(orders.num), number(orders.den), text(percents(orders))],
      [text(t("lifecycle.returns.in_order")), number(in_order), text(""), text("")],
      [text(t("lifecycle.returns.apart")), number(apart), text(""), text("")],
      [
        text(t("lifecycle.returns.amount")),
        number(amount?.num ?? null),
        number(amount?.den ?? null),
        text(amount ? moneyShare(amount) : DASH),
      ],
    ],
  };
}

export function listings(outcome: LifecycleOutcome): Listing[] {
  const quantiles: TableModel = {
    caption: t("lifecycle.gaps.quantiles"),
    columns: [{ label: t("lifecycle.quantile") }, { label: t("lifecycle.days"), end: true }],
    rows: (outcome.cycle?.quantiles ?? []).map(({ percent, days }) => [
      text(t("lifecycle.quantile.percent", { n: percent })),
      number(days, 1),
    ]),
  };
  return [
    { table: { ...stageTable(outcome), caption: t("lifecycle.stages.detail") }, note: stagesNote(outcome) },
    ...(outcome.cycle ? [{ table: quantiles, note: t("lifecycle.gaps.note") }] : []),
    { table: returnsTable(outcome.returns), note: t("lifecycle.returns.note") },
  ];
}
