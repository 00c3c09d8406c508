import { foremost } from "../foremost.ts";
import type { ChannelCheck, ChannelOutcome, ChannelParams, ChannelPeople, ChannelTable } from "../../engine/types.ts";
import { locale, t } from "../../i18n/locale.ts";
import { day, full } from "../../i18n/number.ts";
import { percents } from "../cells.ts";
import { analysis, type Kpi } from "../definition.ts";
import { figures, listings } from "./figures.ts";
import { peopleFigure, peopleName } from "./people.ts";
import { amount, channelName, conversionWords, quotient, stands } from "./words.ts";

function ofTable({ channels, total, rows, distinct }: ChannelTable): string {
  const bounds = conversionWords(total.conversion);
  if (!bounds) return t("channel.answer.bare", { n: distinct, rows });
  const [first] = channels;
  if (channels.length === 1 && first) return t("channel.answer.one", { name: channelName(first), ...bounds });
  const above = channels.filter((row) => stands(row.conversion) === "above").length;
  const below = channels.filter((row) => stands(row.conversion) === "below").length;
  return t("channel.answer", { n: distinct, above, below, ...bounds });
}

function ofPeople({ channels, total, distinct, known }: ChannelPeople, basis: ChannelOutcome["basis"]): string {
  const [only] = channels;
  if (only && channels.length === 1) return t("channel.answer.alone", { name: channelName(only) });
  const most = (key: "orders" | "customers") => foremost(channels, (row) => row[key]);
  if (!most(basis === "orders" ? "orders" : "customers")) return t("channel.answer.tied", { n: distinct });
  if (basis === "orders") {
    const row = most("orders");
    const share = percents({ num: row?.orders ?? 0, den: known.num });
    return t("channel.answer.orders", { n: distinct, orders: known.num, name: peopleName(row), share });
  }
  const row = most("customers");
  const share = percents({ num: row?.customers ?? 0, den: known.num });
  return t("channel.answer.customers", {
    n: distinct,
    customers: Math.min(known.num, total.customers),
    name: peopleName(row),
    share,
  });
}

function basis({ basis: by, table, people }: ChannelOutcome): string {
  if (table?.days) {
    const { from, to } = table.days;
    return t("channel.basis.days", { rows: table.rows, from: day(from, locale.lang), to: day(to, locale.lang) });
  }
  if (table) return t("channel.basis.table", { rows: table.rows });
  return t(by === "orders" ? "channel.basis.orders" : "channel.basis.customers", {
    known: percents(people?.known ?? null),
  });
}

function checked({ field, fits, readings, compared }: ChannelCheck): string[] {
  if (fits !== null) return [];
  const best = readings.reduce((a, b) => (b.agree > a.agree ? b : a));
  const said = { reading: t(`channel.reading.${best.code}` as "channel.reading.roi"), agree: best.agree, compared };
  return [t(field === "roi" ? "channel.doubt.roi" : "channel.doubt.rate", said)];
}

/** Doubts about rows, the gravest first. */
const DOUBTS = [
  "orders_above_clicks",
  "no_count",
  "negative_money",
  "unnamed",
  "gaps",
  "clicks_above_uv",
  "undated",
] as const;

function doubts({ table }: ChannelOutcome): string[] {
  if (!table) return [];
  const losses = table.channels.filter((row) => row.loss).map(channelName);
  const { readings } = table.total;
  return [
    ...(table.revenue_from === "none" && readings
      ? [t("channel.doubt.reading", { roi: amount(readings.roi), roas: amount(readings.roas) })]
      : []),
    ...table.checks.flatMap(checked),
    ...(losses.length > 0 ? [t("channel.doubt.losses", { names: losses.join(t("app.join")) })] : []),
    ...DOUBTS.flatMap((key) => (table.doubts[key] > 0 ? [t(`channel.doubt.${key}`, { n: table.doubts[key] })] : [])),
    ...(table.fields.includes("uv") && table.rows > 1 ? [t("channel.doubt.uv")] : []),
  ];
}

function kpis({ table, people }: ChannelOutcome): Kpi[] {
  if (people) {
    const { total } = people;
    return [
      { name: t("channel.kpi.customers"), value: total.customers },
      { name: t("channel.kpi.orders"), value: total.orders },
      { name: t("channel.kpi.revenue"), value: total.revenue },
      { name: t("channel.kpi.repeat"), value: percents(total.repeat.ratio), more: t("channel.kpi.repeat.more") },
    ];
  }
  if (!table) return [];
  const { total, channels } = table;
  const words = (name: "conversion" | "click_rate" | "cpa" | "roi" | "roas", value: string | null): Kpi[] =>
    value === null ? [] : [{ name: t(`channel.kpi.${name}`), value, more: t(`channel.kpi.${name}.more`) }];
  return [
    ...words("conversion", total.conversion && percents(total.conversion.ratio)),
    ...words("click_rate", total.click_rate && percents(total.click_rate.ratio)),
    ...words("cpa", total.cpa && total.cpa.value !== null ? full(total.cpa.value, locale.lang, 2) : null),
    ...words("roi", quotient(total.roi)),
    ...words("roas", quotient(total.roas)),
    ...(total.roi
      ? [
          {
            name: t("channel.kpi.losses"),
            value: channels.filter((row) => row.loss).length,
            unit: t("channel.kpi.unit"),
          },
        ]
      : []),
  ];
}

/** What each channel brings and costs, and what of it is chance. */
export const channel = analysis<ChannelParams, ChannelOutcome>({
  name: "channel",
  section: "behaviour",
  answer: ({ table, people, basis: by }) => (table ? ofTable(table) : people ? ofPeople(people, by) : ""),
  basis,
  doubts,
  kpis,
  figures: ({ table, people, basis: by }, _, shown) =>
    table ? figures(table, shown) : people ? [peopleFigure(people, by)] : [],
  listings: ({ table }) => (table ? listings(table) : []),
  settings: [
    {
      kind: "choice",
      key: "roi_is",
      label: "channel.roi_is",
      hint: "channel.roi_is.hint",
      choices: () =>
        (["unknown", "roi", "roas"] as const).map((value) => ({ value, words: t(`channel.roi_is.${value}`) })),
    },
    {
      kind: "choice",
      shape: "list",
      key: "period",
      label: "channel.period",
      choices: () =>
        (["auto", "day", "week", "month"] as const).map((value) => ({ value, words: t(`channel.period.${value}`) })),
    },
  ],
  customers: ({ people }) => people?.total.customers,
});
