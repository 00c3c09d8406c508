import { label } from "../../charts/label.ts";
import type { Cluster, ClusterOutcome } from "../../engine/types.ts";
import { locale, t } from "../../i18n/locale.ts";
import { full } from "../../i18n/number.ts";

/** A feature that the engine makes has words; a column has its header. */
export function featureName(name: string): string {
  switch (name) {
    case "recency":
    case "frequency":
    case "monetary":
      return t(`cluster.feature.${name}`);
    case "age":
    case "income":
      return t(`cluster.feature.${name}`);
    default:
      return label(name);
  }
}

/** “簇 2：金额高、距今天数低”. */
export function clusterName(one: Cluster): string {
  const marks = one.name.map((mark) => t(`cluster.mark.${mark.direction}`, { feature: featureName(mark.feature) }));
  const number = t("cluster.number", { n: one.number });
  return marks.length === 0 ? number : t("cluster.named", { number, marks: marks.join(t("cluster.and")) });
}

/** The rule in words, “金额 > 500 且 购买次数 ≤ 3”. */
export function ruleWords(one: Cluster): string {
  const { lang } = locale;
  const bounds = one.rule.bounds.map(({ feature, above, up_to }) => {
    const name = featureName(feature);
    if (above !== null && up_to !== null)
      return t("cluster.rule.between", { name, low: full(above, lang), high: full(up_to, lang) });
    if (above !== null) return t("cluster.rule.above", { name, low: full(above, lang) });
    return t("cluster.rule.up_to", { name, high: full(up_to ?? 0, lang) });
  });
  return bounds.length === 0 ? t("cluster.rule.none") : bounds.join(t("cluster.rule.and"));
}

/** A customer's cluster; rows of a table open to nobody. */
export function pickOf(outcome: ClusterOutcome, one: Cluster): { grouping: string; group: string } | undefined {
  return outcome.points.unit === "customer" ? { grouping: "cluster", group: String(one.number) } : undefined;
}
