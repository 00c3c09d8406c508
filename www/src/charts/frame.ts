import type {
  BarSeriesOption,
  HeatmapSeriesOption,
  LineSeriesOption,
  RadarSeriesOption,
  ScatterSeriesOption,
} from "echarts/charts";
import type {
  GridComponentOption,
  LegendComponentOption,
  MarkLineComponentOption,
  RadarComponentOption,
  TooltipComponentOption,
  VisualMapComponentOption,
} from "echarts/components";
import type { ComposeOption } from "echarts/core";
import { locale } from "../i18n/locale.ts";
import { compact, full } from "../i18n/number.ts";
import { label } from "./label.ts";
import type { Look } from "./look.ts";

export type Option = ComposeOption<
  | BarSeriesOption
  | HeatmapSeriesOption
  | LineSeriesOption
  | RadarSeriesOption
  | ScatterSeriesOption
  | GridComponentOption
  | LegendComponentOption
  | MarkLineComponentOption
  | RadarComponentOption
  | TooltipComponentOption
  | VisualMapComponentOption
>;

/** A number in words, with its unit. */
export type Format = (value: number) => string;

/** A value of an axis that is drawn as a line across the chart. */
export interface Level {
  value: number;
  words: string;
}

/** The short form of a number in the language of the page. */
export const short: Format = (value) => compact(value, locale.lang);

/** A share from 0 to 1 in percents, for axes: with as many decimals as a step of the axis has, two at most. */
export const share: Format = (value) => `${full(100 * value, locale.lang, 2)}%`;

/** Where an axis of shares ends whose largest is near all, or that has none: there is no more than all. */
export function whole({ max }: { max: number }): number | null {
  return max === 0 || (max > 0.6 && max <= 1) ? 1 : null;
}

/** The next round number, and the step that leads to it in four or five. */
export function round(most: number): { max: number; interval: number } {
  if (!(most > 0)) return { max: 1, interval: 0.25 };
  const power = 10 ** Math.floor(Math.log10(most / 4));
  const step = [1, 2, 2.5, 5, 10].map((n) => n * power).find((one) => one * 5 >= most) ?? most;
  return { max: step * Math.ceil(most / step - 1e-9), interval: step };
}

/** What every chart has in common. The tooltip is drawn on the canvas: the HTML one writes inline styles and markup. */
export function frame(look: Look): Option {
  return {
    animation: !look.still,
    animationDuration: 150,
    animationDurationUpdate: 150,
    textStyle: { fontFamily: look.font, color: look.text2, fontSize: 12 },
    tooltip: {
      renderMode: "richText",
      confine: true,
      transitionDuration: 0,
      backgroundColor: look.surface,
      borderColor: look.line,
      padding: [8, 10],
      textStyle: { color: look.text, fontFamily: look.font, fontSize: 12, lineHeight: 18 },
    },
  };
}

/** What holds of a chart at least so wide, and of a narrower one. */
export function fitting(width: number, option: (fits: boolean) => Option) {
  return [
    { query: { minWidth: width }, option: option(true) },
    { query: { maxWidth: width - 1 }, option: option(false) },
  ];
}

/** Names along an axis; those that would overlap are left out. */
export function names(look: Look, data: readonly string[]) {
  return {
    type: "category" as const,
    data: data.map((name) => label(name)),
    axisTick: { show: false },
    axisLine: { lineStyle: { color: look.line } },
    axisLabel: { color: look.text2, fontSize: 12, hideOverlap: true },
  };
}

/** Numbers along an axis, with faint lines across. */
export function numbers(look: Look, format: Format = short, name = "") {
  return {
    type: "value" as const,
    ...(name === ""
      ? {}
      : { name, nameLocation: "middle" as const, nameTextStyle: { color: look.text3, fontSize: 12 } }),
    axisLine: { show: false },
    axisTick: { show: false },
    splitNumber: 4,
    ...(format === share ? { max: whole } : {}),
    splitLine: { lineStyle: { color: look.line } },
    axisLabel: { color: look.text3, fontSize: 12, hideOverlap: true, formatter: format },
  };
}

