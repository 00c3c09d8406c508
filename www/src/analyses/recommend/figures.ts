import { foremost } from "../foremost.ts";
import { bars } from "../../charts/bars.ts";
import { share as percents } from "../../charts/frame.ts";
import { label } from "../../charts/label.ts";
import { lines } from "../../charts/line.ts";
import type { Cell, TableModel } from "../../charts/table.ts";
import type { RecommendHits, RecommendOutcome, RecommendParams, RecommendTrial } from "../../engine/types.ts";
import { locale, t } from "../../i18n/locale.ts";
import { full, percent } from "../../i18n/number.ts";
import type { FigureModel, Listing } from "../definition.ts";

const DASH = "–";
/** Bars of products. */
const MOST = 12;
const WAYS = ["lists", "popular"] as const;

export const share = (ratio: { num: number; den: number }): string => percent(ratio, locale.lang) ?? DASH;
const value = ({ num, den }: { num: number; den: number }): number => (den > 0 ? num / den : 0);
const count = (n: number): string => full(n, locale.lang, 0);
const text = (words: string): Cell => ({ text: words, raw: words });
const number = (n: number, digits = 0): Cell => ({ text: full(n, locale.lang, digits), raw: n });

/** Bounds of a hit rate in percents. */
export function bounds({ interval }: RecommendHits): { low: string; high: string } {
  const part = (bound: number | undefined): string => (bound === undefined ? DASH : share({ num: bound, den: 1 }));
  return { low: part(interval?.low), high: part(interval?.high) };
}

function trialFigure(trial: RecommendTrial, outcome: RecommendOutcome, params: RecommendParams): FigureModel {
  const item = t(`recommend.item.${outcome.item}`);
  const rows = WAYS.map((way) => ({ way, name: t(`recommend.${way}`), hits: trial[way] }));
  const interval = (hits: RecommendHits): string => {
    const { low, high } = bounds(hits);
    return `${low}–${high}`;
  };
  return {
    id: "trial",
    heading: t("recommend.trial"),
    subtitle: t("recommend.trial.unit", { k: params.k }),
    summary: t("recommend.trial.summary", {
      n: trial.tried,
      only_lists: trial.only_lists,
      only_popular: trial.only_popular,
    }),
    note: t("recommend.trial.note", { k: params.k, item, repeats: trial.repeats }),
    height: 180,
    draw: (look) =>
      bars(
        {
          bars: rows.map(({ way, name, hits }) => ({
            name,
            value: value(hits.rate),
            ...(hits.interval ? { low: hits.interval.low, high: hits.interval.high } : {}),
            words: share(hits.rate),
            tip: [name, `${share(hits.rate)} (${count(hits.rate.num)}/${count(hits.rate.den)})`, interval(hits)],
            ...(way === "popular" ? { colour: look.text3 } : {}),
          })),
          axis: percents,
        },
        look,
      ),
    table: {
      caption: t("recommend.trial"),
      columns: [
        { label: t("recommend.item") },
        { label: t("recommend.rate"), end: true },
        { label: t("recommend.interval"), end: true },
        { label: t("recommend.hits"), end: true, people: true },
        { label: t("recommend.tried"), end: true },
        { label: t("recommend.coverage"), end: true },
      ],
      rows: rows.map(({ way, name, hits }) => [
        text(name),
        { text: share(hits.rate), raw: value(hits.rate) },
        text(interval(hits)),
        number(hits.rate.num),
        number(hits.rate.den),
        { text: share(trial.coverage[way]), raw: value(trial.coverage[way]) },
      ]),
    },
  };
}

function lengthsFigure(trial: RecommendTrial, outcome: RecommendOutcome, params: RecommendParams): FigureModel {
  const steps = trial.lists.by_length.map((_, at) => String(at + 1));
  const rates = (hits: RecommendHits): number[] => hits.by_length.map((n) => value({ num: n, den: hits.rate.den }));
  return {
    id: "lengths",
    heading: t("recommend.lengths"),
    subtitle: t("recommend.lengths.unit"),
    summary: t("recommend.lengths.summary", {
      k: params.k,
      lists: share(trial.lists.rate),
      popular: share(trial.popular.rate),
    }),
    note: t("recommend.trial.note", {
      k: params.k,
      item: t(`recommend.item.${outcome.item}`),
      repeats: trial.repeats,
    }),
    height: 260,
    draw: (look) =>
      lines(
        {
          steps,
          lines: WAYS.map((way) => ({
            name: t(`recommend.${way}`),
            values: rates(trial[way]),
            ...(way === "popular" ? { dashed: true } : {}),
          })),
          zero: true,
          format: percents,
        },
        look,
      ),
    table: {
      caption: t("recommend.lengths"),
      columns: [
        { label: t("recommend.length"), end: true },
        ...WAYS.map((way) => ({ label: t(`recommend.${way}`), end: true })),
      ],
      rows: steps.map((step, at) => [
        { text: step, raw: at + 1 },
        ...WAYS.map((way): Cell => {
          const { by_length, rate } = trial[way];
          const ratio = { num: by_length[at] ?? 0, den: rate.den };
          return { text: share(ratio), raw: value(ratio), people: ratio.num };
        }),
      ]),
    },
  };
}

