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
  expect(abc.answer(outcome, given)).toBe("10 个客户里，A 类 2 个（20.0%）带来 80.0% 的收入；基尼系数 0.66。");
});

test("a part of a column opens its class, of products none", () => {
  const pick = { grouping: "class", group: "A" };
  expect(data(figure("shares").draw(look))).toMatchObject([
    { value: 0.2, pick },
    { value: 0.8, pick },
  ]);
  const products = abc.figures(outcome, { ...given, of: "products" }, {})[0];
  expect(products && data(products.draw(look))[0]?.pick).toBeUndefined();
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
  expect(data(figure("curve", { curve: "lorenz" }).draw(look)).map((d) => d.value)).toEqual(outcome.lorenz);
});

test("a cell of ABC and RFM opens those who are in both", () => {
  const [cell] = data(figure("rfm").draw(look));
  expect(cell).toMatchObject({
    value: [0, 0, 2],
    pick: [
      { grouping: "class", group: "A" },
      { grouping: "rfm", group: "111" },
    ],
  });
});

test("those without revenue are said", () => {
  expect(abc.doubts?.(outcome, given)).toEqual([
    "3 further customers have a revenue of zero or below (-50 in all) and are not in the curve.",
  ]);
  expect(abc.doubts?.({ ...outcome, left_out: 0 }, given)).toEqual([]);
});
