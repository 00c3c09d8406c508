import { extremes } from "../foremost.ts";
import { bars } from "../../charts/bars.ts";
import { heatmap, type MatrixCell, matrixHeight } from "../../charts/heatmap.ts";
import { histogram } from "../../charts/histogram.ts";
import { label } from "../../charts/label.ts";
import { lines } from "../../charts/line.ts";
import { type StackPart, stack } from "../../charts/stack.ts";
import type { Cell } from "../../charts/table.ts";
import type {
  Ratio,
  SessionsComparison,
  SessionsInterest,
  SessionsInterestRow,
  SessionsOutcome,
  SessionsParams,
  SessionsSummary,
} from "../../engine/types.ts";
import { locale, t } from "../../i18n/locale.ts";
import { compact, full } from "../../i18n/number.ts";
import { bins, binTable } from "../bins.ts";
import { DASH, number, percents, share, text } from "../cells.ts";
import type { FigureModel, Listing, Shown } from "../definition.ts";

const DAYS = ["1", "2", "3", "4", "5", "6", "7"] as const;
const QUANTILES = ["25%", "50%", "75%", "90%", "95%", "99%"] as const;

/** A length in seconds, in words. */
export function length(seconds: number | null | undefined): string {
  if (seconds == null) return DASH;
  if (seconds < 60) return t("sessions.seconds", { n: full(seconds, locale.lang, 0) });
  if (seconds < 3600 * 3) return t("sessions.minutes", { n: full(seconds / 60, locale.lang, 1) });
  return t("sessions.hours", { n: full(seconds / 3600, locale.lang, 1) });
}

/** The rule by which sessions are divided. */
export function definition(outcome: SessionsOutcome, params: SessionsParams): string {
  return t(`sessions.note.${outcome.basis}`, { minutes: params.gap_minutes });
}

function eventName(event: string | null): string {
  return event === null ? t("sessions.other") : label(event, 60);
}

function curveFigure(outcome: SessionsOutcome, params: SessionsParams): FigureModel[] {
  const { curve } = outcome;
  const now = curve.find((point) => point.now);
  if (!now) return [];
  const at = (minutes: number): number => curve.find((point) => point.minutes === minutes)?.sessions ?? now.sessions;
  const steps = curve.map(({ minutes }) => t("sessions.minutes.short", { n: minutes }));
  return [
    {
      id: "curve",
      wide: true,
      heading: t("sessions.curve"),
      subtitle: t("sessions.curve.unit"),
      summary: t("sessions.curve.summary", {
        now: now.minutes,
        n: now.sessions,
        shorter: percents({ num: at(15) - now.sessions, den: now.sessions }),
        longer: percents({ num: at(60) - now.sessions, den: now.sessions }),
      }),
      note: t("sessions.curve.note", { minutes: params.gap_minutes }),
      draw: (look) =>
        lines(
          {
            steps,
            lines: [{ name: t("sessions.sessions"), values: curve.map(({ sessions }) => sessions) }],
            since: { value: curve.indexOf(now), words: t("sessions.curve.now") },
          },
          look,
        ),
      table: {
        caption: t("sessions.curve"),
        columns: [
          { label: t("sessions.curve.gap"), end: true },
          { label: t("sessions.sessions"), end: true },
          { label: t("sessions.curve.per.customer"), end: true },
          { label: t("sessions.curve.change"), end: true },
        ],
        rows: curve.map(({ minutes, sessions, now: own }) => [
          { ...number(minutes), ...(own ? { tag: t("sessions.curve.now") } : {}) },
          number(sessions),
          number(outcome.customers > 0 ? sessions / outcome.customers : null),
          text(own ? DASH : percents({ num: sessions - now.sessions, den: now.sessions })),
        ]),
      },
    },
  ];
}

function durationFigure(outcome: SessionsOutcome): FigureModel[] {
  const { duration } = outcome;
  if (!duration) return [];
  return [
    {
      id: "duration",
      heading: t("sessions.duration"),
      subtitle: t("sessions.duration.unit", { n: duration.n }),
      summary: t("sessions.duration.summary", {
        median: length(duration.quantiles[1]),
        mean: length(duration.mean),
        high: length(duration.quantiles[3]),
        single: percents(outcome.single),
      }),
      note: t("sessions.duration.note", { long: percents(outcome.long), max: length(duration.max) }),
      draw: (look) => histogram({ bins: bins(outcome.duration_bins), axis: t("sessions.duration.axis") }, look),
      table: binTable(
        outcome.duration_bins,
        t("sessions.duration"),
        t("sessions.duration.axis"),
        t("sessions.sessions"),
        false,
      ),
    },
  ];
}

