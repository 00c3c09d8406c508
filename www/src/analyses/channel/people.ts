import { extremes, foremost } from "../foremost.ts";
import { bars } from "../../charts/bars.ts";
import type { Cell } from "../../charts/table.ts";
import type { ChannelOutcome, ChannelPeople, ChannelPeopleRow } from "../../engine/types.ts";
import { locale, t } from "../../i18n/locale.ts";
import { compact, full } from "../../i18n/number.ts";
import { number, percents, share, text } from "../cells.ts";
import type { FigureModel } from "../definition.ts";
import { amount, bounds, channelName } from "./words.ts";

/** Bars that are drawn; the table has all. */
const DRAWN = 20;
/** Fewest buyers of a channel whose repeat share is called the highest. */
const ENOUGH = 30;

/** The channel of a row; nothing of none. */
export function peopleName(row: ChannelPeopleRow | undefined): string {
  return row ? channelName(row) : "";
}

/** Customers or orders by channel. */
export function peopleFigure(people: ChannelPeople, basis: ChannelOutcome["basis"]): FigureModel {
  const orders = basis === "orders";
  const grouping = orders ? "first_channel" : "source";
  const of = (row: ChannelPeopleRow) => (orders ? row.orders : row.customers);
  const rows = [...people.channels].sort(
    (a, b) => Number(a.label === null) - Number(b.label === null) || of(b) - of(a),
  );
  const pick = (row: ChannelPeopleRow) => (row.label === null ? {} : { pick: { grouping, group: row.label } });
  const what = t(orders ? "channel.kpi.orders" : "channel.kpi.customers").toLowerCase();
  const part = ({ repeat }: ChannelPeopleRow) => repeat.ratio.num / Math.max(1, repeat.ratio.den);
  const best = extremes(
    rows.filter((row) => row.label !== null && row.repeat.ratio.den >= ENOUGH),
    part,
    (row) => percents(row.repeat.ratio),
  )?.top;
  const first = foremost(rows, of);
  const name = peopleName(first);
  const line = (row: ChannelPeopleRow, first: Cell): Cell[] => [
    first,
    number(row.customers),
    number(row.orders),
    { ...number(row.revenue), held: row.dominated === true },
    { text: amount(row.average.value), raw: row.average.value },
    share(row.repeat.ratio),
    text(`${bounds(row.repeat).low}–${bounds(row.repeat).high}`),
  ];
  return {
    id: "people",
    heading: t(orders ? "channel.people.orders" : "channel.people"),
    subtitle: t(orders ? "channel.people.orders.unit" : "channel.people.unit"),
    summary: !first
      ? ""
      : best
        ? t("channel.people.summary", { name, what, best: channelName(best), rate: percents(best.repeat.ratio) })
        : t("channel.people.summary.short", { name, what }),
    note: t("channel.people.note"),
    wide: true,
    height: Math.max(160, 32 * Math.min(rows.length, DRAWN) + 24),
    draw: (look) =>
      bars(
        {
          bars: rows.slice(0, DRAWN).map((row) => ({
            name: channelName(row),
            value: of(row),
            words: `${compact(of(row), locale.lang)}  ${percents({ num: of(row), den: people.known.num })}`,
            tip: [
              channelName(row),
              `${t("channel.people.customers")}  ${full(row.customers, locale.lang)}`,
              `${t("channel.orders")}  ${full(row.orders, locale.lang)}`,
              `${t("channel.kpi.revenue")}  ${amount(row.revenue)}`,
              `${t("channel.people.repeat")}  ${percents(row.repeat.ratio)}`,
            ],
            ...pick(row),
          })),
        },
        look,
      ),
    table: {
      caption: t("channel.people"),
      total: true,
      columns: [
        { label: t("channel.channel") },
        { label: t("channel.people.customers"), end: true, people: true },
        { label: t("channel.orders"), end: true },
        { label: t("channel.kpi.revenue"), end: true },
        { label: t("channel.people.average"), end: true },
        { label: t("channel.people.repeat"), end: true, more: t("channel.kpi.repeat.more") },
        { label: t("channel.interval"), end: true },
      ],
      rows: [
        ...rows.map((row) =>
          line(row, {
            ...text(channelName(row)),
            ...pick(row),
            pickLabel: t("group.filter", { name: channelName(row) }),
          }),
        ),
        line(people.total, text(t("channel.total"))),
      ],
    },
  };
}
