import { expect, test } from "vitest";
import { bytes, compact, day, percent } from "./number.ts";

test("large numbers use the unit of the language", () => {
  const cases: [number, string, string][] = [
    [0, "0", "0"],
    [94.61, "94.6", "94.6"],
    [9999, "9,999", "9,999"],
    [12_000, "1.2万", "12K"],
    [464_158, "46.4万", "464K"],
    [340_000_000, "3.4亿", "340M"],
    [3_400_000, "340万", "3.4M"],
    [99_999_999, "1亿", "100M"],
    [999_960, "100万", "1M"],
    [-12_000, "-1.2万", "-12K"],
  ];
  for (const [value, zh, en] of cases) {
    expect(compact(value, "zh"), `${value}`).toBe(zh);
    expect(compact(value, "en"), `${value}`).toBe(en);
  }
});

test("a share has one decimal, and none without a whole", () => {
  expect(percent({ num: 274, den: 995 }, "zh")).toBe("27.5%");
  expect(percent({ num: 1, den: 2 }, "en")).toBe("50.0%");
  // Exactly half way between two decimals: away from zero, as in the report (src/report/figure.rs has the same four).
  const half = [
    [317, 400],
    [1, 80],
    [33, 160],
    [-1, 80],
  ] as const;
  expect(half.map(([num, den]) => percent({ num, den }, "zh"))).toEqual(["79.3%", "1.3%", "20.6%", "-1.3%"]);
  expect(percent({ num: 0, den: 0 }, "en")).toBeNull();
  // Less than is shown is nothing, and nothing has no sign.
  expect(percent({ num: -4, den: 10_000 }, "en")).toBe("0.0%");
  expect(percent({ num: -6, den: 10_000 }, "zh")).toBe("-0.1%");
  expect(percent(null, "en")).toBeNull();
});

test("a day is the day written, in every zone", () => {
  expect(day("2006-12-31", "en")).toBe("Dec 31, 2006");
  expect(day("2006-12-31", "zh")).toBe("2006年12月31日");
});

test("sizes", () => {
  expect(bytes(999, "en")).toBe("999 B");
  expect(bytes(87_400_000, "en")).toBe("87.4 MB");
});
