import { beforeEach, expect, test } from "vitest";
import golden from "../../../../tests/golden/activity/purchase_days_stand_in/expected.json";
import { look } from "../../charts/look.fixture.ts";
import { data } from "../../charts/option.fixture.ts";
import type { ActivityOutcome, ActivityParams } from "../../engine/types.ts";
import { locale } from "../../i18n/locale.ts";
import { activity } from "./view.ts";

const outcome = golden.result.outcome as unknown as ActivityOutcome;
const params: Record<string, unknown> = { ...(golden.result.params as ActivityParams) };

beforeEach(() => locale.set("en"));

const figure = (id: string, shown = {}) => {
  const found = activity.figures(outcome, params, shown).find((one) => one.id === id);
  if (!found) throw new Error(id);
  return found;
};

test("the answer counts the classes in both languages", () => {
  expect(activity.answer(outcome, params)).toBe(
    "Of 8 customers, 1 is active (12.5%), 2 silent (25.0%) and 3 lost (37.5%).",
  );
  locale.set("zh");
  expect(activity.answer(outcome, params)).toBe(
    "8 位客户中，1 位活跃（12.5%），2 位沉默（25.0%），3 位流失（37.5%）。",
  );
});

test("purchases that stand in for visits are said, and customers without a day", () => {
  const doubts = activity.doubts?.(outcome, params) ?? [];
  expect(doubts[0]).toContain("no table of events");
  expect(doubts[1]).toContain("1 customer has no day");
});

test("a bar opens its class, and the definition holds the thresholds", () => {
  const [first] = data(figure("classes").draw(look));
  expect(first).toMatchObject({ value: 3, pick: { grouping: "class", group: "lost" } });
  expect(figure("classes").note).toContain("no visit in the last 90 days");
  expect(figure("classes").summary).toContain("25.0%");
});

test("days since the last visit are told from both thresholds", () => {
  expect(figure("recency").summary).toBe("3 came in the last 30 days, 3 not for more than 90 days; 0 never came.");
});

test("a threshold that moves names its present value, and months are told from weeks", () => {
  const table = figure("moves", { moves: "silent_days" }).table;
  expect(table.rows.map((row) => row[0]?.text)).toContain("● 30");
  expect(figure("trend", { trend: "months" }).summary).toBe(
    "The last complete period, 2024-04, has 1; the one before has 2.",
  );
});

test("where nobody meets a rule, nobody is counted as active, silent or lost", () => {
  const regular = outcome.classes.map((row) => ({ ...row, customers: row.code === "regular" ? outcome.known : 0 }));
  const said = activity.answer({ ...outcome, classes: regular }, params);
  expect(said).toBe("8 customers meet no rule of active, silent or lost and count as regular.");
  locale.set("zh");
  expect(activity.answer({ ...outcome, classes: regular }, params)).not.toContain("0 位");
});
