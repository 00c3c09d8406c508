import { bars } from "../../charts/bars.ts";
import { share as percentAxis } from "../../charts/frame.ts";
import { label } from "../../charts/label.ts";
import { lines } from "../../charts/line.ts";
import { type Point, scatter } from "../../charts/scatter.ts";
import type { Cell, TableModel } from "../../charts/table.ts";
import type { ChannelRow, ChannelSeries, ChannelTable } from "../../engine/types.ts";
import { locale, t } from "../../i18n/locale.ts";
import { day, full } from "../../i18n/number.ts";
import { DASH, number, percents, share, text } from "../cells.ts";
import type { FigureModel, Listing, Shown, Switch } from "../definition.ts";
import { amount, bounds, channelName, quotient, stands } from "./words.ts";

/** Bars that are drawn; the table has all. */
const DRAWN = 20;

type RateKey = "conversion" | "click_rate";
const RATES: readonly RateKey[] = ["conversion", "click_rate"];

function rateTable(table: ChannelTable, key: RateKey): TableModel {
  const line = (row: ChannelRow, name: string): Cell[] => {
    const rate = row[key];
    const difference = rate?.difference;
    const points = (value: number) => full(100 * value, locale.lang, 1);
    return [
      text(name),
      number(rate?.ratio.num ?? null),
      number(rate?.ratio.den ?? null),
      rate ? share(rate.ratio) : text(DASH),
      text(rate ? `${bounds(rate).low}–${bounds(rate).high}` : DASH),
      text(percents(rate?.others ?? null)),
      text(difference ? `${points(difference.low)}–${points(difference.high)}` : DASH),
      text(rate?.q == null ? DASH : rate.q < 0.001 ? "< 0.001" : full(rate.q, locale.lang, 3)),
      text(rate?.others ? t(`channel.stands.${stands(rate)}`) : DASH),
    ];
  };
  return {
    caption: t(key === "conversion" ? "channel.rate" : "channel.rate.click"),
    total: true,
    columns: [
      { label: t("channel.channel") },
      { label: t(`channel.num.${key}`), end: true },
      { label: t(`channel.den.${key}`), end: true },
      { label: t(`channel.${key}`), end: true },
      { label: t("channel.interval"), end: true },
      { label: t("channel.rest"), end: true },
      { label: t("channel.difference"), end: true },
      { label: t("channel.q"), end: true },
      { label: t("channel.stands") },
    ],
    rows: [...table.channels.map((row) => line(row, channelName(row))), line(table.total, t("channel.total"))],
  };
}

function rateFigure(table: ChannelTable, shown: Shown): FigureModel[] {
  const there = RATES.filter((key) => table.total[key]);
  const key = there.find((one) => one === shown["rate"]) ?? there[0];
  if (!key) return [];
  const value = (row: ChannelRow) => (row[key]?.ratio.num ?? 0) / Math.max(1, row[key]?.ratio.den ?? 1);
  const rows = table.channels.filter((row) => row[key]).sort((a, b) => value(b) - value(a));
  const count = (which: "above" | "below") => rows.filter((row) => stands(row[key]) === which).length;
  const { above, below } = { above: count("above"), below: count("below") };
  const choice: Switch = {
    key: "rate",
    name: t("channel.rate.by"),
    now: key,
    options: there.map((one) => ({ value: one, words: t(`channel.rate.${one}`) })),
  };
  return [
    {
      id: "rate",
      heading: t(key === "conversion" ? "channel.rate" : "channel.rate.click"),
      subtitle: t(key === "conversion" ? "channel.rate.unit" : "channel.rate.click.unit"),
      summary: t("channel.rate.summary", { above, below, same: rows.length - above - below }),
      note: t("channel.rate.note"),
      height: Math.max(160, 32 * Math.min(rows.length, DRAWN) + 72),
      draw: (look) =>
        bars(
          {
            bars: rows.slice(0, DRAWN).map((row) => {
              const rate = row[key];
              const { low, high } = bounds(rate);
              const words = percents(rate?.ratio ?? null);
              return {
                name: channelName(row),
                tag: row[key]?.stands ? t(`channel.stands.${stands(rate)}`) : null,
                value: value(row),
                ...(rate?.interval ? { low: rate.interval.low, high: rate.interval.high } : {}),
                words,
                tip: [
                  channelName(row),
                  `${t(`channel.${key}`)}  ${words}`,
                  `${t("channel.interval")}  ${low}–${high}`,
                  `${t(`channel.num.${key}`)}  ${full(rate?.ratio.num ?? 0, locale.lang)}`,
                  `${t(`channel.den.${key}`)}  ${full(rate?.ratio.den ?? 0, locale.lang)}`,
                ],
              };
            }),
            levels: [{ value: value(table.total), words: t("channel.rate.all") }],
            axis: percentAxis,
          },
          look,
        ),
      table: rateTable(table, key),
      ...(there.length > 1 ? { switches: [choice] } : {}),
    },
  ];
}