/** Names of several series above the chart. */
export function legend(look: Look, data: readonly string[]) {
  return {
    type: "plain" as const,
    top: 0,
    left: 0,
    itemWidth: 14,
    itemHeight: 10,
    itemGap: 14,
    textStyle: { color: look.text2, fontSize: 12 },
    data: data.map((name) => label(name)),
  };
}

/** Rows that a legend of so many names takes, a third of a card's width each, in pixels. */
export function legendRoom(names: readonly string[]): number {
  const width = names.reduce(
    (sum, name) => sum + 40 + 7 * Math.min(40, [...name].length + name.replace(/[ -~]/g, "").length),
    0,
  );
  return 10 + 22 * Math.ceil(width / 330);
}

/**
 * Lines across at certain values, each with its words at the end of the axis or at its start. The words of two that lie nearer
 * than `near` stand on either side of both.
 */
export function levels(
  look: Look,
  axis: "xAxis" | "yAxis",
  list: readonly Level[],
  at: "start" | "end" = "end",
  near = 0,
) {
  const isNear = (value: number, side: number): boolean =>
    list.some((other) => (other.value - value) * side > 0 && Math.abs(other.value - value) < near);
  const align = (value: number) => {
    const [below, above] = [isNear(value, -1), isNear(value, 1)];
    return below === above ? {} : { label: { align: above ? ("right" as const) : ("left" as const), padding: [0, 3] } };
  };
  return {
    silent: true,
    symbol: "none",
    animation: false,
    lineStyle: { color: look.text2, type: "dashed" as const, width: 1 },
    label: {
      color: look.text2,
      fontSize: 12,
      position: axis === "xAxis" ? at : at === "end" ? ("insideEndTop" as const) : ("insideStartTop" as const),
      formatter: "{b}",
    },
    data: list.map(({ value, words }) => ({ [axis]: value, name: label(words), ...align(value) })),
  };
}

/** Patterns by which parts that touch are told apart without colour; the first has none. */
export function pattern(look: Look, index: number) {
  const turns = [0, Math.PI / 4, -Math.PI / 4, Math.PI / 2, 0] as const;
  const at = index % turns.length;
  if (at === 0) return undefined;
  return {
    symbol: at === 4 ? "circle" : "rect",
    symbolSize: at === 4 ? 0.6 : 1,
    color: look.veil,
    dashArrayX:
      at === 4
        ? [
            [4, 4],
            [0, 4, 4, 0],
          ]
        : [1, 0],
    dashArrayY: at === 4 ? [4, 0] : [2, 5],
    rotation: turns[at] ?? 0,
  };
}

/** The pattern of what is not over: wide slanted stripes. */
export function hatch(look: Look) {
  return {
    symbol: "rect",
    symbolSize: 1,
    color: look.surface,
    dashArrayX: [1, 0],
    dashArrayY: [3, 3],
    rotation: -Math.PI / 4,
  };
}

/** The marks of series, in the order of their colours. */
export const MARKS = ["circle", "rect", "triangle", "diamond", "roundRect", "pin", "arrow", "circle"] as const;

/** Colour of the series at a place; behind the last one all are grey. */
export function tint(look: Look, index: number): string {
  return look.classes[index] ?? look.text3;
}

/** Black or white, whichever reads better on a colour given as #rrggbb. */
export function inkOn(colour: string): string {
  const channel = (at: number): number => {
    const c = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  };
  const luminance = 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
  return luminance > 0.179 ? "#0b141b" : "#ffffff";
}

/** The colour at `part` (0 to 1) of a ramp of #rrggbb stops. */
export function along(ramp: readonly string[], part: number): string {
  const place = Math.min(Math.max(part, 0), 1) * (ramp.length - 1);
  const from = ramp[Math.floor(place)] ?? "#000000";
  const to = ramp[Math.ceil(place)] ?? from;
  const share = place - Math.floor(place);
  const mix = (at: number): string => {
    const a = Number.parseInt(from.slice(at, at + 2), 16);
    const b = Number.parseInt(to.slice(at, at + 2), 16);
    return Math.round(a + (b - a) * share)
      .toString(16)
      .padStart(2, "0");
  };
  return `#${mix(1)}${mix(3)}${mix(5)}`;
}
