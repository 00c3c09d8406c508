import { extremes } from "../foremost.ts";
import { share as percentAxis } from "../../charts/frame.ts";
import { heatmap, type MatrixCell, matrixHeight } from "../../charts/heatmap.ts";
import { type Line, lines } from "../../charts/line.ts";
import type { Cell, TableModel } from "../../charts/table.ts";
import type { RetentionCohortRow, RetentionMeanRow, RetentionOutcome, RetentionParams } from "../../engine/types.ts";
import { locale, t } from "../../i18n/locale.ts";
import { full } from "../../i18n/number.ts";
import { DASH, number, percents, text } from "../cells.ts";
import type { FigureModel, Shown } from "../definition.ts";

/** Cohorts drawn as curves: no more can be told apart. */
const CURVES = 6;

export function when(params: RetentionParams, n: number): string {
  return t(`retention.when.${params.unit}`, { n });
}

function bracket(params: RetentionParams, n: number): string {
  return t(`retention.bracket.${params.unit}`, { n });
}

function definition(outcome: RetentionOutcome, params: RetentionParams): string {
  return t("retention.note", {
    meaning: t(`retention.note.${params.meaning}`),
    brackets: t(`retention.note.${params.bracket}`, { days: outcome.bracket_days ?? 0 }),
  });
}

/** A plain mean in words. */
export function plainWords(mean: RetentionMeanRow | undefined): string {
  return mean?.plain == null ? DASH : percents({ num: mean.plain, den: 1 });
}

const pickOf = (row: RetentionCohortRow) => ({ grouping: "cohort", group: row.label });

/** Brackets that some cohort reaches. */
function reached(outcome: RetentionOutcome): number {
  return 1 + Math.max(0, ...outcome.rows.map((row) => row.retained.findLastIndex((cell) => cell !== null)));
}

/** Cohorts for which a bracket is over, best first. */
function ranked(
  outcome: RetentionOutcome,
  n: number,
): { row: RetentionCohortRow; rate: { num: number; den: number } }[] {
  return outcome.rows
    .flatMap((row) => {
      const num = row.retained[n] ?? null;
      return row.size > 0 && n < row.mature && num !== null ? [{ row, rate: { num, den: row.size } }] : [];
    })
    .sort((a, b) => b.rate.num / b.rate.den - a.rate.num / a.rate.den);
}

function cell(row: RetentionCohortRow, at: number, n: number, params: RetentionParams): MatrixCell[] {
  const retained = row.retained[n] ?? null;
  if (retained === null || row.size === 0) return [];
  const rate = { num: retained, den: row.size };
  const partly = n >= row.mature;
  const words = percents(rate);
  const said = { retained: full(retained, locale.lang), size: full(row.size, locale.lang), share: words };
  return [
    {
      row: at,
      column: n,
      // The cohort itself is always whole: it would take all colour from the others.
      value: n === 0 ? null : retained / row.size,
      words: partly ? t("retention.heat.partly", { share: words }) : words,
      tip: [row.label, bracket(params, n), t(partly ? "retention.heat.tip.partly" : "retention.heat.tip", said)],
      pick: pickOf(row),
    },
  ];
}

function heatTable(outcome: RetentionOutcome, params: RetentionParams, width: number): TableModel {
  const brackets = Array.from({ length: width }, (_, n) => n);
  const mean = (name: string, words: (n: number) => string): Cell[] => [
    text(name),
    text(""),
    ...brackets.map((n) => text(words(n))),
  ];
  return {
    caption: t("retention.heat"),
    columns: [
      { label: t("retention.cohort") },
      { label: t("retention.size"), end: true, people: true },
      ...brackets.map((n) => ({ label: bracket(params, n), end: true })),
    ],
    rows: [
      ...outcome.rows.map((row) => [
        {
          ...text(row.label),
          pick: pickOf(row),
          pickLabel: t("group.filter", { name: row.label }),
          ...(row.complete ? {} : { tag: t("retention.open") }),
        },
        number(row.size),
        ...brackets.map((n): Cell => {
          const retained = row.retained[n] ?? null;
          if (retained === null || row.size === 0) return { text: "", raw: null };
          const share = percents({ num: retained, den: row.size });
          const words = n >= row.mature ? t("retention.heat.partly", { share }) : share;
          return { text: words, raw: share, people: retained };
        }),
      ]),
      mean(t("retention.mean.weighted"), (n) => percents(outcome.means[n]?.weighted ?? null)),
      mean(t("retention.mean.plain"), (n) => plainWords(outcome.means[n])),
      mean(t("retention.mean.cohorts"), (n) => full(outcome.means[n]?.cohorts ?? 0, locale.lang)),
    ],
  };
}

