import { bars } from "../../charts/bars.ts";
import { histogram } from "../../charts/histogram.ts";
import { lines } from "../../charts/line.ts";
import { stack } from "../../charts/stack.ts";
import type { Cell, TableModel } from "../../charts/table.ts";
import type { ActivityClassRow, ActivityMove, ActivityOutcome, ActivityParams, Bin } from "../../engine/types.ts";
import { locale, t } from "../../i18n/locale.ts";
import { compact, day, full } from "../../i18n/number.ts";
import { bins, binTable } from "../bins.ts";
import { number, percents, share, text } from "../cells.ts";
import type { FigureModel, Listing, Shown, Switch } from "../definition.ts";

type Code = ActivityClassRow["code"];

const CODES: readonly Code[] = ["lost", "silent", "active", "regular"];
/** Colours of the classes, as numbers of the eight. */
const TINTS: Readonly<Record<Code, number>> = { active: 0, regular: 2, silent: 3, lost: 1 };

export function className(code: Code): string {
  return t(`activity.class.${code}`);
}

function rule(code: Code, outcome: ActivityOutcome, params: ActivityParams): string {
  const days = outcome.rules.find((row) => row.code === code)?.days ?? 0;
  return t(`activity.rule.${code}`, { days, visits: params.active_visits });
}

function definition(outcome: ActivityOutcome, params: ActivityParams): string {
  const window = (code: Code) => outcome.rules.find((row) => row.code === code)?.days ?? 0;
  return t("activity.note", {
    lost: window("lost"),
    silent: window("silent"),
    active: window("active"),
    visits: params.active_visits,
    as_of: day(outcome.as_of, locale.lang),
  });
}

const pickOf = (code: Code) => ({ grouping: "class", group: code });

function classTable(outcome: ActivityOutcome, params: ActivityParams): TableModel {
  return {
    caption: t("activity.classes"),
    columns: [
      { label: t("activity.class") },
      { label: t("activity.rule") },
      { label: t("activity.customers"), end: true, people: true },
      { label: t("activity.share"), end: true },
    ],
    rows: outcome.classes.map((row) => {
      const name = className(row.code);
      return [
        { ...text(name), swatch: TINTS[row.code] + 1, pick: pickOf(row.code), pickLabel: t("group.filter", { name }) },
        text(rule(row.code, outcome, params)),
        number(row.customers),
        share(row.share),
      ];
    }),
  };
}

function classesFigure(outcome: ActivityOutcome, params: ActivityParams): FigureModel {
  const both = outcome.overlaps.find((o) => o.rules.includes("lost") && o.rules.includes("silent"))?.customers ?? 0;
  return {
    id: "classes",
    heading: t("activity.classes"),
    subtitle: t("activity.classes.unit", { n: outcome.known }),
    summary: t("activity.classes.summary", { hole: percents(outcome.hole), both }),
    note: definition(outcome, params),
    height: 220,
    draw: (look) =>
      bars(
        {
          bars: outcome.classes.map((row) => ({
            name: className(row.code),
            value: row.customers,
            words: `${compact(row.customers, locale.lang)}  ${percents(row.share)}`,
            tip: [
              className(row.code),
              rule(row.code, outcome, params),
              `${full(row.customers, locale.lang)}  ${percents(row.share)}`,
            ],
            colour: look.classes[TINTS[row.code]] ?? look.accent,
            pick: pickOf(row.code),
          })),
        },
        look,
      ),
    table: classTable(outcome, params),
  };
}

function recencyFigure(outcome: ActivityOutcome): FigureModel {
  const [lost, silent] = outcome.rules.map((row) => row.days);
  const upTo = (days: number) => count(outcome.recency.filter((bin) => bin.to !== null && bin.to <= days));
  const seen = outcome.known - outcome.without_visit;
  return {
    id: "recency",
    heading: t("activity.recency"),
    subtitle: t("activity.recency.unit"),
    summary: t("activity.recency.summary", {
      within: upTo(silent ?? 0),
      silent: silent ?? 0,
      behind: seen - upTo(lost ?? 0),
      lost: lost ?? 0,
      never: outcome.without_visit,
    }),
    note: t("activity.recency.note"),
    draw: (look) =>
      histogram(
        {
          bins: bins(outcome.recency),
          axis: t("activity.recency.axis"),
          levels: [
            { value: (silent ?? 0) + 1, words: className("silent") },
            { value: (lost ?? 0) + 1, words: className("lost") },
          ],
        },
        look,
      ),
    table: binTable(outcome.recency, t("activity.recency"), t("activity.recency.axis"), t("activity.customers")),
  };
}

