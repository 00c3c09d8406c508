import { beforeEach, expect, test } from "vitest";
import type { ClusterOutcome, ClusterParams } from "../../engine/types.ts";
import { locale } from "../../i18n/locale.ts";
import type { ChoiceSetting, SeveralSetting } from "../definition.ts";
import { cluster } from "./view.ts";

beforeEach(() => locale.set("en"));

/** Customers by three features of four, of two tables. */
const outcome = {
  points: { unit: "customer", table: null, used: { num: 90, den: 100 } },
  features: [{ name: "recency" }, { name: "frequency" }, { name: "monetary" }],
  available: {
    customers: ["recency", "frequency", "monetary", "age"],
    tables: [
      { table: 1, columns: ["age"] },
      { table: 2, columns: ["price", "age"] },
    ],
  },
} as unknown as ClusterOutcome;
const ofRows = { ...outcome, points: { unit: "row", table: 2, used: { num: 9, den: 9 } } } as unknown as ClusterOutcome;

const setting = <S>(label: string): S => cluster.settings.find((one) => one.label === label) as S;
const features = setting<SeveralSetting<ClusterParams>>("cluster.features");
const subject = setting<ChoiceSetting<ClusterParams>>("cluster.of");
const params = { features: null } as ClusterParams;

test("the features in use are ticked, whoever chose them", () => {
  expect(features.read?.(params, outcome)).toEqual(["recency", "frequency", "monetary"]);
  expect(features.read?.({ ...params, features: ["age"] }, outcome)).toEqual(["age"]);
  expect(features.choices(params, outcome).map(({ value }) => value)).toEqual(outcome.available.customers);
  expect(features.choices(params, ofRows).map(({ value }) => value)).toEqual(["price", "age"]);
});

test("rows of a table are clustered by its columns; one that adds nothing to the customers is not offered", () => {
  expect(subject.choices(params, outcome)).toEqual([
    { value: 0, words: "Customers" },
    { value: 2, words: "Rows of table 2" },
  ]);
  expect([subject.read?.(params, outcome), subject.read?.(params, ofRows)]).toEqual([0, 2]);
  expect(subject.write?.(2, params, outcome)).toEqual({ features: ["price", "age"] });
  expect(subject.write?.(0, params, ofRows)).toEqual({ features: null });
});
