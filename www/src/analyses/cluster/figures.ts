import { foremost } from "../foremost.ts";
import { bars } from "../../charts/bars.ts";
import { heatmap } from "../../charts/heatmap.ts";
import { lines } from "../../charts/line.ts";
import { scatter } from "../../charts/scatter.ts";
import type { Cell, TableModel } from "../../charts/table.ts";
import type { ClusterOutcome, ClusterParams } from "../../engine/types.ts";
import { locale, t } from "../../i18n/locale.ts";
import { full } from "../../i18n/number.ts";
import { number, percents, share, text } from "../cells.ts";
import type { FigureModel, Listing } from "../definition.ts";
import { clusterName, featureName, pickOf, ruleWords } from "./names.ts";

const STEPS = 1000;

const pickCell = (outcome: ClusterOutcome, at: number): Partial<Cell> => {
  const one = outcome.clusters[at];
  const pick = one && pickOf(outcome, one);
  return one && pick ? { pick, pickLabel: t("group.filter", { name: clusterName(one) }) } : {};
};

function unitOf(outcome: ClusterOutcome): string {
  return t(outcome.points.unit === "customer" ? "cluster.unit.customers" : "cluster.unit.rows");
}

function sizeTable(outcome: ClusterOutcome): TableModel {
  return {
    caption: t("cluster.sizes"),
    columns: [
      { label: t("cluster.cluster") },
      { label: unitOf(outcome), end: true, people: true },
      { label: t("cluster.share"), end: true },
      { label: t("cluster.silhouette"), end: true, more: t("cluster.silhouette.more") },
    ],
    rows: outcome.clusters.map((one, at) => [
      { ...text(clusterName(one)), swatch: at + 1, ...pickCell(outcome, at) },
      number(one.share.num),
      share(one.share),
      number(one.silhouette, 3),
    ]),
  };
}

function sizes(outcome: ClusterOutcome): FigureModel {
  const { lang } = locale;
  const largest = foremost(outcome.clusters, (one) => one.share.num);
  return {
    id: "sizes",
    heading: t("cluster.sizes"),
    subtitle: unitOf(outcome),
    summary: largest ? t("cluster.sizes.summary", { name: clusterName(largest), share: percents(largest.share) }) : "",
    note: t("cluster.sizes.note"),
    height: Math.max(200, outcome.clusters.length * 44),
    draw: (look) =>
      bars(
        {
          bars: outcome.clusters.map((one, at) => ({
            name: t("cluster.number", { n: one.number }),
            value: one.share.num,
            words: `${full(one.share.num, lang)} · ${percents(one.share)}`,
            tip: [clusterName(one), `${full(one.share.num, lang)} · ${percents(one.share)}`, ruleWords(one)],
            colour: look.classes[at % look.classes.length] ?? look.accent,
            pick: pickOf(outcome, one),
          })),
        },
        look,
      ),
    table: sizeTable(outcome),
  };
}

function choice(outcome: ClusterOutcome): FigureModel | null {
  if (outcome.candidates.length < 2) return null;
  const steps = outcome.candidates.map((one) => String(one.k));
  const silhouettes = outcome.candidates.map((one) => one.silhouette?.mean ?? null);
  const stabilities = outcome.candidates.map((one) => one.stability?.mean ?? null);
  return {
    id: "k",
    heading: t("cluster.k"),
    subtitle: t("cluster.k.subtitle"),
    summary: t(
      `cluster.k.summary.${outcome.chosen.reason as "given" | "silhouette" | "calinski_harabasz" | "bic" | "only"}`,
      {
        k: outcome.chosen.k,
      },
    ),
    note: t("cluster.k.note"),
    draw: (look) =>
      lines(
        {
          steps,
          zero: false,
          format: (value) => full(value, locale.lang, 2),
          lines: [
            { name: t("cluster.silhouette"), values: silhouettes },
            ...(stabilities.some((v) => v !== null) ? [{ name: t("cluster.stability"), values: stabilities }] : []),
          ],
        },
        look,
      ),
    table: {
      caption: t("cluster.k"),
      columns: [
        { label: "k" },
        { label: t("cluster.inertia"), end: true, more: t("cluster.inertia.more") },
        { label: t("cluster.silhouette"), end: true, more: t("cluster.silhouette.more") },
        { label: t("cluster.ch"), end: true, more: t("cluster.ch.more") },
        { label: t("cluster.db"), end: true, more: t("cluster.db.more") },
        { label: t("cluster.stability"), end: true, more: t("cluster.stability.more") },
        { label: t("cluster.bic"), end: true, more: t("cluster.bic.more") },
      ],
      rows: outcome.candidates.map((one) => [
        { ...text(String(one.k)), ...(one.k === outcome.chosen.k ? { tag: t("cluster.k.taken") } : {}) },
        number(one.inertia, 3),
        number(one.silhouette?.mean ?? null, 4),
        number(one.calinski_harabasz, 2),
        number(one.davies_bouldin, 4),
        number(one.stability?.mean ?? null, 3),
        number(one.mixture?.bic ?? null, 1),
      ]),
    },
  };
}

