import type { ActivityClassRow, ActivityOutcome, ActivityParams } from "../../engine/types.ts";
import { locale, t } from "../../i18n/locale.ts";
import { day } from "../../i18n/number.ts";
import { percents } from "../cells.ts";
import { analysis, type Kpi } from "../definition.ts";
import { figures, listings } from "./figures.ts";

function answer(outcome: ActivityOutcome): string {
  const row = (code: ActivityClassRow["code"]) => outcome.classes.find((one) => one.code === code);
  const n = (code: ActivityClassRow["code"]) => row(code)?.customers ?? 0;
  const of = (code: ActivityClassRow["code"]) => percents(row(code)?.share ?? null);
  if (n("active") + n("silent") + n("lost") === 0) return t("activity.answer.none", { n: outcome.known });
  return t("activity.answer", {
    n: outcome.known,
    active: n("active"),
    active_share: of("active"),
    silent: n("silent"),
    silent_share: of("silent"),
    lost: n("lost"),
    lost_share: of("lost"),
  });
}

function basis(outcome: ActivityOutcome, params: ActivityParams): string {
  const { lang } = locale;
  return t("activity.basis", {
    as_of: day(outcome.as_of, lang),
    from: day(outcome.first_day, lang),
    to: day(outcome.last_day, lang),
    basis: t(`activity.basis.${outcome.basis}`, { n: params.gap_minutes }),
  });
}

function doubts(outcome: ActivityOutcome): string[] {
  const unknown = outcome.customers - outcome.known;
  return [
    ...(outcome.basis === "purchase_days" ? [t("activity.doubt.purchases")] : []),
    ...(unknown > 0 ? [t("activity.doubt.unknown", { n: unknown })] : []),
    ...(outcome.not_judged > 0
      ? [t("activity.doubt.not_judged", { n: outcome.not_judged, from: outcome.covered_from, to: outcome.covered_to })]
      : []),
    ...(outcome.too_new > 0 ? [t("activity.doubt.new", { n: outcome.too_new })] : []),
  ];
}

function kpis({ now, daily, hole }: ActivityOutcome): Kpi[] {
  const unit = t("activity.unit.customers");
  return [
    { name: t("activity.kpi.mau"), value: now.mau, unit, more: t("activity.kpi.mau.more"), trend: daily.mau },
    { name: t("activity.kpi.wau"), value: now.wau, unit, more: t("activity.kpi.wau.more"), trend: daily.wau },
    { name: t("activity.kpi.dau"), value: now.dau, unit, more: t("activity.kpi.dau.more"), trend: daily.dau },
    { name: t("activity.kpi.stickiness"), value: percents(now.stickiness), more: t("activity.kpi.stickiness.more") },
    { name: t("activity.kpi.hole"), value: percents(hole), more: t("activity.kpi.hole.more") },
  ];
}

/** Who visits, who has gone silent, who is lost; thresholds move. */
export const activity = analysis<ActivityParams, ActivityOutcome>({
  name: "activity",
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
      key: "lost_by",
      label: "activity.lost_by",
      choices: () => [
        { value: "days", words: t("activity.lost_by.days") },
        { value: "months", words: t("activity.lost_by.months") },
      ],
    },
    {
      kind: "number",
      key: "lost_days",
      label: "activity.lost_days",
      min: 1,
      max: 3660,
      step: 1,
      applies: (p) => p.lost_by === "days",
    },
    {
      kind: "number",
      key: "lost_months",
      label: "activity.lost_months",
      min: 1,
      max: 120,
      step: 1,
      applies: (p) => p.lost_by === "months",
    },
    { kind: "number", key: "silent_days", label: "activity.silent_days", min: 1, max: 3660, step: 1 },
    { kind: "number", key: "active_visits", label: "activity.active_visits", min: 1, max: 1000, step: 1 },
    { kind: "number", key: "active_days", label: "activity.active_days", min: 1, max: 3660, step: 1 },
    {
      kind: "number",
      key: "gap_minutes",
      label: "activity.gap_minutes",
      hint: "activity.gap_minutes.hint",
      min: 1,
      max: 1440,
      step: 1,
    },
  ],
  customers: (outcome) => outcome.known,
});
