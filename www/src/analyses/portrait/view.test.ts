import { beforeEach, expect, test } from "vitest";
import { look } from "../../charts/look.fixture.ts";
import { data } from "../../charts/option.fixture.ts";
import { tsv } from "../../charts/table.ts";
import { locale } from "../../i18n/locale.ts";
import { outcome, params } from "./outcome.fixture.ts";
import { portrait } from "./view.ts";

beforeEach(() => locale.set("en"));

const given = { ...params };
const figure = (id: string, shown = {}) => {
  const found = portrait.figures(outcome, given, shown).find((one) => one.id === id);
  if (!found) throw new Error(id);
  return found;
};

test("the answer is a sentence on the group that differs most, in both languages", () => {
  expect(portrait.answer(outcome, given)).toBe(
    "1-30 days differs most from the other groups: Age far lower, Content yes clearly more often.",
  );
  locale.set("zh");
  expect(portrait.answer(outcome, given)).toBe("1-30 天与其他群体差别最大：年龄小得多，Content 为 yes 的明显更多。");
});

test("without any difference that is said", () => {
  const groups = outcome.groups.map((group) => ({ ...group, marks: [], sentence: [] }));
  expect(portrait.answer({ ...outcome, groups }, given)).toBe(
    "Between the 3 groups by Since last purchase no difference can be relied on.",
  );
});

test("a shape of the radar opens its customers; small groups have none", () => {
  const shapes = data(figure("radar").draw(look));
  expect(shapes.map(({ value, pick }) => [value, pick])).toEqual([
    [[70, 60, 30], { grouping: "recency_band", group: "1-30" }],
    [[70, 60, 30], { grouping: "recency_band", group: "31-90" }],
  ]);
});

test("differences stand to the side that they point to, those of the rule are marked", () => {
  expect(data(figure("marks").draw(look)).map(({ value }) => value)).toEqual([-2, -1.2, 0.6]);
  const rows = figure("marks").table.rows.map((row) => row.map(({ text }) => text));
  expect(rows[1]).toEqual(["Age", "30", "45", "d -1.2", "-1.5 – -0.9", "< 0.001"]);
  expect(rows[2]?.slice(0, 4)).toEqual(["Content: yes", "80.0%", "55.0%", "1.45×"]);
  expect(figure("marks", { group: "31-90" }).summary).toBe("Nothing that can be relied on.");
});

test("groups of three have neither sentence nor typical customer, and leave no table", () => {
  const [sentences, typical] = portrait.listings?.(outcome, given, {}, 5) ?? [];
  expect(sentences?.table.rows[2]?.map(({ text }) => text)[3]).toBe("Too few for a portrait.");
  expect(typical?.table.rows[0]?.map(({ text }) => text)).toEqual([
    "Everybody (in the filter)",
    "210",
    "40",
    "2",
    "38",
    "–",
  ]);
  expect(typical?.table.rows[3]?.slice(2).every(({ raw }) => raw === null)).toBe(true);
  expect(sentences && tsv(sentences.table, 5)).toContain("<5");
  expect(portrait.doubts?.(outcome, given)).toEqual([
    "1 group has fewer than 5 customers: only counted.",
    "7 customers are in none of the groups and in no comparison.",
  ]);
});

test("a difference that nothing can be divided by stands first, in words and as the longest bar", () => {
  const [first, ...rest] = outcome.groups;
  const young = first?.marks.find(({ name }) => name === "age");
  if (!first || !young?.number) throw new Error("no mark");
  const number = { ...young.number, state: "no_spread" as const, d: null, interval: null };
  const marks = [{ ...young, strength: null, number }, ...first.marks.filter((mark) => mark !== young)];
  // The group without bound is the one that is shown.
  const groups = [...rest, { ...first, marks }];
  const shown = portrait.figures({ ...outcome, groups }, given, {}).find(({ id }) => id === "marks");
  if (!shown) throw new Error("no figure");
  expect(data(shown.draw(look)).map(({ value }) => value)).toEqual([-2, -2, 0.6]);
  expect(shown.table.rows[0]?.map(({ text }) => text)).toEqual(["Age", "30", "45", "d not defined", "–", "< 0.001"]);
});

test("a typical customer that would be somebody and columns without room are said", () => {
  const groups = outcome.groups.map((group, at) =>
    at === 0 ? { ...group, exemplar: null, exemplar_withheld: true } : group,
  );
  expect(portrait.doubts?.({ ...outcome, groups, columns_left_out: 2, outside: 0 }, given)).toEqual([
    "1 group has fewer than 5 customers: only counted.",
    "1 typical customer is withheld: somebody has just these values.",
    "2 columns are in no comparison: there is no room for them.",
  ]);
});
