import { expect, test } from "vitest";
import { strokes } from "./kpis.ts";

test("a course is broken where a value is missing", () => {
  expect(strokes([0, 10, null, 10, 0], false).whole).toEqual(["0.0,22.0 25.0,2.0", "75.0,2.0 100.0,22.0"]);
});

test("the last step of a period that is not over stands apart", () => {
  const { whole, last } = strokes([0, 10, 5], true);
  expect(whole).toEqual(["0.0,22.0 50.0,2.0"]);
  expect(last).toBe("50.0,2.0 100.0,12.0");
});

test("equal values are a level line, and a lone value is none", () => {
  expect(strokes([3, 3], false).whole).toEqual(["0.0,12.0 100.0,12.0"]);
  expect(strokes([3], false)).toEqual({ whole: [], last: null });
});
