import { along, fitting, frame, inkOn, type Option } from "./frame.ts";
import { breadth, broken, label } from "./label.ts";
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

/** Pixels that a line of a name may take: of a row, of a column. */
const NAME = 140;
const HEAD = 84;
/** Pixels around names and cells, and between two texts. */
const RIM = 30;
const GAP = 6;

/** Pixels that a matrix wants for a text in each column beside the names of its rows. */
function wanted({ rows, columns }: Matrix, texts: readonly string[]): number {
  const widest = (list: readonly string[]): number => Math.max(0, ...list.map((one) => breadth(label(one))));
  return RIM + Math.min(NAME, widest(rows)) + columns.length * (GAP + widest(texts));
}

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
  const words = cells.map((cell) => cell.words);
  const heads = columns.map((name) => broken(label(name), HEAD));
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
      axisLabel: { color: look.text2, lineHeight: 15, hideOverlap: true, ...(crowded ? {} : { interval: 0 }) },
    },
    yAxis: {
      ...axis,
      inverse: true,
      data: rows.map((name) => label(name)),
      axisLabel: {
        color: look.text2,
        interval: rows.length > 40 ? "auto" : 0,
        lineHeight: 15,
        formatter: (name: string) => broken(name, NAME),
      },
    },
    // Where there is no room, names stand upright, and the words of cells are left to the tooltip and the table.
    media: [
      ...fitting(wanted(matrix, heads.join("\n").split("\n")), (fits) => ({
        xAxis: {
          axisLabel:
            fits || crowded
              ? { rotate: 0, formatter: (name: string) => broken(name, HEAD) }
              : { rotate: 90, formatter: (name: string) => name },
        },
      })),
      ...fitting(wanted(matrix, words), (fits) => ({ series: [{ label: { show: show && fits } }] })),
    ],
    visualMap: { type: "continuous", show: false, min: low, max: high, dimension: 2, inRange: { color: ramp } },
    series: [
      {
        type: "heatmap",
        label: { show },
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
            label: { color: empty ? look.text3 : inkOn(colour), formatter: cell.words },
            tooltip: { formatter: cell.tip.join("\n") },
          };
        }),
        emphasis: { itemStyle: { borderColor: look.text, borderWidth: 2 } },
      },
    ],
  };
}
