import type { LifecycleOutcome, LifecycleParams } from "../../engine/types.ts";
import { locale, t } from "../../i18n/locale.ts";
import { day, full } from "../../i18n/number.ts";
import { DASH, percents } from "../cells.ts";
import { analysis, type Kpi } from "../definition.ts";
import { figures, intervalWords, listings, moneyShare } from "./figures.ts";

const days = (value: number | null | undefined): string => (value == null ? DASH : full(value, locale.lang, 1));

function answer(outcome: LifecycleOutcome): string {
  const { cycle } = outcome;
  return t("lifecycle.answer", {
    n: outcome.buyers,
    repeat: percents(outcome.repeat),
    cycle: cycle
      ? t("lifecycle.answer.cycle", { days: Number.isInteger(cycle.median) ? cycle.median : days(cycle.median) })
      : t("lifecycle.answer.once"),
    late: outcome.overdue.reachable,
  });
}

function basis(outcome: LifecycleOutcome, params: LifecycleParams): string {
  const { lang } = locale;
  return t("lifecycle.basis", {
    as_of: day(outcome.as_of, lang),
    from: day(outcome.first_day, lang),
    to: day(outcome.last_day, lang),
    n: outcome.purchases,
    purchases: t(`lifecycle.purchases.${params.purchase}`),
    interval: intervalWords(outcome),
  });
}

function doubts(outcome: LifecycleOutcome): string[] {
  const without = outcome.customers - outcome.buyers;
  return [
    ...(outcome.reconciled ? [] : [t("lifecycle.doubt.identity")]),
    ...(without > 0 ? [t("lifecycle.doubt.without", { n: without })] : []),
    ...(outcome.churn.source === "no_gaps" ? [t("lifecycle.doubt.no_gaps", { days: outcome.churn.days })] : []),
  ];
}

function kpis({ repeat, cycle, returns, churn, overdue, periods }: LifecycleOutcome): Kpi[] {
  return [
    {
      name: t("lifecycle.kpi.repeat"),
      value: percents(repeat),
      more: t("lifecycle.kpi.repeat.more"),
    },
    {
      name: t("lifecycle.kpi.cycle"),
      value: cycle?.median ?? null,
      unit: t("lifecycle.unit.days"),
      more: t("lifecycle.kpi.cycle.more", { mean: days(cycle?.mean) }),
    },
    {
      name: t("lifecycle.kpi.returns"),
      value: percents(returns.orders),
      more: t("lifecycle.kpi.returns.more", { amount: moneyShare(returns.amount) }),
    },
    {
      name: t("lifecycle.kpi.churn"),
      value: churn.days,
      unit: t("lifecycle.unit.days"),
      more: t(`lifecycle.kpi.churn.${churn.source}`, { suggested: days(churn.suggested) }),
    },
    {
      name: t("lifecycle.kpi.overdue"),
      value: overdue.customers.num,
      unit: t("lifecycle.unit.customers"),
      more: t("lifecycle.kpi.overdue.more", { n: overdue.customers.den, reachable: overdue.reachable }),
    },
    {
      name: t("lifecycle.active"),
      value: periods.at(-1)?.active ?? null,
      unit: t("lifecycle.unit.customers"),
      trend: periods.map((row) => row.active),
      open: periods.at(-1)?.complete === false,
    },
  ];
}

const INTERVALS = ["auto", "week", "month", "quarter", "days"] as const;

/** Who is new, who returns, who goes dormant, and who should have come again by now. */
export const lifecycle = analysis<LifecycleParams, LifecycleOutcome>({
  name: "lifecycle",
  section: "behaviour",
  answer,
  basis,
  doubts,
  kpis,
  figures,
  listings,
  settings: [
    {
      kind: "choice",
      key: "interval",
      label: "lifecycle.interval",
      choices: () => INTERVALS.map((value) => ({ value, words: t(`lifecycle.interval.choice.${value}`) })),
    },
    {
      kind: "number",
      key: "days",
      label: "lifecycle.length",
      min: 1,
      max: 3660,
      step: 1,
      applies: (p) => p.interval === "days",
    },
    {
      kind: "choice",
      key: "purchase",
      label: "lifecycle.purchase",
      choices: () => [
        { value: "order", words: t("lifecycle.purchase.order") },
        { value: "day", words: t("lifecycle.purchase.day") },
      ],
    },
    {
      kind: "number",
      key: "lost_days",
      label: "lifecycle.lost_days",
      hint: "lifecycle.lost_days.hint",
      min: 1,
      max: 3660,
      step: 1,
      optional: true,
    },
    { kind: "number", key: "least_purchases", label: "lifecycle.least_purchases", min: 2, max: 100, step: 1 },
    {
      kind: "number",
      key: "overdue_factor",
      label: "lifecycle.overdue_factor",
      hint: "lifecycle.overdue_factor.hint",
      min: 0.1,
      max: 100,
      step: "any",
    },
  ],
  customers: (outcome) => outcome.buyers,
});
