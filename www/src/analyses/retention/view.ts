import type { RetentionOutcome, RetentionParams } from "../../engine/types.ts";
import { locale, t } from "../../i18n/locale.ts";
import { day } from "../../i18n/number.ts";
import { percents } from "../cells.ts";
import { analysis, type Choice, type Kpi } from "../definition.ts";
import { figures, plainWords, when } from "./figures.ts";

function sizeOf(outcome: RetentionOutcome): number {
  return outcome.rows.reduce((sum, row) => sum + row.size, 0);
}

function answer(outcome: RetentionOutcome, params: RetentionParams): string {
  const first = outcome.means[1];
  const said = when(params, 1);
  if (!first || first.weighted.den === 0) return t("retention.answer.none", { when: said });
  return t("retention.answer", {
    start: t(`retention.start.${outcome.cohort}`),
    when: said,
    share: percents(first.weighted),
    held: t(`retention.held.${params.meaning}`),
    n: first.cohorts,
  });
}

function doubts(outcome: RetentionOutcome): string[] {
  const { mid_history: mid, without_start: without, earlier_cohorts: cohorts } = outcome;
  return [
    ...(mid ? [t(`retention.doubt.${mid.code}`, { n: mid.customers })] : []),
    ...(without > 0
      ? [t("retention.doubt.without", { n: without, start: t(`retention.start.${outcome.cohort}`) })]
      : []),
    ...(cohorts > 0 ? [t("retention.doubt.earlier", { cohorts, n: outcome.earlier_customers })] : []),
  ];
}

/** Brackets that are shown as large figures. */
const KEY = { day: [1, 7, 30], week: [1, 4, 12], month: [1, 3, 6] } as const;

function kpis(outcome: RetentionOutcome, params: RetentionParams): Kpi[] {
  const means: Kpi[] = KEY[params.unit].flatMap((n) => {
    const mean = outcome.means[n];
    if (!mean || mean.weighted.den === 0) return [];
    return [
      {
        name: t("retention.kpi.weighted", { when: when(params, n) }),
        value: percents(mean.weighted),
        more: t("retention.kpi.weighted.more", { plain: plainWords(mean) }),
      },
    ];
  });
  return [
    { name: t("retention.kpi.size"), value: sizeOf(outcome), unit: t("retention.unit.customers") },
    { name: t("retention.kpi.cohorts"), value: outcome.rows.length, unit: t("retention.unit.cohorts") },
    ...means,
  ];
}

const COHORTS = ["auto", "first_order", "registered", "first_event"] as const;
const MEANINGS = ["on", "on_or_after", "on_or_before", "streak"] as const;

/** How many of those who started together come back, and when. */
export const retention = analysis<RetentionParams, RetentionOutcome>({
  name: "retention",
  section: "behaviour",
  answer,
  basis: (outcome) =>
    t("retention.basis", {
      as_of: day(outcome.as_of, locale.lang),
      shown: outcome.rows.length,
      n: sizeOf(outcome),
      activity: t(`retention.activity.${outcome.activity}`),
    }),
  doubts,
  kpis,
  figures,
  settings: [
    {
      kind: "choice",
      key: "cohort",
      label: "retention.by",
      choices: () => COHORTS.map((value) => ({ value, words: t(`retention.by.${value}`) })),
    },
    {
      kind: "choice",
      key: "activity",
      label: "retention.activity",
      choices: (): Choice[] => [
        { value: "auto", words: t("retention.activity.choice.auto") },
        { value: "order", words: t("retention.activity.choice.order") },
        { value: "event", words: t("retention.activity.choice.event") },
      ],
    },
    {
      kind: "choice",
      key: "unit",
      label: "retention.unit",
      choices: (): Choice[] => [
        { value: "day", words: t("retention.unit.day") },
        { value: "week", words: t("retention.unit.week") },
        { value: "month", words: t("retention.unit.month") },
      ],
    },
    {
      kind: "choice",
      key: "bracket",
      label: "retention.bracket",
      choices: (): Choice[] => [
        { value: "calendar", words: t("retention.bracket.calendar") },
        { value: "rolling", words: t("retention.bracket.rolling") },
      ],
    },
    {
      kind: "choice",
      key: "meaning",
      label: "retention.meaning",
      choices: () => MEANINGS.map((value) => ({ value, words: t(`retention.meaning.${value}`) })),
    },
    {
      kind: "number",
      key: "brackets",
      label: "retention.brackets",
      hint: "retention.brackets.hint",
      min: 1,
      max: 60,
      step: 1,
      optional: true,
    },
    { kind: "number", key: "cohorts", label: "retention.cohorts", min: 1, max: 400, step: 1 },
  ],
  customers: sizeOf,
});
