import { locale, t } from "../../i18n/locale.ts";
import { day, full, percent } from "../../i18n/number.ts";
import { analysis, type Kpi } from "../definition.ts";
import { className } from "../rfm/tables.ts";
import type { AbcOutcome, AbcParams } from "../../engine/types.ts";
import { figures, listings } from "./figures.ts";

const DASH = "–";

function answer({ customers }: AbcOutcome): string {
  const { lang } = locale;
  const [top] = customers.classes;
  if (!top) return "";
  return t("abc.answer", {
    n: customers.count,
    a: top.count,
    share: percent(top.share, lang) ?? DASH,
    revenue: percent(top.revenue_share, lang) ?? DASH,
    gini: customers.gini === null ? DASH : full(customers.gini, lang, 2),
  });
}

function kpis({ customers, products }: AbcOutcome): Kpi[] {
  const { lang } = locale;
  const [top] = customers.classes;
  const [best] = products?.ranking.classes ?? [];
  const gini = customers.gini === null ? null : full(customers.gini, lang, 3);
  return [
    { name: t("abc.items.customers"), value: customers.count, unit: t("abc.unit.customers") },
    { name: t("group.revenue"), value: customers.revenue },
    {
      name: t("abc.kpi.a"),
      value: top?.count ?? null,
      unit: t("abc.unit.customers"),
      changes: top ? [{ words: percent(top.share, lang) ?? DASH }] : [],
    },
    ...(best
      ? [
          {
            name: t("abc.kpi.products"),
            value: best.count,
            unit: t("abc.unit.products"),
            changes: [{ words: percent(best.share, lang) ?? DASH }],
          },
        ]
      : []),
    { name: t("abc.kpi.gini"), value: gini, more: t("abc.kpi.gini.more") },
  ];
}

function doubts({ customers: { apart } }: AbcOutcome): string[] {
  const n = apart.zero + apart.negative;
  return n > 0 ? [t("abc.left_out", { n, revenue: full(apart.revenue, locale.lang) })] : [];
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
    { kind: "number", key: "a", label: "abc.a", hint: "abc.a.hint", min: 1, max: 98, step: 1 },
    { kind: "number", key: "b", label: "abc.b", hint: "abc.b.hint", min: 2, max: 99, step: 1 },
    { kind: "number", key: "top", label: "abc.setting.top", min: 1, max: 50, step: 1 },
  ],
  group: (grouping, group) =>
    grouping === "class" ? t("abc.class.one", { code: group }) : grouping === "rfm_class" ? className(group) : null,
  customers: ({ customers: { count, apart } }) => count + apart.zero + apart.negative,
});
