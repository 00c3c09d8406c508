import { expect, test } from "vitest";
import type { JoinAudit, Source } from "../../engine/types.ts";
import { fanOut, holds, matched, sums } from "./sums.ts";

const source = (change: Partial<Source>): Source => ({
  kind: "orders",
  rows: 0,
  rows_named: 0,
  rows_unnamed: 0,
  customers: 0,
  matched: 0,
  orphans: 0,
  orphan_rows: 0,
  absent: 0,
  met_without_case: 0,
  repeated: 0,
  most_rows: 0,
  joined_rows: 0,
  ...change,
});

const customers = source({ kind: "customers", rows: 11, rows_named: 11, customers: 10, matched: 10, repeated: 1 });
const orders = source({
  rows: 30,
  rows_named: 28,
  rows_unnamed: 2,
  customers: 9,
  matched: 8,
  orphans: 1,
  orphan_rows: 3,
  absent: 2,
  joined_rows: 29,
});
const audit: JoinAudit = { customers: 11, reference: 0, sources: [customers, orders] };

test("rows, customers and the reference add up", () => {
  expect(sums(audit, 1).map((sum) => [sum.of, sum.whole, ...sum.parts])).toEqual([
    ["rows", 30, 28, 2],
    ["customers", 9, 8, 1],
    ["reference", 10, 8, 2],
  ]);
  expect(sums(audit, 1).every(holds)).toBe(true);
  expect(sums(audit, 0).map((sum) => sum.of)).toEqual(["rows"]);
  expect(sums({ ...audit, reference: null }, 1).map((sum) => sum.of)).toEqual(["rows"]);
});

test("a sum that does not hold is found", () => {
  const wrong = { ...audit, sources: [customers, { ...orders, matched: 7 }] };
  expect(sums(wrong, 1).map(holds)).toEqual([true, false, false]);
});

test("the match rate is of the table's own customers, and none is given of the reference", () => {
  expect(matched(audit, 1)).toEqual({ num: 8, den: 9 });
  expect(matched(audit, 0)).toBeNull();
  expect(matched({ ...audit, reference: null }, 1)).toBeNull();
  expect(matched({ ...audit, sources: [customers, source({})] }, 1)).toBeNull();
});

test("a plain join is compared with the rows that meet the reference", () => {
  expect(fanOut(orders)).toBe(4);
  expect(fanOut(source({ rows: 5, rows_named: 5, joined_rows: 5 }))).toBe(0);
  expect(fanOut(source({ rows: 5, rows_named: 5, orphan_rows: 5, joined_rows: 0 }))).toBe(0);
});
