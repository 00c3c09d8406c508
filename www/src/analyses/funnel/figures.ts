import { extremes } from "../foremost.ts";
import { bars } from "../../charts/bars.ts";
import { share as percentAxis } from "../../charts/frame.ts";
import { type Bin as Drawn, histogram } from "../../charts/histogram.ts";
import { label } from "../../charts/label.ts";
import { lines } from "../../charts/line.ts";
import type { Cell, TableModel } from "../../charts/table.ts";
import type {
  Bin,
  FunnelBreakdown,
  FunnelBreakdownRow,
  FunnelOutcome,
  FunnelParams,
  FunnelStepRow,
  FunnelTimes,
  FunnelTrendRow,
  Ratio,
} from "../../engine/types.ts";
import { locale, t } from "../../i18n/locale.ts";
import { compact, full } from "../../i18n/number.ts";
import { DASH, number, percents, share, text } from "../cells.ts";
import type { FigureModel, Shown } from "../definition.ts";
import {
  bounds,
  count,
  definition,
  lengthOf,
  propertyName,
  reachedPick,
  stepName,
  time,
  timeUnit,
  unitName,
  worst,
} from "./words.ts";

const HEIGHT = 34;

function before(outcome: FunnelOutcome, at: number): FunnelStepRow | undefined {
  return outcome.steps.slice(0, at).findLast((row) => !row.step.optional);
}

function stepTip(outcome: FunnelOutcome, at: number): string[] {
  const row = outcome.steps[at];
  if (!row) return [];
  const previous = before(outcome, at);
  const median = row.from_previous?.median;
  return [
    `${stepName(row.step)}  ${count(row.count)}`,
    t("funnel.tip.overall", { rate: percents(row.overall), ...bounds(row.overall_interval) }),
    ...(row.previous && previous
      ? [
          t("funnel.tip.previous", {
            name: stepName(previous.step),
            rate: percents(row.previous),
            ...bounds(row.previous_interval),
          }),
        ]
      : []),
    ...(median === undefined ? [] : [t("funnel.tip.median", { time: time(median) })]),
    ...(row.around_optional ? [t("funnel.tip.optional")] : []),
  ];
}

function stepTable(outcome: FunnelOutcome): TableModel {
  const unit = unitName(outcome);
  const interval = (row: FunnelStepRow): Cell => {
    const { low, high } = bounds(row.previous_interval);
    return text(row.previous_interval ? `${low} – ${high}` : "");
  };
  return {
    caption: t("funnel.steps"),
    columns: [
      { label: t("funnel.column.step") },
      { label: t("funnel.column.count", { unit }), end: true, people: true },
      { label: t("funnel.column.overall"), end: true },
      { label: t("funnel.column.previous"), end: true },
      { label: t("funnel.column.interval"), end: true },
      { label: t("funnel.column.mature"), end: true },
      { label: t("funnel.column.median"), end: true },
      { label: t("funnel.column.lost"), end: true },
    ],
    rows: outcome.steps.map((row, at) => {
      const name = stepName(row.step);
      return [
        {
          ...text(`${at + 1}. ${name}`),
          pick: reachedPick(outcome, at),
          pickLabel: t("group.filter", { name }),
          ...(row.step.optional ? { tag: t("funnel.skippable") } : {}),
        },
        number(row.count),
        share(row.overall),
        text(row.previous ? percents(row.previous) : ""),
        interval(row),
        text(row.mature_previous ? percents(row.mature_previous) : ""),
        text(row.from_previous ? time(row.from_previous.median) : ""),
        {
          ...number(row.deepest),
          people: row.deepest,
          pick: { grouping: "step", group: row.code },
          pickLabel: t("group.filter", { name: t("funnel.step.reached", { name }) }),
        },
      ];
    }),
  };
}

