import { html } from "lit";
import type { RfmOutcome, RfmParams } from "../../engine/api.ts";
import { t } from "../../i18n/locale.ts";
import { analysis, type FigureModel, type Kpi, type Shown, type Switch } from "../definition.ts";
import { answer, definition, doubts, period } from "./answer.ts";
import { bars, type BarsBy, barsSummary, type HeatBy, heatmap, heatSummary, type Scheme } from "./charts.ts";
import { effects, nested } from "./details.ts";
import * as migration from "./migration.ts";
import "./params.ts";
import { segmentName } from "./rule-set.ts";
import "./rules.ts";
import { className, groupTable, heatTable } from "./tables.ts";
import "./thresholds.ts";

function heatBy(shown: Shown): HeatBy {
  return shown["heat"] === "monetary" ? "monetary" : "customers";
}

function barsBy(shown: Shown): BarsBy {
  return shown["by"] === "revenue" ? "revenue" : "customers";
}

/** How many segments there are that customers are in. */
function segmented({ segments }: RfmOutcome): number {
  return segments?.rows.length ?? 0;
}

function schemeOf(outcome: RfmOutcome, shown: Shown): Scheme {
  return segmented(outcome) > 0 && shown["scheme"] === "segments" ? "segments" : "classes";
}

function kpis({ population: p }: RfmOutcome): Kpi[] {
  return [
    { name: t("rfm.kpi.customers"), value: p.scored, unit: t("rfm.unit.customers") },
    { name: t("rfm.kpi.orders"), value: p.orders, unit: t("rfm.unit.orders") },
    { name: t("rfm.kpi.revenue"), value: p.revenue },
    { name: t("rfm.kpi.aov"), value: p.orders > 0 ? p.revenue / p.orders : null },
    { name: t("rfm.kpi.refunds"), value: p.refund_lines, unit: t("rfm.unit.lines") },
  ];
}

function heatFigure(outcome: RfmOutcome, params: RfmParams, by: HeatBy): FigureModel {
  return {
    id: "heat",
    heading: t("heat.title"),
    subtitle:
      by === "customers" ? t("heat.subtitle.customers", { n: outcome.population.scored }) : t("heat.subtitle.monetary"),
    summary: heatSummary(outcome),
    note: definition(outcome, params, "scores"),
    height: 344,
    draw: (look) => heatmap(outcome, by, look),
    table: heatTable(outcome, by),
    switches: [
      {
        key: "heat",
        name: t("heat.colour"),
        now: by,
        options: [
          { value: "customers", words: t("heat.by.customers") },
          { value: "monetary", words: t("heat.by.monetary") },
        ],
      },
    ],
  };
}

function barSwitches(outcome: RfmOutcome, scheme: Scheme, by: BarsBy): Switch[] {
  const { segments } = outcome;
  const n = segmented(outcome);
  const barred =
    segments === null ? { barred: t("bars.scheme.needs5") } : n === 0 ? { barred: t("bars.scheme.unused") } : {};
  const words =
    segments === null || segments.scheme === "grid_125" ? t("bars.scheme.segments") : t("bars.scheme.rules", { n });
  return [
    {
      key: "scheme",
      name: t("bars.scheme"),
      now: scheme,
      options: [
        { value: "classes", words: t("bars.scheme.classes") },
        { value: "segments", words, ...barred },
      ],
    },
    {
      key: "by",
      name: t("bars.measure"),
      now: by,
      options: [
        { value: "customers", words: t("bars.by.customers") },
        { value: "revenue", words: t("bars.by.revenue") },
      ],
    },
  ];
}

function barsFigure(outcome: RfmOutcome, params: RfmParams, scheme: Scheme, by: BarsBy): FigureModel {
  const table = groupTable(outcome, scheme);
  return {
    id: "bars",
    heading: t(`bars.title.${scheme}`),
    subtitle: t(`bars.subtitle.${by}`),
    summary: barsSummary(outcome, scheme, by),
    note: definition(outcome, params, scheme),
    height: Math.max(344, table.rows.length * 32),
    draw: (look) => bars(outcome, scheme, by, look),
    table,
    switches: barSwitches(outcome, scheme, by),
  };
}

/** The words of a group of customers; scores have none of their own. */
function group(grouping: string, code: string): string | null {
  switch (grouping) {
    case "class":
      return className(code);
    case "segment":
      return segmentName(code);
    case "migration":
      return migration.moveName(code);
    case "r":
    case "f":
    case "m":
      return t("rfm.score", { name: grouping.toUpperCase(), score: code });
    default:
      return null;
  }
}

/** The RFM picture: heat map, classes and segments, score lines. */
export const rfm = analysis<RfmParams, RfmOutcome>({
  name: "rfm",
  section: "value",
  answer,
  basis: period,
  doubts: (outcome, params) => [...doubts(outcome, params), ...migration.shortage(outcome)],
  kpis,
  figures: (outcome, params, shown) => [
    heatFigure(outcome, params, heatBy(shown)),
    barsFigure(outcome, params, schemeOf(outcome, shown), barsBy(shown)),
    ...migration.figure(outcome, shown),
  ],
  listings: (outcome, params, shown) => {
    const scheme = schemeOf(outcome, shown);
    return [
      { table: groupTable(outcome, scheme), note: definition(outcome, params, scheme) },
      ...migration.listings(outcome),
      ...effects(outcome, params),
      ...nested(outcome),
    ];
  },
  extras: (journey) => html`<insitu-rules .store=${journey.store} .journey=${journey}></insitu-rules>
    <insitu-thresholds .store=${journey.store}></insitu-thresholds>`,
  settings: [],
  form: (journey) => html`<insitu-params .store=${journey.store} .journey=${journey}></insitu-params>`,
  group,
  customers: (outcome) => outcome.customers.total,
  exports: (outcome) => (segmented(outcome) > 0 ? ["classes", "segments"] : ["classes"]),
});
