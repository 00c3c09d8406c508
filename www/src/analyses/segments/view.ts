import type { SegmentsGroup, SegmentsOutcome, SegmentsParams } from "../../engine/types.ts";
import { label } from "../../charts/label.ts";
import { locale, t } from "../../i18n/locale.ts";
import { full, percent } from "../../i18n/number.ts";
import { analysis, type Choice, type Kpi } from "../definition.ts";
import { affinityFigure, attributeList, crossFigure, groupFigure, named, shownAttribute, side } from "./figures.ts";
import { attributeGroup, attributeName, isColumn } from "./words.ts";

function answer(outcome: SegmentsOutcome): string {
  const { lang } = locale;
  const attribute = shownAttribute(outcome);
  if (!attribute) return "";
  const most = (value: (row: SegmentsGroup) => number) =>
    attribute.rows.reduce<SegmentsGroup | undefined>((a, b) => (a && value(a) >= value(b) ? a : b), undefined);
  const name = attributeName(attribute.name, attribute.title);
  const above = most((row) => (side(row) > 0 ? (row.tgi?.value ?? -1) : -1));
  const below = most((row) => (side(row) < 0 ? -(row.tgi?.value ?? 0) : Number.NEGATIVE_INFINITY));
  const told = (row: SegmentsGroup | undefined, key: "best" | "least" | "even"): string | null => {
    const bounds = row?.tgi?.interval;
    if (!row?.tgi || !bounds) return null;
    return t(`segments.answer.${key}`, {
      attribute: name,
      group: named(attribute.name, row.label),
      tgi: full(row.tgi.value, lang, 0),
      low: full(bounds.low, lang, 0),
      high: full(bounds.high, lang, 0),
    });
  };
  const said =
    above && side(above) > 0
      ? told(above, "best")
      : below && side(below) < 0
        ? told(below, "least")
        : told(
            most((row) => row.tgi?.value ?? -1),
            "even",
          );
  if (said !== null) return said;
  const largest = most((row) => row.customers);
  if (!largest) return "";
  return t("segments.answer.largest", {
    attribute: name,
    group: named(attribute.name, largest.label),
    n: largest.customers,
    share: percent(largest.share, lang) ?? "",
  });
}

function kpis(outcome: SegmentsOutcome, params: SegmentsParams): Kpi[] {
  const { lang } = locale;
  const list: Kpi[] = [
    { name: t("group.customers"), value: outcome.customers, unit: t("rfm.unit.customers") },
    {
      name: t("segments.kpi.attributes"),
      value: outcome.attributes.length,
      unit: t("segments.kpi.attributes.unit"),
    },
  ];
  const { best, cross } = outcome;
  if (best) {
    list.push({
      name: t("segments.kpi.best"),
      value: best.share.num,
      unit: t("rfm.unit.customers"),
      more: t("segments.kpi.best.more", { top: params.top, from: full(best.from, lang) }),
    });
  }
  if (cross?.test) {
    list.push({
      name: t("segments.kpi.v"),
      value: full(cross.test.cramers_v, lang, 3),
      more: t("segments.kpi.v.more"),
    });
  }
  return list;
}

function doubts(outcome: SegmentsOutcome): string[] {
  const list: string[] = [];
  if (outcome.missing.length > 0) {
    list.push(t("segments.missing", { names: outcome.missing.map((name) => label(name)).join(t("app.join")) }));
  }
  if (outcome.columns_left_out > 0) list.push(t("segments.columns.left", { n: outcome.columns_left_out }));
  const thin = outcome.cross?.test?.thin;
  if (thin && thin.num * 5 > thin.den) list.push(t("segments.thin", { n: thin.num }));
  return list;
}

/** What can be chosen; a column without a field by its header, which is the same in the next file. */
function choices(outcome: unknown): Choice[] {
  const { attributes } = (outcome ?? { attributes: [] }) as SegmentsOutcome;
  return attributes.map((one) => ({
    value: isColumn(one.name) ? one.title : one.name,
    words: attributeName(one.name, one.title),
  }));
}

/** Who the customers are, where, what they do and like, and which of them are worth most. */
export const segments = analysis<SegmentsParams, SegmentsOutcome>({
  name: "segments",
  section: "groups",
  answer,
  basis: (outcome) =>
    t("segments.basis", { n: outcome.customers, buyers: outcome.buyers, attributes: outcome.attributes.length }),
  doubts,
  kpis,
  figures: (outcome, params, shown) => [
    ...groupFigure(outcome, params, shown),
    ...(outcome.cross ? [crossFigure(outcome.cross, outcome, params)] : []),
    ...(outcome.affinity ? [affinityFigure(outcome.affinity, outcome, params)] : []),
  ],
  listings: (outcome) => [attributeList(outcome)],
  settings: [
    {
      kind: "choice",
      shape: "list",
      key: "rows",
      label: "segments.rows",
      choices: (_, outcome) => [{ value: null, words: t("segments.by.default") }, ...choices(outcome)],
    },
    {
      kind: "choice",
      shape: "list",
      key: "columns",
      label: "segments.columns",
      choices: (_, outcome) => [
        { value: null, words: t("segments.by.default") },
        { value: "none", words: t("segments.columns.none") },
        ...choices(outcome),
      ],
    },
    {
      kind: "choice",
      key: "measure",
      label: "segments.measure",
      choices: () =>
        (["customers", "revenue", "orders"] as const).map((value) => ({
          value,
          words: t(`segments.measure.${value}`),
        })),
    },
    { kind: "number", key: "least", label: "segments.least", hint: "segments.least.hint", min: 3, max: 100, step: 1 },
    { kind: "number", key: "top", label: "segments.top", min: 1, max: 50, step: 1 },
  ],
  group: attributeGroup,
  grouping: (name, { attributes }) =>
    isColumn(name) ? attributeName(name, attributes.find((one) => one.name === name)?.title) : null,
  customers: (outcome) => outcome.customers,
});