function stepsFigure(outcome: FunnelOutcome, params: FunnelParams): FigureModel {
  const loss = worst(outcome);
  const last = outcome.steps.at(-1);
  const unit = unitName(outcome);
  return {
    id: "steps",
    wide: true,
    heading: t("funnel.steps"),
    subtitle: t("funnel.steps.unit", { unit }),
    summary:
      outcome.entered === 0 || !loss || !last
        ? t("funnel.steps.summary.none", { unit })
        : t("funnel.steps.summary", {
            entered: outcome.entered,
            unit,
            reached: outcome.conversion.num,
            last: stepName(last.step),
            from: loss.from,
            to: loss.to,
            lost: loss.rate.den - loss.rate.num,
          }),
    note: definition(outcome, params),
    height: 40 + HEIGHT * outcome.steps.length,
    draw: (look) =>
      bars(
        {
          bars: outcome.steps.map((row, at) => ({
            name: stepName(row.step),
            tag: row.step.optional ? t("funnel.skippable") : null,
            value: row.overall.den > 0 ? row.overall.num / row.overall.den : 0,
            ...(row.overall_interval ? { low: row.overall_interval.low, high: row.overall_interval.high } : {}),
            words:
              row.previous && !look.narrow
                ? t("funnel.bar", {
                    n: compact(row.count, locale.lang),
                    overall: percents(row.overall),
                    previous: percents(row.previous),
                  })
                : t("funnel.bar.first", { n: compact(row.count, locale.lang), overall: percents(row.overall) }),
            tip: stepTip(outcome, at),
            pick: reachedPick(outcome, at),
          })),
        },
        look,
      ),
    table: stepTable(outcome),
  };
}

/** Units that reach the last step, of those that enter in a period. */
function rate(reached: readonly number[]): Ratio {
  return { num: reached.at(-1) ?? 0, den: reached[0] ?? 0 };
}

function trendFigure(outcome: FunnelOutcome): FigureModel {
  const { rows, unit } = outcome.trend;
  const value = (row: FunnelTrendRow): number | null => {
    const { num, den } = rate(row.reached);
    return den > 0 ? num / den : null;
  };
  const done = rows.filter((row) => row.mature && (row.reached[0] ?? 0) > 0);
  const apart = extremes(done, value, (row) => percents(rate(row.reached)));
  const [first] = done;
  const open = rows.filter((row) => !row.mature).length;
  // The dashed line begins where the other ends.
  const joined = rows.map((row, at) => (row.mature && rows[at + 1]?.mature !== false ? null : value(row)));
  return {
    id: "trend",
    wide: true,
    heading: t("funnel.trend"),
    subtitle: t("funnel.trend.unit", { period: t(`funnel.period.${unit}`) }),
    summary: apart
      ? t("funnel.trend.summary", {
          best: apart.top.label,
          best_rate: percents(rate(apart.top.reached)),
          worst: apart.low.label,
          worst_rate: percents(rate(apart.low.reached)),
          open,
        })
      : first
        ? t("funnel.trend.summary.even", { n: done.length, rate: percents(rate(first.reached)), open })
        : t("funnel.trend.summary.none"),
    note: t("funnel.trend.note"),
    draw: (look) =>
      lines(
        {
          steps: rows.map((row) => row.label),
          lines: [
            { name: t("funnel.trend.mature"), values: rows.map((row) => (row.mature ? value(row) : null)) },
            ...(open > 0 ? [{ name: t("funnel.trend.immature"), values: joined, dashed: true }] : []),
          ],
          format: percentAxis,
          most: 1,
        },
        look,
      ),
    table: {
      caption: t("funnel.trend"),
      columns: [
        { label: t("funnel.trend.period") },
        { label: t("funnel.trend.entered"), end: true, people: true },
        { label: t("funnel.trend.reached"), end: true },
        { label: t("funnel.trend.rate"), end: true },
        { label: t("funnel.trend.state") },
      ],
      rows: rows.map((row) => [
        text(row.label),
        number(row.reached[0] ?? 0),
        number(row.reached.at(-1) ?? 0),
        text(percents(rate(row.reached))),
        text(t(row.mature ? "funnel.trend.mature" : "funnel.trend.immature")),
      ]),
    },
  };
}

function drawn(list: readonly Bin[], length: number): Drawn[] {
  const said = (seconds: number) => full(seconds / length, locale.lang, 1);
  return list.map((bin) => {
    const words =
      bin.to === null
        ? t("funnel.time.open", { from: said(bin.from) })
        : t("funnel.time.range", { from: said(bin.from), to: said(bin.to + 1) });
    return {
      from: bin.from,
      to: bin.to === null ? Number.POSITIVE_INFINITY : bin.to + 1,
      count: bin.count,
      words,
      tip: [words, count(bin.count)],
    };
  });
}

