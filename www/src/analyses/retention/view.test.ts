import { beforeEach, expect, test } from "vitest";
import golden from "../../../../tests/golden/retention/calendar_months/expected.json";
import { look } from "../../charts/look.fixture.ts";
import { data } from "../../charts/option.fixture.ts";
import type { RetentionOutcome, RetentionParams } from "../../engine/types.ts";
import { locale } from "../../i18n/locale.ts";
import { retention } from "./view.ts";

const outcome = golden.result.outcome as unknown as RetentionOutcome;
const params: Record<string, unknown> = { ...(golden.result.params as RetentionParams) };

beforeEach(() => locale.set("en"));

const figure = (id: string, given = outcome) => {
  const found = retention.figures(given, params, {}).find((one) => one.id === id);
  if (!found) throw new Error(id);
  return found;
};

test("the answer is weighted by customers and names its cohorts", () => {
  expect(retention.answer(outcome, params)).toBe(
    "33.3% of customers come back in month 1 after their first order (weighted by customers, over 2 cohorts for which it is over).",
  );
  locale.set("zh");
  expect(retention.answer(outcome, params)).toBe("首单后第 1 个月，33.3% 的客户回来（按人数加权，2 个走完的同期群）。");
  const young = { ...outcome, means: outcome.means.slice(0, 1) };
  expect(retention.answer(young, params)).toContain("还没有任何同期群走完第 1 个月");
});

test("cells that the data do not reach are blank, and those not over carry a mark", () => {
  const rows = figure("heat").table.rows.map((row) => row.map((cell) => cell.text));
  expect(rows[0]).toEqual(["2024-01", "2", "100.0%", "50.0%", "50.0%", "50.0%", "0.0%*"]);
  expect(rows[1]).toEqual(["2024-02", "0", "", "", "", "", ""]);
  expect(rows[4]).toEqual(["2024-05", "1", "100.0%", "", "", "", ""]);
  const drawn = data(figure("heat").draw(look)).map((cell) => (cell as { value: number[] }).value.slice(0, 2));
  expect(drawn).not.toContainEqual([1, 4]);
});

test("cohorts of nobody at the end stand in the table and not in the picture", () => {
  const empty = outcome.rows.map((row) => ({ ...row, label: `later ${row.label}`, size: 0, retained: [] }));
  const longer = { ...outcome, rows: [...outcome.rows, ...empty] };
  expect(data(figure("heat", longer).draw(look))).toEqual(data(figure("heat").draw(look)));
  expect(figure("heat", longer).table.rows).toHaveLength(figure("heat").table.rows.length + empty.length);
});

test("a cell opens its cohort, and both means stand side by side", () => {
  expect(data(figure("heat").draw(look))[1]).toMatchObject({
    value: [1, 0, 0.5],
    pick: { grouping: "cohort", group: "2024-01" },
  });
  expect(figure("curves").summary).toContain("weighted mean is 33.3% and the plain mean 25.0%");
});

test("a file that starts in mid-history is doubted", () => {
  const doubted = { ...outcome, mid_history: { code: "registered_before" as const, customers: 7 } };
  expect(retention.doubts?.(doubted, params)[0]).toContain("7 customers registered before the first day");
});
