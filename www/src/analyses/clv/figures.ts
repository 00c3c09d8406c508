import { bars } from "../../charts/bars.ts";
import { share as percentAxis } from "../../charts/frame.ts";
import { histogram } from "../../charts/histogram.ts";
import { lines } from "../../charts/line.ts";
import type { Cell, TableModel } from "../../charts/table.ts";
import { locale, t } from "../../i18n/locale.ts";
import { compact, day, full } from "../../i18n/number.ts";
import { DASH, number, percents, share, text } from "../cells.ts";
import type { FigureModel, Shown, Switch } from "../definition.ts";
import type {
  ClvDecile,
  ClvHoldout,
  ClvHoldoutRow,
  Interval,
  ClvOutcome,
  ClvParams,
  ClvPrediction,
} from "../../engine/types.ts";

/** From this mean on, 100.0 %, the model found nobody who left: it says nothing of who stayed. */
const NO_DROP_OUT = 0.9995;

export function detectsDropOut({ alive }: Predicted): boolean {
  return alive.mean < NO_DROP_OUT;
}

/** An outcome with a model of purchases. */
export type Predicted = ClvOutcome & ClvPrediction;

/** The outcome with what its model expects; null where there was too little for a model. */
export function withModel(outcome: ClvOutcome): Predicted | null {
  return outcome.model && { ...outcome, ...outcome.model };
}

/** Cohorts drawn as curves beside that of all: no more can be told apart. */
const CURVES = 6;
/** The groups of P(alive) in lists of customers: fifths. */
const FIFTHS = ["0_20", "20_40", "40_60", "60_80", "80_100"] as const;

const words = (value: number, digits = 2): string => full(value, locale.lang, digits);

/** A share from 0 to 1 in percent. */
export function part(value: number | null): string {
  return value === null ? DASH : percents({ num: value, den: 1 });
}

/** Bounds in words, or nothing. */
export function interval(bounds: Interval | null, format: (value: number) => string): string {
  return bounds ? t("clv.interval", { low: format(bounds.low), high: format(bounds.high) }) : DASH;
}

/** The same in brackets, behind what it is of. */
export function inBrackets(bounds: Interval | null, format: (value: number) => string): string {
  return bounds ? t("clv.bounds", { interval: interval(bounds, format) }) : "";
}

/** The model in words, with its unit. */
export function modelWords({ fit }: Predicted): string {
  return t("clv.model.in", { model: t(`clv.model.${fit.model}`), unit: t(`clv.unit.${fit.unit}`) });
}

/** What the value to come rests on. */
export function valueNote(params: ClvParams): string {
  return t("clv.note.value", {
    rate: part(params.discount_rate),
    margin: part(params.margin),
  });
}

export function decileName(decile: number | string): string {
  return t("clv.decile.one", { n: String(decile) });
}

/** A number of repeat purchases; the last row holds all above it too. */
function repeatsWords(rows: readonly { repeats: number }[], at: number): string {
  const n = rows[at]?.repeats ?? at;
  return at === rows.length - 1 ? t("clv.repeats.more", { n: String(n) }) : String(n);
}

function trackTable(holdout: ClvHoldout): TableModel {
  return {
    caption: t("clv.holdout"),
    columns: [
      { label: t("clv.holdout.day") },
      { label: t("clv.actual"), end: true },
      { label: t("clv.expected"), end: true },
      { label: t("clv.holdout.seen") },
    ],
    rows: holdout.track.map((point) => [
      text(day(point.day, locale.lang)),
      { ...number(point.actual), people: point.actual },
      number(point.expected, 1),
      text(t(point.day <= holdout.calibration_end ? "clv.holdout.seen.yes" : "clv.holdout.seen.no")),
    ]),
  };
}

function repeatsTable(holdout: ClvHoldout): TableModel {
  const { by_repeats: rows } = holdout;
  const line = (name: string, row: Omit<ClvHoldoutRow, "repeats">): Cell[] => [
    text(name),
    number(row.customers),
    number(row.actual),
    number(row.expected, 1),
    number(row.customers > 0 ? row.actual / row.customers : null),
    number(row.customers > 0 ? row.expected / row.customers : null),
  ];
  return {
    caption: t("clv.holdout"),
    columns: [
      { label: t("clv.repeats"), more: t("clv.repeats.def") },
      { label: t("clv.customers"), end: true, people: true },
      { label: t("clv.actual"), end: true },
      { label: t("clv.expected"), end: true },
      { label: t("clv.actual.each"), end: true },
      { label: t("clv.expected.each"), end: true },
    ],
    rows: [...rows.map((row, at) => line(repeatsWords(rows, at), row)), line(t("clv.all"), holdout)],
    total: true,
  };
}

