import { type Format, frame, type Level, levels, type Option, round, share, short } from "./frame.ts";
import { breadth, broken, label } from "./label.ts";
import { isNarrow, type Look } from "./look.ts";

/** One bar. */
export interface Bar {
  name: string;
  /** A word below the name. */
  tag?: string | null;
  value: number;
  /** Bounds of the value, drawn as a whisker. */
  low?: number;
  high?: number;
  /** What stands at the end of the bar. */
  words: string;
  /** Lines of the tooltip, the name first. */
  tip: readonly string[];
  colour?: string;
  pick?: unknown;
}

/** Horizontal bars, the first on top, from 0. */
export interface Bars {
  bars: readonly Bar[];
  /** Lines across, as the mean of all. */
  levels?: readonly Level[];
  /** Shows the axis of values, with these words. */
  axis?: Format;
}

/** Pixels between a bar and its words, and behind them. */
const BESIDE = 14;
/** Pixels that a name may take in one line, and on a phone. */
const NAME = 144;
const NARROW = 116;
/** Pixels of a line of a name. */
const LINE = 15;

/** Pixels that each of these bars needs for its name, and for itself. */
export function barHeight(names: readonly string[]): number {
  const most = Math.max(1, ...names.map((name) => broken(label(name), isNarrow() ? NARROW : NAME).split("\n").length));
  return Math.max(30, LINE * most + 8);
}

/** The whiskers as lines between two points, with an upright at either end. */
function whiskers(list: readonly Bar[], look: Look) {
  const end = { symbol: "rect", symbolSize: [9, 1.5] };
  const data = list.flatMap(({ low, high }, at) =>
    low === undefined || high === undefined
      ? []
      : [
          [
            { coord: [low, at], ...end },
            { coord: [high, at], ...end },
          ] as [object, object],
        ],
  );
  return { silent: true, animation: false, lineStyle: { color: look.text, type: "solid" as const, width: 1.5 }, data };
}

/** Room for the upright at the end of a whisker. */
const RIM = 1.01;

/** Draws the bars, labelled at their ends; with whiskers the labels stand in a column at the right. */
export function bars({ bars: list, levels: lines = [], axis }: Bars, look: Look): Option {
  const spread = list.some((bar) => bar.low !== undefined);
  const room = spread ? 8 : BESIDE + Math.max(0, ...list.map(({ words }) => breadth(words)));
  const least = Math.min(0, ...list.map((bar) => bar.low ?? bar.value));
  const most = Math.max(
    0,
    ...list.map((bar) => bar.high ?? bar.value),
    ...(axis ? lines.map(({ value }) => value) : []),
  );
  // A whisker that leaves the axis is not drawn at all.
  const end = round(RIM * most);
  const shown = axis === share && most <= 1 ? { ...end, max: Math.min(1, end.max) } : end;
  const category = {
    type: "category" as const,
    inverse: true,
    axisTick: { show: false },
    data: list.map((bar) => label(bar.name)),
  };
  return {
    ...frame(look),
    grid: { left: 8, right: room, top: lines.length > 0 ? 24 : 4, bottom: 4, containLabel: true },
    xAxis: {
      type: "value",
      min: least,
      ...(axis ? shown : { max: spread ? RIM * most : most }),
      show: axis !== undefined,
      splitNumber: 4,
      splitLine: { lineStyle: { color: look.line } },
      axisLabel: { color: look.text3, hideOverlap: true, formatter: axis ?? short },
    },
    yAxis: [
      {
        ...category,
        axisLine: { lineStyle: { color: look.line } },
        axisLabel: {
          color: look.text,
          fontSize: 12,
          lineHeight: LINE,
          formatter: (given: string, index: number) => {
            const tag = list[index]?.tag;
            const name = broken(given, look.narrow ? NARROW : NAME);
            return tag ? `${name}\n{tag|${tag}}` : name;
          },
          rich: { tag: { color: look.accent, fontSize: 11, lineHeight: LINE } },
        },
      },
      {
        ...category,
        show: spread,
        axisLine: { show: false },
        axisLabel: {
          color: look.text2,
          fontSize: 12,
          lineHeight: LINE,
          formatter: (_: string, index: number) =>
            broken(list[index]?.words ?? "", look.narrow ? NARROW : Number.POSITIVE_INFINITY),
        },
      },
    ],
    series: [
      {
        type: "bar",
        barMaxWidth: 20,
        barCategoryGap: "34%",
        data: list.map((bar) => ({
          value: bar.value,
          ...(bar.pick === undefined ? {} : { pick: bar.pick }),
          itemStyle: { color: bar.colour ?? look.accent, borderRadius: 2, opacity: spread ? 0.6 : 1 },
          label: {
            show: !spread,
            // Beside a bar to the left there is room behind the axis; before it stand the names.
            position: "right" as const,
            color: look.text2,
            formatter: bar.words,
          },
          tooltip: { formatter: bar.tip.join("\n") },
        })),
        ...(spread ? { markLine: whiskers(list, look) } : {}),
      },
      // A series has one set of lines, so those across are of one that draws nothing else.
      ...(lines.length > 0
        ? [{ type: "line" as const, data: [], silent: true, markLine: levels(look, "xAxis", lines, "start") }]
        : []),
    ],
  };
}
