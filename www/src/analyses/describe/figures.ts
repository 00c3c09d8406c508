import { foremost } from "../foremost.ts";
import { type Bar, bars } from "../../charts/bars.ts";
import { type Format, short } from "../../charts/frame.ts";
import { histogram } from "../../charts/histogram.ts";
import { label } from "../../charts/label.ts";
import { lines } from "../../charts/line.ts";
import { stack } from "../../charts/stack.ts";
import type { Cell, TableModel } from "../../charts/table.ts";
import type {
  DescribeBoard,
  DescribeDistribution,
  DescribeFigures,
  DescribeOutcome,
  DescribeParams,
  DescribeShare,
  DescribeShareRow,
} from "../../engine/types.ts";
import { locale, t } from "../../i18n/locale.ts";
import { compact, full, percent } from "../../i18n/number.ts";
import type { FigureModel, Shown } from "../definition.ts";
import { changed, DASH, MEASURES, type Measure, periodName, shown as said, sizeOf } from "./words.ts";

const text = (value: string): Cell => ({ text: value, raw: value });
const number = (value: number | null, digits = 2): Cell => ({
  text: value === null ? DASH : full(value, locale.lang, digits),
  raw: value,
});
const asPercent: Format = (value) => percent({ num: value, den: 1 }, locale.lang) ?? DASH;

/**
 * The figures that the file can tell. Refunds that are a column of the purchase are taken off its amount: of how many orders they are
 * nothing is known, nor how much where orders marked as refunds hold no amount.
 */
export function told({ totals }: DescribeBoard): Measure[] {
  const known: Partial<Record<Measure["name"], boolean>> = {
    units: totals.units !== null,
    return_rate: totals.refund_lines > 0,
    refunds: totals.refunds !== 0,
  };
  return MEASURES.filter(({ name }) => known[name] ?? true);
}

/** Of figures of a part of the customers, how many they are: the part, or the others where these are fewer. */
function peopleBehind(figures: DescribeFigures, { name }: Measure): Pick<Cell, "people"> {
  const part = { new_customers: figures.new_customers, repeat_rate: figures.repeat_rate?.num }[name as string];
  if (part === undefined) return {};
  const others = figures.customers - part;
  return { people: others > 0 && others < part ? others : part };
}

/** One row for each period, the last first. */
export function periodTable(board: DescribeBoard): TableModel {
  const measures = told(board);
  const change = (row: DescribeBoard["periods"][number], kind: "previous" | "year_before"): Cell => {
    const comparison = row[kind];
    const net = MEASURES[0];
    const words = comparison && net ? (changed(comparison, net)?.words ?? DASH) : DASH;
    return text(words);
  };
  return {
    caption: t("describe.periods"),
    columns: [
      { label: t(`describe.period.${board.period}`) },
      { label: t("describe.days"), end: true, more: t("describe.days.more") },
      ...measures.map(({ name }) => ({
        label: t(`describe.figure.${name}`),
        end: true,
        more: t(`describe.figure.${name}.more`),
        ...(name === "customers" ? { people: true } : {}),
      })),
      { label: t("describe.net.previous"), end: true, more: t("describe.previous.more") },
      { label: t("describe.net.year_before"), end: true, more: t("describe.year_before.more") },
    ],
    rows: board.periods.toReversed().map((row) => [
      text(periodName(row)),
      text(row.complete ? String(row.days) : `${row.days}/${row.of_days}`),
      ...measures.map(
        (measure): Cell => ({
          text: said(row.figures, measure),
          raw: sizeOf(row.figures, measure),
          ...peopleBehind(row.figures, measure),
          ...(measure.name === "net" && row.dominated ? { held: true } : {}),
        }),
      ),
      change(row, "previous"),
      change(row, "year_before"),
    ]),
  };
}

/** Words on which days are compared. */
export function compared(params: DescribeParams): string {
  return t(`describe.note.${params.compare}`);
}

