import { locale, t } from "../../i18n/locale.ts";
import { full } from "../../i18n/number.ts";

/** A hundred years, in days. */
export const LONGEST = 36_525;
/** Amounts are kept in ten-thousandths, of which 2⁵³ are the most. */
const UNITS = 10_000;
const LARGEST = Number.MAX_SAFE_INTEGER / UNITS;

/** The window that was typed, in days; null when it is none. */
export function windowOf(text: string): number | null {
  const days = text.trim() === "" ? Number.NaN : Number(text);
  return Number.isInteger(days) && days >= 1 && days <= LONGEST ? days : null;
}

/** What is wrong with cut points: one is empty, one is too large, or they do not ascend by at least a ten-thousandth. */
export function cutsFault(values: readonly (number | null)[]): "empty" | "size" | "order" | null {
  if (!filled(values)) return "empty";
  if (values.some((v) => Math.abs(v) > LARGEST)) return "size";
  const units = values.map((v) => Math.round(v * UNITS));
  return units.some((u, i) => i > 0 && u <= (units[i - 1] ?? u)) ? "order" : null;
}

export function filled(values: readonly (number | null)[]): values is number[] {
  return values.every((v) => v !== null && Number.isFinite(v));
}

/** The window in words, as the list of windows says it. */
export function windowWords(days: number | null): string {
  return days === null ? t("params.window.all") : t("params.window.days", { n: days });
}

/** Cut points in words, all digits. */
export function cutsWords(values: readonly number[]): string {
  return values.map((v) => full(v, locale.lang, 4)).join(t("params.cuts.join"));
}

/** The largest cut point there may be, in words. */
export function largest(): string {
  return full(Math.floor(LARGEST), locale.lang);
}
