// Rules of segments as they are edited: cells of scores, boxes, names.

import { label } from "../../charts/label.ts";
import type { Box, RfmGrid, RfmOutcome, RfmRule } from "../../engine/api.ts";
import { t, word } from "../../i18n/locale.ts";

/** R, F, M. */
export type Cell = readonly [number, number, number];

type Side = [number, number];

const key = (cell: Cell): number => (cell[0] * 16 + cell[1]) * 16 + cell[2];

export function holds({ r, f, m }: Box, cell: Cell): boolean {
  const within = ([low, high]: Side, score: number): boolean => low <= score && score <= high;
  return within(r, cell[0]) && within(f, cell[1]) && within(m, cell[2]);
}

/** Numbers of the rules that claim a cell, from 0. */
export function claims(rules: readonly RfmRule[], cell: Cell): number[] {
  return rules.flatMap(({ rule }, at) => (rule.some((box) => holds(box, cell)) ? [at] : []));
}

/** All cells of a grid, or those of one rectangle of R and F with any of the steps of M. */
export function cellsOf(r: Side, f: Side, m: Side): Cell[] {
  const steps = ([low, high]: Side): number[] => Array.from({ length: high - low + 1 }, (_, i) => low + i);
  return steps(r).flatMap((a) => steps(f).flatMap((b) => steps(m).map((c): Cell => [a, b, c])));
}

const next = (a: Side, b: Side): boolean => a[1] + 1 === b[0];
const alike = (a: Side, b: Side): boolean => a[0] === b[0] && a[1] === b[1];

/** Boxes that hold exactly these cells, none twice: runs along M, joined along F, then along R. */
export function boxesOf(cells: readonly Cell[]): Box[] {
  const sorted = [...new Map(cells.map((cell) => [key(cell), cell])).values()].sort((a, b) => key(a) - key(b));
  let boxes: Box[] = sorted.map(([r, f, m]) => ({ r: [r, r], f: [f, f], m: [m, m] }));
  for (const along of ["m", "f", "r"] as const) {
    const others = (["r", "f", "m"] as const).filter((side) => side !== along);
    const joined: Box[] = [];
    for (const box of boxes) {
      const before = joined.find(
        (one) => others.every((side) => alike(one[side], box[side])) && next(one[along], box[along]),
      );
      if (before) before[along] = [before[along][0], box[along][1]];
      else joined.push({ ...box });
    }
    boxes = joined;
  }
  return boxes;
}

/** The rule with these cells added or taken away. */
export function painted({ name, rule }: RfmRule, cells: readonly Cell[], add: boolean): RfmRule {
  const held = rule.flatMap(({ r, f, m }) => cellsOf(r, f, m));
  const changed = new Set(cells.map(key));
  return { name, rule: boxesOf(add ? [...held, ...cells] : held.filter((cell) => !changed.has(key(cell)))) };
}

/** Boxes in words: “R2 F4–5 M1”. */
export function boxWords({ r, f, m }: Box): string {
  const span = (name: string, [a, b]: Side): string => `${name}${a === b ? a : `${a}–${b}`}`;
  return `${span("R", r)} ${span("F", f)} ${span("M", m)}`;
}

/** Cells that more than one rule claims, together where the same rules do. */
export function disputes(
  claimed: readonly { cell: Cell; rules: readonly number[] }[],
): { rules: number[]; boxes: Box[] }[] {
  const by = new Map<string, { rules: number[]; cells: Cell[] }>();
  for (const { cell, rules } of claimed) {
    const name = rules.join();
    const one = by.get(name) ?? { rules: [...rules], cells: [] };
    one.cells.push(cell);
    by.set(name, one);
  }
  return [...by.values()].map(({ rules, cells }) => ({ rules, boxes: boxesOf(cells) }));
}

/** The name of a segment: of ours in words, of the user's as it was written. */
export function segmentName(name: string): string {
  return word("segment", name, label(name));
}

export const LONGEST_NAME = 60;

/** Why a name cannot be given: it is empty, too long, taken, or means what no rule claims. */
export function nameFault(name: string, others: readonly string[]): "empty" | "long" | "taken" | null {
  if (name.trim() === "") return "empty";
  if (Array.from(name).length > LONGEST_NAME) return "long";
  return name === "others" || others.includes(name) ? "taken" : null;
}

/** A name that no rule has yet. */
export function freshName(rules: readonly RfmRule[]): string {
  for (let n = rules.length + 1; ; n += 1) {
    const name = t("rules.fresh", { n });
    if (!rules.some((rule) => rule.name === name)) return name;
  }
}

/** The rules of a result in their order, whether they are used or not. */
export function rulesOf({ segments }: RfmOutcome): RfmRule[] {
  if (!segments) return [];
  const rows = segments.rows.filter((row) => row.name !== "others").map(({ name, rule }) => ({ name, rule }));
  return rows.length > 0 ? rows : segments.unused;
}

/** What to begin with: the rules that are shown, the eight classes, or one rule without a cell. */
export function beginning(outcome: RfmOutcome | null, grid: RfmGrid): RfmRule[] {
  if (grid === "classes") {
    return (outcome?.classes.rows ?? []).map(({ code, name }) => {
      const side = (at: number): Side => (code[at] === "1" ? [2, 2] : [1, 1]);
      return { name: word("class", name), rule: [{ r: side(0), f: side(1), m: side(2) }] };
    });
  }
  const shown = outcome?.segments?.grid === "scores" ? rulesOf(outcome) : [];
  return shown.length > 0 ? shown : [{ name: t("rules.fresh", { n: 1 }), rule: [] }];
}
