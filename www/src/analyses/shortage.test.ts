import { beforeEach, expect, test } from "vitest";
import { locale } from "../i18n/locale.ts";
import { shortage } from "./shortage.ts";

beforeEach(() => locale.set("en"));

test("a shortage says the least that is needed", () => {
  const one = (value: number) => [{ code: "customers_with_purchase", value }];
  expect(shortage("rfm", { need: one(2), have: one(1) }, null)).toEqual([
    "Not enough data for RFM: at least 2 customers with a purchase needed, 1 customer with a purchase found.",
  ]);
  locale.set("zh");
  expect(shortage("rfm", { need: one(2), have: one(1) }, null)).toEqual([
    "数据不够做 RFM：至少需要 2 位有购买的客户，现有 1 位有购买的客户。",
  ]);
});

test("a field that is not there is named, and one that is there is not", () => {
  const field = (code: string, value: number) => ({ code: `field_${code}`, value });
  const lack = { need: [field("order_id", 1), field("amount", 1)], have: [field("order_id", 0), field("amount", 1)] };
  expect(shortage("rfm", lack, null)).toEqual(["RFM also needs: Order number."]);
});

test("a quantity that this build does not know is told by its code", () => {
  const [sentence] = shortage(
    "rfm",
    { need: [{ code: "moons", value: 3 }], have: [{ code: "moons", value: 0 }] },
    null,
  );
  expect(sentence).toContain("3 (moons)");
});

test("a portrait without anybody to compare with says so", () => {
  const groups = (value: number) => [{ code: "groups", value }];
  expect(shortage("portrait", { need: groups(2), have: groups(1) }, null)).toEqual([
    "The grouping and the filter leave 1 group, with no other to compare. Take part of the filter away, or choose another grouping in the settings.",
  ]);
});