function timeFigure(outcome: FunnelOutcome, shown: Shown): FigureModel {
  const last = outcome.steps.length - 1;
  const options = [
    { value: "whole", words: t("funnel.time.whole") },
    ...outcome.steps
      .map((row, at) => ({ value: String(at), words: t("funnel.time.step", { name: stepName(row.step) }) }))
      .slice(1),
  ];
  const by = options.some(({ value }) => value === shown["time"]) ? (shown["time"] ?? "whole") : "whole";
  const times: FunnelTimes | null =
    by === "whole" ? (outcome.steps[last]?.from_entry ?? null) : (outcome.steps[Number(by)]?.from_previous ?? null);
  const unit = timeUnit(times?.p90 ?? 0);
  const list = drawn(times?.bins ?? [], lengthOf(unit));
  const closest = outcome.closest;
  const counted = t("funnel.time.count", { unit: unitName(outcome) });
  const axis = t("funnel.time.axis", { unit: t(`funnel.name.${unit}`) });
  return {
    id: "time",
    heading: t("funnel.time"),
    subtitle: t("funnel.time.unit", { unit: t(`funnel.name.${unit}`) }),
    summary: times
      ? t("funnel.time.summary", {
          median: time(times.median),
          p75: time(times.p75),
          p90: time(times.p90),
          n: times.n,
        })
      : t("funnel.time.none"),
    note: t("funnel.time.note", {
      closest: closest
        ? t("funnel.time.closest", {
            share: percents(closest.differ),
            first: time(closest.first),
            closest: time(closest.closest),
          })
        : "",
    }),
    draw: (look) => histogram({ bins: list, axis }, look),
    table: {
      caption: t("funnel.time"),
      columns: [{ label: axis }, { label: counted, end: true, people: true }],
      rows: list.map((bin) => [text(bin.words), number(bin.count)]),
    },
    switches: [{ key: "time", name: t("funnel.time.by"), now: by, options }],
  };
}

export function groupWords(row: FunnelBreakdownRow, others: number): string {
  if (row.label !== null) return label(row.label);
  return row.kind === "other" ? t("funnel.breakdown.other", { n: others }) : t("funnel.breakdown.none");
}

function breakdownFigure(found: FunnelBreakdown, params: FunnelParams): FigureModel {
  const rated = found.rows.map((row) => ({ row, name: groupWords(row, found.others), rate: rate(row.reached) }));
  const known = rated.filter((one) => one.rate.den > 0);
  const apart = extremes(
    known,
    (one) => one.rate.num / one.rate.den,
    (one) => percents(one.rate),
  );
  const [first] = known;
  return {
    id: "breakdown",
    wide: true,
    heading: t("funnel.breakdown", { property: propertyName(found.property) }),
    subtitle: t("funnel.breakdown.unit"),
    summary: apart
      ? t("funnel.breakdown.summary", {
          best: apart.top.name,
          best_rate: percents(apart.top.rate),
          worst: apart.low.name,
          worst_rate: percents(apart.low.rate),
        })
      : first && known.length > 1
        ? t("funnel.breakdown.summary.even", { n: known.length, rate: percents(first.rate) })
        : t("funnel.breakdown.summary.one"),
    note: t("funnel.breakdown.note", { where: t(`funnel.breakdown.${params.attribution}`) }),
    height: 40 + HEIGHT * rated.length,
    draw: (look) =>
      bars(
        {
          bars: rated.map(({ row: { interval }, name, rate: { num, den } }) => ({
            name,
            value: den > 0 ? num / den : 0,
            ...(interval ? { low: interval.low, high: interval.high } : {}),
            words: `${percents({ num, den })}  ${count(num)} / ${count(den)}`,
            tip: [name, `${count(num)} / ${count(den)}  ${percents({ num, den })}`],
          })),
        },
        look,
      ),
    table: {
      caption: t("funnel.breakdown", { property: propertyName(found.property) }),
      columns: [
        { label: t("funnel.breakdown.group") },
        { label: t("funnel.trend.entered"), end: true, people: true },
        { label: t("funnel.trend.reached"), end: true },
        { label: t("funnel.trend.rate"), end: true },
      ],
      rows: rated.map(({ row, name, rate: own }) => [
        text(name),
        number(row.reached[0] ?? 0),
        number(row.reached.at(-1) ?? 0),
        text(own.den > 0 ? percents(own) : DASH),
      ]),
    },
  };
}

export function figures(outcome: FunnelOutcome, params: FunnelParams, shown: Shown): FigureModel[] {
  return [
    stepsFigure(outcome, params),
    ...(outcome.breakdown ? [breakdownFigure(outcome.breakdown, params)] : []),
    trendFigure(outcome),
    ...(outcome.steps.length > 1 ? [timeFigure(outcome, shown)] : []),
  ];
}
