import { afterEach, describe, expect, test } from "vitest";
import type { CleaningEffect, CleaningReason, CleaningRule } from "../../engine/types.ts";
import { locale } from "../../i18n/locale.ts";
import { actionName, actionsOf, acts, agreement, does, found, reasons, ruleName } from "./sentences.ts";

afterEach(() => locale.set("zh"));

const effect = (change: Partial<CleaningEffect>): CleaningEffect => ({
  rule: "missing",
  column: 3,
  action: "by_share",
  on: true,
  found: 3,
  dropped: 0,
  changed: 3,
  missing: { num: 3, den: 100 },
  mean: null,
  outliers: null,
  reasons: [],
  ...change,
});

const RULES: CleaningRule[] = [
  "fill_down",
  "time_of_day",
  "monetary_unit",
  "total_rows",
  "no_user_id",
  "no_order_time",
  "no_amount",
  "void_orders",
  "no_sales",
  "return_rows",
  "unmade_refunds",
  "test_rows",
  "refunded_orders",
  "order_amount",
  "identical_rows",
  "same_key",
  "customer_day",
  "placeholder_id",
  "missing",
  "impossible",
  "outlier",
];
const REASONS: CleaningReason[] = [
  "column_gone",
  "column_kind",
  "own_key",
  "time_of_day",
  "may_repeat",
  "columns_left_out",
  "no_two_alike",
  "below_limit",
  "at_limit",
  "stays_missing",
  "never_filled",
  "absence_is_no",
  "added_up",
  "side_by_side",
  "beside_orders",
  "orders_themselves",
  "worth_of_lines",
  "equal_on_lines",
  "unreadable",
  "nothing_present",
  "too_few_for_sigma",
  "returns_left_out",
  "no_key",
];

describe("what a rule found and did", () => {
  test("missing numbers below 5 % are filled with the mean, and the reason says the share", () => {
    const one = effect({ mean: 12.5, reasons: ["below_limit"] });
    expect(found(one)).toBe("100 个单元格里缺 3 个（3.0%）。");
    expect(does(one)).toBe("用平均数 12.5 补上 3 个。");
    expect(reasons(one)).toEqual(["缺失 3.0%，不到 5%，所以补上：数字用平均数，类别用最常见的值。"]);
  });

  test("categories are filled below the limit and marked from it on", () => {
    expect(does(effect({ reasons: ["below_limit"] }))).toBe("用最常见的值补上 3 个。");
    expect(does(effect({ reasons: ["at_limit"], missing: { num: 5, den: 100 } }))).toBe("把 3 个标为「未知」。");
    expect(does(effect({ action: "fill" }))).toBe("用最常见的值补上 3 个。");
    expect(does(effect({ action: "unknown" }))).toBe("把 3 个标为「未知」。");
  });

  test("a rule that is off or only counts says so, whatever it found; a required one cannot be off", () => {
    expect(does(effect({ on: false }))).toBe("已关闭，什么都不做。");
    expect(does(effect({ action: "keep", changed: 0 }))).toBe("只计数，不改动。");
    const required = effect({ rule: "no_user_id", action: "delete", on: false, dropped: 4, changed: 0, missing: null });
    expect(does(required)).toBe("去掉 4 行。");
  });

  test("what correcting means depends on the rule", () => {
    const plain = { missing: null, action: "correct" } as const;
    expect(does(effect({ ...plain, rule: "outlier" }))).toBe("把 3 个移到界上。");
    expect(does(effect({ ...plain, rule: "impossible" }))).toBe("把 3 个改为缺失。");
    expect(actionName("outlier", "correct")).not.toBe(actionName("impossible", "correct"));
  });

  test("a refunded order comes to nothing or takes its amount away, an order's amount counts once", () => {
    const one = effect({ rule: "refunded_orders", action: "correct", found: 4, changed: 4, missing: null });
    expect(found(one)).toBe("发现 4 行。");
    expect(does(one)).toBe("4 行各算一单、记一次退货，金额冲抵。");
    expect(does({ ...one, action: "keep", changed: 0 })).toBe("每行当作单独的退款，从金额里减去。");
    const lines = effect({ rule: "order_amount", action: "correct", found: 2, changed: 2, missing: null });
    expect(does(lines)).toBe("把 2 行的金额按 0 计，整单金额只计一次。");
    expect(does({ ...lines, rule: "fill_down" })).toBe("按单据第一行补上 2 行。");
    expect(does({ ...lines, rule: "time_of_day" })).toBe("把 2 行的时刻并入日期。");
    expect(does({ ...lines, rule: "monetary_unit" })).toBe("把 2 个数按标题写明的单位换算成元。");
    expect(does({ ...lines, rule: "return_rows" })).toBe("2 行的正数改为负数，按退货计。");
    expect(does({ ...lines, rule: "unmade_refunds" })).toBe("2 行没有退成的退款按 0 计。");
    expect(does({ ...lines, on: false })).toBe("已关闭，什么都不做。");
    expect(does(effect({ rule: "void_orders", action: "delete", dropped: 7, changed: 0, missing: null }))).toBe(
      "去掉 7 行。",
    );
  });

  test("3σ that cannot fire names the number and the largest z", () => {
    const outliers = {
      judged: 10,
      returns: 2,
      methods: [],
      largest_z: 9 / Math.sqrt(10),
      sigma3_cannot_fire: true,
      agreement: [],
    };
    const words = reasons(effect({ rule: "outlier", outliers, reasons: ["too_few_for_sigma", "returns_left_out"] }));
    expect(words).toEqual([
      "只有 10 个数，3σ 不可能报出离群值：最大的 |z| 只能到 2.85。",
      "退款行的 2 个数是退货，不当作离群值。",
    ]);
  });
});

describe("every code of the engine has a sentence in both languages", () => {
  for (const lang of ["zh", "en"] as const) {
    test(lang, () => {
      locale.set(lang);
      const sentences = REASONS.flatMap((reason) => reasons(effect({ reasons: [reason] })));
      expect(new Set(sentences).size).toBe(REASONS.length);
      const names = RULES.map((rule) => ruleName({ rule, column: "c" }));
      expect(new Set(names).size).toBe(RULES.length);
      for (const rule of RULES) {
        const actions = actionsOf(rule).map((action) => actionName(rule, action));
        expect(new Set(actions).size).toBe(actionsOf(rule).length);
      }
      for (const text of [...sentences, ...names]) expect(text).not.toMatch(/undefined|\{|\}/);
    });
  }
});

test("a rule acts where it is on and does more than count; required ones always", () => {
  expect(acts({ rule: "missing", action: "fill", on: true })).toBe(true);
  expect(acts({ rule: "missing", action: "fill", on: false })).toBe(false);
  expect(acts({ rule: "outlier", action: "keep", on: true })).toBe(false);
  expect(acts({ rule: "no_amount", action: "delete", on: false })).toBe(true);
});

test("two methods agree on what both of their bits say", () => {
  // 9 values by no method, one by box, P99 and MAD, two by box alone.
  const counts = Array.from({ length: 16 }, () => 0);
  counts[0] = 9;
  counts[0b1101] = 1;
  counts[0b0001] = 2;
  expect(agreement(counts, 4)).toEqual([
    [3, 0, 1, 1],
    [0, 0, 0, 0],
    [1, 0, 1, 1],
    [1, 0, 1, 1],
  ]);
});
