import { fitting, frame, legend, legendRoom, MARKS, type Option, tint } from "./frame.ts";
import { breadth, broken, label } from "./label.ts";
import type { Look } from "./look.ts";

/** One direction and its ends. */
export interface Ray {
  name: string;
  min: number;
  max: number;
}

export interface Shape {
  name: string;
  /** One for each ray. */
  values: readonly number[];
  /** The values in words. */
  words: readonly string[];
  /** For what others are compared with. */
  dashed?: boolean;
  pick?: unknown;
}

/** Shapes over six directions at the most; more are better read as a table. */
export interface Radar {
  rays: readonly Ray[];
  shapes: readonly Shape[];
}

/** Pixels of a line of a name. */
const NAME = 90;
/** Width of a chart whose full shape leaves room for names at its sides, as a multiple of theirs and what is around them. */
const ROOM = 4.4;
const RIM = 12;

/** Draws the shapes. */
export function radar({ rays, shapes }: Radar, look: Look): Option {
  const known = shapes.map((shape) => shape.name);
  const room = legendRoom(known);
  const side = Math.max(0, ...rays.map(({ name }) => Math.min(NAME, breadth(label(name)))));
  return {
    ...frame(look),
    legend: legend(look, known),
    media: fitting(Math.round(ROOM * (side + RIM)), (fits) => ({ radar: { radius: fits ? "62%" : "46%" } })),
    radar: {
      center: ["50%", `${50 + Math.min(12, room / 8)}%`],
      radius: "62%",
      splitNumber: 4,
      indicator: rays.map(({ name, min, max }) => ({ name: broken(label(name), NAME), min, max })),
      axisName: { color: look.text2, fontSize: 12 },
      axisLine: { lineStyle: { color: look.line } },
      splitLine: { lineStyle: { color: look.line } },
      splitArea: { show: false },
    },
    series: [
      {
        type: "radar",
        data: shapes.map((shape, index) => ({
          name: label(shape.name),
          value: [...shape.values],
          ...(shape.pick === undefined ? {} : { pick: shape.pick }),
          symbol: MARKS[index % MARKS.length] ?? "circle",
          symbolSize: 6,
          itemStyle: { color: tint(look, index) },
          lineStyle: {
            width: 2,
            color: tint(look, index),
            type: shape.dashed ? ("dashed" as const) : ("solid" as const),
          },
          areaStyle: { color: tint(look, index), opacity: shape.dashed ? 0 : 0.08 },
          tooltip: {
            formatter: [
              label(shape.name),
              ...rays.map((ray, at) => `${label(ray.name)}  ${shape.words[at] ?? ""}`),
            ].join("\n"),
          },
        })),
      },
    ],
  };
}
