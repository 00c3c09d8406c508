import { beforeAll, expect, test } from "vitest";
import { look } from "../../charts/look.fixture.ts";
import { data } from "../../charts/option.fixture.ts";
import { locale } from "../../i18n/locale.ts";
import { bars, barsSummary, cellGroups, heatmap, heatSummary } from "./charts.ts";
import { outcome } from "./outcome.fixture.ts";

beforeAll(() => locale.set("en"));

test("a cell of the heat map knows its filter, and the best R stands on top", () => {
  const cells = data(heatmap(outcome, "customers", look));
  expect(cells).toHaveLength(4);
  expect(cells[3]).toMatchObject({ value: [1, 0, 4], pick: cellGroups(2, 2) });
  expect(cells[1]).toMatchObject({ visualMap: false });
});

test("a bar is as long as its value and knows its class", () => {
  const [bar] = data(bars(outcome, "classes", "revenue", look));
  expect(bar).toMatchObject({ value: 400, pick: { grouping: "class", group: "111" } });
});

test("segments that are not there fall back to the classes", () => {
  expect(data(bars(outcome, "segments", "customers", look))).toHaveLength(2);
});

test("each chart says itself in one sentence", () => {
  expect(heatSummary(outcome)).toBe(
    "2 by 2 cells of R and F, 10 customers. The fullest is R 2 · F 2 with 4 (40.0%); 1 cell is empty.",
  );
  expect(barsSummary(outcome, "classes", "customers")).toBe(
    "Most customers: General to win back, 6 (60.0%); fewest: Important value, 4.",
  );
});
