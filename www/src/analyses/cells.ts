import type { Cell } from "../charts/table.ts";
import type { Ratio } from "../engine/api.ts";
import { locale } from "../i18n/locale.ts";
import { full, percent } from "../i18n/number.ts";

/** What stands where there is no value. */
export const DASH = "–";

/** Words. */
export function text(value: string): Cell {
  return { text: value, raw: value };
}

/** A number with all its digits. */
export function number(value: number | null, digits = 2): Cell {
  return { text: value === null ? DASH : full(value, locale.lang, digits), raw: value };
}

/** A probability of error; a very small one is not shown as none. */
export function chance(value: number): Cell {
  return { text: value < 0.0001 ? "< 0.0001" : full(value, locale.lang, 4), raw: value };
}

/** A ratio in percent, in words. */
export function percents(value: Ratio | null): string {
  return percent(value, locale.lang) ?? DASH;
}

/** A ratio in percent with a small bar. */
export function share(value: Ratio): Cell {
  return { text: percents(value), raw: percents(value), ...(value.den > 0 ? { part: value.num / value.den } : {}) };
}
