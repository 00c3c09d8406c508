import type { RecommendOutcome, RecommendParams } from "../../engine/types.ts";
import { locale, t } from "../../i18n/locale.ts";
import { day, full } from "../../i18n/number.ts";
import { analysis, type Kpi } from "../definition.ts";
import { bounds, figures, listings, share } from "./figures.ts";

function answer(outcome: RecommendOutcome, params: RecommendParams): string {
  const { trial, alike } = outcome;
  if (!trial) return t("recommend.answer.untried", { item: t(`recommend.item.${outcome.item}`), alike });
  return t("recommend.answer", {
    n: trial.tried,
    k: params.k,
    lists: share(trial.lists.rate),
    hit: trial.lists.rate.num,
    popular: share(trial.popular.rate),
    hit_popular: trial.popular.rate.num,
  });
}

function kpis(outcome: RecommendOutcome): Kpi[] {
  const { trial } = outcome;
  const item = t(`recommend.item.${outcome.item}`);
  const tried: Kpi[] = trial
    ? [
        ...(["lists", "popular"] as const).map((way) => ({
          name: t(`recommend.kpi.${way}`),
          value: share(trial[way].rate),
          changes: [{ words: t("recommend.kpi.interval", bounds(trial[way])) }],
        })),
        {
          name: t("recommend.kpi.coverage", { item }),
          value: share(trial.coverage.lists),
          more: t("recommend.kpi.coverage.more", { item, popular: share(trial.coverage.popular) }),
        },
      ]
    : [];
  const alike = { num: outcome.alike, den: outcome.customers };
  return [...tried, { name: t("recommend.kpi.alike"), value: outcome.alike, changes: [{ words: share(alike) }] }];
}

function doubts(outcome: RecommendOutcome): string[] {
  const { trial } = outcome;
  const item = t(`recommend.item.${outcome.item}`);
  const list: string[] = [];
  if (trial) {
    const [lists, popular] = [trial.lists, trial.popular];
    if (lists.rate.num <= popular.rate.num) {
      list.push(t("recommend.worse", { lists: share(lists.rate), popular: share(popular.rate) }));
    } else if (trial.p_value >= 0.05) {
      list.push(t("recommend.chance", { p: full(trial.p_value, locale.lang, 3) }));
    }
    if (trial.tried < trial.eligible) {
      list.push(t("recommend.sampled", { eligible: trial.eligible, tried: trial.tried }));
    }
  }
  const rest = outcome.products - outcome.used;
  if (rest > 0) list.push(t("recommend.capped", { used: outcome.used, item, rest }));
  if (outcome.large > 0) list.push(t("recommend.large", { n: outcome.large }));
  return list;
}

/** What each customer might buy next, and how often that was right beside what is popular. */
export const recommend = analysis<RecommendParams, RecommendOutcome>({
  name: "recommend",
  section: "behaviour",
  answer,
  basis: (outcome) =>
    t("recommend.basis", {
      as_of: day(outcome.as_of, locale.lang),
      used: outcome.used,
      products: outcome.products,
      item: t(`recommend.item.${outcome.item}`),
      customers: outcome.customers,
      buyers: outcome.buyers,
    }),
  doubts,
  kpis,
  figures,
  listings,
  settings: [
    {
      kind: "choice",
      key: "item",
      label: "recommend.item",
      choices: () => [
        { value: null, words: t("recommend.item.auto") },
        ...(["product", "category"] as const).map((value) => ({ value, words: t(`recommend.item.${value}`) })),
      ],
    },
    {
      kind: "choice",
      key: "similarity",
      label: "recommend.similarity",
      choices: () =>
        (["cosine", "lift"] as const).map((value) => ({ value, words: t(`recommend.similarity.${value}`) })),
    },
    {
      kind: "number",
      key: "shrink",
      label: "recommend.shrink",
      hint: "recommend.shrink.hint",
      min: 0,
      max: 1000,
      step: 1,
      applies: (params) => params.similarity === "lift",
    },
    { kind: "number", key: "least", label: "recommend.least", min: 1, max: 1000, step: 1 },
    { kind: "number", key: "neighbours", label: "recommend.neighbour", min: 1, max: 100, step: 1 },
    { kind: "number", key: "k", label: "recommend.k", min: 1, max: 20, step: 1 },
    { kind: "number", key: "top", label: "recommend.top", min: 5, max: 100, step: 1 },
  ],
  customers: ({ alike, popular }) => alike + popular,
});
