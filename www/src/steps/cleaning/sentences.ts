import { label } from "../../charts/label.ts";
import { locale, t } from "../../i18n/locale.ts";
import { full, percent } from "../../i18n/number.ts";
import type { CleaningAction, CleaningEffect, CleaningEntry, CleaningRule } from "../../engine/types.ts";

/** Rules that no plan can do without. */
const ALWAYS: readonly CleaningRule[] = ["no_user_id", "no_order_time", "no_amount"];

export function isRequired(rule: CleaningRule): boolean {
  return ALWAYS.includes(rule);
}

/** Rules that leave the rows and change what is made of them, each in its own words. */
const CORRECTING = [
  "fill_down",
  "time_of_day",
  "monetary_unit",
  "refunded_orders",
  "return_rows",
  "unmade_refunds",
  "order_amount",
] as const satisfies CleaningRule[];

/** Rules about a column, which they name. */
const OF_COLUMN = [
  ...CORRECTING,
  "void_orders",
  "no_sales",
  "missing",
  "impossible",
  "outlier",
] as const satisfies CleaningRule[];

function isIn<R extends CleaningRule>(rules: readonly R[], rule: CleaningRule): rule is R {
  return (rules as readonly CleaningRule[]).includes(rule);
}

/** What can be done about what a rule finds; the first is nothing, where that is possible. */
export function actionsOf(rule: CleaningRule): readonly CleaningAction[] {
  if (isIn(CORRECTING, rule)) return ["keep", "correct"];
  switch (rule) {
    case "no_user_id":
    case "no_order_time":
    case "no_amount":
      return ["delete"];
    case "total_rows":
    case "void_orders":
    case "no_sales":
    case "test_rows":
    case "placeholder_id":
    case "identical_rows":
      return ["keep", "delete"];
    case "same_key":
      return ["keep", "first", "last", "newest", "most_complete"];
    case "customer_day":
      return ["keep"];
    case "missing":
      return ["keep", "by_share", "fill", "unknown", "delete"];
    case "impossible":
    case "outlier":
      return ["keep", "delete", "correct"];
  }
}

/** An action in words; what correcting means depends on the rule. */
export function actionName(rule: CleaningRule, action: CleaningAction): string {
  switch (rule) {
    case "fill_down":
    case "time_of_day":
    case "monetary_unit":
    case "return_rows":
    case "unmade_refunds":
    case "outlier":
    case "impossible":
      if (action === "correct") return t(`act.correct.${rule}`);
      break;
    case "refunded_orders":
    case "order_amount":
      return t(action === "correct" ? `act.correct.${rule}` : `act.keep.${rule}`);
  }
  return t(`act.${action}`);
}

/** A rule with its column. */
export function ruleName(entry: Pick<CleaningEntry, "rule" | "column">): string {
  const { rule, column } = entry;
  return isIn(OF_COLUMN, rule) ? t(`rule.${rule}`, { column: label(column ?? "") }) : t(`rule.${rule}`);
}

/** A rule without its column. */
export function ruleWord(rule: CleaningRule | null): string {
  if (rule === null) return t("ledger.rule.by_hand");
  return isIn(OF_COLUMN, rule) ? t(`rule.plain.${rule}`) : t(`rule.${rule}`);
}

/** What a rule found. */
export function found({ rule, found: n, missing }: CleaningEffect): string {
  if (n === 0) return t("found.nothing");
  switch (rule) {
    case "identical_rows":
    case "customer_day":
      return t(`found.${rule}`, { n });
    case "missing":
      return missing
        ? t("found.missing", { n, den: missing.den, share: percent(missing, locale.lang) ?? "–" })
        : t("found.cells", { n });
    case "impossible":
    case "outlier":
      return t("found.cells", { n });
    default:
      return t("found.rows", { n });
  }
}

/** What a rule did with what it found. */
export function does(effect: CleaningEffect): string {
  const { rule, action, on, dropped, changed, mean, reasons } = effect;
  if (!on && !isRequired(rule)) return t("does.off");
  if (action === "keep") return t(rule === "refunded_orders" ? "does.keep.refunded_orders" : "does.keep");
  if (dropped > 0) return t("does.dropped", { n: dropped });
  if (changed === 0) return t("does.nothing");
  if (isIn(CORRECTING, rule)) return t(`does.${rule}`, { n: changed });
  if (rule === "outlier") return t("does.bound", { n: changed });
  if (rule === "impossible") return t("does.emptied", { n: changed });
  if (mean !== null) return t("does.mean", { n: changed, mean: full(mean, locale.lang) });
  const fills = action === "fill" || (action === "by_share" && reasons.includes("below_limit"));
  return t(fills ? "does.mode" : "does.unknown", { n: changed });
}

/** Why, one sentence for each reason. */
export function reasons(effect: CleaningEffect): string[] {
  const { outliers } = effect;
  const values = {
    share: percent(effect.missing, locale.lang) ?? "–",
    n: outliers?.judged ?? 0,
    z: outliers?.largest_z == null ? "–" : full(outliers.largest_z, locale.lang),
    returns: outliers?.returns ?? 0,
  };
  return effect.reasons.map((reason) => t(`reason.${reason}`, values));
}

/** Whether a rule changes something where it finds something. */
export function acts({ rule, action, on }: Pick<CleaningEntry, "rule" | "action" | "on">): boolean {
  return isRequired(rule) || (on && action !== "keep");
}

/** How many values each two of the four methods call outliers; on the diagonal each alone. */
export function agreement(counts: readonly number[], methods: number): number[][] {
  const both = (a: number, b: number): number =>
    counts.reduce((sum, n, told) => ((told >> a) & 1 && (told >> b) & 1 ? sum + n : sum), 0);
  return Array.from({ length: methods }, (_, a) => Array.from({ length: methods }, (_, b) => both(a, b)));
}