function heatFigure(outcome: RetentionOutcome, params: RetentionParams): FigureModel {
  // Nobody came since: rows without a cell would be most of the picture.
  const drawn = outcome.rows.slice(0, outcome.rows.findLastIndex(({ size }) => size > 0) + 1);
  const width = reached(outcome);
  const list = ranked(outcome, 1);
  const apart = extremes(
    list,
    ({ rate }) => rate.num / rate.den,
    ({ rate }) => percents(rate),
  );
  const [first] = list;
  const mean = outcome.means.flatMap((row, n): MatrixCell[] =>
    row.weighted.den === 0 || n >= width
      ? []
      : [
          {
            row: drawn.length,
            column: n,
            value: n === 0 ? null : row.weighted.num / row.weighted.den,
            words: percents(row.weighted),
            tip: [
              `${t("retention.mean.weighted")}  ${percents(row.weighted)}`,
              `${t("retention.mean.plain")}  ${plainWords(row)}`,
              bracket(params, n),
            ],
          },
        ],
  );
  return {
    id: "heat",
    wide: true,
    heading: t("retention.heat"),
    subtitle: t("retention.heat.unit", { start: t(`retention.start.${outcome.cohort}`) }),
    summary: apart
      ? t("retention.heat.summary", {
          when: when(params, 1),
          best: apart.top.row.label,
          best_share: percents(apart.top.rate),
          worst: apart.low.row.label,
          worst_share: percents(apart.low.rate),
        })
      : first
        ? t("retention.heat.summary.even", { when: when(params, 1), n: list.length, share: percents(first.rate) })
        : t("retention.heat.summary.none", { when: when(params, 1) }),
    note: definition(outcome, params),
    height: matrixHeight(drawn.length + 1),
    draw: (look) =>
      heatmap(
        {
          rows: [...drawn.map((row) => `${row.label}  ${full(row.size, locale.lang)}`), t("retention.mean.weighted")],
          columns: Array.from({ length: width }, (_, n) => bracket(params, n)),
          cells: [
            ...drawn.flatMap((row, at) => Array.from({ length: width }, (_, n) => cell(row, at, n, params)).flat()),
            ...mean,
          ],
        },
        look,
      ),
    table: heatTable(outcome, params, width),
  };
}

function curvesFigure(outcome: RetentionOutcome, params: RetentionParams, shown: Shown): FigureModel {
  const width = reached(outcome);
  const steps = Array.from({ length: width }, (_, n) => bracket(params, n));
  const by = shown["curves"] === "cohorts" ? "cohorts" : "means";
  const means = outcome.means.slice(0, width);
  const [first] = means.slice(1);
  const averages: Line[] = [
    {
      name: t("retention.mean.weighted"),
      values: means.map(({ weighted }) => (weighted.den > 0 ? weighted.num / weighted.den : null)),
    },
    { name: t("retention.mean.plain"), values: means.map(({ plain }) => plain), dashed: true },
  ];
  const grown = outcome.rows.filter((row) => row.size > 0 && row.mature > 1).slice(-CURVES);
  const cohorts: Line[] = grown.map((row) => ({
    name: row.label,
    values: steps.map((_, n) => {
      const retained = row.retained[n] ?? null;
      return retained === null || n >= row.mature ? null : retained / row.size;
    }),
    picks: steps.map(() => pickOf(row)),
  }));
  return {
    id: "curves",
    wide: true,
    heading: t("retention.curves"),
    subtitle: t("retention.curves.unit"),
    summary:
      first && first.weighted.den > 0
        ? t("retention.curves.summary", {
            when: when(params, 1),
            weighted: percents(first.weighted),
            plain: plainWords(first),
          })
        : t("retention.curves.summary.none"),
    note: definition(outcome, params),
    draw: (look) => lines({ steps, lines: by === "cohorts" ? cohorts : averages, format: percentAxis, most: 1 }, look),
    table: {
      caption: t("retention.curves"),
      columns: [
        { label: t("retention.curves.bracket") },
        { label: t("retention.mean.weighted"), end: true },
        { label: t("retention.mean.plain"), end: true },
        { label: t("retention.mean.cohorts"), end: true },
      ],
      rows: means.map((mean, n) => [
        text(bracket(params, n)),
        { ...text(percents(mean.weighted)), people: mean.weighted.num },
        text(plainWords(mean)),
        number(mean.cohorts),
      ]),
    },
    switches: [
      {
        key: "curves",
        name: t("retention.curves.by"),
        now: by,
        options: [
          { value: "means", words: t("retention.curves.means") },
          { value: "cohorts", words: t("retention.curves.cohorts") },
        ],
      },
    ],
  };
}

export function figures(outcome: RetentionOutcome, params: RetentionParams, shown: Shown): FigureModel[] {
  return [heatFigure(outcome, params), curvesFigure(outcome, params, shown)];
}
