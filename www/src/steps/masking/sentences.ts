import { locale, t, word } from "../../i18n/locale.ts";
import { full } from "../../i18n/number.ts";
import type { ColumnMasking, Operator, Verdict } from "../../engine/types.ts";

/** From one in how many a rule proves something by itself. */
const PROVES = 20;

/** The kind by which a column is masked. */
export function kindOf({ verdict }: Pick<ColumnMasking, "verdict">): string | null {
  return verdict.pii ?? verdict.doubtful;
}

/** Whether a column belongs into the list of personal data. */
export function isPersonal(column: Pick<ColumnMasking, "verdict" | "field">): boolean {
  return kindOf(column) !== null || column.verdict.loose !== null || column.field === "user_id";
}

/** What a column was found to be, in a word. */
export function kindName(column: Pick<ColumnMasking, "verdict" | "field">): string {
  const kind = kindOf(column) ?? (column.field === "user_id" ? "user_id" : (column.verdict.loose ?? "free_text"));
  return word("pii", kind);
}

/** Name of an operator in the recipe. */
export function codeOf(operator: Operator): string {
  return typeof operator === "string" ? operator : (Object.keys(operator)[0] ?? "");
}

/** The operator in force of a column where none was chosen. */
export function usual(column: Pick<ColumnMasking, "verdict" | "field">): Operator {
  if (column.field === "user_id") return "pseudonym";
  return isPersonal(column) ? "mask" : "keep";
}

/** What the choice does to analyses. */
export function effectWords(column: Pick<ColumnMasking, "verdict" | "field" | "operator" | "effect">): string {
  const code = codeOf(column.operator ?? usual(column));
  return code === "drop" ? t("effect.drop") : t(`effect.${column.effect}`);
}

/** Why a column is held for what it is, one sentence each. */
export function why(column: Pick<ColumnMasking, "verdict" | "field">): string[] {
  const { verdict, field } = column;
  const kind = kindOf(column);
  if (kind === null && field === "user_id") return [t("mask.why.key")];
  return [
    evidence(verdict),
    ...(verdict.mixed > 0 ? [t("mask.why.mixed", { n: verdict.mixed })] : []),
    t(`mask.header.${verdict.why.header}`),
    ...(kind === null ? [] : [t("mask.why.sure", { n: Math.round(100 * Math.min(1, verdict.score)) })]),
  ];
}

function evidence({ hits, sampled, why: { rule, one_in } }: Verdict): string {
  if (rule === null) return t("mask.why.none", { sampled });
  if (rule === "plausible" || one_in <= 1) return t("mask.why.plausible", { hits, sampled });
  const values = { hits, sampled, rule: word("pii_rule", rule), one: full(one_in, locale.lang, 0) };
  return t(one_in < PROVES ? "mask.why.weak" : "mask.why.counts", values);
}
