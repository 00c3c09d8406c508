import { frame, type Level, levels, names, numbers, type Option } from "./frame.ts";
import type { Look } from "./look.ts";

/** Values from `from` to below `to`. */
export interface Bin {
  from: number;
  to: number;
  count: number;
  /** The range in words. */
  words: string;
  tip: readonly string[];
  colour?: string;
  pick?: unknown;
}

/** How a number is distributed. */
export interface Histogram {
  bins: readonly Bin[];
  /** Name of the axis. */
  axis: string;
  /** Values at which something begins, as a class. */
  levels?: readonly Level[];
}

/** Part of the axis that two words above it need between them. */
const NEAR = 0.3;

/** Where a value lies among the bins, as a number of bins; bins need not have one width. */
export function binAt(bins: readonly Bin[], value: number): number {
  const at = bins.findIndex(({ to }) => value < to);
  const bin = bins[at];
  if (!bin) return bins.length;
  const width = bin.to - bin.from;
  return at + (width > 0 && Number.isFinite(width) ? Math.max(0, (value - bin.from) / width) : 0);
}

/** Draws columns side by side. */
export function histogram({ bins, axis, levels: lines = [] }: Histogram, look: Look): Option {
  const { axisLabel: labels, ...axisNames } = names(
    look,
    bins.map((bin) => bin.words),
  );
  const places = lines.map(({ value, words }) => ({ value: binAt(bins, value), words }));
  return {
    ...frame(look),
    grid: { left: 8, right: 16, top: lines.length > 0 ? 28 : 12, bottom: 24, containLabel: true },
    xAxis: [
      {
        ...axisNames,
        // The last column may hold all that is beyond the others.
        axisLabel: { ...labels, showMaxLabel: true },
        name: axis,
        nameLocation: "middle",
        nameGap: 28,
        nameTextStyle: { color: look.text3, fontSize: 12 },
      },
      // The bins once more as numbers: between names nothing can be placed.
      { type: "value", min: 0, max: Math.max(1, bins.length), show: false },
    ],
    yAxis: numbers(look),
    series: [
      {
        type: "bar",
        barCategoryGap: 1,
        data: bins.map((bin) => ({
          value: bin.count,
          ...(bin.pick === undefined ? {} : { pick: bin.pick }),
          itemStyle: { color: bin.colour ?? look.accent },
          tooltip: { formatter: bin.tip.join("\n") },
        })),
      },
      ...(lines.length > 0
        ? [
            {
              type: "line" as const,
              xAxisIndex: 1,
              data: [],
              silent: true,
              markLine: levels(look, "xAxis", places, "end", NEAR * bins.length),
            },
          ]
        : []),
    ],
  };
}
