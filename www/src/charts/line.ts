import type { LineSeriesOption } from "echarts/charts";
import { t } from "../i18n/locale.ts";
import {
  type Format,
  frame,
  legend,
  legendRoom,
  type Level,
  levels,
  MARKS,
  names,
  numbers,
  type Option,
  short,
  tint,
} from "./frame.ts";
import { breadth, label } from "./label.ts";
import type { Look } from "./look.ts";

/** A value for each step. */
export interface Line {
  name: string;
  /** null = there is none, and the line is broken. */
  values: readonly (number | null)[];
  /** Bounds of the values, drawn as a band. */
  low?: readonly (number | null)[];
  high?: readonly (number | null)[];
  /** For what is no measurement: a forecast, a benchmark. */
  dashed?: boolean;
  picks?: readonly unknown[];
}

/** Values over time. */
export interface Lines {
  steps: readonly string[];
  lines: readonly Line[];
  /** Whether the last step is not over: its stretch is dashed, its mark hollow. */
  open?: boolean;
  /** The largest value that there can be, where the axis would go beyond it: 1 of shares. */
  most?: number;
  /** Whether the axis begins at 0; false for what has no natural 0. */
  zero?: boolean;
  format?: Format;
  levels?: readonly Level[];
  /** The step (from 0) from which something else holds: an upright line with its words. */
  since?: Level;
}

/** Lines up to which each is named at its end. */
const DIRECT = 5;
/** Marks are drawn up to so many steps. */
const MARKED = 36;
/** Part of the axis' length that two names at the ends need between them. */
const APART = 0.07;

/** A name as it stands at the end of a line: ideographs take twice the room of letters. */
const ending = (name: string): string => label(name, breadth(name) > 8 * [...name].length ? 12 : 20);

/** Whether lines end where all do, and far enough from each other, so that they can be named there. */
export function isDirect(lines: readonly Line[]): boolean {
  if (lines.length > DIRECT) return false;
  const last = (line: Line) => line.values.findLastIndex((v) => v !== null);
  const [first] = lines;
  if (first && lines.some((line) => last(line) !== last(first))) return false;
  const values = lines.flatMap((line) => line.values.filter((v) => v !== null));
  const span = Math.max(0, ...values) - Math.min(0, ...values);
  const ends = lines.map((line) => line.values.findLast((v) => v !== null) ?? 0).sort((a, b) => a - b);
  return ends.every((end, at) => at === 0 || end - (ends[at - 1] ?? end) >= APART * span);
}

function tip({ steps, lines, format = short, open = false }: Lines, at: number): string {
  const last = open && at === steps.length - 1;
  const said = lines.flatMap(({ name, values, low, high }) => {
    const value = values[at] ?? null;
    if (value === null) return [];
    const [a, b] = [low?.[at] ?? null, high?.[at] ?? null];
    const band = a === null || b === null ? "" : t("chart.band", { low: format(a), high: format(b) });
    return [`${label(name)}  ${format(value)}${band}`];
  });
  return [`${steps[at] ?? ""}${last ? t("chart.open") : ""}`, ...said].join("\n");
}

function band(line: Line, colour: string): LineSeriesOption[] {
  const { low, high } = line;
  if (!low || !high) return [];
  const quiet = { type: "line" as const, silent: true, symbol: "none", stackStrategy: "all" as const };
  const one = { ...quiet, stack: `band ${line.name}`, lineStyle: { opacity: 0 }, tooltip: { show: false } };
  const width = high.map((value, at) => {
    const from = low[at] ?? null;
    return value === null || from === null ? null : value - from;
  });
  return [
    { ...one, data: [...low] },
    { ...one, data: width, areaStyle: { color: colour, opacity: 0.16 } },
  ];
}

function stretch(all: Lines, index: number, look: Look, direct: boolean): LineSeriesOption[] {
  const line = all.lines[index];
  if (!line) return [];
  const colour = tint(look, index);
  const count = all.steps.length;
  const open = all.open === true && count > 1;
  const datum = (value: number | null, at: number, hollow = false) => ({
    value,
    ...(line.picks?.[at] == null ? {} : { pick: line.picks[at] }),
    ...(hollow ? { itemStyle: { color: look.surface, borderColor: colour, borderWidth: 1.5 } } : {}),
  });
  const style = {
    type: "line" as const,
    name: label(line.name),
    symbol: MARKS[index % MARKS.length] ?? "circle",
    symbolSize: 6,
    showSymbol: count <= MARKED,
    showAllSymbol: true,
    connectNulls: false,
    itemStyle: { color: colour },
    endLabel: {
      show: direct && all.lines.length > 1,
      formatter: ending(line.name),
      color: look.text2,
      fontSize: 12,
    },
  };
  const kind = (dashed: boolean) => ({
    color: colour,
    width: 2,
    type: dashed ? ("dashed" as const) : ("solid" as const),
  });
  const closed = open ? line.values.slice(0, -1) : line.values;
  const whole = {
    ...style,
    lineStyle: kind(line.dashed === true),
    data: closed.map((value, at) => datum(value, at)),
    ...(open ? { endLabel: { show: false } } : {}),
  };
  if (!open) return [whole];
  const rest = line.values.map((value, at) => (at < count - 2 ? datum(null, at) : datum(value, at, at === count - 1)));
  return [whole, { ...style, lineStyle: kind(true), data: rest }];
}

/** An axis that ends at the largest value there can be, where the lines come near it. */
function bound({ lines: list, most }: Lines): { max?: number; interval?: number } {
  if (most === undefined) return {};
  const top = Math.max(...list.flatMap(({ values, high }) => [...values, ...(high ?? [])].map((value) => value ?? 0)));
  return top === 0 || top > 0.75 * most ? { max: most, interval: most / 4 } : {};
}

/** Draws the lines, each named at its end or, where that would overlap, above. */
export function lines(all: Lines, look: Look): Option {
  const { axisLabel: labels, ...axisNames } = names(look, all.steps);
  const direct = isDirect(all.lines);
  const named = !direct && all.lines.length > 1;
  const known = all.lines.map((line) => line.name);
  const longest = Math.max(0, ...known.map((name) => breadth(ending(name))));
  return {
    ...frame(look),
    tooltip: {
      ...frame(look).tooltip,
      trigger: "axis",
      axisPointer: { lineStyle: { color: look.text3 } },
      formatter: (at: unknown) => {
        const [first] = Array.isArray(at) ? (at as { dataIndex: number }[]) : [];
        return first ? tip(all, first.dataIndex) : "";
      },
    },
    ...(named ? { legend: legend(look, known) } : {}),
    grid: {
      left: 8,
      right: direct && all.lines.length > 1 ? longest + 16 : 16,
      top: (named ? legendRoom(known) : 16) + (all.since ? 14 : 0),
      bottom: 8,
      containLabel: true,
    },
    xAxis: { ...axisNames, axisLabel: { ...labels, showMaxLabel: true, alignMaxLabel: "right" }, boundaryGap: false },
    yAxis: {
      ...numbers(look, all.format),
      scale: all.zero === false,
      ...bound(all),
    },
    series: [
      ...all.lines.flatMap((line, index) => band(line, tint(look, index))),
      ...all.lines.flatMap((_, index) => stretch(all, index, look, direct)),
      ...(all.levels && all.levels.length > 0
        ? [{ type: "line" as const, data: [], silent: true, markLine: levels(look, "yAxis", all.levels) }]
        : []),
      ...(all.since
        ? [{ type: "line" as const, data: [], silent: true, markLine: levels(look, "xAxis", [all.since]) }]
        : []),
    ],
  };
}
