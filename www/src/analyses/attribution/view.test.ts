import { beforeEach, expect, test } from "vitest";
import { look } from "../../charts/look.fixture.ts";
import { data } from "../../charts/option.fixture.ts";
import { tsv } from "../../charts/table.ts";
import { locale } from "../../i18n/locale.ts";
import { outcome, params } from "./outcome.fixture.ts";
import { attribution } from "./view.ts";

beforeEach(() => locale.set("en"));

const given = { ...params };
const figure = (id: string, shown = {}) => {
  const found = attribution.figures(outcome, given, shown).find((one) => one.id === id);
  if (!found) throw new Error(id);
  return found;
};

test("the answer sets models side by side and says that they are not causal", () => {
  expect(attribution.answer(outcome, given)).toBe(
    "Of 100 conversions most begin with search (70.0%) and most end with Other channels (60.0%); models differ most about search (40.0%–70.0%). Attribution shares out by rules and is not causal.",
  );
  locale.set("zh");
  expect(attribution.answer(outcome, given)).toContain("归因是按规则分配，不是因果");
});

test("every model has its definition, and what has no touch is said", () => {
  expect(figure("models").note).toContain("half the weight for every 7 days");
  expect(figure("models").note).toContain("chain of order 1");
  expect(figure("models").note).toMatch(/Not causal\.$/);
  expect(attribution.doubts?.(outcome, given)).toContain(
    "7 conversions have no touch before them and are credited to no channel.",
  );
});

test("what models leave out is said", () => {
  const without = { ...outcome, timed: false, models: outcome.models.slice(0, 6) };
  expect(attribution.doubts?.(without, given).slice(-3)).toEqual([
    "There are many channels: the 39 least frequent are “Other channels”.",
    "With more than 12 channels Shapley values by rates cannot be exact and are left out; those by conversions can.",
    "The events have days only: all touches of a day come before its conversions.",
  ]);
});

test("cells are shares; those of first and last touch open their customers", () => {
  const cells = data(figure("models").draw(look));
  expect(cells).toHaveLength(14);
  expect(cells.slice(0, 3).map(({ value, pick }) => [value, pick])).toEqual([
    [[0, 0, 0.7], { grouping: "first_channel", group: "search" }],
    [[1, 0, 0.4], { grouping: "last_channel", group: "search" }],
    [[2, 0, 0.55], undefined],
  ]);
  // What is not listed is no group.
  expect(cells.slice(7).every(({ pick }) => pick === undefined)).toBe(true);
  expect(figure("models", { models: "conversions" }).table.rows[0]?.[1]?.raw).toBeCloseTo(70, 9);
  // Events have no value to share out.
  expect(figure("models").switches?.[0]?.options.map(({ value }) => value)).toEqual(["share", "conversions"]);
});

test("assists, lengths and ways", () => {
  expect(figure("part").summary).toBe("search assists most: 0.5 times for each time it is the last (ratio 0.5).");
  expect(figure("lengths").summary).toBe(
    "40.0% of the conversions have one touch; of journeys with more, 60.0% convert.",
  );
  expect(figure("lags").summary).toBe("30.0% of the conversions are less than a day from the first touch.");
  const [paths] = attribution.listings?.(outcome, given, {}, 5) ?? [];
  expect(paths?.table.rows[0]?.[0]?.text).toBe("search → Other channels");
  expect(paths?.note).toContain("47 conversions");
});

test("no table that leaves tells of fewer than five", () => {
  const [paths] = attribution.listings?.(outcome, given, {}, 5) ?? [];
  if (!paths) throw new Error("no ways");
  for (const text of [tsv(paths.table, 5), tsv(figure("lengths").table, 5)]) {
    const cells = text.split(/[\t\n]/).filter((cell) => cell !== "1" && cell !== "2" && cell !== "3");
    expect(cells).toContain("<5");
  }
  expect(tsv(paths.table, 5)).not.toContain("\t3\t");
});
