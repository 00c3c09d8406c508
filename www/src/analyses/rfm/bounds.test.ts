import { beforeEach, expect, test } from "vitest";
import { locale } from "../../i18n/locale.ts";
import { cutsFault, cutsWords, windowOf, windowWords } from "./bounds.ts";

beforeEach(() => locale.set("zh"));

test("a window is a whole number of days, at most a hundred years", () => {
  expect(["1", "365", "36525"].map(windowOf)).toEqual([1, 365, 36525]);
  expect(["", " ", "0", "-3", "1.5", "36526", "1e9", "x"].map(windowOf)).toEqual(Array(8).fill(null));
});

test("cut points: none empty, none too large, each above the one before by what amounts are kept in", () => {
  expect(cutsFault([1, 2.5, 2.5001])).toBeNull();
  expect(cutsFault([-1, 0])).toBeNull();
  expect(cutsFault([1, null])).toBe("empty");
  expect(cutsFault([1, 1])).toBe("order");
  expect(cutsFault([2, 1])).toBe("order");
  expect(cutsFault([30, 30.00001])).toBe("order");
  expect(cutsFault([30, 1e300])).toBe("size");
});

test("what is in force stands there in words", () => {
  expect(windowWords(null)).toBe("全部历史");
  expect(windowWords(90)).toBe("最近 90 天");
  expect(cutsWords([30, 1234.5])).toBe("30、1,234.5");
});
