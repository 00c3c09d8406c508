import type { ClassRow, Dimension, RfmOutcome, RfmParams } from "../../engine/api.ts";
import { locale, t, word } from "../../i18n/locale.ts";
import { day, full, percent } from "../../i18n/number.ts";

const DASH = "–";

/** The result in one sentence: who brings in the money, who may leave. */
export function answer(outcome: RfmOutcome): string {
  const top = outcome.classes.rows.find((row) => row.code === "111");
  const lost = outcome.classes.rows.find((row) => row.code === "000");
  if (!top || !lost) return "";
  return t("rfm.answer", { n: outcome.population.scored, top: part("top", top), lost: part("lost", lost) });
}

/** What is said of a class; of one that nobody is in, only that. */
function part(name: "top" | "lost", { customers, share, revenue_share }: ClassRow): string {
  const { lang } = locale;
  if (customers === 0) return t(`rfm.answer.${name}.none`);
  const counts = { n: customers, share: percent(share, lang) ?? DASH };
  const revenue = percent(revenue_share, lang);
  return revenue === null ? t(`rfm.answer.${name}.plain`, counts) : t(`rfm.answer.${name}`, { ...counts, revenue });
}

export function period(outcome: RfmOutcome): string {
  const { lang } = locale;
  const { from, to, days } = outcome.window;
  return t("rfm.period", { from: day(from, lang), to: day(to, lang), days, as_of: day(outcome.as_of, lang) });
}

/** Doubts about the result: splits that disagree, scores that ties leave unused, customers left out. */
export function doubts(outcome: RfmOutcome, params: RfmParams): string[] {
  const { lang } = locale;
  const out: string[] = [];
  const moved = outcome.classes.other_split_moved;
  if (moved.den > 0 && moved.num * 10 > moved.den) {
    out.push(t("rfm.split_moved", { share: percent(moved, lang) ?? DASH }));
  }
  for (const d of outcome.dimensions) {
    if (d.distinct_scores >= params.bins) continue;
    const used = { name: word("dim", d.name), used: d.distinct_scores, bins: params.bins };
    // Fixed cut points leave scores unused wherever they stand; ties have no part in it.
    out.push(
      params.method === "fixed"
        ? t("rfm.unused", used)
        : t("rfm.degenerate", { ...used, share: percent(d.largest_tie, lang) ?? DASH }),
    );
  }
  const { without_purchase: without } = outcome.population;
  if (without > 0) out.push(t("rfm.without", { n: without }));
  return out;
}

/** The definition behind a figure, from the settings that took effect. */
export function definition(outcome: RfmOutcome, params: RfmParams, about: "scores" | "classes" | "segments"): string {
  const window =
    params.window_days === null
      ? t("note.window.all", { days: outcome.window.days })
      : t("note.window.some", { days: params.window_days });
  const parts = [
    t("note.base", { as_of: day(outcome.as_of, locale.lang), n: outcome.population.scored, window }),
    about === "classes" ? t(`note.classes.${params.split}`) : t(`note.method.${params.method}`),
    about === "segments" ? segmentsNote(outcome) : null,
    t(`note.frequency.${params.frequency}`),
    t(`note.monetary.${params.monetary}`),
    t(`note.refunds.${params.refunds}`),
  ];
  return parts.filter((part) => part !== null).join(t("note.join"));
}

/** How customers came to their segments. */
function segmentsNote({ segments }: RfmOutcome): string {
  if (!segments || segments.scheme === "grid_125") return t("note.segments");
  const { proof, rows, first_match: first, scheme } = segments;
  const others = rows.some((row) => row.name === "others") ? 1 : 0;
  const numbers = { n: rows.length - others, cells: proof.cells };
  const set = t(scheme === "own" ? "note.segments.own" : "note.segments.r_readme_ten", numbers);
  const rest = first
    ? t("note.segments.first", { left: proof.uncovered.length, twice: proof.claimed.length })
    : t("note.segments.proven");
  return [set, rest].join(t("note.join"));
}

/** A value of a dimension with its unit. */
export function measured(d: Dimension, value: number, digits = 2): string {
  const { lang } = locale;
  const n = full(value, lang, digits);
  // A whole number goes in as a number, so that one day is not "1 days".
  const shown = Number.isInteger(value) ? value : n;
  switch (d.unit) {
    case "day":
      return t("unit.day", { n: shown });
    case "order":
      return t("unit.order", { n: shown });
    case "line":
      return t("unit.line", { n: shown });
    default:
      return n;
  }
}

export interface ScoreLine {
  score: number;
  customers: number;
  range: string;
}

/**
 * The range of each score in words, best score first. A value's class is 1 + the number of cut points at or below it;
 * days and counts are whole numbers, so their ranges are closed, amounts are half-open.
 */
export function scoreLines(d: Dimension): ScoreLine[] {
  const k = d.score_counts.length;
  const own = d.cuts.length === 0;
  const whole = d.name !== "monetary";
  const lines: ScoreLine[] = [];
  for (let score = k; score >= 1; score -= 1) {
    const customers = d.score_counts[score - 1] ?? 0;
    const at = d.name === "recency" ? k + 1 - score : score;
    const lower = at === 1 ? null : (d.cuts[at - 2] ?? undefined);
    const upper = d.cuts.slice(at - 1).find((cut) => cut !== null) ?? null;
    if (own) {
      lines.push({ score, customers, range: t("cuts.range.nested") });
      continue;
    }
    lines.push({ score, customers, range: words(d, customers === 0 ? undefined : lower, upper, whole) });
  }
  return lines;
}

/** `lower` null is an open end, undefined means that nobody is here. */
function words(d: Dimension, lower: number | null | undefined, upper: number | null, whole: boolean): string {
  if (lower === undefined) return t("cuts.range.none");
  const bare = (value: number): string => full(value, locale.lang);
  if (lower === null && upper === null) {
    return d.min === d.max ? measured(d, d.min) : t("cuts.range.between", { a: bare(d.min), b: measured(d, d.max) });
  }
  if (!whole) {
    if (lower === null) return t("cuts.range.below", { a: measured(d, upper ?? d.max) });
    if (upper === null) return t("cuts.range.max", { a: measured(d, lower) });
    return t("cuts.range.halfopen", { a: bare(lower), b: measured(d, upper) });
  }
  const first = lower === null ? null : Math.ceil(lower);
  const last = upper === null ? null : Math.ceil(upper) - 1;
  if (first === null) return t("cuts.range.min", { a: measured(d, last ?? d.max) });
  if (last === null) return t("cuts.range.max", { a: measured(d, first) });
  return first === last ? measured(d, first) : t("cuts.range.between", { a: bare(first), b: measured(d, last) });
}
