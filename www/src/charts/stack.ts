import { t } from "../i18n/locale.ts";
import {
  type Format,
  frame,
  hatch,
  legend,
  legendRoom,
  names,
  numbers,
  type Option,
  pattern,
  share,
  short,
  tint,
} from "./frame.ts";
import { label } from "./label.ts";
import type { Look } from "./look.ts";

/** One part of each column. */
export interface StackPart {
  name: string;
  /** Below 0 it hangs from the axis; null = there is none. */
  values: readonly (number | null)[];
  picks?: readonly unknown[];
  /** “Other” and “unknown” are grey. */
  grey?: boolean;
  /** Number of its colour from 0, where the part has one on other charts; by default its place. */
  tint?: number;
}

/** Columns made of parts. */
export interface Stack {
  steps: readonly string[];
  parts: readonly StackPart[];
  /** Whether the last step is not over: its column is hatched. */
  open?: boolean;
  format?: Format;
  /** The axis ends at 1: the parts are shares. */
  share?: boolean;
}

/** Steps up to which a column has room for its stripes. */
const ROOMY = 40;

/** Draws the columns; parts are told apart by pattern as well as by colour. */
export function stack(all: Stack, look: Look): Option {
  const { steps, parts, format = short } = all;
  const known = parts.map((part) => part.name);
  const several = parts.length > 1;
  const patterned = several && steps.length <= ROOMY;
  const last = steps.length - 1;
  return {
    ...frame(look),
    ...(several ? { legend: legend(look, known) } : {}),
    grid: { left: 8, right: 8, top: several ? legendRoom(known) : 12, bottom: 8, containLabel: true },
    xAxis: names(look, steps),
    yAxis: all.share ? { ...numbers(look, share), max: 1, interval: 0.25 } : numbers(look, format),
    series: parts.map((part, index) => {
      const colour = part.grey ? look.text3 : tint(look, part.tint ?? index);
      const decal = patterned ? pattern(look, index) : undefined;
      return {
        type: "bar" as const,
        name: label(part.name),
        stack: "all",
        barMaxWidth: 40,
        barCategoryGap: "28%",
        itemStyle: { color: colour, borderColor: look.surface, borderWidth: 1, ...(decal ? { decal } : {}) },
        data: part.values.map((value, at) => {
          const open = all.open === true && at === last;
          const step = `${steps[at] ?? ""}${open ? t("chart.open") : ""}`;
          return {
            value,
            ...(part.picks?.[at] == null ? {} : { pick: part.picks[at] }),
            ...(open ? { itemStyle: { decal: hatch(look) } } : {}),
            tooltip: { formatter: `${step}\n${label(part.name)}  ${value === null ? "–" : format(value)}` },
          };
        }),
      };
    }),
  };
}
