import { beforeEach, expect, test } from "vitest";
import { look } from "../../charts/look.fixture.ts";
import { data } from "../../charts/option.fixture.ts";
import { tsv } from "../../charts/table.ts";
import { locale } from "../../i18n/locale.ts";
import { outcome, params } from "./outcome.fixture.ts";
import { segments } from "./view.ts";

beforeEach(() => locale.set("en"));

const given = { ...params };
const figure = (id: string, shown = {}) => {
  const found = segments.figures(outcome, given, shown).find((one) => one.id === id);
  if (!found) throw new Error(id);
  return found;
};

test("the answer names the group where the best customers are most concentrated", () => {
  expect(segments.answer(outcome, given)).toBe(
    "By Gender, high-value customers are most concentrated in Female: TGI 144 (95% interval 110–160).",
  );
  locale.set("zh");
  expect(segments.answer(outcome, given)).toBe("按性别看，高价值客户最集中在“女”：TGI 144（95% 区间 110–160）。");
  const bare = outcome.attributes.map((one) => ({ ...one, rows: one.rows.map((row) => ({ ...row, tgi: null })) }));
  expect(segments.answer({ ...outcome, attributes: bare }, given)).toBe("按性别看，“女”人数最多：62 位，占 59.6%。");
});

test("bars have whiskers and open their customers; small groups have none", () => {
  const drawn = data(figure("group").draw(look));
  expect(drawn.map(({ value, pick }) => [value, pick])).toEqual([
    [143.8, { grouping: "gender", group: "female" }],
    [37.1, { grouping: "gender", group: "male" }],
  ]);
  expect(figure("group").summary).toBe(
    "1 group lies above the whole and 1 below (interval without 100); 1 cannot be told from it.",
  );
});

test("another attribute is drawn when it is chosen, under its own header", () => {
  const other = figure("group", { attribute: "survey_1" });
  expect(other.heading).toBe("TGI by Content");
  expect(data(other.draw(look)).every(({ pick }) => pick === undefined)).toBe(true);
});

test("a cell opens those of both groups, the rest of the labels nobody", () => {
  const [cell, rest] = data(figure("cross").draw(look));
  expect(cell?.value).toEqual([0, 0, 137]);
  expect(rest?.pick).toBeUndefined();
  expect(figure("cross").summary).toBe(
    "The cell that stands out most is yes among Female: TGI 137. Rows and columns depend on each other (V = 0.41, p < 0.001).",
  );
});

test("no table that leaves tells of fewer than five", () => {
  for (const id of ["group", "cross", "affinity"]) {
    const cells = tsv(figure(id).table, 5).split(/[\t\n]/);
    expect(cells).not.toContain("3");
    expect(cells).not.toContain("2");
    expect(cells.includes("<5")).toBe(id !== "affinity");
  }
  expect(tsv(figure("affinity").table, 5).split("\n")[2]).toBe("Male\t\t");
});

test("affinity and doubts speak of what they mean", () => {
  expect(figure("affinity").summary).toBe("Male favours All others most: 75.0% of its spend, index 177.");
  expect(segments.doubts?.(outcome, given)).toEqual([
    "The data have no “Zodiac”; another attribute stands in its place.",
    "1 cell of the cross-table has fewer than 5 expected customers: take the test of independence as rough.",
  ]);
});

test("where no group can be told from the whole, the answer says so", () => {
  const [gender] = outcome.attributes;
  if (!gender) throw new Error("no attribute");
  const wide = (low: number, high: number) => {
    const rows = gender.rows.map((row) => ({ ...row, tgi: row.tgi && { ...row.tgi, interval: { low, high } } }));
    return { ...outcome, attributes: [{ ...gender, rows }] };
  };
  locale.set("zh");
  expect(segments.answer(wide(90, 160), given)).toBe(
    "按性别看，各组里高价值客户的占比分不出高低：TGI 最高的“女”为 144，95% 区间 90–160。",
  );
  const [figure] = segments.figures(wide(90, 160), given, {});
  expect(figure?.summary).toBe("3 组的 95% 区间都含 100，与总体分不出高低。");
  expect(segments.answer(wide(10, 90), given)).toContain("“男”里高价值客户偏少");
});

test("a column without a field has its header in lists of customers", () => {
  expect(segments.grouping?.("survey_1", outcome)).toBe("Content");
  expect(segments.grouping?.("gender", outcome)).toBeNull();
});

test("what is made of each other is not tested, and columns without room are said", () => {
  const cross = outcome.cross && { ...outcome.cross, by_rule: true, test: null };
  const [shown] = segments.figures({ ...outcome, cross }, given, {}).filter(({ id }) => id === "cross");
  expect(shown?.summary).toBe(
    "The cell that stands out most is yes among Female: TGI 137. One is made of the other, so nothing is tested.",
  );
  expect(segments.doubts?.({ ...outcome, cross, missing: [], columns_left_out: 1 }, given)).toEqual([
    "1 column is no attribute: there is no room for it.",
  ]);
});
