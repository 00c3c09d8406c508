import { beforeEach, expect, test } from "vitest";
import days from "../../../../tests/golden/sessions/days_only/expected.json";
import both from "../../../../tests/golden/sessions/gap_and_column/expected.json";
import { look } from "../../charts/look.fixture.ts";
import { data } from "../../charts/option.fixture.ts";
import type { SessionsOutcome } from "../../engine/types.ts";
import { locale } from "../../i18n/locale.ts";
import { sessions } from "./view.ts";

const read = (golden: { result: { outcome: unknown; params: unknown } }) => ({
  outcome: golden.result.outcome as SessionsOutcome,
  params: golden.result.params as Record<string, unknown>,
});
const { outcome, params } = read(both);

beforeEach(() => locale.set("en"));

const figure = (id: string) => {
  const found = sessions.figures(outcome, params, {}).find((one) => one.id === id);
  if (!found) throw new Error(id);
  return found;
};

test("the answer keeps sessions of one event apart", () => {
  expect(sessions.answer(outcome, params)).toBe(
    "4 customers came 6 times, 1.5 each; the median session lasts 6 min, and 50.0% of sessions have one event only.",
  );
  locale.set("zh");
  expect(sessions.answer(outcome, params)).toContain("访问时长中位数 6 分钟，50.0% 的访问只有一个事件");
});

test("the curve shows every gap and marks the one in force", () => {
  const table = figure("curve").table.rows.map((row) => [row[0]?.raw, row[1]?.raw, row[0]?.tag]);
  expect(table).toContainEqual([30, 6, "now"]);
  expect(table).toContainEqual([5, 7, undefined]);
});

test("a band opens its customers", () => {
  expect(data(figure("bands").draw(look))[0]).toMatchObject({
    value: 2,
    pick: { grouping: "session_band", group: "1" },
  });
});

test("interest carries who orders later with its interval", () => {
  const [first] = figure("interest").table.rows;
  expect(first?.map((cell) => cell.text)).toEqual(["p1", "6", "4", "66.7%", "4", "1", "25.0% (4.6%–69.9%)"]);
  expect(figure("interest").note).toContain("order, pay");
});

test("both ways to divide sessions stand side by side", () => {
  const [, comparison] = sessions.listings?.(outcome, params, {}, 5) ?? [];
  expect(comparison?.table.rows.map((row) => row[1]?.raw)).toEqual([6, 6, 3, 1, 1, 1]);
});

test("of days nothing is said of lengths, hours and gaps", () => {
  const given = read(days);
  const ids = sessions.figures(given.outcome, given.params, {}).map(({ id }) => id);
  expect(ids).toEqual(["size", "bands", "ends", "week"]);
  expect(sessions.doubts?.(given.outcome, given.params)[0]).toContain("a day is a session");
});