const picked = (product: string) => ({ grouping: "recommended", group: product });

function firstFigure(outcome: RecommendOutcome): FigureModel {
  const list = outcome.recommended;
  const item = t(`recommend.item.${outcome.item}`);
  const first = foremost(list, (row) => row.customers);
  return {
    id: "first",
    heading: t("recommend.first"),
    subtitle: t("recommend.first.unit"),
    summary: first ? t("recommend.first.summary", { label: label(first.label), n: first.customers }) : "",
    note: t("recommend.first.note", { item }),
    height: Math.max(160, 40 + 28 * Math.min(MOST, list.length)),
    draw: (look) =>
      bars(
        {
          bars: list.slice(0, MOST).map((row) => ({
            name: row.label,
            value: row.customers,
            words: count(row.customers),
            tip: [
              label(row.label),
              `${t("recommend.customers")} ${count(row.customers)}`,
              `${t("recommend.only_popular")} ${count(row.popular)}`,
            ],
            pick: picked(row.label),
          })),
        },
        look,
      ),
    table: {
      caption: t("recommend.first"),
      columns: [
        { label: item },
        { label: t("recommend.customers"), end: true, people: true },
        { label: t("recommend.because") },
        { label: t("recommend.because.n"), end: true },
        { label: t("recommend.only_popular"), end: true },
      ],
      rows: list.map((row) => [
        {
          ...text(label(row.label)),
          pick: picked(row.label),
          pickLabel: t("group.filter", { name: label(row.label) }),
        },
        number(row.customers),
        text(row.because === null ? DASH : label(row.because)),
        number(row.because_customers),
        number(row.popular),
      ]),
    },
  };
}

export function figures(outcome: RecommendOutcome, params: RecommendParams): FigureModel[] {
  const { trial } = outcome;
  return [
    ...(trial ? [trialFigure(trial, outcome, params)] : []),
    firstFigure(outcome),
    ...(trial && params.k > 1 ? [lengthsFigure(trial, outcome, params)] : []),
  ];
}

function bases(outcome: RecommendOutcome): TableModel {
  return {
    caption: t("recommend.bases"),
    columns: [
      { label: t("recommend.bases") },
      { label: t("recommend.customers"), end: true, people: true },
      { label: t("group.share"), end: true },
    ],
    rows: (["alike", "popular"] as const).map((group) => {
      const name = t(`recommend.basis.${group}`);
      const ratio = { num: outcome[group], den: outcome.customers };
      return [
        { ...text(name), pick: { grouping: "basis", group }, pickLabel: t("group.filter", { name }) },
        number(outcome[group]),
        { text: share(ratio), raw: value(ratio), part: value(ratio) },
      ];
    }),
  };
}

function neighbours(outcome: RecommendOutcome): TableModel {
  return {
    caption: t("recommend.neighbours"),
    columns: [
      { label: t("recommend.one") },
      { label: t("recommend.customers"), end: true },
      { label: t("recommend.other") },
      { label: t("recommend.both"), end: true, people: true },
      { label: t("recommend.share"), end: true },
      { label: t("recommend.likeness"), end: true },
    ],
    rows: outcome.neighbours.flatMap((one) =>
      one.near.map((other) => [
        text(label(one.label)),
        number(one.customers),
        text(label(other.label)),
        number(other.share.num),
        { text: share(other.share), raw: value(other.share), part: value(other.share) },
        number(other.likeness, 3),
      ]),
    ),
  };
}

export function listings(outcome: RecommendOutcome, params: RecommendParams): Listing[] {
  const { least, shrink } = params;
  const near = neighbours(outcome);
  const note =
    params.similarity === "lift"
      ? t("recommend.neighbours.note.lift", { least, shrink })
      : t("recommend.neighbours.note.cosine", { least });
  return [
    ...(near.rows.length > 0 ? [{ table: near, note }] : []),
    { table: bases(outcome), note: t("recommend.bases.note") },
  ];
}
