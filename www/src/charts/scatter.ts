import {
  type Format,
  frame,
  legend,
  legendRoom,
  type Level,
  levels,
  MARKS,
  numbers,
  type Option,
  tint,
} from "./frame.ts";
import { breadth, label } from "./label.ts";
import type { Look } from "./look.ts";

/** A mark at two numbers. */
export interface Point {
  x: number;
  y: number;
  /** 0 to 1: its area as a part of the largest one's; without it all marks are small. */
  size?: number;
  /** A name beside the mark, for the few that have one. */
  name?: string;
  tip: readonly string[];
  pick?: unknown;
}

/** Points of groups; a group keeps its colour and mark. */
export interface Scatter {
  groups: readonly { name: string; points: readonly Point[] }[];
  x: { name: string; format?: Format; log?: boolean; levels?: readonly Level[] };
  y: { name: string; format?: Format; log?: boolean; levels?: readonly Level[] };
  /** Lines between two points, as where both numbers are equal. */
  through?: readonly { from: readonly [number, number]; to: readonly [number, number]; words: string }[];
}

const SMALL = 6;
const LARGEST = 44;
/** Pixels of the plot, about: names are placed before the chart has a size. */
const PLOT = { wide: { width: 300, height: 240 }, narrow: { width: 220, height: 240 } };
/** Pixels between a mark and its name, and the height of that. */
const GAP = 4;
const HIGH = 14;
const SIDES = ["right", "top", "bottom", "left"] as const;
type Side = (typeof SIDES)[number];
type Box = readonly [left: number, top: number, right: number, bottom: number];

const markSize = ({ size }: Point): number => (size === undefined ? SMALL : Math.max(SMALL, LARGEST * Math.sqrt(size)));

/**
 * Where the name of each point stands: on the side on which it meets other names, marks and edges the least. `beyond` are other
 * points that the axes hold.
 */
function sides(points: readonly Point[], beyond: readonly (readonly [number, number])[], look: Look): Map<Point, Side> {
  const plot = look.narrow ? PLOT.narrow : PLOT.wide;
  /** Where a value lies among all, from 0 to 1; in the middle where all are one. */
  const among = (of: readonly number[]) => {
    const from = of.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
    const width = of.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY) - from;
    return (value: number): number => (width > 0 ? (value - from) / width : 0.5);
  };
  const across = among([...points.map((point) => point.x), ...beyond.map(([at]) => at)]);
  const up = among([...points.map((point) => point.y), ...beyond.map(([, at]) => at)]);
  const place = (point: Point) => [across(point.x) * plot.width, (1 - up(point.y)) * plot.height] as const;
  const around = (left: number, top: number, width: number, height: number): Box => [
    left - width / 2,
    top - height / 2,
    left + width / 2,
    top + height / 2,
  ];
  const named = points.filter((point) => point.name).sort((a, b) => b.y - a.y);
  const taken = named.map((point) => ({ point, box: around(...place(point), markSize(point), markSize(point)) }));
  /** Square pixels of a box that others have too, or that lie beyond an edge. */
  const shared = (own: Point, [left, top, right, bottom]: Box): number => {
    const beside = Math.max(0, -left) + Math.max(0, right - plot.width);
    return taken.reduce((sum, { point, box }) => {
      const width = Math.min(right, box[2]) - Math.max(left, box[0]);
      const height = Math.min(bottom, box[3]) - Math.max(top, box[1]);
      return point === own || width <= 0 || height <= 0 ? sum : sum + width * height;
    }, beside * HIGH);
  };
  const found = new Map<Point, Side>();
  for (const point of named) {
    const [left, top] = place(point);
    const width = breadth(label(point.name ?? ""));
    const beside = (markSize(point) + width) / 2 + GAP;
    const over = (markSize(point) + HIGH) / 2 + GAP;
    const at: Record<Side, Box> = {
      right: around(left + beside, top, width, HIGH),
      top: around(left, top - over, width, HIGH),
      bottom: around(left, top + over, width, HIGH),
      left: around(left - beside, top, width, HIGH),
    };
    const side = SIDES.reduce((best, one) => (shared(point, at[one]) < shared(point, at[best]) ? one : best));
    found.set(point, side);
    taken.push({ point, box: at[side] });
  }
  return found;
}

/** Draws the points. */
export function scatter({ groups, x, y, through = [] }: Scatter, look: Look): Option {
  const known = groups.map((group) => group.name);
  const several = groups.length > 1;
  const place = sides(
    groups.flatMap((group) => group.points),
    through.flatMap(({ from, to }) => [from, to]),
    look,
  );
  const scale = (log: boolean | undefined) => (log ? { type: "log" as const } : { scale: true });
  const across = (axis: "xAxis" | "yAxis", list: readonly Level[] = []) =>
    list.length > 0 ? [{ type: "scatter" as const, data: [], silent: true, markLine: levels(look, axis, list) }] : [];
  return {
    ...frame(look),
    ...(several ? { legend: legend(look, known) } : {}),
    grid: { left: 44, right: 16, top: several ? legendRoom(known) + 8 : 16, bottom: 28, containLabel: true },
    xAxis: { ...numbers(look, x.format, x.name), nameGap: 28, ...scale(x.log) },
    yAxis: { ...numbers(look, y.format, y.name), nameGap: 52, ...scale(y.log) },
    series: [
      ...groups.map((group, index) => ({
        type: "scatter" as const,
        name: label(group.name),
        symbol: MARKS[index % MARKS.length] ?? "circle",
        labelLayout: { moveOverlap: "shiftY" as const, hideOverlap: true },
        itemStyle: { color: tint(look, index), opacity: 0.75, borderColor: look.surface, borderWidth: 0.5 },
        data: group.points.map((point) => ({
          value: [point.x, point.y],
          ...(point.pick === undefined ? {} : { pick: point.pick }),
          symbolSize: markSize(point),
          ...(point.name
            ? {
                label: {
                  show: true,
                  position: place.get(point) ?? "right",
                  color: look.text2,
                  formatter: label(point.name),
                },
              }
            : {}),
          tooltip: { formatter: point.tip.join("\n") },
        })),
      })),
      ...across("xAxis", x.levels),
      ...across("yAxis", y.levels),
      ...through.map(({ from, to, words }) => ({
        type: "scatter" as const,
        // Both ends widen the axes: a line that leaves them is not drawn at all.
        data: [[...from], [...to]],
        symbolSize: 0,
        silent: true,
        markLine: {
          ...levels(look, "xAxis", []),
          label: { color: look.text2, fontSize: 12, position: "insideEndTop" as const, formatter: "{b}" },
          data: [[{ coord: [...from], name: label(words) }, { coord: [...to] }] as [object, object]],
        },
      })),
    ],
  };
}
