import { label } from "../../charts/label.ts";
import type { BasketOutcome, BasketRule, Ratio } from "../../engine/types.ts";
import { locale, t } from "../../i18n/locale.ts";
import { full, percent } from "../../i18n/number.ts";

const DASH = "–";

export const share = (ratio: Ratio | null): string => percent(ratio, locale.lang) ?? DASH;

/** A share from 0 to 1 as percents with the digits it has: 0.001 → 0.1%. */
export const support = (value: number): string => `${full(100 * value, locale.lang, 7)}%`;

/** A support, of which few are above one percent. */
export const frequency = ({ num, den }: Ratio): string => `${full((100 * num) / den, locale.lang, 3)}%`;

export const lift = (value: number): string => full(value, locale.lang, 2);

/** The items of one side. */
export function side(items: readonly string[]): string {
  return items.map((item) => label(item)).join(" + ");
}

export function arrow(rule: BasketRule): string {
  return t("basket.arrow", { left: side(rule.left), right: side(rule.right) });
}

/** The rule as a sentence, in terms of what a basket is. */
export function sentence(rule: BasketRule, by: BasketOutcome["by"]): string {
  return t(`basket.sentence.${by}`, {
    left: side(rule.left),
    right: side(rule.right),
    share: share(rule.confidence),
    both: rule.confidence.num,
    of: rule.confidence.den,
  });
}

/** A small probability in few digits. */
export function probability(value: number): string {
  return value !== 0 && value < 1e-4 ? value.toExponential(2) : full(value, locale.lang, 4);
}
