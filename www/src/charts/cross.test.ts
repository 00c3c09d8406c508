import { describe, expect, it } from "vitest";
import { crossed } from "./cross.ts";
import { ranges } from "./simplex.fixture.ts";
import { hiddenOf } from "./suppressed.ts";

/** No count of the tests reaches this. */
const PLENTY = 10_000;

/** A fixed sequence (Knuth's MMIX, its high bits). */
function dice(seed: bigint): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 6_364_136_223_846_793_005n + 1_442_695_040_888_963_407n) & 0xffff_ffff_ffff_ffffn;
    return Number((state >> 33n) % BigInt(below));
  };
}

/**
 * What somebody with the table, and with its totals as two lists that leave by themselves, can work out of each small count: least
 * and most. Null where nothing of the table is told.
 */
function audit(counts: number[][], k: number): [number, number][] | null {
  const told = crossed(counts, k);
  if (told.flat().every((one) => one === "withheld")) return null;
  const tellsBelow = told.flat().includes("below");
  const bounds: [number, number][] = [];
  const place = (low: number, high: number): number => bounds.push([low, high]) - 1;
  const equations: { plus: number[]; minus: number[]; sum: number }[] = [];
  const cells = counts.map((row, at) =>
    row.map((n, column) => {
      const own = told[at]?.[column];
      if (own === "open") return n;
      const least = tellsBelow ? k : 1;
      return { place: own === "below" ? place(1, k - 1) : place(least, PLENTY) };
    }),
  );
  const columns = (counts[0] ?? []).map((_, column) => cells.map((row) => row[column] ?? 0));
  const all = counts.flat().reduce((a, b) => a + b, 0);
  for (const [lines, own] of [
    [cells, counts],
    [columns, (counts[0] ?? []).map((_, column) => counts.map((row) => row[column] ?? 0))],
  ] as const) {
    const totals = own.map((line) => line.reduce((a, b) => a + b, 0));
    const { hidden, total } = hiddenOf(totals, k);
    const list = totals.map((n, at) => (hidden.has(at) ? place(n < k ? 1 : k, n < k ? k - 1 : PLENTY) : n));
    const isHidden = (at: number): boolean => hidden.has(at);
    lines.forEach((line, at) => {
      const plus = line.flatMap((cell) => (typeof cell === "number" ? [] : [cell.place]));
      const open = line.reduce<number>((a, cell) => a + (typeof cell === "number" ? cell : 0), 0);
      const whole = list[at] ?? 0;
      equations.push(isHidden(at) ? { plus, minus: [whole], sum: -open } : { plus, minus: [], sum: whole - open });
    });
    if (total) continue;
    const open = totals.reduce((a, n, at) => a + (isHidden(at) ? 0 : n), 0);
    equations.push({ plus: list.filter((_, at) => isHidden(at)), minus: [], sum: all - open });
  }
  const rows = equations.map(({ plus, minus }) => {
    const line = bounds.map(() => 0);
    for (const at of plus) line[at] = 1;
    for (const at of minus) line[at] = -1;
    return line;
  });
  const found = ranges(
    rows,
    equations.map(({ sum }) => sum),
    bounds,
  );
  if (!found) throw new Error("the true table is a solution");
  return cells.flatMap((row, at) =>
    row.flatMap((cell, column): [number, number][] => {
      const n = counts[at]?.[column] ?? 0;
      if (n === 0 || n >= k) return [];
      if (typeof cell === "number") return [[n, n]];
      return [found[cell.place] ?? [0, 0]];
    }),
  );
}

describe("a crossing of two groupings", () => {
  it("takes three counts along with a small one", () => {
    const told = crossed(
      [
        [3, 40, 60],
        [20, 30, 50],
        [25, 35, 70],
      ],
      5,
    );
    expect(told).toEqual([
      ["below", "withheld", "open"],
      ["withheld", "withheld", "open"],
      ["open", "open", "open"],
    ]);
  });

  it("is whole where nothing is small, and tells nothing where there is no way to hide it", () => {
    expect(
      crossed(
        [
          [5, 0],
          [0, 9],
        ],
        5,
      ).flat(),
    ).toEqual(["open", "open", "open", "open"]);
    expect(crossed([], 5)).toEqual([]);
    expect(crossed([[]], 5)).toEqual([[]]);
    // Of 12 and 7 in the rows and 10 and 9 in the columns, a 0 in the corner tells the rest.
    expect(
      crossed(
        [
          [3, 9],
          [7, 0],
        ],
        5,
      ).flat(),
    ).toEqual(["withheld", "withheld", "withheld", "withheld"]);
  });

  it("cannot be solved back by somebody who has its totals", () => {
    const next = dice(7n);
    let [hidden, dropped] = [0, 0];
    for (let turn = 0; turn < 300; turn++) {
      const [rows, columns, k] = [1 + next(4), 1 + next(4), [3, 5, 11][next(3)] ?? 5];
      const count = (): number =>
        [0, 0, 1 + next(5), 1 + next(5), 1 + next(5), 5 + next(55), 5 + next(55), 5 + next(55)][next(8)] ?? 0;
      const counts = Array.from({ length: rows }, () => Array.from({ length: columns }, count));
      const spans = audit(counts, k);
      if (!spans) dropped++;
      for (const [low, high] of spans ?? []) {
        expect(low <= 1 && high >= k - 1, `${JSON.stringify(counts)} ${k}: ${low} to ${high}`).toBe(true);
        hidden++;
      }
    }
    expect(hidden).toBeGreaterThan(250);
    expect(dropped).toBeLessThan(90);
  });

  it("is made in a second for 60 rows and columns", () => {
    const next = dice(9n);
    const counts = Array.from({ length: 60 }, () => Array.from({ length: 60 }, () => next(40)));
    const start = performance.now();
    const told = crossed(counts, 5).flat();
    expect(told.filter((one) => one === "below")).toHaveLength(counts.flat().filter((n) => n > 0 && n < 5).length);
    expect(performance.now() - start).toBeLessThan(1_000);
  });
});