function holdoutSwitch(now: "track" | "repeats"): Switch {
  return {
    key: "holdout",
    name: t("clv.holdout.by"),
    now,
    options: [
      { value: "track", words: t("clv.holdout.by.track") },
      { value: "repeats", words: t("clv.holdout.by.repeats") },
    ],
  };
}

function holdoutSummary({ actual, expected }: ClvHoldout): string {
  const said = { actual, expected: words(expected, 0) };
  if (actual === 0) return t("clv.holdout.summary.none", said);
  const off = expected / actual - 1;
  const share = part(Math.abs(off));
  return off < 0
    ? t("clv.holdout.summary.below", { ...said, share })
    : t("clv.holdout.summary.above", { ...said, share });
}

function holdoutFigure(holdout: ClvHoldout, outcome: Predicted, shown: Shown): FigureModel {
  const { lang } = locale;
  const by = shown["holdout"] === "repeats" ? "repeats" : "track";
  const { by_repeats: rows, track } = holdout;
  const held = track.findIndex((point) => point.day > holdout.calibration_end);
  const each = (row: ClvHoldoutRow, n: number): number | null => (row.customers > 0 ? n / row.customers : null);
  const days = { from: day(holdout.calibration_end, lang), to: day(holdout.end, lang), days: holdout.days };
  return {
    id: "holdout",
    wide: true,
    heading: t("clv.holdout"),
    subtitle: t(`clv.holdout.unit.${by}`, days),
    summary: holdoutSummary(holdout),
    note: t("clv.holdout.note", {
      model: modelWords(outcome),
      n: holdout.customers,
      end: day(holdout.calibration_end, lang),
      how: t(holdout.automatic ? "clv.holdout.note.automatic" : "clv.holdout.note.given"),
      by: t(`clv.holdout.note.${by}`),
    }),
    draw: (look) =>
      lines(
        by === "track"
          ? {
              steps: track.map((point) => day(point.day, lang)),
              lines: [
                { name: t("clv.line.actual"), values: track.map((point) => point.actual) },
                { name: t("clv.line.expected"), values: track.map((point) => point.expected), dashed: true },
              ],
              ...(held > 0 ? { since: { value: held, words: t("clv.holdout.since") } } : {}),
            }
          : {
              steps: rows.map((_, at) => repeatsWords(rows, at)),
              lines: [
                { name: t("clv.line.actual"), values: rows.map((row) => each(row, row.actual)) },
                { name: t("clv.line.expected"), values: rows.map((row) => each(row, row.expected)), dashed: true },
              ],
            },
        look,
      ),
    table: by === "track" ? trackTable(holdout) : repeatsTable(holdout),
    switches: [holdoutSwitch(by)],
  };
}

function frequencyFigure(rows: NonNullable<ClvPrediction["frequencies"]>, outcome: Predicted): FigureModel {
  const once = rows[0];
  const { modelled } = outcome.population;
  return {
    id: "frequencies",
    heading: t("clv.frequencies"),
    subtitle: t("clv.frequencies.unit", { end: day(outcome.calibration_end, locale.lang) }),
    summary: once
      ? t("clv.frequencies.summary", { actual: once.actual, expected: words(once.expected, 0) })
      : t("clv.frequencies.summary.none"),
    note: t("clv.frequencies.note", { model: modelWords(outcome), n: modelled }),
    draw: (look) =>
      lines(
        {
          steps: rows.map((_, at) => repeatsWords(rows, at)),
          lines: [
            { name: t("clv.line.actual"), values: rows.map((row) => row.actual) },
            { name: t("clv.line.expected"), values: rows.map((row) => row.expected), dashed: true },
          ],
        },
        look,
      ),
    table: {
      caption: t("clv.frequencies"),
      columns: [
        { label: t("clv.repeats"), more: t("clv.repeats.def") },
        { label: t("clv.frequencies.actual"), end: true, people: true },
        { label: t("clv.frequencies.expected"), end: true },
      ],
      rows: rows.map((row, at) => [text(repeatsWords(rows, at)), number(row.actual), number(row.expected, 1)]),
    },
  };
}

