import type { SessionsOutcome, SessionsParams } from "../../engine/types.ts";
import { locale, t } from "../../i18n/locale.ts";
import { day, full } from "../../i18n/number.ts";
import { percents } from "../cells.ts";
import { analysis, type Choice, type Kpi } from "../definition.ts";
import { definition, figures, length, listings } from "./figures.ts";

/** Part of the sessions that two gaps may differ by before it is told. */
const SENSITIVE = 0.1;

function answer(outcome: SessionsOutcome): string {
  const said = {
    n: outcome.sessions,
    customers: outcome.customers,
    mean: full(outcome.per_customer.mean, locale.lang, 1),
    single: percents(outcome.single),
  };
  const { duration } = outcome;
  return duration
    ? t("sessions.answer", { ...said, median: length(duration.quantiles[1]) })
    : t("sessions.answer.plain", said);
}

function doubts(outcome: SessionsOutcome, params: SessionsParams): string[] {
  const { curve, column, interest } = outcome;
  const at = (minutes: number): number | undefined => curve.find((point) => point.minutes === minutes)?.sessions;
  const [short, long] = [at(15), at(60)];
  const moves = short !== undefined && long !== undefined && long > 0 ? (short - long) / long : 0;
  return [
    ...(outcome.basis === "day" ? [t("sessions.doubt.days")] : []),
    ...(outcome.basis === "gap" && moves >= SENSITIVE
      ? [t("sessions.doubt.sensitive", { share: percents({ num: moves, den: 1 }) })]
      : []),
    ...(column && column.unlabelled > 0 && outcome.basis === "column"
      ? [t("sessions.doubt.unlabelled", { n: column.unlabelled })]
      : []),
    ...(column && column.same.num < column.column
      ? [t("sessions.doubt.column", { same: percents(column.same), minutes: params.gap_minutes })]
      : []),
    ...(interest?.counted === "none" ? [t("sessions.doubt.orders")] : []),
  ];
}

function kpis(outcome: SessionsOutcome): Kpi[] {
  const { duration } = outcome;
  return [
    { name: t("sessions.sessions"), value: outcome.sessions, unit: t("sessions.unit.sessions") },
    { name: t("sessions.customers"), value: outcome.customers, unit: t("sessions.unit.customers") },
    { name: t("sessions.kpi.per.customer"), value: full(outcome.per_customer.mean, locale.lang, 1) },
    ...(duration
      ? [
          {
            name: t("sessions.kpi.duration"),
            value: length(duration.quantiles[1]),
            more: t("sessions.kpi.duration.more", { mean: length(duration.mean) }),
          },
        ]
      : []),
    { name: t("sessions.kpi.single"), value: percents(outcome.single), more: t("sessions.kpi.single.more") },
  ];
}

const INTEREST = ["auto", "product", "category", "page", "none"] as const;

/** How often, how long and when customers come, and what they look at. */
export const sessions = analysis<SessionsParams, SessionsOutcome>({
  name: "sessions",
  section: "behaviour",
  answer,
  basis: (outcome, params) =>
    t("sessions.basis", {
      as_of: day(outcome.as_of, locale.lang),
      from: day(outcome.first_day, locale.lang),
      to: day(outcome.last_day, locale.lang),
      n: outcome.events,
      rule: definition(outcome, params),
    }),
  doubts,
  kpis,
  figures,
  listings,
  settings: [
    {
      kind: "choice",
      key: "by",
      label: "sessions.by",
      choices: (): Choice[] => [
        { value: "gap", words: t("sessions.by.gap") },
        { value: "column", words: t("sessions.by.column") },
        { value: "auto", words: t("sessions.by.auto") },
      ],
    },
    {
      kind: "number",
      key: "gap_minutes",
      label: "sessions.gap",
      hint: "sessions.gap.hint",
      min: 1,
      max: 1440,
      step: 1,
    },
    {
      kind: "choice",
      key: "interest",
      label: "sessions.interest.of",
      shape: "list",
      choices: () => INTEREST.map((value) => ({ value, words: t(`sessions.interest.of.${value}`) })),
    },
    {
      kind: "list",
      key: "orders",
      label: "sessions.orders",
      hint: "sessions.orders.hint",
      applies: ({ interest }) => interest !== "none",
    },
    { kind: "number", key: "listed", label: "sessions.listed", min: 1, max: 100, step: 1 },
  ],
  customers: (outcome) => outcome.customers,
});
