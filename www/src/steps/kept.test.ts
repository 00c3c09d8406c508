import { expect, test } from "vitest";
import { keep } from "./kept.ts";

const column = (name: string, field: string | null = null) => ({ name, field });

test("a column whose name stayed keeps its field, the others get the new guess", () => {
  const before = {
    columns: [column("客户", "user_id"), column("金额"), column("备注", "amount")],
    chosen: new Set([2]),
  };
  const after = [column("客户", "user_id"), column("金额", "amount"), column("日期", "order_time"), column("备注")];
  expect(keep(before, after)).toEqual({ mapping: ["user_id", null, "order_time", "amount"], chosen: new Set([3]) });
});

test("a column that was left unused by hand stays unused, one that nobody looked at is guessed anew", () => {
  const before = { columns: [column("a"), column("b")], chosen: new Set([0]) };
  expect(keep(before, [column("a", "user_id"), column("b", "amount")]).mapping).toEqual([null, "amount"]);
});

test("names that are all new keep nothing", () => {
  const before = { columns: [column("¿Í»§", "user_id")], chosen: new Set([0]) };
  expect(keep(before, [column("客户", "user_id")])).toEqual({ mapping: ["user_id"], chosen: new Set() });
});
