import { beforeEach, expect, test } from "vitest";
import back from "../../../../tests/golden/path/back_from_cart/expected.json";
import days from "../../../../tests/golden/path/days_only/expected.json";
import grouped from "../../../../tests/golden/path/grouped_pages_from_start/expected.json";
import { look } from "../../charts/look.fixture.ts";
import { data, series } from "../../charts/option.fixture.ts";
import type { PathOutcome } from "../../engine/types.ts";
import { locale } from "../../i18n/locale.ts";
import { path } from "./view.ts";

const read = (golden: { result: { outcome: unknown; params: unknown } }) => ({
  outcome: golden.result.outcome as PathOutcome,
  params: golden.result.params as Record<string, unknown>,
});
const { outcome, params } = read(grouped);

beforeEach(() => locale.set("en"));

const figure = (id: string, given = read(grouped), shown = {}) => {
  const found = path.figures(given.outcome, given.params, shown).find((one) => one.id === id);
  if (!found) throw new Error(id);
  return found;
};
const rows = (id: string, given = read(grouped)) =>
  figure(id, given).table.rows.map((row) => row.map((cell) => cell.text));

test("the answer names no most common path among equals", () => {
  expect(path.answer(outcome, params)).toBe(
    "5 customers took 7 paths (sessions); none is more frequent than the others.",
  );
  locale.set("zh");
  expect(path.answer(outcome, params)).toBe("5 位客户共 7 条路径（访问），没有哪一条比其他的更常见。");
});

test("what flows into a step flows out of it, and exits stand in the table", () => {
  const table = rows("flow");
  expect(table).toContainEqual(["1", "home", "Exit", "1", "25.0%", "1"]);
  expect(table).toContainEqual(["4", "Page_*", "goes on", "1", "100.0%", "1"].map((s) => s.replace("Page", "page")));
  const first = table.filter(([step]) => step === "1").reduce((sum, row) => sum + Number(row[3]), 0);
  expect(first).toBe(outcome.journeys);
  const option = figure("flow").draw(look);
  const nodes = data(option, series(option).length - 1);
  expect(nodes.map(({ tooltip }) => tooltip?.formatter.split("\n")[0])).toContain("Exit");
});

test("a path back from an event reads in order of time", () => {
  const given = read(back);
  expect(rows("paths", given)[0]?.[0]).toBe("earlier → home → page_a → cart");
  expect(figure("flow", given).draw(look).xAxis).toMatchObject({ inverse: true });
  expect(figure("flow", given).summary).toContain("end with “cart”");
});

test("first and last events open their customers", () => {
  const bars = data(figure("events", read(grouped), { ends: "exit" }).draw(look));
  expect(bars[0]).toMatchObject({ pick: { grouping: "exit", group: "page_*" } });
  expect(path.customers?.(outcome)).toBe(5);
});

test("days without times are doubted", () => {
  const given = read(days);
  expect(path.doubts?.(given.outcome, given.params)[0]).toContain("days but no times");
  expect(path.doubts?.(outcome, params)).toEqual([]);
});

test("groups can be typed and are proposed", () => {
  const groups = path.settings.find(({ key }) => key === "groups");
  const proposed = groups && "choices" in groups ? groups.choices?.({}, { patterns: ["page_*"] }) : [];
  expect(proposed).toEqual([{ value: "page_*", words: "page_*" }]);
});
