import { label } from "../../charts/label.ts";
import type { AttributionOutcome, AttributionParams } from "../../engine/types.ts";
import { locale, t } from "../../i18n/locale.ts";
import { day, full } from "../../i18n/number.ts";
import { percents } from "../cells.ts";
import { analysis, type Kpi } from "../definition.ts";
import { figures, listings } from "./figures.ts";
import { channelName, most, part, widest } from "./words.ts";

function answer(outcome: AttributionOutcome): string {
  const spread = widest(outcome);
  const [only] = outcome.channels;
  if (only && outcome.channels.length === 1) {
    return t("attribution.answer.one", { n: outcome.journeys.num, name: channelName(only) });
  }
  const [first, last] = [most(outcome, "first"), most(outcome, "last")];
  const between = spread
    ? t("attribution.answer.spread", { name: channelName(spread.row), low: part(spread.low), high: part(spread.high) })
    : t("attribution.answer.even");
  return t("attribution.answer", {
    n: outcome.journeys.num,
    first: first.name,
    first_share: first.share,
    last: last.name,
    last_share: last.share,
    between,
  });
}

function basis(outcome: AttributionOutcome, params: AttributionParams): string {
  const { lang } = locale;
  const names = outcome.events.map((name) => label(name)).join(t("app.join"));
  return t("attribution.basis", {
    basis: outcome.basis === "orders" ? t("attribution.basis.orders") : t("attribution.basis.events", { names }),
    from: day(outcome.first_day, lang),
    to: day(outcome.last_day, lang),
    customers: outcome.customers,
    touches: outcome.touches,
    journeys: outcome.journeys.den,
    rate: percents(outcome.journeys),
    window: params.window_days,
  });
}

function doubts(outcome: AttributionOutcome, params: AttributionParams): string[] {
  const { journeys, markov } = outcome;
  const merged = outcome.distinct - outcome.channels.filter((row) => row.label !== null).length;
  const alone = outcome.channels.reduce((sum, row) => sum + row.alone, 0);
  return [
    t("attribution.doubt.causal"),
    ...(alone * 10 >= journeys.num * 8
      ? [t("attribution.doubt.single", { share: percents({ num: alone, den: journeys.num }) })]
      : []),
    ...(outcome.without_touch > 0 ? [t("attribution.doubt.without", { n: outcome.without_touch })] : []),
    ...(outcome.open > 0 ? [t("attribution.doubt.open", { n: outcome.open })] : []),
    ...(merged > 0 ? [t("attribution.doubt.merged", { n: merged })] : []),
    ...(outcome.models.includes("shapley") ? [] : [t("attribution.doubt.shapley")]),
    ...(outcome.timed ? [] : [t("attribution.doubt.days")]),
    ...(markov && markov.order < params.order ? [t("attribution.doubt.order", { order: markov.order })] : []),
  ];
}

function kpis(outcome: AttributionOutcome): Kpi[] {
  const { journeys, lengths, value } = outcome;
  const touches = lengths.reduce((sum, row) => sum + row.touches * row.journeys.num, 0);
  return [
    {
      name: t("attribution.kpi.conversions"),
      value: journeys.num,
      more: t("attribution.kpi.conversions.more"),
    },
    ...(value === null ? [] : [{ name: t("attribution.kpi.value"), value }]),
    { name: t("attribution.kpi.rate"), value: percents(journeys), more: t("attribution.kpi.rate.more") },
    {
      name: t("attribution.kpi.touches"),
      value: full(touches / Math.max(1, journeys.num), locale.lang, 1),
      more: t("attribution.kpi.touches.more"),
    },
    { name: t("attribution.kpi.without"), value: outcome.without_touch },
  ];
}

/** Which channel conversions are credited to, by several models side by side; none of them is causal. */
export const attribution = analysis<AttributionParams, AttributionOutcome>({
  name: "attribution",
  section: "behaviour",
  answer,
  basis,
  doubts,
  kpis,
  figures,
  listings,
  settings: [
    {
      kind: "choice",
      key: "conversion",
      label: "attribution.conversion",
      choices: () =>
        (["auto", "orders", "events"] as const).map((value) => ({
          value,
          words: t(`attribution.conversion.${value}`),
        })),
    },
    {
      kind: "choice",
      shape: "list",
      key: "event",
      label: "attribution.event",
      applies: (params) => params.conversion !== "orders",
      choices: (params, outcome) => {
        const kinds = (outcome as AttributionOutcome | null)?.kinds ?? [];
        const chosen = params.event !== null && !kinds.includes(params.event) ? [params.event] : [];
        const known = [...chosen, ...kinds].map((value) => ({ value, words: label(value) }));
        return [{ value: null, words: t("attribution.event.auto") }, ...known];
      },
    },
    { kind: "number", key: "window_days", label: "attribution.window_days", min: 1, max: 365, step: 1 },
    {
      kind: "choice",
      key: "reach",
      label: "attribution.reach",
      hint: "attribution.reach.hint",
      choices: () =>
        (["since_conversion", "window"] as const).map((value) => ({ value, words: t(`attribution.reach.${value}`) })),
    },
    {
      kind: "number",
      key: "gap_minutes",
      label: "attribution.gap_minutes",
      hint: "attribution.gap_minutes.hint",
      min: 0,
      max: 1440,
      step: 1,
    },
    {
      kind: "number",
      key: "half_life_days",
      label: "attribution.half_life_days",
      min: 0.1,
      max: 365,
      step: "any",
    },
    {
      kind: "choice",
      key: "order",
      label: "attribution.order",
      choices: () => [1, 2, 3].map((value) => ({ value, words: full(value, locale.lang) })),
    },
    {
      kind: "choice",
      key: "worth",
      label: "attribution.worth",
      hint: "attribution.worth.hint",
      choices: () =>
        (["conversions", "rate"] as const).map((value) => ({ value, words: t(`attribution.worth.by.${value}`) })),
    },
  ],
  customers: (outcome) => outcome.customers,
});