function moneyFigure(table: ChannelTable): FigureModel[] {
  const point = (row: ChannelRow, revenue: number, words: string): Point => ({
    x: row.cost ?? 0,
    y: revenue,
    name: channelName(row),
    tip: [
      channelName(row),
      `${t("channel.cost")}  ${amount(row.cost)}`,
      `${words}  ${amount(revenue)}`,
      ...(row.roi ? [`ROI  ${quotient(row.roi) ?? DASH}`, `ROAS  ${quotient(row.roas) ?? DASH}`] : []),
    ],
  });
  const rows = table.channels.filter((row) => row.cost !== null);
  const real = rows.flatMap((row) => (row.revenue === null ? [] : [point(row, row.revenue, t("channel.revenue"))]));
  const read = (which: "roi" | "roas") =>
    rows.flatMap((row) =>
      row.readings && row.revenue === null ? [point(row, row.readings[which], t(`channel.revenue.if_${which}`))] : [],
    );
  const groups = [
    { name: t("channel.money.real"), points: real },
    { name: t("channel.money.if_roi"), points: read("roi") },
    { name: t("channel.money.if_roas"), points: read("roas") },
  ].filter((group) => group.points.length > 0);
  const all = groups.flatMap((group) => group.points);
  if (all.length === 0) return [];
  const most = Math.max(...all.map((one) => one.x), 0);
  const { total } = table;
  return [
    {
      id: "money",
      heading: t("channel.money"),
      subtitle: t("channel.money.unit"),
      summary: total.roi
        ? t("channel.money.summary", {
            n: rows.length,
            losses: rows.filter((row) => row.loss).length,
            roi: quotient(total.roi) ?? DASH,
            roas: quotient(total.roas) ?? DASH,
          })
        : t("channel.money.summary.open"),
      note: t("channel.money.note", { from: t(`channel.money.from.${table.revenue_from}`) }),
      draw: (look) =>
        scatter(
          {
            groups,
            x: { name: t("channel.money.cost") },
            y: { name: t("channel.money.revenue") },
            through: [{ from: [0, 0], to: [most, most], words: t("channel.money.even") }],
          },
          look,
        ),
      table: allTable(table),
    },
  ];
}

type Measure = "conversion" | "orders" | "cost" | "revenue";

function measured(one: ChannelSeries, by: Measure): (number | null)[] {
  if (by !== "conversion") return one[by];
  return one.orders.map((orders, at) => {
    const clicks = one.clicks[at] ?? 0;
    return clicks > 0 ? orders / clicks : null;
  });
}

function trendFigure(table: ChannelTable, shown: Shown): FigureModel[] {
  const { trend } = table;
  if (!trend || trend.periods.length < 2) return [];
  const [all] = trend.series;
  const has: Readonly<Record<Measure, boolean>> = {
    conversion: (all?.clicks ?? []).some((clicks) => clicks > 0),
    orders: (all?.orders ?? []).some((orders) => orders > 0),
    cost: table.total.cost !== null,
    revenue: table.total.revenue !== null,
  };
  const there = (Object.keys(has) as Measure[]).filter((one) => has[one]);
  const by = there.find((one) => one === shown["trend"]) ?? there[0];
  if (!by) return [];
  const name = (one: ChannelSeries) => (one.label === null ? t("channel.total") : label(one.label));
  const rate = by === "conversion";
  // The sum of all would flatten the channels it is made of.
  const drawn = rate ? trend.series : trend.series.slice(1);
  const cell = (value: number | null): Cell =>
    rate && value !== null ? { text: percents({ num: value, den: 1 }), raw: value } : number(value);
  const unit = trend.unit === "week" ? "week" : trend.unit === "month" ? "month" : "day";
  return [
    {
      id: "trend",
      heading: `${t("channel.trend")}: ${t(`channel.trend.${by}`)}`,
      subtitle: t("channel.trend.unit", { unit: t(`channel.period.${unit}`).toLowerCase() }),
      summary: t("channel.trend.summary", {
        n: trend.periods.length,
        open: trend.periods.filter((period) => !period.complete).length,
      }),
      note: t("channel.trend.note"),
      wide: true,
      draw: (look) =>
        lines(
          {
            steps: trend.periods.map((period) => period.label),
            lines: drawn.map((one) => ({ name: name(one), values: measured(one, by), dashed: one.label === null })),
            open: trend.periods.at(-1)?.complete === false,
            ...(rate ? { format: (value: number) => percents({ num: value, den: 1 }) } : {}),
          },
          look,
        ),
      table: {
        caption: t("channel.trend"),
        columns: [
          { label: t("channel.trend.period") },
          ...trend.series.map((one) => ({ label: name(one), end: true })),
        ],
        rows: trend.periods.map((period, at) => [
          {
            ...text(period.label === period.from ? day(period.from, locale.lang) : period.label),
            ...(period.complete ? {} : { tag: t("channel.trend.open") }),
          },
          ...trend.series.map((one) => cell(measured(one, by)[at] ?? null)),
        ]),
      },
      switches: [
        {
          key: "trend",
          name: t("channel.trend.by"),
          now: by,
          options: there.map((one) => ({ value: one, words: t(`channel.trend.${one}`) })),
        },
      ],
    },
  ];
}

