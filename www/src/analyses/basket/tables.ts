import type { Cell, Column, TableModel } from "../../charts/table.ts";
import type { BasketOutcome, BasketRule } from "../../engine/types.ts";
import { locale, t } from "../../i18n/locale.ts";
import { full } from "../../i18n/number.ts";
import type { Listing } from "../definition.ts";
import { arrow, frequency, lift, probability, sentence, share, side } from "./words.ts";

const DASH = "–";
/** Rules of the bundle sheet. */
const BUNDLES = 20;

export const text = (value: string): Cell => ({ text: value, raw: value });
export const number = (value: number | null, digits = 0): Cell => ({
  text: value === null ? DASH : full(value, locale.lang, digits),
  raw: value,
});
export const ratio = (value: { num: number; den: number }): Cell => ({
  text: share(value),
  raw: value.den > 0 ? value.num / value.den : null,
});

function conviction(value: BasketRule["conviction"]): Cell {
  return typeof value === "number" ? number(value, 3) : text(t(`basket.${value}`));
}

const probable = (value: number): Cell => ({ text: probability(value), raw: value });

/** Baskets of customers are customers; of few of them a row does not leave. */
export function baskets(label: string, outcome: BasketOutcome): Column {
  return { label, end: true, ...(outcome.by === "customer" ? { people: true } : {}) };
}

/** Many baskets may be of few customers. */
export const people = (): Column => ({ label: t("group.customers"), end: true, people: true });

/** Every rule that is listed, with all its measures. */
export function rules(outcome: BasketOutcome): TableModel {
  const explained = (name: "leverage" | "conviction" | "zhang" | "jaccard" | "certainty" | "kulczynski"): Column => ({
    label: t(`basket.m.${name}`),
    end: true,
    more: t(`basket.m.${name}.more`),
  });
  return {
    caption: t("basket.rules"),
    columns: [
      { label: t("basket.left") },
      { label: t("basket.right") },
      { label: t("basket.both"), end: true },
      { label: t("basket.of_left"), end: true },
      { label: t("basket.of_right"), end: true },
      { label: t("basket.m.support"), end: true },
      { label: t("basket.m.confidence"), end: true },
      { label: t("basket.m.lift"), end: true },
      { label: t("basket.m.interval"), end: true },
      explained("leverage"),
      explained("conviction"),
      explained("zhang"),
      explained("jaccard"),
      explained("certainty"),
      explained("kulczynski"),
      { label: t("basket.m.p"), end: true },
      { label: t("basket.m.q"), end: true },
      people(),
    ],
    rows: outcome.top.map((rule, at) => {
      const left: Cell = text(side(rule.left));
      const interval = rule.lift_interval;
      const chosen = outcome.chosen?.rule === at + 1;
      return [
        chosen ? { ...left, ...target(), pickLabel: t("group.filter", { name: arrow(rule) }) } : left,
        text(side(rule.right)),
        number(rule.support.num),
        number(rule.confidence.den),
        number(rule.expected.num),
        { ...ratio(rule.support), text: frequency(rule.support) },
        { ...ratio(rule.confidence), part: rule.confidence.num / Math.max(1, rule.confidence.den) },
        number(rule.lift, 3),
        text(interval ? `${lift(interval.low)}–${lift(interval.high)}` : DASH),
        number(rule.leverage, 5),
        conviction(rule.conviction),
        number(rule.zhang, 3),
        number(rule.jaccard, 3),
        number(rule.certainty, 3),
        number(rule.kulczynski, 3),
        probable(rule.p),
        probable(rule.q),
        number(rule.customers),
      ];
    }),
  };
}

/** Opens those who bought the left side alone. */
export function target(): { pick: unknown } {
  return { pick: { grouping: "rule", group: "target" } };
}

/** What to sell together, in sentences; what few customers do is no advice. */
function bundles(outcome: BasketOutcome, k: number): TableModel {
  const list = outcome.top.filter((rule) => rule.lift > 1 && rule.customers >= k).slice(0, BUNDLES);
  return {
    caption: t("basket.bundles"),
    columns: [
      { label: t("basket.sentence") },
      { label: t("basket.m.confidence"), end: true },
      { label: t("basket.both"), end: true },
      { label: t("basket.m.lift"), end: true },
      people(),
    ],
    rows: list.map((rule) => [
      text(sentence(rule, outcome.by)),
      { ...ratio(rule.confidence), part: rule.confidence.num / Math.max(1, rule.confidence.den) },
      number(rule.support.num),
      number(rule.lift, 2),
      number(rule.customers),
    ]),
  };
}

export function listings(outcome: BasketOutcome, _params: unknown, _shown: unknown, k: number): Listing[] {
  if (outcome.top.length === 0) return [];
  const sheet = bundles(outcome, k);
  const note = t("basket.bundles.note", { n: sheet.rows.length });
  return [
    ...(sheet.rows.length > 0 ? [{ table: sheet, note }] : []),
    { table: rules(outcome), note: t("basket.note") },
  ];
}
