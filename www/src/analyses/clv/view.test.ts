import { beforeEach, expect, test } from "vitest";
import cdnow from "../../../../tests/golden/clv/cdnow_part/expected.json";
import none from "../../../../tests/golden/clv/no_amounts/expected.json";
import once from "../../../../tests/golden/clv/one_order_each/expected.json";
import stay from "../../../../tests/golden/clv/nobody_leaves/expected.json";
import { look } from "../../charts/look.fixture.ts";
import { data, series } from "../../charts/option.fixture.ts";
import { shareable } from "../../charts/shareable.ts";
import { locale } from "../../i18n/locale.ts";
import { spread } from "./figures.ts";
import type { ClvOutcome, ClvParams } from "../../engine/types.ts";
import { clv } from "./view.ts";

beforeEach(() => locale.set("en"));

interface Case {
  params: Record<string, unknown> & ClvParams;
  outcome: ClvOutcome;
}

// What the engine answers in the golden cases.
const of = (file: { result: unknown }): Case => file.result as Case;
const [full, leaves, plain] = [of(cdnow), of(stay), of(none)];

const figure = (id: string, shown = {}, { outcome, params }: Case = full) => {
  const found = clv.figures(outcome, params, shown).find((one) => one.id === id);
  if (!found) throw new Error(id);
  return found;
};

test("the answer says what is expected and from how few half of it comes", () => {
  expect(clv.answer(full.outcome, full.params)).toBe(
    "In the 12 months after Sep 30, 1997, 240 customers are expected to bring a value of 8,683; the best 24 (10.0%) make up 66.1% of it.",
  );
  locale.set("zh");
  expect(clv.answer(full.outcome, full.params)).toBe(
    "1997年9月30日之后的 12 个月里，240 位客户预计共带来 8,683 的价值；其中价值最高的 24 位（10.0%）占 66.1%。",
  );
});

test("without amounts the answer is of purchases, and no value is drawn", () => {
  expect(clv.answer(plain.outcome, plain.params)).toContain("expected to buy 0 more times");
  expect(clv.figures(plain.outcome, plain.params, {}).map(({ id }) => id)).toEqual([
    "alive",
    "holdout",
    "historical",
    "frequencies",
  ]);
  locale.set("zh");
  expect(clv.answer(plain.outcome, plain.params)).toContain("14 位客户预计再买 0 次");
  expect(clv.kpis(plain.outcome, plain.params).map(({ name }) => name)).toEqual([
    "平均存活概率",
    "12 个月预期购买",
    "模型里的客户",
  ]);
});

test("where too few buy again the value to date stands alone", () => {
  const { outcome, params } = of(once);
  expect(clv.answer(outcome, params)).toBe(
    "So far 3 customers brought a net amount of 42; there are too few repeat customers to forecast the value to come.",
  );
  expect(clv.doubts?.(outcome, params)[0]).toBe(
    "A model of purchases needs at least 10 repeat customers and there are 1: below is the value to date alone.",
  );
  expect(clv.figures(outcome, params, {}).map(({ id }) => id)).toEqual(["historical"]);
  expect(clv.listings?.(outcome, params, {}, 5)).toEqual([]);
});

test("doubts: drop-out, hold-out, amounts, one-time buyers", () => {
  const said = ({ outcome, params }: Case) => clv.doubts?.(outcome, params) ?? [];
  expect(said(full)).toEqual([
    "146 customers (60.8%) have no repeat purchase above 0 and carry the population mean of 32.43; their value reflects numbers and times of purchases only.",
  ]);
  expect(said(leaves)[0]).toContain("No drop-out can be detected");
  expect(said(leaves)[1]).toContain("The purchases span 182 days and the forecast 12 months");
  expect(said(leaves).at(-1)).toContain("1 customer has no purchase");
  expect(said(plain)).toHaveLength(3);
  const { model } = full.outcome;
  if (!model?.spend) throw new Error("no amounts");
  const correlated = { ...full.outcome, model: { ...model, spend: { ...model.spend, correlation: -0.42 } } };
  expect(said({ ...full, outcome: correlated })[0]).toContain("(-0.42, beyond ±0.3)");
  const stopped = {
    ...full.outcome,
    model: { ...model, fit: { ...model.fit, status: "not_converged" as const } },
  };
  locale.set("zh");
  expect(said({ ...full, outcome: stopped })[0]).toContain("没有到达最大值");
});

test("a decile opens its customers, and empty ones are left out", () => {
  const deciles = figure("deciles");
  expect(data(deciles.draw(look))[0]).toMatchObject({ pick: { grouping: "value_decile", group: "1" } });
  expect(deciles.table.rows.at(-1)?.[1]?.raw).toBe(240);
  expect(deciles.table.rows[0]?.[3]?.text).toBe("66.1%");
  expect(data(figure("deciles", {}, leaves).draw(look))).toHaveLength(1);
  expect(clv.group?.("value_decile", "3")).toBe("Decile 3");
  expect(clv.group?.("alive", "0_20")).toBe(null);
});

