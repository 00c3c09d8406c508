import { beforeEach, expect, test } from "vitest";
import { look } from "../../charts/look.fixture.ts";
import { data, series } from "../../charts/option.fixture.ts";
import { locale } from "../../i18n/locale.ts";
import { outcome, params } from "./outcome.fixture.ts";
import { basket } from "./view.ts";

beforeEach(() => locale.set("en"));

const given = { ...params };
const figure = (id: string, shown = {}, of = outcome) => {
  const found = basket.figures(of, given, shown).find((one) => one.id === id);
  if (!found) throw new Error(id);
  return found;
};

test("the answer is a sentence with its counts, in terms of what a basket is", () => {
  expect(basket.answer(outcome, given)).toBe(
    "463 rules in 9,835 orders; the strongest: 43.1% of the orders with herbs also have root vegetables (69/160), 3.96 times as often as on average.",
  );
  locale.set("zh");
  expect(basket.answer({ ...outcome, by: "customer" }, given)).toBe(
    "9,835 位客户里有 463 条规则，最强的一条：购买 herbs 的客户有 43.1% 同时购买 root vegetables（69/160），是平均的 3.96 倍。",
  );
  expect(basket.answer({ ...outcome, top: [], chosen: null }, given)).toContain("至少 60 次");
});

test("a search that was given up says how far it came and what fits", () => {
  const explosion = { support: 0.0001, least: 5, longest: 4, sets: 1_000_001, rules: 0 };
  expect(basket.doubts?.({ ...outcome, explosion }, { ...given, longest: 5 })).toEqual([
    "At a support of 0.01% (5 baskets) there are too many sets: 1,000,001 were found until the search was given up. Better: 0.6% (60 baskets), as shown below.",
    "No support leaves room for sets of 5 items; below they have 4 at most.",
    "Of 463 rules, 3 do not stand out at a false discovery rate of 5%.",
  ]);
  expect(basket.doubts?.({ ...outcome, significant: 463, by: "customer" }, given)).toEqual([
    "No order holds two different products, so customers are looked at instead.",
  ]);
});

test("the mark of the chosen rule opens those who bought the left side alone", () => {
  const [finds, others] = series(figure("scatter").draw(look));
  expect(finds?.data).toMatchObject([{ value: [69 / 9835, 69 / 160], pick: { grouping: "rule", group: "target" } }]);
  expect(others?.data[0]?.pick).toBeUndefined();
  expect(data(figure("people").draw(look))).toMatchObject([
    { value: 91, pick: { grouping: "rule", group: "target" } },
    { value: 69, pick: { grouping: "rule", group: "both" } },
  ]);
  expect(basket.customers?.(outcome)).toBe(160);
});

test("two items beside each other by lift or by share", () => {
  const lift = (69 * 9835) / (1072 * 160);
  expect(data(figure("matrix").draw(look)).map(({ value }) => value)).toEqual([
    [1, 0, lift],
    [0, 1, lift],
  ]);
  expect(data(figure("matrix", { matrix: "share" }).draw(look)).map(({ value }) => value)).toEqual([
    [1, 0, 69 / 1072],
    [0, 1, 69 / 160],
  ]);
});

test("the table has every measure, and words for what is no number", () => {
  const [sheet, rules] = basket.listings?.(outcome, given, {}, 5) ?? [];
  expect(sheet?.table.rows.map((row) => row[0]?.text)).toEqual([
    "43.1% of the orders with herbs also have root vegetables (69/160)",
  ]);
  expect(rules?.table.columns).toHaveLength(18);
  const [herbs, other] = rules?.table.rows.map((row) => row.map((cell) => cell.text)) ?? [];
  expect(herbs?.slice(0, 9)).toEqual([
    "herbs",
    "root vegetables",
    "69",
    "160",
    "1,072",
    "0.702%",
    "43.1%",
    "3.956",
    "3.27–4.66",
  ]);
  expect([herbs?.[15], other?.[10], other?.[13], other?.[15]]).toEqual(["6.17e-26", "∞", "–", "0.6"]);
});

test("a rule of few customers does not leave, whatever its baskets are", () => {
  const columns = (by: "order" | "customer") =>
    basket.listings?.({ ...outcome, by }, given, {}, 5)?.[1]?.table.columns.filter((column) => column.people).length;
  expect([columns("order"), columns("customer")]).toEqual([1, 1]);
});

test("percents in the form are shares in the settings", () => {
  const support = basket.settings.find((one) => one.key === "support");
  expect(support?.write?.(0.7, given, outcome)).toEqual({ support: 0.007 });
  expect(support?.read?.({ ...given, support: 0.007 }, outcome)).toBe(0.7);
  expect([support?.read?.(given, outcome), support?.write?.(null, given, outcome)]).toEqual([null, { support: null }]);
});
