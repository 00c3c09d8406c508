import { locale, t } from "../i18n/locale.ts";
import { full, percent } from "../i18n/number.ts";
import { heatmap } from "./heatmap.ts";
import type { Option } from "./frame.ts";
import type { Look } from "./look.ts";

/** Who went from which group to which. */
export interface Transition {
  from: readonly string[];
  to: readonly string[];
  /** `counts[a][b]` went from `from[a]` to `to[b]`. */
  counts: readonly (readonly number[])[];
  /** Whose customers a cell opens. */
  pick?(from: number, to: number): unknown;
}

/** Rows are where from, columns where to; the colour is the share of the row. */
export function transition({ from, to, counts, pick }: Transition, look: Look): Option {
  const { lang } = locale;
  const cells = counts.flatMap((row, a) => {
    const all = row.reduce((sum, n) => sum + n, 0);
    return row.map((n, b) => {
      const share = percent({ num: n, den: all }, lang) ?? "–";
      return {
        row: a,
        column: b,
        value: n === 0 ? null : n / all,
        words: n === 0 ? "" : share,
        tip: [
          t("chart.from.to", { from: from[a] ?? "", to: to[b] ?? "" }),
          t("chart.of.row", { n: full(n, lang), share }),
        ],
        ...(pick && n > 0 ? { pick: pick(a, b) } : {}),
      };
    });
  });
  return heatmap({ rows: from, columns: to, cells, low: 0, high: 1 }, look);
}
