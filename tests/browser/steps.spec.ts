// The steps between a file and its analysis: where each row went, and a table wider than any screen.
import { expect, test } from "@playwright/test";
import { csv, Visit } from "./visit.ts";

const HEADER = "user_id,order_id,order_time,amount";
const LINES = Array.from({ length: 12 }, (_, i) => `C${i % 6},D${i},2024-01-${10 + i},${10 * (i + 1)}`);

test("rows add up: what counts, what is left out and why, what was set aside", async ({ page }) => {
  const visit = await Visit.start(page);
  const { app } = visit;
  await visit.choose(
    csv([HEADER, ...LINES, ",D20,2024-01-12,5", ",D21,2024-01-12,5", "C1,D22,,5", 'C1,"D23,2024-01-12'].join("\n")),
  );
  await visit.title("字段").waitFor();
  await expect(app.getByText("读入 16 行 = 计入客户分析 12 行 + 不计入 3 行 + 放到一边 1 行")).toContainText(
    "不计入：没有客户编号 2 行、没有能读懂的下单时间 1 行",
  );
  await app.locator("insitu-rail button").nth(2).click();
  const rows = app.locator("insitu-gate").getByRole("region", { name: "行", exact: true });
  expect((await rows.locator("dd").allInnerTexts()).map(Number)).toEqual([16, 12, 3, 1]);
  await expect(rows).toContainText("没有客户编号 2 行、没有能读懂的下单时间 1 行");
  await visit.speak("en");
  await expect(app.locator("insitu-gate")).toContainText("2 without a customer ID, 1 without a readable order time");
});

test("a table of 16,384 columns opens in seconds; its columns are turned over and found by name", async ({ page }) => {
  const names = Array.from({ length: 16_381 }, (_, i) => `c${i}`);
  const wide = (start: string, rest: string[]) => [start, ...rest].join(",");
  const ones = names.map(() => "7");
  const visit = await Visit.start(page);
  const began = Date.now();
  await visit.choose(
    csv(
      [
        wide("user_id,order_time,amount", names),
        ...LINES.map((_, i) => wide(`C${i % 6},2024-01-${10 + i},${10 * i + 5}`, ones)),
      ].join("\n"),
    ),
  );
  await visit.title("字段").waitFor();
  const took = Date.now() - began;
  console.log(`16,384 columns: ${took} ms from the file to its fields`);
  expect(took).toBeLessThan(10_000);
  const fields = visit.app.locator("insitu-fields");
  await expect(fields.locator("tbody tr")).toHaveCount(100);
  await expect(fields.getByText("第 1 / 164 页")).toBeVisible();
  await visit.button("最后一页").click();
  await expect(fields.getByLabel("「c16380」用作")).toBeVisible();
  await fields.getByLabel("按名称找列").fill("C1638");
  await expect(fields.locator("tbody tr")).toHaveCount(2);
  await fields.getByLabel("按名称找列").fill("");
  await visit.button("已对上的").click();
  await expect(fields.getByLabel("「user_id」用作")).toHaveValue("user_id");
  const used = await fields.locator("tbody tr").count();
  expect(used).toBeLessThan(10);
  await fields.getByLabel("「amount」用作").selectOption("");
  await expect(fields.locator("tbody tr")).toHaveCount(used - 1);
  await visit.button("全部").click();
  await fields.getByLabel("「c7」用作").selectOption("amount");
  await expect(visit.button("开始分析")).toBeEnabled();
});
