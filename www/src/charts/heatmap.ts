import { along, frame, inkOn, type Option } from "./frame.ts";
import { label } from "./label.ts";
import type { Look } from "./look.ts";

/** One cell; rows and columns are counted from 0, from the top and from the left. */
export interface MatrixCell {
  row: number;
  column: number;
  /** What its colour shows; null = none, and the cell is empty. */
  value: number | null;
  words: string;
  tip: readonly string[];
  pick?: unknown;
}

/** A table of colours. A cell that is not listed is left blank. */
export interface Matrix {
  rows: readonly string[];
  columns: readonly string[];
  cells: readonly MatrixCell[];
  /** Values of the first and the last colour; by default 0 and the largest. */
  low?: number;
  high?: number;
  /** Two ramps from the middle of low and high, for what is below and above. */
  diverging?: boolean;
  /** Whether the words stand in the cells; by default where there is room. */
  words?: boolean;
}

/** Columns up to which cells have room for words. */
const ROOMY = 13;

/** Pixels that so many rows want. */
export function matrixHeight(rows: number): number {
  return Math.max(200, 56 + rows * (rows > 16 ? 26 : 32));
}

/** Draws the matrix, names of rows at the left and of columns above. */
export function heatmap(matrix: Matrix, look: Look): Option {
  const { rows, columns, cells } = matrix;
  const values = cells.flatMap(({ value }) => (value === null ? [] : [value]));
  const low = matrix.low ?? Math.min(0, ...values);
  const high = Math.max(matrix.high ?? Math.max(0, ...values), low + Number.EPSILON);
  const ramp = matrix.diverging ? look.diverging : look.ramp;
  const show = matrix.words ?? columns.length <= ROOMY;
  const crowded = columns.length > ROOMY;
  const axis = {
    type: "category" as const,
    axisLine: { show: false },
    axisTick: { show: false },
    splitLine: { show: false },
  };
  return {
    ...frame(look),
    grid: { left: 12, right: 12, top: 8, bottom: 8, containLabel: true },
    xAxis: {
      ...axis,
      position: "top",
      data: columns.map((name) => label(name)),
      axisLabel: { color: look.text2, hideOverlap: true, ...(crowded ? {} : { interval: 0 }) },
    },
    yAxis: {
      ...axis,
      inverse: true,
      data: rows.map((name) => label(name)),
      axisLabel: { color: look.text2, interval: rows.length > 40 ? "auto" : 0 },
    },
    visualMap: { type: "continuous", show: false, min: low, max: high, dimension: 2, inRange: { color: ramp } },
    series: [
      {
        type: "heatmap",
        data: cells.map((cell) => {
          const { value } = cell;
          const empty = value === null;
          const colour = empty ? look.empty : along(ramp, (value - low) / (high - low));
          return {
            value: [cell.column, cell.row, value ?? low],
            ...(cell.pick === undefined ? {} : { pick: cell.pick }),
            ...(empty ? { visualMap: false } : {}),
            itemStyle: {
              ...(empty ? { color: colour } : {}),
              borderColor: look.surface,
              borderWidth: crowded ? 1 : 2,
              borderRadius: crowded ? 1 : 3,
            },
            label: { show, color: empty ? look.text3 : inkOn(colour), formatter: cell.words },
            tooltip: { formatter: cell.tip.join("\n") },
          };
        }),
        emphasis: { itemStyle: { borderColor: look.text, borderWidth: 2 } },
      },
    ],
  };
}
