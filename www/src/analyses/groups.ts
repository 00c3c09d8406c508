import { label } from "../charts/label.ts";
import type { AnalysisName, Group, Selection } from "../engine/api.ts";
import { locale, t, word } from "../i18n/locale.ts";
import { full } from "../i18n/number.ts";
import { viewOf } from "./registry.ts";

/** Short name of an analysis. */
export function analysisName(name: AnalysisName): string {
  return word(name, "name");
}

/** A partition of customers in words: those of the outcome, where it is of a column of the data, else of the dictionary. */
export function groupingName(name: AnalysisName, grouping: string, outcome: unknown = null): string {
  const own = outcome === null ? null : viewOf(name)?.grouping?.(grouping, outcome as object);
  return own ?? word(`${name}.grouping`, grouping, label(grouping));
}

/** A group in words: those of the view, of the dictionary, or of the data themselves. */
export function groupName(name: AnalysisName, { grouping, group }: Group): string {
  return viewOf(name)?.group?.(grouping, group) ?? word(`${name}.${grouping}`, group, label(group));
}

/** A group with the analysis that it is of. */
export function selectionName(selection: Selection): string {
  return t("filter.one", {
    analysis: analysisName(selection.analysis),
    group: groupName(selection.analysis, selection),
  });
}

/** A number of a customer in words. */
export function measureName(name: AnalysisName, code: string): string {
  return word(`${name}.measure`, code, word("measure", code, label(code)));
}

const DIGITS: Readonly<Record<string, number>> = { day: 1, order: 1, line: 1, count: 2, currency: 2, score: 3, z: 2 };

/** A number of a customer with as many digits as its unit has. */
export function measured(value: number, unit: string): string {
  const { lang } = locale;
  return unit === "share" ? `${full(100 * value, lang, 1)}%` : full(value, lang, DIGITS[unit] ?? 2);
}
