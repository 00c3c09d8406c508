import type { BasketOutcome, BasketParams } from "../../engine/types.ts";
import { locale, t } from "../../i18n/locale.ts";
import { day } from "../../i18n/number.ts";
import { analysis, type Choice, type Kpi } from "../definition.ts";
import { figures } from "./figures.ts";
import { listings } from "./tables.ts";
import { lift, sentence, share, side, support } from "./words.ts";

/** Rules whose customers can be chosen. */
const CHOICES = 50;

function answer(outcome: BasketOutcome, params: BasketParams): string {
  const unit = t(`basket.unit.${outcome.by}`);
  const [first] = outcome.top;
  if (!first) {
    const { least } = outcome.threshold;
    return t("basket.answer.none", { n: outcome.baskets, unit, least, confidence: support(params.confidence) });
  }
  const said = { sentence: sentence(first, outcome.by), lift: lift(first.lift) };
  return t("basket.answer", { n: outcome.baskets, unit, rules: outcome.rules, ...said });
}

function basis(outcome: BasketOutcome): string {
  const { threshold } = outcome;
  return t(threshold.suggested ? "basket.basis.suggested" : "basket.basis", {
    as_of: day(outcome.as_of, locale.lang),
    by: t(`basket.by.${outcome.by}`),
    items: outcome.items,
    item: t(`basket.item.${outcome.item}`),
    support: support(threshold.support),
    least: threshold.least,
    sets: outcome.sets,
  });
}

function doubts(outcome: BasketOutcome, params: BasketParams): string[] {
  const { explosion, threshold } = outcome;
  const item = t(`basket.item.${outcome.item}`);
  const list: string[] = [];
  if (explosion) {
    const asked = { support: support(explosion.support), least: explosion.least };
    const now = { now: support(threshold.support), count: threshold.least };
    list.push(
      explosion.rules > 0
        ? t("basket.exploded.rules", { ...asked, ...now, rules: explosion.rules })
        : t("basket.exploded", { ...asked, ...now, sets: explosion.sets }),
    );
  }
  if (threshold.longest < params.longest) {
    list.push(t("basket.shortened", { asked: params.longest, longest: threshold.longest }));
  }
  if (params.by === null && outcome.by !== "order") list.push(t("basket.fallback", { item }));
  if (outcome.unlabelled > 0) list.push(t("basket.unlabelled", { n: outcome.unlabelled, item }));
  const weak = outcome.rules - outcome.significant;
  if (weak > 0) list.push(t("basket.weak", { rules: outcome.rules, n: weak }));
  return list;
}

function kpis(outcome: BasketOutcome): Kpi[] {
  const unit = t("basket.kpi.rules.unit");
  const most = Math.max(...outcome.top.map((rule) => rule.lift));
  return [
    { name: t("basket.kpi.baskets"), value: outcome.baskets, unit: t(`basket.unit.${outcome.by}`) },
    { name: t("basket.kpi.shared"), value: share({ num: outcome.shared, den: outcome.baskets }) },
    {
      name: t("basket.kpi.rules"),
      value: outcome.rules,
      unit,
      changes: outcome.redundant > 0 ? [{ words: t("basket.kpi.hidden", { n: outcome.redundant }) }] : [],
    },
    {
      name: t("basket.kpi.significant"),
      value: outcome.significant,
      unit,
      more: t("basket.kpi.significant.more", { rules: outcome.rules }),
    },
    { name: t("basket.kpi.lift"), value: outcome.top.length > 0 ? lift(most) : null },
  ];
}

const percents = (value: number | null): number | null => (value === null ? null : Number((100 * value).toFixed(7)));
const part = (value: unknown): number | null => (typeof value === "number" ? Number((value / 100).toFixed(9)) : null);

function rules(params: BasketParams, outcome: unknown): Choice[] {
  const { top } = (outcome ?? { top: [] }) as BasketOutcome;
  const listed = top.slice(0, Math.max(CHOICES, params.rule)).map((rule, at) => ({
    value: at + 1,
    words: t("basket.rule.one", { place: at + 1, left: side(rule.left), right: side(rule.right) }),
  }));
  return listed.length > 0 ? listed : [{ value: params.rule, words: String(params.rule) }];
}

/** What is bought together: rules with all their measures, and the customers to recommend the other side to. */
export const basket = analysis<BasketParams, BasketOutcome>({
  name: "basket",
  section: "behaviour",
  answer,
  basis,
  doubts,
  kpis,
  figures: (outcome, _, shown) => figures(outcome, shown),
  listings,
  settings: [
    {
      kind: "choice",
      shape: "list",
      key: "by",
      label: "basket.by",
      choices: () => [
        { value: null, words: t("basket.by.auto") },
        ...(["order", "customer", "day"] as const).map((value) => ({ value, words: t(`basket.by.${value}`) })),
      ],
    },
    {
      kind: "choice",
      key: "item",
      label: "basket.item",
      choices: () => [
        { value: null, words: t("basket.item.auto") },
        ...(["product", "category"] as const).map((value) => ({ value, words: t(`basket.item.${value}`) })),
      ],
    },
    {
      kind: "number",
      key: "support",
      label: "basket.support",
      hint: "basket.support.hint",
      min: 0.0000001,
      max: 100,
      step: "any",
      optional: true,
      read: (params) => percents(params.support),
      write: (value) => ({ support: part(value) }),
    },
    { kind: "number", key: "least", label: "basket.least", hint: "basket.least.hint", min: 1, max: 1_000_000, step: 1 },
    {
      kind: "number",
      key: "confidence",
      label: "basket.confidence",
      min: 0,
      max: 100,
      step: "any",
      read: (params) => percents(params.confidence),
      write: (value) => ({ confidence: part(value) ?? 0 }),
    },
    { kind: "number", key: "longest", label: "basket.longest", min: 2, max: 10, step: 1 },
    { kind: "toggle", key: "several", label: "basket.several" },
    { kind: "toggle", key: "redundant", label: "basket.redundant", hint: "basket.redundant.hint" },
    {
      kind: "choice",
      key: "sort",
      label: "basket.sort",
      choices: () =>
        (["lift", "confidence", "support", "leverage", "p"] as const).map((value) => ({
          value,
          words: t(`basket.sort.${value}`),
        })),
    },
    { kind: "number", key: "top", label: "basket.top", min: 1, max: 1000, step: 1 },
    { kind: "choice", shape: "list", key: "rule", label: "basket.rule", choices: rules },
  ],
  customers: ({ chosen }) => (chosen ? chosen.target + chosen.both : 0),
});