function profile(outcome: ClusterOutcome): FigureModel {
  const { lang } = locale;
  const names = outcome.features.map((feature) => featureName(feature.name));
  const strongest = outcome.clusters
    .flatMap((one) => one.features.map((figures) => ({ one, figures })))
    .reduce<{ name: string; feature: string; size: number } | null>((best, { one, figures }) => {
      const size = Math.abs(figures.difference);
      return best && best.size >= size ? best : { name: clusterName(one), feature: featureName(figures.feature), size };
    }, null);
  return {
    id: "profile",
    heading: t("cluster.profile"),
    subtitle: t("cluster.profile.subtitle"),
    summary: strongest ? t("cluster.profile.summary", { name: strongest.name, feature: strongest.feature }) : "",
    note: t("cluster.profile.note"),
    wide: true,
    height: Math.max(220, outcome.clusters.length * 44 + 80),
    draw: (look) =>
      heatmap(
        {
          columns: names,
          rows: outcome.clusters.map((one) => t("cluster.number", { n: one.number })),
          diverging: true,
          low: -3,
          high: 3,
          words: true,
          cells: outcome.clusters.flatMap((one, row) =>
            one.features.map((figures, column) => ({
              row,
              column,
              value: figures.difference,
              words: full(figures.difference, lang, 1),
              tip: [clusterName(one), `${featureName(figures.feature)} ${full(figures.mean, lang)}`],
              pick: pickOf(outcome, one),
            })),
          ),
        },
        look,
      ),
    table: {
      caption: t("cluster.profile"),
      columns: [
        { label: t("cluster.cluster") },
        { label: unitOf(outcome), end: true, people: true },
        ...names.flatMap((name) => [
          { label: t("cluster.mean", { name }), end: true },
          { label: t("cluster.difference", { name }), end: true },
        ]),
      ],
      rows: outcome.clusters.map((one, at) => [
        { ...text(clusterName(one)), ...pickCell(outcome, at) },
        number(one.share.num),
        ...one.features.flatMap((figures) => [number(figures.mean), number(figures.difference, 2)]),
      ]),
    },
  };
}

function plane(outcome: ClusterOutcome): FigureModel | null {
  const { picture } = outcome;
  const [low, high] = [picture.least, picture.greatest];
  if (low.length < 2 || picture.sample.x.length === 0) return null;
  const { lang } = locale;
  const place = (step: number, axis: number): number =>
    (low[axis] ?? 0) + (step / STEPS) * ((high[axis] ?? 0) - (low[axis] ?? 0));
  const ratio = (at: number): string => `${full(100 * (picture.components[at]?.ratio ?? 0), lang, 0)}%`;
  const together = (picture.components[0]?.ratio ?? 0) + (picture.components[1]?.ratio ?? 0);
  return {
    id: "plane",
    heading: t("cluster.plane"),
    subtitle: t("cluster.plane.subtitle", { n: picture.sample.x.length }),
    summary: t("cluster.plane.summary", { share: `${full(100 * together, lang, 0)}%` }),
    note: t("cluster.plane.note"),
    height: 380,
    draw: (look) =>
      scatter(
        {
          x: { name: t("cluster.component", { n: 1, share: ratio(0) }), format: (v) => full(v, lang, 1) },
          y: { name: t("cluster.component", { n: 2, share: ratio(1) }), format: (v) => full(v, lang, 1) },
          groups: outcome.clusters.map((one) => ({
            name: t("cluster.number", { n: one.number }),
            points: picture.sample.cluster.flatMap((number, at) =>
              number === one.number
                ? [
                    {
                      x: place(picture.sample.x[at] ?? 0, 0),
                      y: place(picture.sample.y[at] ?? 0, 1),
                      tip: [clusterName(one)],
                      pick: pickOf(outcome, one),
                    },
                  ]
                : [],
            ),
          })),
        },
        look,
      ),
    table: {
      caption: t("cluster.components"),
      columns: [
        { label: t("cluster.component.name") },
        { label: t("cluster.component.share"), end: true },
        ...outcome.features.map((feature) => ({ label: featureName(feature.name), end: true })),
      ],
      rows: picture.components.map((component, at) => [
        text(String(at + 1)),
        { text: ratio(at), raw: component.ratio },
        ...component.loadings.map((loading) => number(loading, 3)),
      ]),
    },
  };
}

export function figures(outcome: ClusterOutcome, _params: ClusterParams): FigureModel[] {
  return [sizes(outcome), choice(outcome), profile(outcome), plane(outcome)].filter((one) => one !== null);
}

/** Rules by which somebody without this page finds who belongs to a cluster. */
export function listings(outcome: ClusterOutcome): Listing[] {
  return [
    {
      table: {
        caption: t("cluster.rules"),
        columns: [
          { label: t("cluster.cluster") },
          { label: t("cluster.rule") },
          { label: t("cluster.rule.holds"), end: true, people: true },
          { label: t("cluster.rule.precision"), end: true, more: t("cluster.rule.precision.more") },
          { label: t("cluster.rule.recall"), end: true, more: t("cluster.rule.recall.more") },
        ],
        rows: outcome.clusters.map((one, at) => [
          { ...text(clusterName(one)), ...pickCell(outcome, at) },
          text(ruleWords(one)),
          number(one.rule.support.num),
          share(one.rule.precision),
          share(one.rule.recall),
        ]),
      },
      note: t("cluster.rules.note"),
    },
  ];
}
