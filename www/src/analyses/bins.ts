import type { Bin as Drawn } from "../charts/histogram.ts";
import type { TableModel } from "../charts/table.ts";
import type { Bin } from "../engine/types.ts";
import { locale, t } from "../i18n/locale.ts";
import { full } from "../i18n/number.ts";
import { number } from "./cells.ts";

function range({ from, to }: Bin): string {
  const words = (value: number) => full(value, locale.lang);
  if (to === null) return t("bins.open", { from: words(from) });
  return from === to ? words(from) : t("bins.range", { from: words(from), to: words(to) });
}

/** Whole numbers from the engine as bins of a histogram. */
export function bins(list: readonly Bin[], pick?: unknown): Drawn[] {
  return list.map((bin) => ({
    from: bin.from,
    to: bin.to === null ? Number.POSITIVE_INFINITY : bin.to + 1,
    count: bin.count,
    words: range(bin),
    tip: [range(bin), full(bin.count, locale.lang)],
    ...(pick === undefined ? {} : { pick }),
  }));
}

/** The same as a table; `people` when the bins count customers. */
export function binTable(
  list: readonly Bin[],
  caption: string,
  unit: string,
  counted: string,
  people = true,
): TableModel {
  return {
    caption,
    columns: [{ label: unit }, { label: counted, end: true, people }],
    rows: list.map((bin) => [{ text: range(bin), raw: range(bin) }, number(bin.count)]),
  };
}
