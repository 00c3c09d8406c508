import { locale, t } from "../../i18n/locale.ts";
import { day, full, percent } from "../../i18n/number.ts";
import { analysis, type Kpi } from "../definition.ts";
import { className } from "../rfm/tables.ts";
import { figures, listings, things, title } from "./figures.ts";
import type { AbcOutcome, AbcParams } from "./outcome.ts";

const DASH = "–";

function answer(outcome: AbcOutcome, params: AbcParams): string {
  const { lang } = locale;
  const [top] = outcome.classes;
  if (!top) return "";
  return t("abc.answer", {
    n: outcome.items,
    a: top.items,
    of: things(params),
    share: percent(top.share, lang) ?? DASH,
    revenue: percent(top.revenue_share, lang) ?? DASH,
    gini: full(outcome.gini, lang, 2),
  });
}

function kpis(outcome: AbcOutcome, params: AbcParams): Kpi[] {
  const { lang } = locale;
  const [top] = outcome.classes;
  return [
    { name: title(params), value: outcome.items, unit: t(`abc.unit.${params.of}`) },
    { name: t("group.revenue"), value: outcome.revenue },
    {
      name: t("abc.kpi.a"),
      value: top?.items ?? null,
      unit: t(`abc.unit.${params.of}`),
      changes: top ? [{ words: percent(top.share, lang) ?? DASH }] : [],
    },
    { name: t("abc.kpi.gini"), value: full(outcome.gini, lang, 3), more: t("abc.kpi.gini.more") },
  ];
}

function doubts(outcome: AbcOutcome, params: AbcParams): string[] {
  const { left_out: n, left_out_revenue: revenue } = outcome;
  return n > 0 ? [t("abc.left_out", { n, of: things(params), revenue: full(revenue, locale.lang) })] : [];
}

/** Who or what brings in most of the money: classes A, B and C, the curve of their shares, and RFM beside them. */
export const abc = analysis<AbcParams, AbcOutcome>({
  name: "abc",
  section: "value",
  answer,
  basis: (outcome) => t("abc.basis", { as_of: day(outcome.as_of, locale.lang) }),
  doubts,
  kpis,
  figures,
  listings,
  settings: [
    {
      kind: "choice",
      key: "of",
      label: "abc.of",
      choices: () => [
        { value: "customers", words: t("abc.of.customers") },
        { value: "products", words: t("abc.of.products") },
      ],
    },
    { kind: "number", key: "a", label: "abc.a", hint: "abc.a.hint", min: 0.01, max: 0.99, step: "any" },
    { kind: "number", key: "b", label: "abc.b", hint: "abc.b.hint", min: 0.01, max: 0.99, step: "any" },
  ],
  group: (grouping, group) =>
    grouping === "class" ? t("abc.class.one", { code: group }) : grouping === "rfm" ? className(group) : null,
  customers: (outcome) => outcome.items + outcome.left_out,
});
