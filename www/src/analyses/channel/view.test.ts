import { beforeEach, expect, test } from "vitest";
import { look } from "../../charts/look.fixture.ts";
import { data } from "../../charts/option.fixture.ts";
import { tsv } from "../../charts/table.ts";
import type { ChannelOutcome } from "../../engine/types.ts";
import { locale } from "../../i18n/locale.ts";
import { outcome, params, people, single } from "./outcome.fixture.ts";
import { channel } from "./view.ts";

beforeEach(() => locale.set("en"));

const seed: ChannelOutcome = { basis: "table", table: single, people: null };
const given = { ...params };
const figure = (id: string, of = outcome, shown = {}) => {
  const found = channel.figures(of, given, shown).find((one) => one.id === id);
  if (!found) throw new Error(id);
  return found;
};

test("the answer says the conversion with its interval", () => {
  expect(channel.answer(seed, given)).toBe("engine converts 15.0% of clicks into orders (95% interval 13.5%–16.6%).");
  expect(channel.answer(outcome, given)).toBe(
    "2 channels convert 5.0% of clicks into orders (95% interval 4.0%–6.3%); 1 stands clearly above the rest and 1 clearly below.",
  );
  locale.set("zh");
  expect(channel.answer(seed, given)).toBe("engine 的转化率（订单 ÷ 点击）为 15.0%（95% 区间 13.5%–16.6%）。");
});

test("a return without revenue is asked about, both readings by their names", () => {
  expect(channel.doubts?.(seed, given)).toEqual([
    "There is a return but no revenue: if it is ROI (profit / cost), revenue is 21,000; if it is ROAS (revenue / cost), 16,000. Choose one in the settings.",
  ]);
  const groups = figure("money", seed).draw(look).series as { name?: string }[];
  expect(groups.map(({ name }) => name).filter((name) => name !== undefined)).toEqual(["If ROI", "If ROAS"]);
  const [table] = channel.listings?.(seed, given, {}, 5) ?? [];
  const [head = "", first = ""] = tsv(table?.table ?? figure("money", seed).table, 5).split("\n");
  const cells = Object.fromEntries(head.split("\t").map((name, at) => [name, first.split("\t")[at]]));
  expect(cells).toMatchObject({ "Revenue (if ROI)": "21000", "Revenue (if ROAS)": "16000", CPA: "16.6667", ROI: "" });
});

test("bars of conversion have whiskers, the best on top, and a line for all", () => {
  const drawn = data(figure("rate").draw(look));
  expect(drawn.map(({ value }) => value)).toEqual([0.1, 0.03]);
  expect(figure("rate").summary).toBe(
    "1 channel stands above the others, 1 below, 0 cannot be told from them (interval of the difference with 0, or not clear after correction).",
  );
  expect(tsv(figure("rate").table, 5).split("\n")[1]).toContain("< 0.001\tbelow others");
});

test("losses and disagreements are said", () => {
  expect(channel.doubts?.(outcome, given)).toEqual([
    "The supplied return agrees with “(revenue − cost) / cost” in only 2 of 4 rows.",
    "Channels that lose money (ROI < 0): video.",
    "1 row has more orders than clicks; it counts, but check what the columns mean.",
    "2 rows have no channel and are in the total alone.",
  ]);
  expect(channel.kpis(outcome, given).map(({ name, value }) => [name, value])).toEqual([
    ["Conversion", "5.0%"],
    ["ROI", "-0.09"],
    ["ROAS", "0.91"],
    ["Losing channels", 1],
  ]);
  expect(figure("money").summary).toBe("1 of 2 channels brought less than cost; in all ROI -0.09 and ROAS 0.91.");
});

test("a period without clicks is blank and one that is not over is marked", () => {
  const { table } = figure("trend");
  expect(table.rows[1]?.map(({ raw }) => raw)).toEqual(["2024-W19", 0.075, null]);
  expect(table.rows[1]?.[0]?.tag).toBe("incomplete");
  expect(figure("trend", outcome, { trend: "cost" }).table.rows[0]?.map(({ raw }) => raw)).toEqual([
    "2024-W18",
    600,
    500,
  ]);
});

test("without a table of channels the orders speak, and their customers open", () => {
  expect(channel.answer(people, given)).toBe("2 channels brought 150 orders; most came by APP (66.7%).");
  const drawn = data(figure("people", people).draw(look));
  expect(drawn.map(({ value, pick }) => [value, pick])).toEqual([
    [100, { grouping: "first_channel", group: "APP" }],
    [50, { grouping: "first_channel", group: "store" }],
  ]);
  expect(tsv(figure("people", people).table, 5)).not.toContain("store\t3");
  expect([channel.customers?.(people), channel.customers?.(outcome)]).toEqual([120, undefined]);
});