function aliveFigure(outcome: Predicted): FigureModel {
  const { bands, mean, interval: bounds } = outcome.alive;
  const { modelled } = outcome.population;
  const range = (at: number): string =>
    t("clv.alive.band", { from: percentAxis(at / bands.length), to: percentAxis((at + 1) / bands.length) });
  const rows = bands.map((n, at) => {
    const fifth = FIFTHS[Math.floor((at * FIFTHS.length) / bands.length)] ?? "80_100";
    return { n, range: range(at), fifth, pick: { grouping: "alive", group: fifth } };
  });
  const likely = bands.slice(5).reduce((sum, n) => sum + n, 0);
  return {
    id: "alive",
    heading: t("clv.alive"),
    subtitle: t("clv.alive.unit", { end: day(outcome.calibration_end, locale.lang) }),
    summary: detectsDropOut(outcome)
      ? t("clv.alive.summary", {
          mean: part(mean),
          bounds: inBrackets(bounds, part),
          n: likely,
          share: percents({ num: likely, den: modelled }),
        })
      : t("clv.alive.summary.none"),
    note: [t("clv.alive.note", { n: modelled }), t(`clv.alive.note.${outcome.fit.model}`)].join(t("clv.note.join")),
    draw: (look) =>
      histogram(
        {
          axis: t("clv.alive.axis"),
          bins: rows.map(({ n, range, fifth, pick }, at) => ({
            from: at,
            to: at + 1,
            count: n,
            words: range,
            tip: [
              range,
              t("clv.people", { n, share: percents({ num: n, den: modelled }) }),
              t("clv.alive.click", { band: t(`clv.alive.${fifth}`) }),
            ],
            pick,
          })),
        },
        look,
      ),
    table: {
      caption: t("clv.alive"),
      columns: [
        { label: t("clv.alive.axis") },
        { label: t("clv.customers"), end: true, people: true },
        { label: t("clv.share"), end: true },
        { label: t("clv.alive.list") },
      ],
      rows: rows.map(({ n, range, fifth, pick }) => {
        const name = t(`clv.alive.${fifth}`);
        return [
          text(range),
          number(n),
          share({ num: n, den: modelled }),
          { ...text(name), pick, pickLabel: t("group.filter", { name }) },
        ];
      }),
    },
  };
}

const pickOf = ({ decile }: ClvDecile) => ({ grouping: "value_decile", group: String(decile) });

function decileTable(rows: readonly ClvDecile[], total: number, outcome: Predicted): TableModel {
  const line = (first: Cell, row: Omit<ClvDecile, "decile">): Cell[] => [
    first,
    number(row.customers),
    { ...number(row.value), held: row.dominated === true },
    share({ num: row.value, den: total }),
    number(row.customers > 0 ? row.value / row.customers : null),
    text(part(row.alive)),
    number(row.expected, 1),
  ];
  return {
    caption: t("clv.deciles"),
    columns: [
      { label: t("clv.decile"), more: t("clv.decile.more") },
      { label: t("clv.customers"), end: true, people: true },
      { label: t("clv.value"), end: true },
      { label: t("clv.value.share"), end: true },
      { label: t("clv.value.mean"), end: true },
      { label: t("clv.alive.mean"), end: true },
      { label: t("clv.purchases"), end: true },
    ],
    rows: [
      ...rows.map((row) => {
        const name = decileName(row.decile);
        return line({ ...text(name), pick: pickOf(row), pickLabel: t("group.filter", { name }) }, row);
      }),
      line(text(t("clv.all")), {
        customers: outcome.population.modelled,
        value: total,
        alive: outcome.alive.mean,
        expected: outcome.expected.total,
      }),
    ],
    total: true,
  };
}

function decilesFigure(value: NonNullable<ClvPrediction["value"]>, outcome: Predicted, params: ClvParams): FigureModel {
  const { lang } = locale;
  const rows = value.deciles.filter((row) => row.customers > 0);
  const [best] = rows;
  const of = (row: ClvDecile): string => percents({ num: row.value, den: value.total });
  return {
    id: "deciles",
    heading: t("clv.deciles"),
    subtitle: t("clv.deciles.unit", { months: value.months, end: day(outcome.calibration_end, lang) }),
    summary: best
      ? t("clv.deciles.summary", { n: best.customers, share: of(best), mean: words(best.value / best.customers) })
      : "",
    note: [t("clv.deciles.note", { n: outcome.population.modelled }), valueNote(params)].join(t("clv.note.join")),
    draw: (look) =>
      bars(
        {
          bars: rows.map((row) => ({
            name: decileName(row.decile),
            value: row.value,
            words: t("clv.deciles.words", { value: compact(row.value, lang), share: of(row) }),
            tip: [
              decileName(row.decile),
              `${t("clv.value")}  ${words(row.value)}  ${of(row)}`,
              `${t("clv.customers")}  ${words(row.customers)}`,
              `${t("clv.alive.mean")}  ${part(row.alive)}`,
              `${t("clv.purchases")}  ${words(row.expected, 1)}`,
            ],
            pick: pickOf(row),
          })),
        },
        look,
      ),
    table: decileTable(rows, value.total, outcome),
  };
}