function course(board: DescribeBoard, params: DescribeParams, shown: Shown): FigureModel {
  const measures = told(board);
  const measure = measures.find(({ name }) => name === shown["measure"]) ?? (measures[0] as Measure);
  const name = t(`describe.figure.${measure.name}`);
  const values = board.periods.map((row) => sizeOf(row.figures, measure));
  const complete = board.periods.flatMap((row, at) => (row.complete && values[at] !== null ? [{ row, at }] : []));
  const best = foremost(complete, ({ at }) => values[at] ?? null);
  const format = measure.unit === "rate" ? asPercent : short;
  return {
    id: "course",
    wide: true,
    heading: t(`describe.course.${board.period}`, { name }),
    subtitle: t("describe.course.unit", { unit: t(`describe.unit.${measure.unit}`), n: board.periods.length }),
    summary: best
      ? t("describe.course.summary", { name, period: best.row.name, value: said(best.row.figures, measure) })
      : complete.length > 0
        ? ""
        : t("describe.course.none"),
    note: t("describe.course.note", {
      name,
      definition: t(`describe.figure.${measure.name}.more`),
      compared: compared(params),
    }),
    draw: (look) =>
      lines(
        {
          steps: board.periods.map(periodName),
          lines: [{ name, values }],
          open: board.periods.at(-1)?.complete === false,
          format,
        },
        look,
      ),
    table: periodTable(board),
    switches: [
      {
        key: "measure",
        name: t("describe.measure"),
        now: measure.name,
        options: measures.map((one) => ({ value: one.name, words: t(`describe.figure.${one.name}`) })),
      },
    ],
  };
}

const ARRIVALS = ["new", "returning"] as const;

function arrivals(board: DescribeBoard): FigureModel {
  const count = (row: DescribeBoard["periods"][number], kind: (typeof ARRIVALS)[number]): number =>
    row.figures[`${kind}_customers`];
  const pick = (at: number, group: string): unknown => (at === board.current ? { grouping: "arrival", group } : null);
  const row = board.periods[board.current];
  const share = row ? percent({ num: row.figures.new_customers, den: row.figures.customers }, locale.lang) : null;
  return {
    id: "arrivals",
    heading: t("describe.arrivals"),
    subtitle: t("describe.arrivals.unit"),
    summary:
      row && share !== null
        ? t("describe.arrivals.summary", { period: row.name, n: row.figures.customers, share })
        : t("describe.course.none"),
    note: t("describe.arrivals.note"),
    draw: (look) =>
      stack(
        {
          steps: board.periods.map(periodName),
          parts: ARRIVALS.map((kind) => ({
            name: t(`describe.arrival.${kind}`),
            values: board.periods.map((one) => count(one, kind)),
            picks: board.periods.map((_, at) => pick(at, kind)),
          })),
          open: board.periods.at(-1)?.complete === false,
        },
        look,
      ),
    table: {
      caption: t("describe.arrivals"),
      columns: [
        { label: t(`describe.period.${board.period}`) },
        ...ARRIVALS.map((kind) => ({ label: t(`describe.arrival.${kind}`), end: true })),
      ],
      rows: board.periods
        .map((one, at): Cell[] => [
          text(periodName(one)),
          ...ARRIVALS.map((kind): Cell => {
            const picked = pick(at, kind);
            const n = count(one, kind);
            const name = t(`describe.arrival.${kind}`);
            const cell = { ...number(n), people: n };
            return picked && n > 0 ? { ...cell, pick: picked, pickLabel: t("group.filter", { name }) } : cell;
          }),
        ])
        .reverse(),
    },
  };
}

interface Named {
  row: DescribeShareRow;
  name: string;
  grey: boolean;
}

function named(share: DescribeShare): Named[] {
  const rest = share.labels - share.rows.length;
  return [
    ...share.rows.map((row) => ({ row, name: label(row.label), grey: false })),
    ...(share.other ? [{ row: share.other, name: t("describe.other", { n: rest }), grey: true }] : []),
    ...(share.unlabelled ? [{ row: share.unlabelled, name: t("describe.unlabelled"), grey: true }] : []),
  ];
}

function shares(share: DescribeShare, board: DescribeBoard): FigureModel {
  const all = named(share);
  const heading = t(`describe.share.${share.field}`);
  const top = foremost(share.rows, (row) => row.revenue);
  const [only] = share.rows;
  const part = (row: DescribeShareRow): string => percent(row.share, locale.lang) ?? DASH;
  const bar = ({ row, name, grey }: Named, colour: string): Bar => ({
    name,
    value: row.revenue,
    words: `${compact(row.revenue, locale.lang)}  ${part(row)}`,
    tip: [name, `${t("describe.figure.net")}  ${full(row.revenue, locale.lang)}`, `${t("group.share")}  ${part(row)}`],
    ...(grey ? { colour } : {}),
  });
  return {
    id: `share-${share.field}`,
    heading,
    subtitle: t("describe.share.unit", { n: share.labels }),
    summary: top
      ? t("describe.share.summary", {
          top: label(top.label),
          share: part(top),
          revenue: compact(top.revenue, locale.lang),
        })
      : only && all.length === 1
        ? t("describe.share.only", { name: label(only.label) })
        : "",
    note: t("describe.share.note", { from: board.from, to: board.to }),
    height: Math.max(200, all.length * 30),
    draw: (look) => bars({ bars: all.map((one) => bar(one, look.text3)) }, look),
    table: {
      caption: heading,
      columns: [
        { label: t(`describe.field.${share.field}`) },
        { label: t("describe.figure.net"), end: true },
        { label: t("group.share"), end: true },
        { label: t("group.customers"), end: true, people: true },
        { label: t("describe.lines"), end: true },
      ],
      rows: all.map(({ row, name }) => [
        text(name),
        { ...number(row.revenue), held: row.dominated === true },
        { ...text(part(row)), part: row.share ? Math.max(0, row.share.num / row.share.den) : 0 },
        number(row.customers),
        number(row.lines),
      ]),
    },
  };
}

