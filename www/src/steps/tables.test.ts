import { expect, test } from "vitest";
import type { Inspect } from "../engine/api.ts";
import type { FieldInfo } from "../engine/types.ts";
import { grouped, isOrders, isReady, lacking, lacksOrders, opening } from "./tables.ts";

const field = (code: string, kinds: FieldInfo["kinds"]): FieldInfo => ({
  field: code,
  zh: code,
  en: code,
  required: false,
  kinds,
});

const inspect = (kinds: string[], mapped: boolean, missing: string[] = []): Inspect =>
  ({
    files: kinds.map((kind) => ({ kind, missing })),
    required: [
      { field: "user_id", mapped: true },
      { field: "order_time", mapped },
    ],
  }) as unknown as Inspect;

function first(given: Inspect, place = 0): Inspect["files"][number] {
  const file = given.files[place];
  if (!file) throw new Error("no table");
  return file;
}

test("the fields of a kind come first, each field once", () => {
  const fields = [
    field("user_id", ["orders", "customers"]),
    field("amount", ["orders"]),
    field("gender", ["customers"]),
  ];
  const { own, others } = grouped(fields, "customers");
  expect(own.map((f) => f.field)).toEqual(["user_id", "gender"]);
  expect(others.map((f) => f.field)).toEqual(["amount"]);
  expect(grouped(fields, "unknown").own).toEqual([]);
  expect(grouped(fields, "unknown").others).toHaveLength(3);
});

test("a lone table of no kind lacks what orders need; beside others it lacks nothing", () => {
  const alone = inspect(["unknown"], false);
  expect(lacking(first(alone), alone)).toEqual(["order_time"]);
  const beside = inspect(["unknown", "orders"], false, ["amount"]);
  expect(lacking(first(beside), beside)).toEqual([]);
  // What is mapped to a column of another kind is lacking, too.
  expect(lacking(first(beside, 1), beside)).toEqual(["amount", "order_time"]);
  expect(isOrders(first(alone), alone)).toBe(true);
  expect(isOrders(first(beside), beside)).toBe(false);
});

test("that orders are needed is said where no table is one of them", () => {
  expect(lacksOrders(inspect(["customers", "events"], false))).toBe(true);
  expect(lacksOrders(inspect(["customers", "orders"], false))).toBe(false);
  expect(lacksOrders(inspect(["unknown"], false))).toBe(false);
  expect(lacksOrders(inspect(["customers"], true))).toBe(false);
});

test("tables without orders are analysed as far as they go", () => {
  const events = inspect(["customers", "events"], false);
  expect([isReady(events), opening(events)]).toEqual([true, "activity"]);
  const customers = inspect(["customers"], false);
  expect([isReady(customers), opening(customers)]).toEqual([true, "describe"]);
  expect(isReady(inspect(["customers"], false, ["user_id"]))).toBe(false);
  expect(isReady(inspect(["orders"], false, ["amount"]))).toBe(false);
  const orders = inspect(["orders"], true);
  expect([isReady(orders), opening(orders)]).toEqual([true, "rfm"]);
});

test("a table of no kind is analysed when it has numbers that no field is for", () => {
  const column = (type: string, mapped: string | null = null) => ({ type, field: mapped });
  const unknown = (columns: object[]): Inspect => {
    const given = inspect(["unknown"], false);
    return { ...given, files: [{ ...first(given), columns }] } as unknown as Inspect;
  };
  expect(isReady(unknown([column("number"), column("number"), column("text")]))).toBe(true);
  expect(isReady(unknown([column("number"), column("money", "amount")]))).toBe(false);
});
