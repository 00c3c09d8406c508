import { beforeEach, expect, test } from "vitest";
import { outcome, params } from "./outcome.fixture.ts";
import { locale } from "../../i18n/locale.ts";
import { answer, definition, doubts, scoreLines } from "./answer.ts";

beforeEach(() => locale.set("en"));

const dimension = (name: string) => {
  const d = outcome.dimensions.find((one) => one.name === name);
  if (!d) throw new Error(name);
  return d;
};

test("the answer names the top class and the one at risk", () => {
  expect(answer(outcome)).toContain("4 “Important value” customers (40.0%) bring in 40.0%");
  locale.set("zh");
  expect(answer(outcome)).toBe(
    "10 位客户里，4 位重要价值客户（40.0%）带来 40.0% 的收入；6 位一般挽留客户（60.0%）有流失风险，带来 60.0%。",
  );
});

test("without positive revenue the answer speaks of customers only", () => {
  const rows = outcome.classes.rows.map((row) => ({ ...row, revenue_share: null }));
  expect(answer({ ...outcome, classes: { ...outcome.classes, rows } })).not.toContain("revenue");
});

test("a class that nobody is in is not counted out loud", () => {
  const rows = outcome.classes.rows.map((row) => ({ ...row, customers: 0 }));
  expect(answer({ ...outcome, classes: { ...outcome.classes, rows } })).toBe(
    "Of 10 customers, none is “Important value”; none is “General to win back”.",
  );
  locale.set("zh");
  expect(answer({ ...outcome, classes: { ...outcome.classes, rows } })).toBe(
    "10 位客户里，没有重要价值客户；没有一般挽留客户。",
  );
});

test("unused scores come from ties, but with fixed cut points from the cut points", () => {
  const about = (method: "quantile" | "fixed") =>
    doubts(outcome, { ...params, method }).find((text) => text.includes("uses only"));
  expect(about("quantile")).toContain("equal values get equal scores");
  expect(about("fixed")).toContain("fixed cut points");
  expect(about("fixed")).not.toContain("equal values");
});

test("days and counts have closed ranges, amounts half-open ones", () => {
  expect(scoreLines(dimension("recency")).map((l) => l.range)).toEqual(["10 days or less", "11 days or more"]);
  expect(scoreLines(dimension("monetary")).map((l) => l.range)).toEqual(["99.5 or more", "under 99.5"]);
});

test("a score that nobody has is said", () => {
  expect(scoreLines(dimension("frequency")).map((l) => l.range)).toEqual(["no customer has this score", "1 order"]);
});

test("a cut between whole numbers moves to the next one", () => {
  const lines = scoreLines({ ...dimension("frequency"), cuts: [2.5], score_counts: [3, 7] });
  expect(lines.map((l) => l.range)).toEqual(["3 orders or more", "2 orders or less"]);
});

test("doubts: splits that disagree, unused scores, customers left out", () => {
  expect(doubts(outcome, params)).toHaveLength(3);
});

test("the definition carries date, n and rules", () => {
  const text = definition(outcome, params, "scores");
  for (const part of ["Feb 1, 2024", "n = 10", "all history, 31 days", "equal values get equal scores"]) {
    expect(text).toContain(part);
  }
});
