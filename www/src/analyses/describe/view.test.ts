import { beforeEach, expect, test } from "vitest";
import { look } from "../../charts/look.fixture.ts";
import { data } from "../../charts/option.fixture.ts";
import { shareable } from "../../charts/shareable.ts";
import type { DescribeBoard } from "../../engine/types.ts";
import { locale } from "../../i18n/locale.ts";
import { periodTable } from "./figures.ts";
import { outcome, params } from "./outcome.fixture.ts";
import { describe } from "./view.ts";

beforeEach(() => locale.set("en"));

const given = { ...params };
const figure = (id: string, shown = {}) => {
  const found = describe.figures(outcome, given, shown).find((one) => one.id === id);
  if (!found) throw new Error(id);
  return found;
};

test("the answer is of the last complete period and says over how many days it compares", () => {
  expect(describe.answer(outcome, given)).toBe(
    "2024-03: net sales 130, +20.0% on the previous period (29 days of each); 4 orders of 4 customers, average order value 32.5.",
  );
  locale.set("zh");
  expect(describe.answer(outcome, given)).toBe(
    "2024-03 净销售额 130，环比 +20.0%（同 29 天）；4 笔订单来自 4 位客户，客单价 32.5。",
  );
});

test("amounts change in percent, rates in percentage points, and what is not defined is not said", () => {
  const kpis = describe.kpis(outcome, given);
  const changes = (name: string) => kpis.find((kpi) => kpi.name === name)?.changes;
  expect(changes("Net sales")).toEqual([{ words: "+20.0% on the previous period (29 days of each)", tone: "good" }]);
  expect(changes("Repeat rate in the period")).toEqual([
    { words: "+5 pp on the previous period (29 days of each)", tone: "good" },
  ]);
  expect(changes("Refunds")).toEqual([]);
  expect(kpis.some((kpi) => kpi.name === "Pieces")).toBe(false);
});

test("a period that is not over is marked in chart, table and words", () => {
  const course = figure("course");
  expect(course.table.rows[0]?.slice(0, 2).map((cell) => cell.text)).toEqual(["2024-04 (partial)", "10/30"]);
  expect(course.summary).toContain("2024-03: 130");
  expect(describe.doubts?.(outcome, given)[0]).toContain("2024-04 has data of 10 of 30 days");
});

test("columns of the current period open new and returning customers", () => {
  const picks = data(figure("arrivals").draw(look)).map((datum) => datum.pick);
  expect(picks).toEqual([undefined, { grouping: "arrival", group: "new" }, undefined]);
});

test("other labels and lines without one stand below the largest", () => {
  const rows = figure("share-channel").table.rows.map((row) => row.map((cell) => cell.text));
  expect(rows).toEqual([
    ["APP", "200", "74.1%", "6", "9"],
    ["2 others", "50", "18.5%", "2", "3"],
    ["No label", "20", "7.4%", "1", "1"],
  ]);
});

test("what is of few customers does not leave, nor what it could be worked out from", () => {
  const share = shareable(figure("share-channel").table, 5);
  expect(share.rows.map((row) => row.map((cell) => cell.text))).toEqual([
    ["APP", "–", "–", "–", "–"],
    ["2 others", "–", "–", "<5", "–"],
    ["No label", "–", "–", "<5", "–"],
  ]);
  const board = outcome.board as DescribeBoard;
  const [last] = board.periods.slice(-1);
  if (!last) throw new Error("no period");
  const figures = {
    ...last.figures,
    customers: 50,
    new_customers: 1,
    returning_customers: 49,
    repeat_rate: { num: 48, den: 50 },
  };
  const table = periodTable({ ...board, periods: [{ ...last, figures }] });
  const place = (name: string) => table.columns.findIndex((column) => column.label === name);
  const [row] = shareable(table, 5).rows;
  expect([row?.[place("New customers")]?.text, row?.[place("Repeat rate in the period")]?.text]).toEqual(["<5", "–"]);
  expect(row?.[place("Customers with an order")]?.text).toBe("50");
});

test("a histogram says what lies outside", () => {
  const one = figure("distribution-0");
  expect(one.note).toContain("1 value lies outside");
  expect(one.summary).toBe("Median 20, mean 22.5: large values draw the mean up.");
  expect(data(one.draw(look)).map((datum) => datum.value)).toEqual([5, 6]);
});

test("a file without orders shows its columns", () => {
  const bare = { ...outcome, board: null };
  expect(describe.answer(bare, given)).toContain("1 column of numbers is");
  expect(describe.kpis(bare, given)).toEqual([]);
  expect(describe.figures(bare, given, {}).map(({ id }) => id)).toEqual(["distribution-0"]);
});