test("a band of P(alive) opens the fifth that it lies in, and says so", () => {
  const bins = data(figure("alive").draw(look));
  expect(bins).toHaveLength(10);
  expect(bins[3]).toMatchObject({ pick: { grouping: "alive", group: "20_40" } });
  expect(bins[3]?.tooltip?.formatter).toContain("20%–40%");
  const shown = shareable(figure("alive").table, 5).rows[0];
  expect(shown?.[1]?.text).toBe("<5");
});

test("the hold-out is told over time and by repeat purchases", () => {
  const track = figure("holdout");
  expect(track.summary).toBe(
    "In days that the model did not see, 218 repeat purchases were expected and 188 made: the forecast is 16.0% too high.",
  );
  const [actual, expected, mark] = series(track.draw(look));
  expect(actual?.data).toHaveLength(78);
  expect(expected?.lineStyle?.type).toBe("dashed");
  expect(mark?.markLine?.data).toMatchObject([{ name: "Held out" }]);
  const rows = figure("holdout", { holdout: "repeats" }).table.rows;
  expect(rows.at(-2)?.[0]?.text).toBe("7 or more");
  expect(
    rows
      .at(-1)
      ?.slice(1, 3)
      .map(({ raw }) => raw),
  ).toEqual([240, 188]);
});

test("curves of cohorts end where the data do", () => {
  const cohort = (period: string, value: (number | null)[]) => ({ period, customers: 9, net: 90, value });
  const historical = {
    months: 1,
    customers: 18,
    net: 180,
    cohorts: [cohort("2024-01", [5, 8, null]), cohort("2024-02", [4, null])],
    curve: [
      { age: 0, customers: 18, buyers: 18, value: 4.5 },
      { age: 1, customers: 9, buyers: 4, value: 7.5 },
    ],
  };
  const drawn = figure("historical", {}, { ...full, outcome: { ...full.outcome, historical } });
  expect(series(drawn.draw(look)).map((one) => one.data.map(({ value }) => value))).toEqual([
    [4.5, 7.5],
    [5, 8],
  ]);
  expect(drawn.table.rows[1]?.map(({ text }) => text)).toEqual(["2024-02", "9", "90", "4", ""]);
  expect(drawn.summary).toBe(
    "A customer brings 4.5 in the period of the first purchase on average, and 7.5 in all 1 month later.",
  );
  locale.set("zh");
  expect(figure("historical").summary).toContain("17 个月后累计");
});

test("of many cohorts some are drawn, from the first to the last", () => {
  expect(spread([1, 2, 3], 6)).toEqual([1, 2, 3]);
  expect(spread([1, 2, 3, 4, 5, 6, 7, 8, 9], 5)).toEqual([1, 3, 5, 7, 9]);
});

test("parameters stand beside their errors, the model beside NBD", () => {
  const [parameters, likelihood] = clv.listings?.(full.outcome, full.params, {}, 5) ?? [];
  expect(parameters?.table.rows[0]?.slice(0, 5).map(({ text }) => text)).toEqual([
    "r",
    "BG/NBD",
    "0.2111",
    "0.0324",
    "0.1611 to 0.2707",
  ]);
  expect(parameters?.table.rows).toHaveLength(9);
  expect(parameters?.note).toContain("correlation of 0.002");
  expect(likelihood?.table.rows[0]?.map(({ text }) => text)).toEqual(["BG/NBD", "4", "-1,101.67", "18.95"]);
  const [untold] = clv.listings?.(leaves.outcome, leaves.params, {}, 5) ?? [];
  expect(untold?.table.rows[0]?.[2]?.text).toBe("–");
  expect(clv.listings?.(leaves.outcome, leaves.params, {}, 5)[1]?.table.rows[0]?.[3]?.text).toBe("0");
});

test("every figure has words and a table in both languages", () => {
  for (const lang of ["zh", "en"] as const) {
    locale.set(lang);
    for (const one of [full, leaves, plain]) {
      for (const { heading, subtitle, summary, note, table, draw } of clv.figures(one.outcome, one.params, {})) {
        for (const said of [heading, subtitle, summary, note]) expect(said).toMatch(/\S/);
        expect([heading, subtitle, summary, note].join()).not.toMatch(/NaN|undefined|Infinity/);
        expect(table.rows.every((row) => row.length === table.columns.length)).toBe(true);
        expect(table.columns.some(({ people }) => people) || table.rows.some((row) => row.some((c) => c.people))).toBe(
          true,
        );
        draw(look);
      }
    }
  }
});

test("a model that detects no drop-out claims nobody active", () => {
  const alive = { ...full.outcome.model?.alive, mean: 0.99999, interval: { low: 0.9999, high: 1 } };
  const outcome = { ...full.outcome, model: { ...full.outcome.model, alive } } as ClvOutcome;
  const said = (of: ClvOutcome) => {
    const kpi = clv.kpis?.(of, full.params).find(({ name }) => name === "Mean P(alive)");
    return [kpi?.value, kpi?.changes?.[0]?.words, figure("alive", {}, { outcome: of, params: full.params }).summary];
  };
  const [value, words, summary] = said(outcome);
  expect([value, words]).toEqual(["–", "no drop-out detected"]);
  expect(summary).toContain("detects nobody leaving");
  expect(JSON.stringify(said(outcome))).not.toContain("100.0%");
  expect(said(full.outcome)[0]).toMatch(/^\d+\.\d%$/);
});
