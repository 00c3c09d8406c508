import { beforeEach, expect, test } from "vitest";
import golden from "../../../../tests/golden/funnel/views_to_repeat_orders/expected.json";
import { look } from "../../charts/look.fixture.ts";
import { data } from "../../charts/option.fixture.ts";
import type { FunnelOutcome, FunnelParams } from "../../engine/types.ts";
import { locale } from "../../i18n/locale.ts";
import { funnel } from "./view.ts";
import { stepName, time } from "./words.ts";

const outcome = golden.result.outcome as unknown as FunnelOutcome;
const params = golden.result.params as unknown as FunnelParams;
const loose: Record<string, unknown> = { ...params };

beforeEach(() => locale.set("en"));

const figure = (id: string, shown = {}) => {
  const found = funnel.figures(outcome, loose, shown).find((one) => one.id === id);
  if (!found) throw new Error(id);
  return found;
};

const setting = (label: string) => {
  const found = funnel.settings.find((one) => one.label === label);
  if (!found) throw new Error(label);
  return found;
};

test("the answer names the rate, its interval and the greatest loss", () => {
  const { num, den } = outcome.conversion;
  const said = funnel.answer(outcome, loose);
  expect(said).toContain(`${den} customers enter and ${num} reach “repeat order (2nd or later)”`);
  expect(said).toContain("95% interval");
  locale.set("zh");
  expect(funnel.answer(outcome, loose)).toContain("复购（第 2 单及以后）");
  expect(funnel.answer({ ...outcome, entered: 0 }, loose)).toContain("没有客户进入漏斗");
});

test("a bar opens all who reach the step, and the last column those who stop at it", () => {
  const drawn = data(figure("steps").draw(look));
  expect(drawn).toHaveLength(4);
  expect(drawn[2]).toMatchObject({
    pick: [
      { grouping: "step", group: "step_3" },
      { grouping: "step", group: "step_4" },
    ],
  });
  const row = figure("steps").table.rows[1];
  expect(row?.[0]).toMatchObject({ text: "2. 加购" });
  expect(row?.at(-1)).toMatchObject({ raw: outcome.steps[1]?.deepest, pick: { grouping: "step", group: "step_2" } });
});

test("the definition is the one in force", () => {
  expect(figure("steps").note).toContain("Window: 30 days from the entry, its end included.");
  const held = funnel.figures(outcome, { ...loose, hold: "product", increasing: true }, {})[0];
  expect(held?.note).toContain("“product” is the same through all steps");
  expect(held?.note).toContain("Times have to grow");
});

test("periods whose window is not over are dashed and said", () => {
  const { rows } = outcome.trend;
  expect(figure("trend").table.rows).toHaveLength(rows.length);
  const open = { ...outcome, trend: { ...outcome.trend, rows: rows.map((row) => ({ ...row, mature: false })) } };
  expect(funnel.figures(open, loose, {}).find((one) => one.id === "trend")?.summary).toContain("For no period");
  expect(funnel.doubts?.({ ...outcome, immature: 3 }, loose)[0]).toContain("may still convert");
  const none = { ...outcome, immature: 3, mature_conversion: { num: 0, den: 0 } };
  expect(funnel.doubts?.(none, loose)[0]).toContain("The windows of all");
});

test("those lost, what they do next and the other modes stand in tables", () => {
  const tables = funnel.listings?.(outcome, loose, {}, 5).map((one) => one.table.caption);
  expect(tables).toEqual([
    "What sets those lost apart",
    "Next event after the drop",
    "The same customers in other modes",
  ]);
  const modes = funnel.listings?.(outcome, loose, {}, 5)[2]?.table.rows.map((row) => row[0]?.text);
  expect(modes).toEqual([
    "Any order",
    "In order (deepest attempt)",
    "In order (first attempt)",
    "Strictly one after the other",
  ]);
});

test("a step is changed, added behind the last and taken away with those behind it", () => {
  const second = setting("funnel.set.step2");
  if (second.kind !== "choice") throw new Error(second.kind);
  const choices = second.choices(loose, outcome);
  const service = choices.find((one) => one.words === "客服");
  const written = second.write?.(service?.value, loose, outcome) as { steps: FunnelParams["steps"] } | undefined;
  expect(written?.steps.map(stepName)).toEqual(["浏览", "客服", "下单", "repeat order (2nd or later)"]);
  expect(second.write?.(null, loose, outcome)).toEqual({ steps: params.steps.slice(0, 1) });
  expect(setting("funnel.set.step5").applies?.(loose, outcome)).toBe(true);
  expect(setting("funnel.set.step6").applies?.(loose, outcome)).toBe(false);
});

test("times are said in the unit that fits", () => {
  expect([time(1), time(90 * 60), time(36 * 3600), time(7 * 86400)]).toEqual([
    "1 second",
    "90 minutes",
    "36 hours",
    "7 days",
  ]);
});

test("a day on which a step failed is said first and stands in a table of its own", () => {
  const rate = { num: 4, den: 16 };
  const usual = { num: 90, den: 96 };
  const failed = { ...outcome, falls: [{ day: "2025-10-21", step: 2, rate, usual, p: 1e-9, q: 1e-7 }] };
  expect(funnel.doubts?.(failed, loose).join(" ")).toContain("“浏览 → 加购” has 25.0%, usually 93.8%");
  const [first] = funnel.listings?.(failed, loose, {}, 5) ?? [];
  expect(first?.table.rows[0]?.map((cell) => cell.text).slice(1, 5)).toEqual(["浏览 → 加购", "16", "25.0%", "93.8%"]);
  expect(funnel.doubts?.({ ...outcome, falls: [] }, loose).join(" ")).not.toContain("failed");
});
