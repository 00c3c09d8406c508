import { beforeEach, expect, test } from "vitest";
import once from "../../../../tests/golden/lifecycle/nobody_twice/expected.json";
import golden from "../../../../tests/golden/lifecycle/months_with_refunds/expected.json";
import { look } from "../../charts/look.fixture.ts";
import { data } from "../../charts/option.fixture.ts";
import { tsv } from "../../charts/table.ts";
import type { LifecycleOutcome, LifecycleParams } from "../../engine/types.ts";
import { locale } from "../../i18n/locale.ts";
import { lifecycle } from "./view.ts";

const outcome = golden.result.outcome as unknown as LifecycleOutcome;
const params: Record<string, unknown> = { ...(golden.result.params as LifecycleParams) };

beforeEach(() => locale.set("en"));

const figure = (id: string) => {
  const found = lifecycle.figures(outcome, params, {}).find((one) => one.id === id);
  if (!found) throw new Error(id);
  return found;
};

test("the answer tells repeat rate, cycle and who is overdue", () => {
  expect(lifecycle.answer(outcome, params)).toBe(
    "Of 5 customers who bought, 60.0% bought again; the median repurchase cycle is 29 days. By their own rhythm 1 is overdue and not lost yet: worth a word now.",
  );
  locale.set("zh");
  expect(lifecycle.answer(outcome, params)).toContain("复购率 60.0%，复购周期的中位数为 29 天");
  const other = once.result.outcome as unknown as LifecycleOutcome;
  expect(lifecycle.answer(other, params)).toContain("还没有人买过第二次");
  expect(lifecycle.doubts?.(other, params)).toHaveLength(1);
});

test("dormant customers hang below zero, and the identities are said to hold", () => {
  const option = figure("periods").draw(look);
  const series = option.series as { data: { value: number }[] }[];
  expect(series.map((one) => one.data[2]?.value)).toEqual([0, 1, 0, -3]);
  expect(figure("periods").note).toContain("and they hold");
  expect(figure("periods").summary).toContain(
    "2024-02: 0 new, 1 returning, 0 resurrecting, 3 dormant, 0 lost by its end; 3 fewer",
  );
});

test("periods and stages speak the same words, and every buyer is in one of them", () => {
  const words = figure("stages").table.rows.map((row) => row[0]?.text);
  expect(words).toEqual(["New", "Returning", "Resurrecting", "Dormant", "Inactive", "Lost"]);
  const columns = figure("periods").table.columns.map((column) => column.label);
  for (const word of words) expect(columns).toContain(word);
  let bought = 0;
  for (const row of outcome.periods) {
    bought += row.new;
    expect(row.active + row.dormant + row.inactive + row.lost).toBe(bought);
  }
  expect(figure("periods").table.rows[0]?.[0]).toMatchObject({ text: "2023-12", tag: "in part" });
});

test("stages and the overdue open their customers", () => {
  expect(data(figure("stages").draw(look))[0]).toMatchObject({ pick: { grouping: "stage", group: "new" } });
  expect(data(figure("overdue").draw(look))[0]).toMatchObject({ pick: { grouping: "overdue", group: "overdue" } });
  const lost = figure("stages").table.rows.at(-1)?.at(-1);
  expect(lost?.pick).toEqual([
    { grouping: "stage", group: "lost" },
    { grouping: "overdue", group: "overdue" },
  ]);
});

test("returns are told by orders and by amount", () => {
  const returns = lifecycle.listings?.(outcome, params, {}, 5).at(-1)?.table;
  expect(returns?.rows[0]?.map((cell) => cell.text)).toEqual(["Orders with a return", "3", "10", "30.0%"]);
  expect(returns?.rows[3]?.[3]?.text).toBe("27.7%");
});

test("with few in any part of a period only the active leave", () => {
  const zero = { new: 0, returning: 0, resurrecting: 0, dormant: 0, inactive: 0, lost: 0, complete: true };
  const periods = [
    { ...zero, label: "2024-01", from: "2024-01-01", active: 60, new: 60 },
    { ...zero, label: "2024-02", from: "2024-02-01", active: 43, new: 3, returning: 40, dormant: 20 },
    {
      ...zero,
      label: "2024-03",
      from: "2024-03-01",
      active: 40,
      returning: 34,
      resurrecting: 6,
      dormant: 9,
      inactive: 14,
    },
  ];
  const leaves = (rows: typeof periods): string[][] => {
    const table = lifecycle
      .figures({ ...outcome, periods: rows }, params, {})
      .find((one) => one.id === "periods")?.table;
    if (!table) throw new Error("periods");
    return tsv(table, 5)
      .split("\n")
      .slice(1)
      .map((row) => row.split("\t").slice(2));
  };
  // New, returning, resurrecting, active, dormant, inactive, lost: 43 active in February are 34 + 9 in March, and less 40 are 3.
  expect(leaves(periods)).toEqual([
    ["", "", "", "60", "", "", ""],
    ["", "", "", "43", "", "", ""],
    ["", "", "", "40", "", "", ""],
  ]);
  const many = periods.map((row) => (row.new === 3 ? { ...row, new: 8, active: 48 } : row));
  expect(leaves(many)[1]).toEqual(["8", "40", "0", "48", "20", "0", "0"]);
});
