import type { FunnelOutcome, FunnelParams } from "../../engine/types.ts";
import { locale, t } from "../../i18n/locale.ts";
import { day } from "../../i18n/number.ts";
import { percents } from "../cells.ts";
import { analysis, type Kpi } from "../definition.ts";
import { figures } from "./figures.ts";
import { settings } from "./settings.ts";
import { listings } from "./tables.ts";
import { bounds, fallName, stepName, time, unitName, windowName, worst } from "./words.ts";

function answer(outcome: FunnelOutcome): string {
  const unit = unitName(outcome);
  const last = outcome.steps.at(-1);
  const loss = worst(outcome);
  if (outcome.entered === 0 || !last) return t("funnel.answer.none", { unit });
  const { entered, conversion } = outcome;
  if (!loss) return t("funnel.answer.one", { entered, unit, last: stepName(last.step) });
  return t("funnel.answer", {
    entered,
    unit,
    reached: conversion.num,
    last: stepName(last.step),
    rate: percents(conversion),
    ...bounds(outcome.interval),
    from: loss.from,
    to: loss.to,
    worst: percents(loss.rate),
  });
}

function doubts(outcome: FunnelOutcome): string[] {
  const remarks = outcome.remarks.map(({ code, step }) =>
    code === "never" ? t("funnel.doubt.never", { step: step ?? 0 }) : t(`funnel.doubt.${code}`),
  );
  const [fall] = outcome.falls;
  if (fall) {
    const days = new Set(outcome.falls.map((row) => row.day)).size;
    const values = { days, day: day(fall.day, locale.lang), step: fallName(outcome, fall), rate: percents(fall.rate) };
    remarks.push(t("funnel.doubt.falls", { ...values, usual: percents(fall.usual) }));
  }
  if (outcome.immature === 0) return remarks;
  if (outcome.mature_conversion.den === 0)
    return [...remarks, t("funnel.doubt.all_immature", { unit: unitName(outcome) })];
  const rate = percents(outcome.mature_conversion);
  return [...remarks, t("funnel.doubt.immature", { n: outcome.immature, unit: unitName(outcome), rate })];
}

function kpis(outcome: FunnelOutcome): Kpi[] {
  const unit = unitName(outcome);
  const loss = worst(outcome);
  const times = outcome.steps.length > 1 ? outcome.steps.at(-1)?.from_entry : null;
  return [
    { name: t("funnel.kpi.entered"), value: outcome.entered, unit },
    {
      name: t("funnel.kpi.conversion"),
      value: percents(outcome.conversion),
      more: t("funnel.kpi.conversion.more", bounds(outcome.interval)),
    },
    ...(outcome.immature > 0 && outcome.mature_conversion.den > 0
      ? [
          {
            name: t("funnel.kpi.mature"),
            value: percents(outcome.mature_conversion),
            more: t("funnel.kpi.mature.more", { unit }),
          },
        ]
      : []),
    ...(times ? [{ name: t("funnel.kpi.time"), value: time(times.median), more: t("funnel.kpi.time.more") }] : []),
    ...(loss
      ? [
          {
            name: t("funnel.kpi.worst"),
            value: percents(loss.rate),
            more: t("funnel.kpi.worst.more", { from: loss.from, to: loss.to }),
          },
        ]
      : []),
  ];
}

/** Words of those for whom a step is the deepest. */
function groupOf(group: string): string | null {
  const number = /^step_(\d+)$/.exec(group)?.[1];
  return number === undefined ? null : t("funnel.step.stopped", { step: Number(number) });
}

/** How many reach each step, where they are lost, and who they are. */
export const funnel = analysis<FunnelParams, FunnelOutcome>({
  name: "funnel",
  section: "behaviour",
  answer,
  basis: (outcome, params) =>
    t("funnel.basis", {
      as_of: day(outcome.as_of, locale.lang),
      first: day(outcome.first_day, locale.lang),
      last: day(outcome.last_day, locale.lang),
      steps: t(`funnel.by.${outcome.steps_by}`),
      window: windowName(outcome, params),
      unit: unitName(outcome),
    }),
  doubts,
  kpis,
  figures,
  listings,
  settings,
  group: (grouping, group) => (grouping === "step" ? groupOf(group) : null),
  customers: (outcome) => outcome.entered_customers,
});
