import type { Option } from "./frame.ts";

export interface Datum {
  value: number | (number | null)[] | null;
  pick?: unknown;
  itemStyle?: object;
  tooltip?: { formatter: string };
}

export interface Series {
  type: string;
  name?: string;
  data: Datum[];
  lineStyle?: { type?: string };
  markLine?: { data: unknown[] };
  itemStyle?: { decal?: object };
}

/** The series of an option. */
export function series(option: Option): Series[] {
  return (Array.isArray(option.series) ? option.series : [option.series]) as unknown as Series[];
}

/** The data of one of them, by default the first. */
export function data(option: Option, at = 0): Datum[] {
  return series(option)[at]?.data ?? [];
}