function sizeFigure(outcome: SessionsOutcome): FigureModel {
  const { size } = outcome;
  return {
    id: "size",
    heading: t("sessions.size"),
    subtitle: t("sessions.size.unit", { n: outcome.sessions }),
    summary: t("sessions.size.summary", {
      mean: full(size.mean, locale.lang, 1),
      median: full(size.quantiles[1] ?? 0, locale.lang, 1),
      single: percents(outcome.single),
    }),
    note: t("sessions.size.note"),
    draw: (look) => histogram({ bins: bins(outcome.size_bins), axis: t("sessions.events") }, look),
    table: binTable(outcome.size_bins, t("sessions.size"), t("sessions.events"), t("sessions.sessions"), false),
  };
}

function bandsFigure(outcome: SessionsOutcome): FigureModel {
  const { bands, per_customer: own } = outcome;
  const name = (code: string): string => t(`sessions.session_band.${code as "1"}`);
  const loyal = bands.filter(({ code }) => code !== "1" && code !== "2" && code !== "3_4");
  const sum = (key: "customers" | "sessions"): Ratio => ({
    num: loyal.reduce((all, band) => all + band[key].num, 0),
    den: bands[0]?.[key].den ?? 0,
  });
  return {
    id: "bands",
    heading: t("sessions.bands"),
    subtitle: t("sessions.bands.unit", { n: outcome.customers }),
    summary: t("sessions.bands.summary", {
      mean: full(own.mean, locale.lang, 1),
      customers: percents(sum("customers")),
      sessions: percents(sum("sessions")),
    }),
    note: t("sessions.bands.note"),
    height: 240,
    draw: (look) =>
      bars(
        {
          bars: bands.map((band) => ({
            name: name(band.code),
            value: band.customers.num,
            words: `${compact(band.customers.num, locale.lang)}  ${percents(band.customers)}`,
            tip: [
              name(band.code),
              t("sessions.customers.n", { n: band.customers.num }),
              t("sessions.bands.of.all", { share: percents(band.sessions) }),
            ],
            pick: { grouping: "session_band", group: band.code },
          })),
        },
        look,
      ),
    table: {
      caption: t("sessions.bands"),
      columns: [
        { label: t("sessions.bands.band") },
        { label: t("sessions.customers"), end: true, people: true },
        { label: t("sessions.share"), end: true },
        { label: t("sessions.sessions"), end: true },
        { label: t("sessions.share"), end: true },
      ],
      rows: bands.map((band) => [
        {
          ...text(name(band.code)),
          pick: { grouping: "session_band", group: band.code },
          pickLabel: t("group.filter", { name: name(band.code) }),
        },
        number(band.customers.num),
        share(band.customers),
        number(band.sessions.num),
        share(band.sessions),
      ]),
    },
  };
}

function weekFigure(outcome: SessionsOutcome): FigureModel {
  const timed = outcome.hours.length > 0;
  const days = DAYS.map((day) => t(`sessions.weekday.${day}`));
  const columns = timed ? Array.from({ length: 24 }, (_, hour) => String(hour)) : [t("sessions.sessions")];
  const rows = timed ? outcome.hours : outcome.weekdays.map((part) => [part]);
  const cells = rows.flatMap((row, at) =>
    row.map((part, column): MatrixCell => {
      const when = timed ? t("sessions.week.at", { day: days[at] ?? "", hour: column }) : (days[at] ?? "");
      return {
        row: at,
        column,
        value: part.sessions === 0 ? null : part.sessions,
        words: compact(part.sessions, locale.lang),
        tip: [when, t("sessions.sessions.n", { n: part.sessions }), t("sessions.customers.n", { n: part.customers })],
      };
    }),
  );
  const best = cells.reduce<MatrixCell | undefined>(
    (most, cell) => ((cell.value ?? 0) > (most?.value ?? 0) ? cell : most),
    undefined,
  );
  const day = outcome.weekdays.reduce(
    (most, part, at, all) => (part.sessions > (all[most]?.sessions ?? 0) ? at : most),
    0,
  );
  return {
    id: "week",
    wide: true,
    heading: t("sessions.week"),
    subtitle: t("sessions.week.unit"),
    summary: t(timed ? "sessions.week.summary" : "sessions.week.summary.days", {
      when: best?.tip[0] ?? "",
      n: best?.value ?? 0,
      day: days[day] ?? "",
      share: percents({ num: outcome.weekdays[day]?.sessions ?? 0, den: outcome.sessions }),
    }),
    note: t("sessions.week.note"),
    height: matrixHeight(7),
    draw: (look) => heatmap({ rows: days, columns, cells, words: !timed }, look),
    table: {
      caption: t("sessions.week"),
      columns: [
        { label: t("sessions.week.day") },
        ...(timed ? columns.map((name) => ({ label: name, end: true })) : []),
        { label: t("sessions.sessions"), end: true },
      ],
      rows: outcome.weekdays.map((all, at) => [
        text(days[at] ?? ""),
        ...(timed ? (rows[at] ?? []).map((part): Cell => ({ ...number(part.sessions), people: part.customers })) : []),
        { ...number(all.sessions), people: all.customers, ...(timed ? { sum: true } : {}) },
      ]),
    },
  };
}