/** What a distribution is of. */
function subject(d: DescribeDistribution): string {
  return d.column
    ? label(d.column.name)
    : t(`describe.of.${d.of === "customer_spend" ? "customer_spend" : "order_value"}`);
}

/** Part of a standard deviation by which mean and median may differ and still be called near. */
const NEAR = 0.05;

/** To which side large or small values draw the mean. */
function lean({ mean, sd }: DescribeDistribution, median: number): "right" | "left" | "even" {
  if (Math.abs(mean - median) <= NEAR * (sd ?? 0)) return "even";
  return mean > median ? "right" : "left";
}

function distribution(d: DescribeDistribution, at: number): FigureModel {
  const { lang } = locale;
  const name = subject(d);
  const median = d.quantiles.find((q) => q.percent === 50)?.value ?? d.mean;
  const edges = d.histogram?.edges ?? [];
  const counts = d.histogram?.counts ?? [];
  const places = d.unit === "currency" ? 2 : 4;
  const digits = Math.max(...edges.map(Math.abs), 0) < 10 ? 6 : 2;
  const bins = counts.map((count, i) => {
    const [from, to] = [edges[i] ?? 0, edges[i + 1] ?? 0];
    const words = t("describe.bin", { from: full(from, lang, digits), to: full(to, lang, digits) });
    const share = percent({ num: count, den: d.n }, lang) ?? DASH;
    return { from, to, count, words, tip: [words, t("describe.bin.tip", { n: count, share })] };
  });
  const outside = (d.histogram?.below ?? 0) + (d.histogram?.above ?? 0);
  const rows: [string, number | null][] = [
    [t("describe.stat.n"), d.n],
    ...(d.missing > 0 ? [[t("describe.stat.missing"), d.missing] as [string, number]] : []),
    [t("describe.stat.mean"), d.mean],
    [t("describe.stat.sd"), d.sd],
    [t("describe.stat.min"), d.min],
    ...d.quantiles.map((q): [string, number] => [
      q.percent === 50 ? t("describe.stat.median") : t("describe.stat.quantile", { n: q.percent }),
      q.value,
    ]),
    [t("describe.stat.max"), d.max],
    ...(d.autocorrelation === null ? [] : [[t("describe.stat.r1"), d.autocorrelation] as [string, number]]),
  ];
  const note = t(
    d.column ? "describe.note.column" : `describe.note.${d.of === "customer_spend" ? "customer_spend" : "order_value"}`,
  );
  return {
    id: `distribution-${at}`,
    heading: t("describe.distribution", { name }),
    subtitle: t(d.unit === "currency" ? "describe.distribution.money" : "describe.distribution.plain", { n: d.n }),
    summary: t(`describe.distribution.${lean(d, median)}`, {
      median: full(median, lang, places),
      mean: full(d.mean, lang, places),
    }),
    note:
      outside > 0
        ? t("describe.note.tail", { note, n: outside, stat: t("describe.note.stat") })
        : t("describe.note.both", { note, stat: t("describe.note.stat") }),
    draw: (look) =>
      histogram(
        {
          bins,
          axis: name,
          levels: [
            { value: median, words: t("describe.stat.median") },
            { value: d.mean, words: t("describe.stat.mean") },
          ],
        },
        look,
      ),
    table: {
      caption: t("describe.distribution", { name }),
      columns: [{ label: t("describe.stat") }, { label: t("describe.value"), end: true }],
      rows: rows.map(([word, value]) => [text(word), number(value, 6)]),
    },
  };
}

export function figures(outcome: DescribeOutcome, params: DescribeParams, shown: Shown): FigureModel[] {
  const { board } = outcome;
  return [
    ...(board ? [course(board, params, shown), arrivals(board), ...board.shares.map((s) => shares(s, board))] : []),
    ...outcome.distributions.map(distribution),
  ];
}
