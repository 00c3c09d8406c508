import { foremost } from "../foremost.ts";
import { heatmap, matrixHeight } from "../../charts/heatmap.ts";
import { histogram } from "../../charts/histogram.ts";
import { stack } from "../../charts/stack.ts";
import type { Cell } from "../../charts/table.ts";
import type {
  AttributionChannel,
  AttributionCredit,
  AttributionOutcome,
  AttributionParams,
} from "../../engine/types.ts";
import { locale, t } from "../../i18n/locale.ts";
import { compact, full } from "../../i18n/number.ts";
import { bins, binTable } from "../bins.ts";
import { DASH, number, percents, share, text } from "../cells.ts";
import type { FigureModel, Listing, Shown } from "../definition.ts";
import { channelName, modelName, part, widest } from "./words.ts";

/** Channels whose parts are drawn; the table has all. */
const DRAWN = 12;

type By = "share" | "conversions" | "value";

function modelsFigure(outcome: AttributionOutcome, params: AttributionParams, shown: Shown): FigureModel {
  const { channels, models, value, markov } = outcome;
  const there: By[] = ["share", "conversions", ...(value === null ? [] : (["value"] as const))];
  const by = there.find((one) => one === shown["models"]) ?? "share";
  const of = (credit: AttributionCredit | undefined) => credit?.[by] ?? null;
  const words = (credit: AttributionCredit | undefined) => {
    const found = of(credit);
    if (found === null) return DASH;
    return by === "share" ? part(found) : by === "value" ? compact(found, locale.lang) : full(found, locale.lang, 1);
  };
  const pick = (row: AttributionChannel, model: string) =>
    row.label !== null && (model === "first" || model === "last")
      ? { pick: { grouping: `${model}_channel`, group: row.label } }
      : {};
  const spread = widest(outcome);
  const unit = by === "share" ? t("attribution.models.unit") : t(`attribution.models.unit.${by}`);
  return {
    id: "models",
    heading: t("attribution.models"),
    subtitle: unit,
    summary: spread
      ? t("attribution.models.summary", {
          name: channelName(spread.row),
          low: part(spread.low),
          low_model: modelName(spread.lowModel),
          high: part(spread.high),
          high_model: modelName(spread.highModel),
        })
      : t("attribution.models.summary.even"),
    note: t("attribution.models.note", {
      half: params.half_life_days,
      order: markov?.order ?? params.order,
      worth: t(`attribution.worth.${params.worth}`),
    }),
    wide: true,
    height: matrixHeight(channels.length),
    draw: (look) =>
      heatmap(
        {
          rows: channels.map(channelName),
          columns: models.map(modelName),
          cells: channels.flatMap((row, at) =>
            models.map((model, column) => {
              const credit = row.credits[column];
              return {
                row: at,
                column,
                value: of(credit),
                words: words(credit),
                tip: [
                  `${channelName(row)}  ${modelName(model)}`,
                  `${t("attribution.models.share")}  ${part(credit?.share ?? 0)}`,
                  `${t("attribution.converted")}  ${full(credit?.conversions ?? 0, locale.lang, 1)}`,
                  ...(credit?.value == null
                    ? []
                    : [`${t("attribution.models.value")}  ${full(credit.value, locale.lang, 2)}`]),
                ],
                ...pick(row, model),
              };
            }),
          ),
        },
        look,
      ),
    table: {
      caption: t("attribution.models"),
      columns: [
        { label: t("attribution.channel") },
        ...models.map((model) => ({ label: modelName(model), end: true })),
      ],
      rows: channels.map((row) => [
        text(channelName(row)),
        ...models.map((model, column): Cell => {
          const credit = row.credits[column];
          const group = pick(row, model);
          return {
            text: words(credit),
            raw: of(credit),
            people: row.customers.num,
            ...(by === "share" && credit ? { part: Math.max(0, credit.share) } : {}),
            ...group,
            ...("pick" in group ? { pickLabel: t("group.filter", { name: channelName(row) }) } : {}),
          };
        }),
      ]),
    },
    switches: [
      {
        key: "models",
        name: t("attribution.models.by"),
        now: by,
        options: there.map((one) => ({ value: one, words: t(`attribution.models.${one}`) })),
      },
    ],
  };
}