function endsFigure(outcome: SessionsOutcome): FigureModel[] {
  const { ends } = outcome;
  const [entry] = [...ends].sort((a, b) => b.first.sessions - a.first.sessions);
  const [exit] = [...ends].sort((a, b) => b.last.sessions - a.last.sessions);
  if (!entry || !exit) return [];
  const drawn = ends.slice(0, 12);
  const parts: StackPart[] = [
    { name: t("sessions.ends.first"), values: drawn.map((row) => row.first.sessions) },
    { name: t("sessions.ends.last"), values: drawn.map((row) => -row.last.sessions) },
  ];
  const of = (num: number): Cell => share({ num, den: outcome.sessions });
  return [
    {
      id: "ends",
      wide: true,
      heading: t("sessions.ends"),
      subtitle: t("sessions.ends.unit"),
      summary: t("sessions.ends.summary", {
        entry: eventName(entry.event),
        first: percents({ num: entry.first.sessions, den: outcome.sessions }),
        exit: eventName(exit.event),
        last: percents({ num: exit.last.sessions, den: outcome.sessions }),
      }),
      note: t("sessions.ends.note"),
      draw: (look) =>
        stack(
          {
            steps: drawn.map((row) => eventName(row.event)),
            parts,
            format: (value) => compact(Math.abs(value), locale.lang),
          },
          look,
        ),
      table: {
        caption: t("sessions.ends"),
        columns: [
          { label: t("sessions.ends.event") },
          { label: t("sessions.ends.first"), end: true },
          { label: t("sessions.share"), end: true },
          { label: t("sessions.ends.last"), end: true },
          { label: t("sessions.share"), end: true },
        ],
        rows: ends.map((row) => [
          text(eventName(row.event)),
          { ...number(row.first.sessions), people: row.first.customers },
          { ...of(row.first.sessions), people: row.first.customers },
          { ...number(row.last.sessions), people: row.last.customers },
          { ...of(row.last.sessions), people: row.last.customers },
        ]),
      },
    },
  ];
}

function ordered(row: SessionsInterestRow): string {
  const { interval } = row;
  if (!row.ordered) return DASH;
  const bounds = interval
    ? t("sessions.interest.interval", {
        low: percents({ num: interval.low, den: 1 }),
        high: percents({ num: interval.high, den: 1 }),
      })
    : "";
  return `${percents(row.ordered)}${bounds}`;
}

const KEYS = ["sessions", "customers", "views"] as const;

