import {
  type Format,
  frame,
  legend,
  legendRoom,
  type Level,
  levels,
  numbers,
  type Option,
  short,
  tint,
} from "./frame.ts";
import { label } from "./label.ts";
import type { Look } from "./look.ts";

/** A line through points, by x ascending. */
export interface Curve {
  name: string;
  points: readonly (readonly [number, number])[];
  /** For what is no measurement: a model, a benchmark. */
  dashed?: boolean;
  /** Whether it stays until the next point, as what survives. */
  step?: boolean;
  /** Whether the area below is filled. */
  filled?: boolean;
}

export interface Scale {
  name: string;
  /** Of the tooltip … */
  format?: Format;
  /** … and of the axis; by default the same. */
  ticks?: Format;
  /** Between two ticks; a quarter from 0 to 1. */
  interval?: number;
  min?: number;
  max?: number;
  levels?: readonly Level[];
}

/** Curves over a number. */
export interface Curves {
  curves: readonly Curve[];
  x: Scale;
  y: Scale;
  /** A thin line from corner to corner, as of equal shares, with its name. */
  diagonal?: string;
}

/** Draws the curves. */
export function curves({ curves: list, x, y, diagonal }: Curves, look: Look): Option {
  const known = [...list.map((one) => one.name), ...(diagonal === undefined ? [] : [diagonal])];
  const several = known.length > 1;
  const xFormat = x.format ?? short;
  const yFormat = y.format ?? short;
  const bounds = ({ min, max, interval }: Scale) => ({
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
    ...(interval === undefined ? (min === 0 && max === 1 ? { interval: 0.25 } : {}) : { interval }),
  });
  const ends = [
    [x.min ?? 0, y.min ?? 0],
    [x.max ?? 1, y.max ?? 1],
  ];
  const line = { type: "line" as const, symbol: "circle", symbolSize: 5, showSymbol: false };
  return {
    ...frame(look),
    tooltip: { ...frame(look).tooltip, trigger: "item" },
    ...(several ? { legend: legend(look, known) } : {}),
    grid: { left: 44, right: 20, top: several ? legendRoom(known) + 8 : 20, bottom: 28, containLabel: true },
    xAxis: { ...numbers(look, x.ticks ?? xFormat, x.name), nameGap: 28, ...bounds(x) },
    yAxis: { ...numbers(look, y.ticks ?? yFormat, y.name), nameGap: 52, ...bounds(y) },
    series: [
      ...list.map((one, index) => ({
        ...line,
        name: label(one.name),
        itemStyle: { color: tint(look, index) },
        lineStyle: { width: 2, color: tint(look, index), type: one.dashed ? ("dashed" as const) : ("solid" as const) },
        ...(one.step ? { step: "end" as const } : {}),
        ...(one.filled ? { areaStyle: { color: tint(look, index), opacity: 0.12 } } : {}),
        // A line is met by the pointer at its marks only.
        showSymbol: one.points.length <= 40,
        data: one.points.map(([a, b]) => ({
          value: [a, b],
          tooltip: { formatter: `${label(one.name)}\n${x.name}  ${xFormat(a)}\n${y.name}  ${yFormat(b)}` },
        })),
      })),
      ...(diagonal === undefined
        ? []
        : [
            {
              ...line,
              name: label(diagonal),
              silent: true,
              itemStyle: { color: look.text3 },
              lineStyle: { width: 1, color: look.text3, type: "dashed" as const },
              data: ends,
            },
          ]),
      ...(x.levels && x.levels.length > 0 ? [{ ...line, data: [], markLine: levels(look, "xAxis", x.levels) }] : []),
      ...(y.levels && y.levels.length > 0
        ? [{ ...line, data: [], markLine: levels(look, "yAxis", y.levels, "start") }]
        : []),
    ],
  };
}
