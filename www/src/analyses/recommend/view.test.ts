import { beforeEach, expect, test } from "vitest";
import { look } from "../../charts/look.fixture.ts";
import { data } from "../../charts/option.fixture.ts";
import { locale } from "../../i18n/locale.ts";
import { outcome, params } from "./outcome.fixture.ts";
import { recommend } from "./view.ts";

beforeEach(() => locale.set("en"));

const given = { ...params };

test("the answer sets the lists beside popularity", () => {
  expect(recommend.answer(outcome, given)).toBe(
    "Tried on the last order of 200 customers: lists of 2 are right for 40.0% (80/200), the most popular alone for 20.0% (40/200).",
  );
  locale.set("zh");
  expect(recommend.answer(outcome, given)).toBe(
    "拿 200 位客户的最后一单检验：推荐 2 种，命中 40.0%（80/200）；只看热门命中 20.0%（40/200）。",
  );
  expect(recommend.answer({ ...outcome, trial: null }, given)).toContain("450 位客户");
});

test("the first figure is the trial, with whiskers", () => {
  const [first, second] = recommend.figures(outcome, given, {});
  expect(first?.id).toBe("trial");
  expect(data(first?.draw(look) ?? {}).map(({ value }) => value)).toEqual([0.4, 0.2]);
  expect(first?.table.rows[0]?.map((cell) => cell.text)).toEqual([
    "By likeness",
    "40.0%",
    "33.4%–46.9%",
    "80",
    "200",
    "90.0%",
  ]);
  expect(data(second?.draw(look) ?? {})).toMatchObject([
    { value: 120, pick: { grouping: "recommended", group: "tea" } },
  ]);
  expect(recommend.figures({ ...outcome, trial: null }, given, {}).map(({ id }) => id)).toEqual(["first"]);
});

test("lists that are no better than popularity are said to be so", () => {
  expect(recommend.doubts?.(outcome, given)).toEqual([]);
  const { trial } = outcome;
  if (!trial) throw new Error("no trial");
  const [worse] = recommend.doubts?.({ ...outcome, trial: { ...trial, lists: trial.popular } }, given) ?? [];
  expect(worse).toContain("no better than popularity (20.0% against 20.0%)");
  // The same customers were tried both ways: their intervals do not say it, the pairs do.
  const chance = { ...trial, only_lists: 50, only_popular: 38, p_value: 0.2026 };
  expect(recommend.doubts?.({ ...outcome, trial: chance }, given)?.[0]).toContain("p = 0.203");
});

test("who bought this also bought, and why it is recommended", () => {
  const [near, bases] = recommend.listings?.(outcome, given, {}, 5) ?? [];
  expect(near?.table.rows.map((row) => row.map((cell) => cell.text))).toEqual([
    ["milk", "90", "tea", "45", "50.0%", "0.5"],
  ]);
  expect(bases?.table.rows.map((row) => row[0]?.pick)).toEqual([
    { grouping: "basis", group: "alike" },
    { grouping: "basis", group: "popular" },
  ]);
  expect(recommend.customers?.(outcome)).toBe(500);
});
