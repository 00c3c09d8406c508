// Flows between columns of nodes, drawn with the series that the page has: a ribbon is the area of one line that goes forth along
// its upper edge and back along its lower one; nodes are marks of the size of their flow. ECharts' own kind costs 10 kB more.

import { frame, type Option, tint } from "./frame.ts";
import { label } from "./label.ts";
import type { Look } from "./look.ts";

/** A node of a column. */
export interface FlowNode {
  name: string;
  /** Its column, from 0. */
  column: number;
  value: number;
  /** Number of its colour; null = grey, for all others and for ends. */
  colour: number | null;
  /** Lines of the tooltip, the name first. */
  tip: readonly string[];
  pick?: unknown;
}

/** A flow from a node to one of the next column, both by their places. */
export interface Flow {
  from: number;
  to: number;
  value: number;
  tip: readonly string[];
}

/** Columns of nodes, the first of a column on top, and what flows between them. */
export interface Flows {
  columns: readonly string[];
  nodes: readonly FlowNode[];
  flows: readonly Flow[];
  /** Whether time goes from the last column to the first: it is drawn from left to right all the same. */
  backward?: boolean;
  /** Pixels. */
  height: number;
}

const TOP = 30;
const BOTTOM = 8;
/** Pixels between two nodes. */
const APART = 14;
const WIDTH = 12;
/** Pixels of height from which a node has room for its name. */
const ROOMY = 9;
/** Points of a ribbon's edge. */
const POINTS = 14;

interface Placed extends FlowNode {
  top: number;
  size: number;
}

/** Where nodes stand, in pixels from above. */
function place({ nodes, columns, height }: Flows): Placed[] {
  const whole = height - TOP - BOTTOM;
  const of = columns.map((_, column) => nodes.filter((node) => node.column === column));
  const most = Math.max(1, ...of.map((own) => own.length));
  const sum = Math.max(1, ...of.map((own) => own.reduce((all, { value }) => all + value, 0)));
  const scale = Math.max(0, whole - APART * (most - 1)) / sum;
  const below = columns.map(() => 0);
  return nodes.map((node) => {
    const top = below[node.column] ?? 0;
    const size = node.value * scale;
    below[node.column] = top + size + APART;
    return { ...node, top, size };
  });
}

type Point = [number, number] | [null, null];

/** The edges of a ribbon between two columns: forth above, back below, and a gap. */
function ribbon(from: number, to: number, a: number, b: number, size: number): Point[] {
  const edge = (below: number): [number, number][] =>
    Array.from({ length: POINTS }, (_, at) => {
      const part = at / (POINTS - 1);
      const turn = part * part * (3 - 2 * part);
      return [from + (to - from) * part, a + (b - a) * turn + below];
    });
  return [...edge(0), ...edge(size).reverse(), [null, null]];
}

/** Draws the flows; each node has the height of what flows through it. */
export function sankey(all: Flows, look: Look): Option {
  const placed = place(all);
  const next = placed.map((node) => ({ out: node.top, into: node.top }));
  const ribbons = new Map<string, Point[]>();
  const colour = (node: Placed | undefined): string =>
    node?.colour == null ? look.text3 : tint(look, node.colour % Math.max(1, look.classes.length));
  const handles = all.flows.flatMap(({ from, to, value, tip }) => {
    const [source, target] = [placed[from], placed[to]];
    const [a, b] = [next[from], next[to]];
    if (!source || !target || !a || !b || source.value === 0) return [];
    const size = (source.size * value) / source.value;
    // What ends is as grey as where it goes.
    const shade = target.colour === null ? colour(target) : colour(source);
    const points = ribbons.get(shade) ?? [];
    points.push(...ribbon(source.column, target.column, a.out, b.into, size));
    ribbons.set(shade, points);
    const middle = [(source.column + target.column) / 2, (a.out + b.into + size) / 2];
    a.out += size;
    b.into += size;
    return [
      {
        value: middle,
        symbolSize: [56, Math.max(6, size)] as [number, number],
        tooltip: { formatter: tip.join("\n") },
      },
    ];
  });
  const last = all.columns.length - 1;
  return {
    ...frame(look),
    grid: { left: 12, right: 104, top: TOP, bottom: BOTTOM },
    xAxis: {
      type: "value",
      min: 0,
      max: Math.max(1, last),
      interval: 1,
      position: "top",
      inverse: all.backward === true,
      axisLine: { show: false },
      axisTick: { show: false },
      splitLine: { show: false },
      axisLabel: {
        color: look.text3,
        fontSize: 12,
        align: "left",
        formatter: (at: number) => label(all.columns[at] ?? ""),
      },
    },
    yAxis: { type: "value", min: 0, max: all.height - TOP - BOTTOM, inverse: true, show: false },
    series: [
      ...[...ribbons].map(([shade, data]) => ({
        type: "line" as const,
        silent: true,
        animation: false,
        showSymbol: false,
        lineStyle: { width: 0 },
        areaStyle: { color: shade, opacity: 0.28 },
        data,
      })),
      {
        type: "scatter",
        symbol: "rect",
        animation: false,
        itemStyle: { opacity: 0 },
        emphasis: { disabled: true },
        data: handles,
      },
      {
        type: "scatter",
        symbol: "rect",
        animation: false,
        data: placed.map((node) => ({
          value: [node.column, node.top + node.size / 2],
          ...(node.pick === undefined ? {} : { pick: node.pick }),
          symbolSize: [WIDTH, Math.max(1, node.size)] as [number, number],
          itemStyle: { color: colour(node) },
          label: {
            show: node.size >= ROOMY,
            position: "right" as const,
            color: look.text,
            fontSize: 12,
            textBorderColor: look.surface,
            textBorderWidth: 2,
            formatter: label(node.name, 17),
          },
          tooltip: { formatter: node.tip.join("\n") },
        })),
      },
    ],
  };
}
