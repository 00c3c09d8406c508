import { beforeEach, expect, test } from "vitest";
import { look } from "../../charts/look.fixture.ts";
import { data } from "../../charts/option.fixture.ts";
import { locale } from "../../i18n/locale.ts";
import { fromTop } from "./figures.ts";
import { outcome, params } from "./outcome.fixture.ts";
import { abc } from "./view.ts";

beforeEach(() => locale.set("en"));

const given = { ...params };
const figure = (id: string, shown = {}) => {
  const found = abc.figures(outcome, given, shown).find((one) => one.id === id);
  if (!found) throw new Error(id);
  return found;
};

test("the answer says who brings in how much", () => {
  expect(abc.answer(outcome, given)).toBe(
    "Of 10 customers, 2 in class A (20.0%) bring in 80.0% of revenue; Gini 0.66.",
  );
  locale.set("zh");
  expect(abc.answer(outcome, given)).toBe("10 位客户里，A 类 2 位（20.0%）带来 80.0% 的收入；基尼系数 0.66。");
});

test("a part of a column opens its class, of products none", () => {
  const pick = { grouping: "class", group: "A" };
  expect(data(figure("shares").draw(look))).toMatchObject([
    { value: 0.2, pick },
    { value: 0.8, pick },
  ]);
  expect(data(figure("shares", { of: "products" }).draw(look))[0]?.pick).toBeUndefined();
});

test("only what the file tells of can be chosen", () => {
  const [of] = figure("shares").switches ?? [];
  expect(of?.options.map(({ value }) => value)).toEqual(["customers", "products"]);
  expect(figure("shares", { of: "categories" }).summary).toContain("customers");
});

test("the curve is told from either end", () => {
  expect(
    fromTop([
      [0, 0],
      [0.8, 0.2],
      [1, 1],
    ]).map(([x, y]) => [Number(x.toFixed(9)), y]),
  ).toEqual([
    [0, 0],
    [0.2, 0.8],
    [1, 1],
  ]);
  const ascending = data(figure("curve", { curve: "lorenz" }).draw(look)).map((d) => d.value);
  expect(ascending).toEqual([
    [0, 0],
    [0.5, 0.05],
    [0.8, 0.2],
    [1, 1],
  ]);
});

test("a cell of ABC and RFM opens those who are in both", () => {
  const [cell] = data(figure("rfm").draw(look));
  expect(cell).toMatchObject({
    value: [0, 0, 2],
    pick: [
      { grouping: "class", group: "A" },
      { grouping: "rfm_class", group: "111" },
    ],
  });
  expect(figure("rfm").subtitle).toContain("10");
});

test("lines without a label stand below the products", () => {
  const [, products] = abc.listings?.(outcome, given, {}, 5) ?? [];
  expect(products?.table.rows.map((row) => row.map((cell) => cell.text))).toEqual([
    ["P1", "Class A", "7", "9", "500", "50.0%", "50.0%"],
    ["No label", "–", "–", "4", "12", "–", "–"],
  ]);
});

test("those without revenue are said", () => {
  expect(abc.doubts?.(outcome, given)).toEqual([
    "3 further customers have a revenue of zero or below (-50 in all), in no class and not on the curve.",
  ]);
  const apart = { zero: 0, negative: 0, revenue: 0 };
  expect(abc.doubts?.({ ...outcome, customers: { ...outcome.customers, apart } }, given)).toEqual([]);
});
