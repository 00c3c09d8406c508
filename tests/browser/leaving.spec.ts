// What leaves a chart: its table as CSV, a copy, a picture, each in the log, none of it about a few customers.
import { expect, test } from "@playwright/test";
import { CLASSES, ORDERS, SMALL, Visit } from "./visit.ts";

const NAME = "八类客户";

test("a chart is saved as table and picture, and the log says so", async ({ page }) => {
  const visit = await Visit.start(page);
  const { app } = visit;
  await visit.analyse(ORDERS);
  const before = visit.lines.length;
  const figure = app.locator("insitu-figure", { has: app.getByRole("heading", { name: NAME }) });
  const table = await visit.saved(() => figure.getByRole("button", { name: `下载 CSV：${NAME}` }).click());
  expect(table.name).toBe(`${NAME}.csv`);
  const text = table.bytes.toString("utf8");
  expect(text.startsWith("\ufeff")).toBe(true);
  const rows = text.slice(1).trimEnd().split("\r\n");
  const counts = rows.slice(1).flatMap((row) => row.split(",").map(Number));
  expect(CLASSES.every((count) => counts.includes(count))).toBe(true);
  const picture = await visit.saved(() => figure.getByRole("button", { name: `存为图片：${NAME}` }).click());
  expect(picture.name).toBe(`${NAME}.png`);
  expect(picture.bytes.subarray(1, 4).toString()).toBe("PNG");
  await figure.getByRole("button", { name: `复制表格：${NAME}` }).click();
  await page.keyboard.press("Escape");
  const log = app.getByRole("group", { name: "导出记录" }).locator("tbody tr");
  await expect(log).toHaveCount(3);
  await expect(log.nth(0)).toContainText("图表的表格");
  await expect(log.nth(1)).toContainText("图片");
  await expect(log.nth(2)).toContainText("复制的表格");
  expect(visit.lines.slice(before)).toEqual([]);
});

test("no picture is made of groups of fewer than five customers, and their table hides them", async ({ page }) => {
  const visit = await Visit.start(page);
  const { app } = visit;
  await visit.analyse(SMALL);
  const figure = app.locator("insitu-figure", { has: app.getByRole("heading", { name: NAME }) });
  const files: string[] = [];
  page.on("download", (download) => files.push(download.suggestedFilename()));
  await figure.getByRole("button", { name: `存为图片：${NAME}` }).click();
  await expect(app.getByText("这张图里有少于 5 位客户的分组")).toBeVisible();
  const table = await visit.saved(() => figure.getByRole("button", { name: `下载 CSV：${NAME}` }).click());
  expect(table.bytes.toString("utf8")).toContain("<5");
  expect(files).toEqual([`${NAME}.csv`]);
});
