import type { DescribeComparison, DescribeFigures, DescribePeriod } from "../../engine/types.ts";
import { locale, t } from "../../i18n/locale.ts";
import { full, percent } from "../../i18n/number.ts";
import type { Change } from "../definition.ts";

export const DASH = "–";

/** What a figure counts in. */
type Unit = "money" | "orders" | "customers" | "pieces" | "rate";

export interface Measure {
  /** Name of the figure in the engine. */
  name: keyof DescribeFigures & (typeof NAMES)[number];
  unit: Unit;
  /** Whether more of it is good news. */
  good: boolean;
}

const NAMES = [
  "net",
  "orders",
  "customers",
  "new_customers",
  "average_order_value",
  "revenue_per_customer",
  "units",
  "refunds",
  "repeat_rate",
  "return_rate",
] as const;

/** The figures of the board, in their order. */
export const MEASURES: readonly Measure[] = [
  { name: "net", unit: "money", good: true },
  { name: "orders", unit: "orders", good: true },
  { name: "customers", unit: "customers", good: true },
  { name: "new_customers", unit: "customers", good: true },
  { name: "average_order_value", unit: "money", good: true },
  { name: "revenue_per_customer", unit: "money", good: true },
  { name: "units", unit: "pieces", good: true },
  { name: "repeat_rate", unit: "rate", good: true },
  { name: "refunds", unit: "money", good: false },
  { name: "return_rate", unit: "rate", good: false },
];

/** A figure as a number; of a rate its share. */
export function sizeOf(figures: DescribeFigures, { name }: Measure): number | null {
  const value = figures[name];
  if (value === null || typeof value === "number") return value;
  return value.den > 0 ? value.num / value.den : null;
}

/** A figure in words, with all digits. */
export function shown(figures: DescribeFigures, measure: Measure): string {
  const value = figures[measure.name];
  if (value === null) return DASH;
  return typeof value === "number" ? full(value, locale.lang) : (percent(value, locale.lang) ?? DASH);
}

function sign(value: number, words: string): string {
  return value > 0 ? `+${words}` : words;
}

/** By how much a figure changed: of amounts and counts in percent, of rates in percentage points; null where that is not defined. */
export function changed(comparison: DescribeComparison, { name }: Measure): { value: number; words: string } | null {
  const { lang } = locale;
  const amount = comparison.amounts.find((change) => change.name === name);
  if (amount) {
    const words = percent(amount.relative, lang);
    if (!amount.relative || words === null) return null;
    const value = amount.relative.num / amount.relative.den;
    return { value, words: sign(value, words) };
  }
  const points = comparison.rates.find((change) => change.name === name)?.points ?? null;
  return points === null
    ? null
    : { value: points, words: t("describe.points", { n: sign(points, full(points, lang, 1)) }) };
}

const KINDS = ["previous", "year_before"] as const;

/** Both changes of a figure; one over a part of the days says so. */
export function changes(row: DescribePeriod, measure: Measure): Change[] {
  return KINDS.flatMap((kind): Change[] => {
    const comparison = row[kind];
    const change = comparison && changed(comparison, measure);
    if (!comparison || !change) return [];
    const said = { change: change.words, n: days(comparison) };
    const words = t(comparison.whole ? `describe.${kind}.whole` : `describe.${kind}.days`, said);
    const better = change.value > 0 === measure.good;
    return [change.value === 0 ? { words } : { words, tone: better ? "good" : "watch" }];
  });
}

/** Days that a comparison takes of each period. */
export function days({ days: [from, to] }: DescribeComparison): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1;
}

/** Name of a period; one that the file covers in part has a mark. */
export function periodName(row: DescribePeriod): string {
  return row.complete ? row.name : t("describe.partial", { name: row.name });
}