function count(list: readonly Bin[]): number {
  return list.reduce((sum, bin) => sum + bin.count, 0);
}

function visitsFigure(outcome: ActivityOutcome, params: ActivityParams, shown: Shown): FigureModel {
  const month = shown["visits"] === "month";
  const list = month ? outcome.visits_30 : outcome.visits_window;
  const none = list.find((bin) => bin.from === 0)?.count ?? 0;
  const threshold = { value: params.active_visits, words: className("active") };
  return {
    id: "visits",
    heading: t("activity.visits"),
    subtitle: t("activity.visits.unit"),
    summary: t("activity.visits.summary", { none, share: percents({ num: none, den: outcome.known }) }),
    note: t("activity.visits.note", { visits: params.active_visits }),
    draw: (look) =>
      histogram({ bins: bins(list), axis: t("activity.visits.axis"), ...(month ? {} : { levels: [threshold] }) }, look),
    table: binTable(list, t("activity.visits"), t("activity.visits.axis"), t("activity.customers")),
    switches: [
      {
        key: "visits",
        name: t("activity.visits.by"),
        now: month ? "month" : "window",
        options: [
          { value: "window", words: t("activity.visits.window", { days: params.active_days }) },
          { value: "month", words: t("activity.visits.month") },
        ],
      },
    ],
  };
}

function trendFigure(outcome: ActivityOutcome, shown: Shown): FigureModel {
  const by = shown["trend"] === "months" ? "months" : "weeks";
  const rows = outcome[by];
  const whole = rows.filter((row) => row.complete);
  const [before, last] = [whole.at(-2), whole.at(-1)];
  return {
    id: "trend",
    heading: t("activity.trend"),
    subtitle: t("activity.trend.unit"),
    summary:
      before && last
        ? t("activity.trend.summary", { label: last.label, n: last.customers, before: before.customers })
        : t("activity.trend.summary.short"),
    note: t("activity.trend.note"),
    draw: (look) =>
      lines(
        {
          steps: rows.map((row) => row.label),
          lines: [{ name: t("activity.customers"), values: rows.map((row) => row.customers) }],
          open: rows.at(-1)?.complete === false,
        },
        look,
      ),
    table: {
      caption: t("activity.trend"),
      columns: [
        { label: t("activity.trend.period") },
        { label: t("activity.trend.from") },
        { label: t("activity.customers"), end: true, people: true },
      ],
      rows: rows.map((row) => [
        { ...text(row.label), ...(row.complete ? {} : { tag: t("activity.trend.open") }) },
        text(day(row.from, locale.lang)),
        number(row.customers),
      ]),
    },
    switches: [
      {
        key: "trend",
        name: t("activity.trend.by"),
        now: by,
        options: [
          { value: "weeks", words: t("activity.trend.weeks") },
          { value: "months", words: t("activity.trend.months") },
        ],
      },
    ],
  };
}

function dailyFigure({ daily, now }: ActivityOutcome): FigureModel {
  const days = now.mau > 0 ? now.stickiness.den / now.mau : 0;
  const mean = days > 0 ? now.stickiness.num / days : 0;
  return {
    id: "daily",
    heading: t("activity.daily"),
    subtitle: t("activity.daily.unit", { n: daily.days.length }),
    summary: t("activity.daily.summary", { dau: full(mean, locale.lang, 1), share: percents(now.stickiness) }),
    note: t("activity.daily.note"),
    draw: (look) =>
      lines(
        {
          steps: daily.days,
          lines: [
            { name: "MAU", values: daily.mau },
            { name: "WAU", values: daily.wau },
            { name: "DAU", values: daily.dau },
          ],
        },
        look,
      ),
    table: {
      caption: t("activity.daily"),
      columns: [
        { label: t("activity.daily.day") },
        { label: "DAU", end: true },
        { label: "WAU", end: true },
        { label: "MAU", end: true },
      ],
      rows: daily.days.map((one, at) => [
        text(one),
        ...[daily.dau, daily.wau, daily.mau].map((list): Cell => ({ ...number(list[at] ?? 0), people: list[at] ?? 0 })),
      ]),
    },
  };
}