function partFigure({ channels }: AttributionOutcome): FigureModel {
  const rows = channels.filter((row) => row.journeys.num > 0);
  const ratio = (row: AttributionChannel) => row.assists.num / Math.max(1, row.assists.den);
  const assisting = rows.filter((row) => row.assists.num > 0 && row.assists.den > 0);
  const best = assisting.length > 0 ? foremost(rows, (row) => (row.assists.den > 0 ? ratio(row) : 0)) : undefined;
  const drawn = rows.slice(0, DRAWN);
  return {
    id: "part",
    heading: t("attribution.part"),
    subtitle: t("attribution.part.unit"),
    summary: best
      ? t("attribution.part.summary", { name: channelName(best), ratio: full(ratio(best), locale.lang, 2) })
      : assisting.length > 0
        ? ""
        : t("attribution.part.summary.none"),
    note: t("attribution.part.note"),
    wide: true,
    draw: (look) =>
      stack(
        {
          steps: drawn.map(channelName),
          parts: [
            { name: t("attribution.part.last"), values: drawn.map((row) => row.assists.den) },
            { name: t("attribution.part.assist"), values: drawn.map((row) => row.assists.num) },
          ],
        },
        look,
      ),
    table: {
      caption: t("attribution.part"),
      columns: [
        { label: t("attribution.channel") },
        { label: t("attribution.touches"), end: true },
        { label: t("attribution.journeys"), end: true },
        { label: t("attribution.converted"), end: true },
        { label: t("attribution.rate"), end: true },
        { label: t("attribution.alone"), end: true },
        { label: t("attribution.last"), end: true },
        { label: t("attribution.assists"), end: true },
        { label: t("attribution.ratio"), end: true },
        { label: t("attribution.removal"), end: true },
      ],
      rows: channels.map((row) => [
        text(channelName(row)),
        number(row.touches),
        { ...number(row.journeys.den), people: row.customers.den },
        { ...number(row.journeys.num), people: row.customers.num },
        { ...share(row.journeys), people: row.customers.num },
        { ...number(row.alone), people: Math.min(row.alone, row.customers.num) },
        { ...number(row.assists.den), people: Math.min(row.assists.den, row.customers.num) },
        { ...number(row.assists.num), people: Math.min(row.assists.num, row.customers.num) },
        row.assists.den > 0 ? { text: full(ratio(row), locale.lang, 2), raw: ratio(row) } : text(DASH),
        row.removal === null ? text(DASH) : { text: part(row.removal), raw: row.removal },
      ]),
    },
  };
}

function lengthsFigure({ lengths, journeys }: AttributionOutcome, params: AttributionParams): FigureModel {
  const one = lengths.find((row) => row.touches === 1)?.journeys ?? { num: 0, den: 0 };
  const name = (row: (typeof lengths)[number]) =>
    row.open ? t("attribution.lengths.more", { n: row.touches }) : full(row.touches, locale.lang);
  return {
    id: "lengths",
    heading: t("attribution.lengths"),
    subtitle: t("attribution.lengths.unit"),
    summary: t("attribution.lengths.summary", {
      share: percents({ num: one.num, den: journeys.num }),
      rate: percents({ num: journeys.num - one.num, den: journeys.den - one.den }),
    }),
    note: t("attribution.lengths.note", { gap: params.gap_minutes }),
    draw: (look) =>
      stack(
        {
          steps: lengths.map(name),
          parts: [{ name: t("attribution.converted"), values: lengths.map((row) => row.journeys.num) }],
        },
        look,
      ),
    table: {
      caption: t("attribution.lengths"),
      columns: [
        { label: t("attribution.lengths.axis"), end: true },
        { label: t("attribution.journeys"), end: true },
        { label: t("attribution.converted"), end: true },
        { label: t("attribution.rate"), end: true },
      ],
      rows: lengths.map((row) => [
        { text: name(row), raw: row.touches },
        { ...number(row.journeys.den), people: row.journeys.den },
        { ...number(row.journeys.num), people: row.journeys.num },
        { ...share(row.journeys), people: row.journeys.num },
      ]),
    },
  };
}

function lagsFigure({ lags, journeys }: AttributionOutcome, params: AttributionParams): FigureModel {
  const same = lags.find((bin) => bin.from === 0)?.count ?? 0;
  return {
    id: "lags",
    heading: t("attribution.lags"),
    subtitle: t("attribution.lags.unit"),
    summary: t("attribution.lags.summary", { same: percents({ num: same, den: journeys.num }) }),
    note: t("attribution.lags.note", { window: params.window_days }),
    draw: (look) => histogram({ bins: bins(lags), axis: t("attribution.lags.axis") }, look),
    table: binTable(lags, t("attribution.lags"), t("attribution.lags.axis"), t("attribution.converted")),
  };
}

export function figures(outcome: AttributionOutcome, params: AttributionParams, shown: Shown): FigureModel[] {
  return [
    modelsFigure(outcome, params, shown),
    partFigure(outcome),
    lengthsFigure(outcome, params),
    lagsFigure(outcome, params),
  ];
}

export function listings({ paths, other_paths }: AttributionOutcome): Listing[] {
  if (paths.length === 0) return [];
  return [
    {
      table: {
        caption: t("attribution.paths"),
        columns: [
          { label: t("attribution.paths.path") },
          { label: t("attribution.converted"), end: true, people: true },
          { label: t("attribution.journeys"), end: true },
          { label: t("attribution.rate"), end: true },
        ],
        rows: paths.map((row) => [
          text(row.channels.map((name) => channelName({ label: name })).join(" → ")),
          number(row.journeys.num),
          number(row.journeys.den),
          share(row.journeys),
        ]),
      },
      note: t("attribution.paths.note", { n: other_paths }),
    },
  ];
}