function interestFigure(interest: SessionsInterest, shown: Shown): FigureModel {
  const by = KEYS.find((key) => key === shown["interest"]) ?? "sessions";
  const value = (row: SessionsInterestRow): number => (by === "views" ? row.views : row[by].num);
  const ranked = [...interest.rows].sort((a, b) => value(b) - value(a));
  const rates = interest.rows.filter((row) => row.ordered && row.ordered.den >= 30);
  const rate = (row: SessionsInterestRow): number => (row.ordered ? row.ordered.num / row.ordered.den : 0);
  const strongest = extremes(rates, rate, (row) => percents(row.ordered))?.top;
  const [first] = ranked;
  const kind = t(`sessions.interest.by.${interest.by}`);
  return {
    id: "interest",
    wide: true,
    heading: t("sessions.interest"),
    subtitle: t("sessions.interest.unit", { kind, shown: ranked.length, n: interest.products }),
    summary: first
      ? [
          t("sessions.interest.summary", { name: label(first.label), share: percents(first.sessions) }),
          strongest?.ordered
            ? t("sessions.interest.strongest", { name: label(strongest.label), share: percents(strongest.ordered) })
            : "",
        ]
          .filter((sentence) => sentence !== "")
          .join(locale.lang === "zh" ? "" : " ")
      : t("sessions.interest.none"),
    note: t(`sessions.interest.note.${interest.counted}`, {
      orders: interest.orders.map((one) => label(one)).join(t("app.join")),
    }),
    height: 60 + 28 * Math.min(ranked.length, 15),
    draw: (look) =>
      bars(
        {
          bars: ranked.slice(0, 15).map((row) => ({
            name: label(row.label),
            value: value(row),
            words: compact(value(row), locale.lang),
            tip: [
              label(row.label),
              t("sessions.sessions.n", { n: row.sessions.num }),
              t("sessions.customers.n", { n: row.customers.num }),
              t("sessions.interest.tip", { n: row.views, share: ordered(row) }),
            ],
          })),
        },
        look,
      ),
    table: {
      caption: t("sessions.interest"),
      columns: [
        { label: kind },
        { label: t("sessions.interest.views"), end: true },
        { label: t("sessions.sessions"), end: true },
        { label: t("sessions.share"), end: true },
        { label: t("sessions.customers"), end: true, people: true },
        { label: t("sessions.interest.ordered"), end: true },
        { label: t("sessions.interest.rate"), end: true, more: t("sessions.interest.rate.more") },
      ],
      rows: ranked.map((row) => [
        text(label(row.label)),
        number(row.views),
        number(row.sessions.num),
        share(row.sessions),
        number(row.customers.num),
        number(row.ordered?.num ?? null),
        text(ordered(row)),
      ]),
    },
    switches: [
      {
        key: "interest",
        name: t("sessions.interest.rank"),
        now: by,
        options: KEYS.map((key) => ({ value: key, words: t(`sessions.interest.rank.${key}`) })),
      },
    ],
  };
}

export function figures(outcome: SessionsOutcome, params: SessionsParams, shown: Shown): FigureModel[] {
  return [
    ...curveFigure(outcome, params),
    ...durationFigure(outcome),
    sizeFigure(outcome),
    bandsFigure(outcome),
    ...endsFigure(outcome),
    weekFigure(outcome),
    ...(outcome.interest ? [interestFigure(outcome.interest, shown)] : []),
  ];
}

function summaryRow(name: string, of: SessionsSummary | null, words: (value: number) => string): Cell[] {
  if (!of) return [text(name), ...Array.from({ length: QUANTILES.length + 4 }, () => text(DASH))];
  const value = (n: number | undefined): Cell => (n === undefined ? text(DASH) : { text: words(n), raw: n });
  return [
    text(name),
    number(of.n),
    value(of.mean),
    value(of.min),
    ...QUANTILES.map((_, at) => value(of.quantiles[at])),
    value(of.max),
  ];
}

function comparisonRows({ column, gap, same, divided, joined, unlabelled }: SessionsComparison): Cell[][] {
  return [
    [text(t("sessions.column.column")), number(column), text("")],
    [text(t("sessions.column.gap")), number(gap), text("")],
    [text(t("sessions.column.same")), number(same.num), share(same)],
    [text(t("sessions.column.divided")), number(divided.num), share(divided)],
    [text(t("sessions.column.joined")), number(joined.num), share(joined)],
    [text(t("sessions.column.unlabelled")), number(unlabelled), text("")],
  ];
}

/** Tables without a chart: quantiles, and both ways to divide sessions. */
export function listings(outcome: SessionsOutcome, params: SessionsParams): Listing[] {
  const plain = (value: number): string => full(value, locale.lang, 1);
  const summaries: Listing = {
    table: {
      caption: t("sessions.summary"),
      columns: [
        { label: t("sessions.summary.of") },
        ...["sessions.summary.n", "sessions.summary.mean", "sessions.summary.min"].map((key) => ({
          label: t(key as "sessions.summary.n"),
          end: true,
        })),
        ...QUANTILES.map((name) => ({ label: name, end: true })),
        { label: t("sessions.summary.max"), end: true },
      ],
      rows: [
        summaryRow(t("sessions.summary.duration"), outcome.duration, length),
        summaryRow(t("sessions.size"), outcome.size, plain),
        summaryRow(t("sessions.bands"), outcome.per_customer, plain),
      ],
    },
    note: `${definition(outcome, params)}${locale.lang === "zh" ? "" : " "}${t("sessions.summary.note")}`,
  };
  if (!outcome.column) return [summaries];
  return [
    summaries,
    {
      table: {
        caption: t("sessions.column"),
        columns: [
          { label: t("sessions.column.what") },
          { label: t("sessions.column.n"), end: true },
          { label: t("sessions.share"), end: true },
        ],
        rows: comparisonRows(outcome.column),
      },
      note: t("sessions.column.note", { minutes: params.gap_minutes }),
    },
  ];
}