function movesFigure(outcome: ActivityOutcome, shown: Shown): FigureModel {
  const settings = [...new Set(outcome.moves.map((move) => move.setting))];
  const now = settings.find((setting) => setting === shown["moves"]) ?? settings[0] ?? "lost_days";
  const moves = outcome.moves.filter((move) => move.setting === now);
  const present = moves.find((move) => move.now) ?? moves[0];
  const last = moves.at(-1);
  const of = (move: ActivityMove | undefined, code: Code) => move?.customers[CODES.indexOf(code)] ?? 0;
  const step = (move: ActivityMove) => (move.now ? t("activity.moves.now", { value: move.value }) : String(move.value));
  const choice: Switch = {
    key: "moves",
    name: t("activity.moves.by"),
    now,
    options: settings.map((setting) => ({ value: setting, words: t(`activity.moves.${setting}`) })),
  };
  return {
    id: "moves",
    heading: t("activity.moves"),
    subtitle: t("activity.moves.unit"),
    summary: t("activity.moves.summary", {
      name: t(`activity.moves.${now}`),
      from: present?.value ?? 0,
      to: last?.value ?? 0,
      lost_from: of(present, "lost"),
      lost_to: of(last, "lost"),
      active_from: of(present, "active"),
      active_to: of(last, "active"),
    }),
    note: t("activity.moves.note"),
    draw: (look) =>
      stack(
        {
          steps: moves.map(step),
          parts: CODES.map((code) => ({
            name: className(code),
            values: moves.map((move) => of(move, code)),
            tint: TINTS[code],
          })),
        },
        look,
      ),
    table: {
      caption: t("activity.moves"),
      crosses: true,
      columns: [
        { label: t(`activity.moves.${now}`), end: true },
        ...CODES.map((code) => ({ label: className(code), end: true })),
      ],
      rows: moves.map((move) => [
        { text: step(move), raw: move.value },
        ...CODES.map((code): Cell => ({ ...number(of(move, code)), people: of(move, code) })),
      ]),
    },
    switches: [choice],
  };
}

export function figures(outcome: ActivityOutcome, params: ActivityParams, shown: Shown): FigureModel[] {
  return [
    classesFigure(outcome, params),
    recencyFigure(outcome),
    visitsFigure(outcome, params, shown),
    movesFigure(outcome, shown),
    trendFigure(outcome, shown),
    dailyFigure(outcome),
  ];
}

export function listings(outcome: ActivityOutcome, params: ActivityParams): Listing[] {
  const note = definition(outcome, params);
  const rules: TableModel = {
    caption: t("activity.overlaps"),
    columns: [
      { label: t("activity.rule") },
      { label: t("activity.rule.from") },
      { label: t("activity.rule.judged"), end: true, more: t("activity.rule.judged.more") },
      { label: t("activity.rule.holds"), end: true, people: true },
    ],
    rows: [
      ...outcome.rules.map((row) => [
        text(t("activity.rule.of", { name: className(row.code), rule: rule(row.code, outcome, params) })),
        text(day(row.from, locale.lang)),
        number(row.judged),
        number(row.holds),
      ]),
      ...outcome.overlaps.map(({ rules: [a = "lost", b = "silent"], customers }) => [
        text(t("activity.overlaps.pair", { a: className(a), b: className(b) })),
        text(""),
        text(""),
        number(customers),
      ]),
      [text(t("activity.overlaps.hole")), text(""), number(outcome.hole.den), number(outcome.hole.num)],
    ],
  };
  return [{ table: rules, note }];
}