/** Some of a list, from its first to its last, evenly. */
export function spread<T>(list: readonly T[], most: number): T[] {
  if (list.length <= most) return [...list];
  return Array.from({ length: most }, (_, at) => list[Math.round((at * (list.length - 1)) / (most - 1))]).filter(
    (one) => one !== undefined,
  );
}

/** Length of a period in words. */
function periodCode(months: number): "month" | "quarter" | "year" | "decade" {
  return months === 1 ? "month" : months === 3 ? "quarter" : months === 12 ? "year" : "decade";
}

function historicalFigure({ historical }: ClvOutcome, params: ClvParams): FigureModel {
  const { cohorts, curve, months } = historical;
  const code = periodCode(months);
  const width = Math.max(curve.length, ...cohorts.map(({ value }) => 1 + value.findLastIndex((v) => v !== null)));
  const steps = Array.from({ length: width }, (_, n) => t(`clv.age.${code}`, { n: String(n) }));
  // One cohort is all customers.
  const drawn = spread(
    (cohorts.length > 1 ? cohorts : []).filter(({ value }) => value.filter((v) => v !== null).length > 1),
    CURVES,
  );
  const [first, last] = [curve[0], curve.at(-1)];
  return {
    id: "historical",
    wide: true,
    heading: t("clv.historical"),
    subtitle: t("clv.historical.unit", { period: t(`clv.period.${code}`) }),
    summary:
      first && last && last.age > 0
        ? t("clv.historical.summary", {
            first: words(first.value),
            last: words(last.value),
            age: t(`clv.after.${code}`, { n: last.age }),
          })
        : t("clv.historical.summary.none", { n: historical.customers, net: words(historical.net) }),
    note: [
      t("clv.historical.note"),
      ...(drawn.length > 0 && drawn.length < cohorts.length
        ? [t("clv.historical.note.some", { shown: drawn.length, n: cohorts.length })]
        : []),
      valueNote(params),
    ].join(t("clv.note.join")),
    draw: (look) =>
      lines(
        {
          steps,
          lines: [
            { name: t("clv.historical.all"), values: steps.map((_, n) => curve[n]?.value ?? null) },
            ...drawn.map(({ period, value }) => ({ name: period, values: steps.map((_, n) => value[n] ?? null) })),
          ],
        },
        look,
      ),
    table: {
      caption: t("clv.historical"),
      columns: [
        { label: t("clv.cohort") },
        { label: t("clv.customers"), end: true, people: true },
        { label: t("clv.net"), end: true, more: t("clv.net.more") },
        ...steps.map((label) => ({ label, end: true })),
      ],
      rows: [
        ...cohorts.map(({ period, customers, net, value }) => [
          text(period),
          number(customers),
          number(net),
          ...steps.map((_, n) => blank(value[n] ?? null)),
        ]),
        [
          text(t("clv.historical.all")),
          number(historical.customers),
          number(historical.net),
          ...steps.map((_, n) => blank(curve[n]?.value ?? null)),
        ],
      ],
      total: true,
    },
  };
}

/** A number, or nothing where the data do not reach. */
function blank(value: number | null): Cell {
  return value === null ? { text: "", raw: null } : number(value);
}

export function figures(outcome: ClvOutcome, params: ClvParams, shown: Shown): FigureModel[] {
  const whole = withModel(outcome);
  if (!whole) return [historicalFigure(outcome, params)];
  const { holdout, frequencies, value } = whole;
  return [
    ...(value ? [decilesFigure(value, whole, params)] : []),
    aliveFigure(whole),
    ...(holdout ? [holdoutFigure(holdout, whole, shown)] : []),
    historicalFigure(outcome, params),
    ...(frequencies ? [frequencyFigure(frequencies, whole)] : []),
  ];
}