function allTable(table: ChannelTable): TableModel {
  const open = table.revenue_from === "none" && table.total.readings !== null;
  const returns = (ratio: ChannelRow["roi"]): Cell => ({
    text: quotient(ratio) ?? DASH,
    raw: ratio && ratio.den > 0 ? ratio.num / ratio.den : null,
  });
  const rate = (one: ChannelRow["conversion"]): Cell => (one ? share(one.ratio) : text(DASH));
  const line = (row: ChannelRow, name: string): Cell[] => [
    { ...text(name), ...(row.loss ? { tag: t("channel.loss") } : {}) },
    number(row.rows),
    number(row.uv),
    number(row.clicks),
    number(row.orders),
    number(row.cost),
    ...(open ? [number(row.readings?.roi ?? null), number(row.readings?.roas ?? null)] : [number(row.revenue)]),
    rate(row.click_rate),
    rate(row.conversion),
    number(row.cpa?.value ?? null),
    number(row.cpc?.value ?? null),
    returns(row.roi),
    returns(row.roas),
  ];
  const end = (label: string, more?: string) => ({ label, end: true, ...(more ? { more } : {}) });
  return {
    caption: t("channel.table"),
    total: true,
    columns: [
      { label: t("channel.channel") },
      end(t("channel.rows")),
      end(t("channel.uv")),
      end(t("channel.clicks")),
      end(t("channel.orders")),
      end(t("channel.cost")),
      ...(open ? [end(t("channel.revenue.if_roi")), end(t("channel.revenue.if_roas"))] : [end(t("channel.revenue"))]),
      end(t("channel.click_rate"), t("channel.kpi.click_rate.more")),
      end(t("channel.conversion"), t("channel.kpi.conversion.more")),
      end(t("channel.cpa"), t("channel.kpi.cpa.more")),
      end(t("channel.cpc")),
      end(t("channel.roi"), t("channel.kpi.roi.more")),
      end(t("channel.roas"), t("channel.kpi.roas.more")),
    ],
    rows: [...table.channels.map((row) => line(row, channelName(row))), line(table.total, t("channel.total"))],
  };
}

export function figures(table: ChannelTable, shown: Shown): FigureModel[] {
  return [...rateFigure(table, shown), ...moneyFigure(table), ...trendFigure(table, shown)];
}

const readingName = (code: string) => t(`channel.reading.${code}` as "channel.reading.roi");

/** All measures of all channels; supplied numbers beside those computed. */
export function listings(table: ChannelTable): Listing[] {
  const list: Listing[] = [{ table: allTable(table), note: t("channel.table.note") }];
  if (table.checks.length > 0) {
    list.push({
      table: {
        caption: t("channel.checks"),
        columns: [
          { label: t("channel.checks.field") },
          { label: t("channel.checks.reading") },
          { label: t("channel.checks.agree"), end: true },
          { label: t("channel.checks.compared"), end: true },
        ],
        rows: table.checks.flatMap(({ field, readings, fits, compared }) =>
          readings.map(({ code, agree }) => [
            text(t(`channel.checks.field.${field}`)),
            { ...text(readingName(code)), ...(fits === code ? { tag: t("channel.checks.fits") } : {}) },
            number(agree),
            number(compared),
          ]),
        ),
      },
      note: t("channel.checks.note"),
    });
  }
  const differences = table.checks.flatMap(({ field, differences: rows }) => rows.map((row) => ({ field, ...row })));
  if (differences.length > 0) {
    list.push({
      table: {
        caption: t("channel.differences"),
        columns: [
          { label: t("channel.checks.field") },
          { label: t("channel.channel") },
          { label: t("channel.differences.day") },
          { label: t("channel.differences.supplied"), end: true },
          { label: t("channel.differences.computed"), end: true },
        ],
        rows: differences.map((row) => [
          text(t(`channel.checks.field.${row.field}`)),
          text(row.label === null ? DASH : label(row.label)),
          text(row.day === null ? DASH : day(row.day, locale.lang)),
          number(row.supplied, 6),
          number(row.computed, 6),
        ]),
      },
      note: t("channel.differences.note"),
    });
  }
  return list;
}
