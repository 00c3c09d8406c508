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
import { label } from "./label.ts";
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

/** Draws the points. */
export function scatter({ groups, x, y, through = [] }: Scatter, look: Look): Option {
  const known = groups.map((group) => group.name);
  const several = groups.length > 1;
  const scale = (log: boolean | undefined) => (log ? { type: "log" as const } : { scale: true });
  const across = (axis: "xAxis" | "yAxis", list: readonly Level[] = []) =>
    list.length > 0 ? [{ type: "scatter" as const, data: [], silent: true, markLine: levels(look, axis, list) }] : [];
  const all = groups.flatMap((group) => group.points.map((point) => point.x));
  const middle = (Math.min(...all) + Math.max(...all)) / 2;
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
          symbolSize: point.size === undefined ? SMALL : Math.max(SMALL, LARGEST * Math.sqrt(point.size)),
          ...(point.name
            ? {
                label: {
                  show: true,
                  // Towards the side that has room.
                  position: point.x > middle ? ("left" as const) : ("right" as const),
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
        data: [],
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
