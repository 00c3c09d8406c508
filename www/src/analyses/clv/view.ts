import { locale, t } from "../../i18n/locale.ts";
import { day, full } from "../../i18n/number.ts";
import { DASH, percents } from "../cells.ts";
import { analysis, type Choice, type Kpi } from "../definition.ts";
import {
  decileName,
  detectsDropOut,
  figures,
  inBrackets,
  interval,
  modelWords,
  part,
  type Predicted,
  withModel,
} from "./figures.ts";
import type { ClvOutcome, ClvParams, ClvTop, ClvValue, Shortage } from "../../engine/types.ts";
import { listings } from "./parameters.ts";

/** Beyond this the amounts are not independent of the purchases, as the model of amounts takes them to be. */
const CORRELATED = 0.3;

/** Days of a month in the mean; further ahead than twice the days that were seen is a guess. */
const MONTH = 30.44;

const words = (value: number, digits = 2): string => full(value, locale.lang, digits);

/** The fewest of the best customers who make up half of the value. */
export function half({ top, total }: ClvValue): ClvTop | null {
  return top.find(({ value }) => total > 0 && 2 * value >= total) ?? null;
}

function answer(outcome: ClvOutcome): string {
  const whole = withModel(outcome);
  if (!whole) return t("clv.answer.past", { n: outcome.historical.customers, net: words(outcome.historical.net) });
  const { value, expected, population } = whole;
  const said = {
    end: day(outcome.calibration_end, locale.lang),
    months: expected.months,
    n: population.modelled,
  };
  if (!value)
    return t("clv.answer.purchases", { ...said, purchases: words(expected.total, expected.total < 10 ? 1 : 0) });
  const total = words(value.total, value.total < 100 ? 2 : 0);
  const best = half(value);
  if (!best) return t("clv.answer.plain", { ...said, value: total });
  return t("clv.answer", {
    ...said,
    value: total,
    best: best.customers.num,
    share: percents(best.customers),
    part: percents({ num: best.value, den: value.total }),
  });
}

function basis(outcome: ClvOutcome, params: ClvParams): string {
  const { population } = outcome;
  const whole = withModel(outcome);
  if (!whole) return t("clv.basis.past", { as_of: day(outcome.as_of, locale.lang) });
  return t("clv.basis", {
    as_of: day(outcome.as_of, locale.lang),
    end: day(outcome.calibration_end, locale.lang),
    model: modelWords(whole),
    repeat: population.repeat,
    n: population.modelled,
    rate: part(params.discount_rate),
    margin: part(params.margin),
  });
}

function spendDoubts({ spend, value }: Predicted): string[] {
  if (!spend) return [t("clv.doubt.no_amounts")];
  const { correlation, status, population_mean: mean, customers: n } = spend;
  const once = value?.at_population_mean;
  return [
    ...(correlation !== null && Math.abs(correlation) > CORRELATED
      ? [t("clv.doubt.correlated", { r: words(correlation) })]
      : []),
    ...(status === "infinite_mean" ? [t("clv.doubt.infinite_mean")] : []),
    ...(status === "observed" ? [t("clv.doubt.observed", { n })] : []),
    ...(once && once.num > 0
      ? [t("clv.doubt.population_mean", { n: once.num, share: percents(once), mean: words(mean) })]
      : []),
  ];
}

function doubts(outcome: ClvOutcome): string[] {
  const { newer, without_purchase: without } = outcome.population;
  return [
    ...modelDoubts(outcome),
    ...(newer > 0 ? [t("clv.doubt.newer", { n: newer })] : []),
    ...(without > 0 ? [t("clv.doubt.without", { n: without })] : []),
  ];
}

