import { afterEach, describe, expect, test } from "vitest";
import type { PiiRule, PiiType, Verdict } from "../../engine/types.ts";
import { isKey, locale } from "../../i18n/locale.ts";
import { zh } from "../../i18n/zh.ts";
import { en } from "../../i18n/en.ts";
import { rowsBySize } from "./histogram.ts";
import { edges } from "./operator.ts";
import { codeOf, isPersonal, usual, why } from "./sentences.ts";

afterEach(() => locale.set("zh"));

const verdict = (change: Partial<Verdict>): Verdict => ({
  pii: null,
  doubtful: null,
  loose: null,
  sensitive: false,
  score: 0,
  hits: 0,
  sampled: 1000,
  mixed: 0,
  why: { rule: null, header: "nothing", one_in: 0 },
  ...change,
});

describe("why a column is held for what it is", () => {
  test("a rule with a check digit: how many pass it, and one in how many would by chance", () => {
    const found = verdict({
      pii: "id_card",
      hits: 1000,
      score: 0.9999,
      why: { rule: "id_card", header: "exact", one_in: 61_000 },
    });
    expect(why({ verdict: found, field: null })).toEqual([
      "看了 1,000 个不同的值，1,000 个符合身份证号的规则（GB 11643，含校验位）；别的数据里大约每 61,000 个才碰巧有 1 个。",
      "列名也这样说。",
      "综合把握 100%。",
    ]);
  });

  test("a rule that many others pass too is said to prove little", () => {
    const found = verdict({
      doubtful: "name",
      hits: 300,
      score: 0.7,
      why: { rule: "surname", header: "nothing", one_in: 3 },
    });
    expect(why({ verdict: found, field: null })[0]).toContain("单独不足为凭");
  });

  test("the customer's ID needs no rule", () => {
    expect(why({ verdict: verdict({}), field: "user_id" })[0]).toBe("这一列是客户的编号，导出时换成化名。");
  });
});

const RULES: PiiRule[] = [
  "id_card",
  "id_card_old",
  "uscc",
  "uscc_digits",
  "mobile",
  "landline",
  "international",
  "email",
  "bank_card",
  "imei",
  "openid",
  "device",
  "ip",
  "mac",
  "plate",
  "passport",
  "machine_readable",
  "address",
  "surname",
  "latin_name",
  "birthday",
  "social",
  "wxid",
  "geo",
  "hash_shape",
  "hash_of_neighbour",
  "birth_of_neighbour",
  "plausible",
];
const KINDS: PiiType[] = [
  "id_card",
  "uscc",
  "phone",
  "landline",
  "email",
  "bank_card",
  "device",
  "ip",
  "mac",
  "plate",
  "passport",
  "document",
  "address",
  "name",
  "birthday",
  "social",
  "geo",
  "hash",
  "secret",
  "free_text",
  "record_id",
];

test("every kind and every rule of the engine has its words", () => {
  for (const rule of RULES) expect(isKey(`pii_rule.${rule}`), rule).toBe(true);
  for (const kind of KINDS) expect(isKey(`pii.${kind}`), kind).toBe(true);
});

test("while there is a key nothing is called anonymous", () => {
  for (const text of Object.values(zh)) expect(text).not.toMatch(/匿名/);
  for (const text of Object.values(en)) expect(text).not.toMatch(/anonym/i);
});

test("what happens to a column of which nobody said anything", () => {
  expect(usual({ verdict: verdict({}), field: "user_id" })).toBe("pseudonym");
  expect(usual({ verdict: verdict({ doubtful: "phone" }), field: null })).toBe("mask");
  expect(usual({ verdict: verdict({}), field: "amount" })).toBe("keep");
  expect(isPersonal({ verdict: verdict({ loose: "free_text" }), field: null })).toBe(true);
  expect(codeOf({ band: { width: 10 } })).toBe("band");
});

test("edges of bands as people type them", () => {
  expect(edges("0, 10，20、 30.5")).toEqual([0, 10, 20, 30.5]);
  expect(edges("10, 5")).toBeNull();
  expect(edges("10, 10")).toBeNull();
  expect(edges("ten")).toBeNull();
  expect(edges(" ")).toBeNull();
});

test("rows are counted by the size of their group", () => {
  const rows = rowsBySize([
    [1, 4],
    [2, 3],
    [4, 2],
    [5, 1],
    [5000, 2],
  ]);
  expect(rows).toEqual([4, 6, 8, 5, 0, 0, 0, 0, 10_000]);
});
