import { expect, test } from "vitest";
import { extremes, foremost } from "./foremost.ts";

const size = (n: number | null) => n;

test("of one, of equals and of nothing there is no first", () => {
  expect(foremost([0.2, 0.5, null, 0.1], size)).toBe(0.5);
  expect([foremost([], size), foremost([1], size), foremost([1, 1], size), foremost([0, 0, 0], size)]).toEqual(
    Array(4).fill(undefined),
  );
});

test("the greatest and the least are named where their words differ", () => {
  const words = (n: number | null) => `${(n ?? 0).toFixed(1)}%`;
  expect(extremes([3, 1, 2], size, words)).toEqual({ top: 3, low: 1 });
  // 100.0% beside 100.0% and 0.0% beside 0.0%.
  expect([extremes([100, 99.99], size, words), extremes([0, 0], size, words), extremes([], size, words)]).toEqual(
    Array(3).fill(undefined),
  );
});