function modelDoubts(outcome: ClvOutcome): string[] {
  const whole = withModel(outcome);
  if (!whole) {
    const repeat = (of: Shortage["need"] | undefined) =>
      of?.find(({ code }) => code === "repeat_customers")?.value ?? 0;
    const { need, have } = outcome.model_needs ?? {};
    return [t("clv.doubt.few", { n: repeat(need), have: repeat(have) })];
  }
  const { fit, holdout, bootstrap, expected } = whole;
  const { days } = outcome.population;
  return [
    ...(fit.status === "converged" ? [] : [t(`clv.doubt.${fit.status}`)]),
    ...(expected.months * MONTH > 2 * days ? [t("clv.doubt.short_history", { days, months: expected.months })] : []),
    ...(holdout ? [] : [t("clv.doubt.no_holdout")]),
    ...(holdout && holdout.status === "not_converged" ? [t("clv.doubt.holdout_not_converged")] : []),
    ...spendDoubts(whole),
    ...(bootstrap && bootstrap.samples.num < bootstrap.samples.den
      ? [t("clv.doubt.samples", { num: bootstrap.samples.num, den: bootstrap.samples.den })]
      : []),
    ...(bootstrap && fit.status === "converged" && bootstrap.without_dropout > 0
      ? [t("clv.doubt.dropout", { num: bootstrap.without_dropout, den: bootstrap.samples.num })]
      : []),
  ];
}

function kpis(outcome: ClvOutcome): Kpi[] {
  const whole = withModel(outcome);
  if (!whole) return [{ name: t("clv.historical"), value: outcome.historical.net, more: t("clv.net.more") }];
  const { value, alive, expected, population } = whole;
  const { months } = expected;
  const bounds = (of: Parameters<typeof interval>[0], format: (n: number) => string) =>
    of ? { changes: [{ words: t("clv.kpi.interval", { interval: interval(of, format) }) }] } : {};
  return [
    ...(value
      ? [
          { name: t("clv.kpi.value", { months }), value: value.total, more: t("clv.kpi.value.more") },
          {
            name: t("clv.kpi.mean"),
            value: value.mean,
            more: t("clv.kpi.mean.more"),
            ...bounds(value.interval, (n) => words(n)),
          },
        ]
      : []),
    {
      name: t("clv.kpi.alive"),
      value: detectsDropOut(whole) ? part(alive.mean) : DASH,
      more: t("clv.kpi.alive.more"),
      ...(detectsDropOut(whole) ? bounds(alive.interval, part) : { changes: [{ words: t("clv.kpi.alive.none") }] }),
    },
    {
      name: t("clv.kpi.purchases", { months }),
      value: expected.total,
      unit: t("clv.kpi.purchases.unit"),
      more: t("clv.kpi.purchases.more", {
        mean: words(expected.mean),
        bounds: inBrackets(expected.interval, (n) => words(n)),
        of_new: words(expected.of_new),
      }),
    },
    {
      name: t("clv.kpi.customers"),
      value: population.modelled,
      unit: t("clv.kpi.customers.unit"),
      more: t("clv.kpi.customers.more", { repeat: population.repeat, repeats: population.repeat_purchases }),
    },
  ];
}

const MODELS = ["bg_nbd", "mbg_nbd", "pareto_nbd"] as const;
const UNITS = ["day", "week", "month"] as const;

/** What customers were worth, what they will be, and who is still one. */
export const clv = analysis<ClvParams, ClvOutcome>({
  name: "clv",
  section: "value",
  answer,
  basis,
  doubts,
  kpis,
  figures,
  listings,
  settings: [
    {
      kind: "choice",
      key: "model",
      label: "clv.model",
      hint: "clv.model.hint",
      choices: (): Choice[] => MODELS.map((value) => ({ value, words: t(`clv.model.${value}`) })),
    },
    {
      kind: "choice",
      key: "unit",
      label: "clv.unit",
      choices: (): Choice[] => UNITS.map((value) => ({ value, words: t(`clv.unit.${value}`) })),
    },
    { kind: "number", key: "horizon_months", label: "clv.horizon", min: 1, max: 120, step: 1 },
    {
      kind: "number",
      key: "discount_rate",
      label: "clv.discount",
      hint: "clv.discount.hint",
      min: 0,
      max: 1,
      step: "any",
    },
    { kind: "number", key: "margin", label: "clv.margin", hint: "clv.margin.hint", min: 0.0001, max: 1, step: "any" },
    {
      kind: "date",
      key: "calibration_end",
      label: "clv.calibration",
      hint: "clv.calibration.hint",
      optional: true,
    },
  ],
  group: (grouping, group) => (grouping === "value_decile" ? decileName(group) : null),
  customers: (outcome) => outcome.population.modelled,
});
