import { foremost } from "../foremost.ts";
import type { ClusterOutcome, ClusterParams } from "../../engine/types.ts";
import { locale, t } from "../../i18n/locale.ts";
import { full } from "../../i18n/number.ts";
import { DASH, percents } from "../cells.ts";
import { analysis, type Choice, type Kpi } from "../definition.ts";
import { figures, listings } from "./figures.ts";
import { clusterName, featureName } from "./names.ts";

function taken(outcome: ClusterOutcome) {
  return outcome.candidates.find((one) => one.k === outcome.chosen.k);
}

function answer(outcome: ClusterOutcome): string {
  const largest = foremost(outcome.clusters, (one) => one.share.num);
  const of = outcome.points.unit === "customer" ? "customers" : "rows";
  const words = largest ? (`cluster.answer.${of}` as const) : (`cluster.answer.${of}.even` as const);
  return t(words, {
    n: outcome.points.used.num,
    k: outcome.clusters.length,
    name: largest ? clusterName(largest) : DASH,
    share: largest ? percents(largest.share) : DASH,
  });
}

function basis(outcome: ClusterOutcome): string {
  return t("cluster.basis", {
    features: outcome.features.map((one) => featureName(one.name)).join(t("cluster.and")),
    scaling: t(`cluster.scaling.${outcome.scaling}`),
  });
}

/** Below this the clusters hardly part, and below that resamples hardly find them again. */
const WEAK = 0.25;
const UNSTABLE = 0.6;

function doubts(outcome: ClusterOutcome): string[] {
  const one = taken(outcome);
  const { used, unit } = outcome.points;
  const silhouette = one?.silhouette?.mean ?? null;
  const stability = one?.stability?.mean ?? null;
  return [
    ...(used.den > used.num
      ? [t(`cluster.doubt.missing.${unit === "customer" ? "customers" : "rows"}`, { n: used.den - used.num })]
      : []),
    ...(outcome.constant.length > 0
      ? [t("cluster.doubt.constant", { names: outcome.constant.map(featureName).join(t("cluster.and")) })]
      : []),
    ...(silhouette !== null && silhouette < WEAK ? [t("cluster.doubt.weak")] : []),
    ...(stability !== null && stability < UNSTABLE ? [t("cluster.doubt.unstable")] : []),
    ...(one?.end === "rounds" ? [t("cluster.doubt.rounds")] : []),
    ...(one?.end === "tolerance" ? [t("cluster.doubt.tolerance")] : []),
    ...(outcome.refused.length > 0
      ? [t("cluster.doubt.refused", { list: outcome.refused.join(t("cluster.and")) })]
      : []),
  ];
}

function kpis(outcome: ClusterOutcome): Kpi[] {
  const { lang } = locale;
  const one = taken(outcome);
  const three = (value: number | null | undefined): string => (value == null ? DASH : full(value, lang, 3));
  return [
    { name: t("cluster.kpi.k"), value: outcome.clusters.length, unit: t("cluster.kpi.k.unit") },
    { name: t("cluster.silhouette"), value: three(one?.silhouette?.mean), more: t("cluster.silhouette.more") },
    { name: t("cluster.stability"), value: three(one?.stability?.mean), more: t("cluster.stability.more") },
    {
      name: t("cluster.kpi.used"),
      value: outcome.points.used.num,
      unit: t(outcome.points.unit === "customer" ? "cluster.kpi.customers" : "cluster.kpi.rows"),
    },
  ];
}

/** Features of what is clustered: those of customers, or the columns of the table whose rows are. */
function features(outcome: ClusterOutcome | null): readonly string[] {
  if (!outcome) return [];
  const { available, points } = outcome;
  return points.unit === "customer"
    ? available.customers
    : (available.tables.find((one) => one.table === points.table)?.columns ?? []);
}

/** What could be clustered: customers (0), and each table of which no column would be taken for a feature of theirs. */
function subjects(outcome: ClusterOutcome | null): readonly Choice[] {
  if (!outcome) return [];
  const { available } = outcome;
  const isOwn = (column: string): boolean => !available.customers.includes(column);
  return [
    ...(available.customers.length > 0 ? [{ value: 0, words: t("cluster.of.customers") }] : []),
    ...available.tables
      .filter(({ columns }) => columns.some(isOwn))
      .map(({ table }) => ({ value: table, words: t("cluster.of.table", { n: table }) })),
  ];
}

/** Groups of customers who are alike, found in their numbers. */
export const cluster = analysis<ClusterParams, ClusterOutcome>({
  name: "cluster",
  section: "groups",
  answer,
  basis,
  doubts,
  kpis,
  figures,
  listings,
  settings: [
    {
      kind: "choice",
      key: "k_min",
      label: "cluster.of",
      shape: "list",
      applies: (_, outcome) => subjects(outcome as ClusterOutcome | null).length > 1,
      choices: (_, outcome) => subjects(outcome as ClusterOutcome | null),
      read: (_, outcome) => (outcome as ClusterOutcome | null)?.points.table ?? 0,
      write: (value, _, outcome) => ({
        features:
          (outcome as ClusterOutcome | null)?.available.tables.find((one) => one.table === value)?.columns ?? null,
      }),
    },
    {
      kind: "several",
      key: "features",
      label: "cluster.features",
      choices: (_, outcome) =>
        features(outcome as ClusterOutcome | null).map((name) => ({ value: name, words: featureName(name) })),
      read: ({ features: given }, outcome) =>
        given ?? (outcome as ClusterOutcome | null)?.features.map(({ name }) => name) ?? [],
      least: 1,
    },
    {
      kind: "number",
      key: "k",
      label: "cluster.k.setting",
      hint: "cluster.k.hint",
      min: 2,
      max: 32,
      step: 1,
      optional: true,
    },
    {
      kind: "choice",
      key: "scaling",
      label: "cluster.scaling",
      shape: "list",
      choices: () => [
        { value: null, words: t("cluster.scaling.auto") },
        { value: "none", words: t("cluster.scaling.none") },
        { value: "z", words: t("cluster.scaling.z") },
        { value: "log_robust", words: t("cluster.scaling.log_robust") },
      ],
    },
    {
      kind: "choice",
      key: "method",
      label: "cluster.method",
      choices: () => [
        { value: "k_means", words: t("cluster.method.k_means") },
        { value: "gaussian_mixture", words: t("cluster.method.gaussian_mixture") },
      ],
    },
    { kind: "number", key: "starts", label: "cluster.starts", min: 1, max: 100, step: 1 },
    { kind: "number", key: "seed", label: "cluster.seed", min: 0, max: 9007199254740991, step: 1 },
  ],
  group: (grouping, group) => (grouping === "cluster" ? t("cluster.number", { n: Number(group) }) : null),
  customers: (outcome) => (outcome.points.unit === "customer" ? outcome.points.used.num : undefined),
});
