import { beforeAll, describe, expect, test } from "vitest";
import { locale } from "../i18n/locale.ts";
import { bars, barsSummary } from "./bars.ts";
import { along, inkOn, type Option } from "./frame.ts";
import { cellGroups, heatmap, heatSummary } from "./heatmap.ts";
import type { Look } from "./look.ts";
import { outcome } from "./outcome.fixture.ts";

const look: Look = {
  surface: "#ffffff",
  empty: "#eeeeee",
  line: "#dddddd",
  text: "#111111",
  text2: "#333333",
  text3: "#555555",
  accent: "#006666",
  ramp: ["#ffffff", "#000000"],
  classes: ["#000001", "#000002"],
  font: "sans-serif",
  still: true,
};

interface Datum {
  value: number | number[];
  pick: unknown;
}

function data(option: Option): Datum[] {
  const [series] = Array.isArray(option.series) ? option.series : [option.series];
  return (series as { data: Datum[] }).data;
}

beforeAll(() => locale.set("en"));

describe("chart options", () => {
  test("every chart draws its tooltip on the canvas and moves only where motion is wanted", () => {
    for (const option of [heatmap(outcome, "customers", look), bars(outcome, "classes", "customers", look)]) {
      expect(option.tooltip).toMatchObject({ renderMode: "richText" });
      expect(option["animation"]).toBe(false);
    }
  });

  test("a cell of the heat map knows its filter", () => {
    const cells = data(heatmap(outcome, "customers", look));
    expect(cells).toHaveLength(4);
    expect(cells[3]).toMatchObject({ value: [1, 1, 4], pick: cellGroups(2, 2) });
    expect(cells[1]).toMatchObject({ visualMap: false });
  });

  test("a bar is as long as its value and knows its class", () => {
    expect(data(bars(outcome, "classes", "revenue", look))[0]).toMatchObject({
      value: 400,
      pick: { grouping: "class", group: "111" },
    });
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
});

test("ink and ramp", () => {
  expect(inkOn("#ffffff")).toBe("#0b141b");
  expect(inkOn("#000000")).toBe("#ffffff");
  expect(along(look.ramp, 0.5)).toBe("#808080");
  expect(along(look.ramp, 7)).toBe("#000000");
});
