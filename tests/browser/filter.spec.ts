// Any group opens to its customers, can be saved, and narrows every analysis until it is taken away.
import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { CLASSES, ORDERS, Visit } from "./visit.ts";

test.use({ viewport: { width: 1366, height: 900 } });

test("a class opens to its customers, is saved, and becomes a filter that can be removed", async ({ page }) => {
  const visit = await Visit.start(page);
  const { app } = visit;
  await visit.analyse(ORDERS);
  await expect.poll(() => visit.counts()).toEqual(CLASSES);
  const list = app.locator("insitu-customers");
  await visit.button("筛选重要价值客户").click();
  await expect(list).toContainText("筛出 274 位，共 995 位");

  await list.getByRole("button", { name: "导出这些客户" }).click();
  const saved = await visit.saved(() => list.getByRole("button", { name: /可分享/ }).click());
  const rows = saved.bytes.toString("utf8").trim().split(/\r?\n/);
  expect(rows).toHaveLength(1 + 274);
  const known = new Set(
    readFileSync(ORDERS, "utf8")
      .split("\n")
      .map((line) => line.split(",")[0] ?? ""),
  );
  expect(rows.filter((row) => known.has(row.split(",")[0] ?? ""))).toEqual([]);

  await list.getByRole("button", { name: "用作筛选" }).click();
  const filters = app.locator("insitu-filters");
  await expect(filters).toContainText("只看：");
  await expect(filters.getByRole("button")).toHaveText(["RFM · 重要价值客户"]);
  await expect.poll(async () => (await visit.counts()).reduce((a, b) => a + b, 0)).toBe(274);
  await expect(list).toContainText("共 274 位");
  await visit.speak("en");
  await expect(filters.getByRole("button")).toHaveText(["RFM · Important value"]);
  await visit.speak("zh");

  await filters.getByRole("button").click();
  await expect.poll(() => visit.counts()).toEqual(CLASSES);
  await expect(filters.getByRole("button")).toHaveCount(0);
});

test("a cell of the table of R and F opens those who are in both", async ({ page }) => {
  const visit = await Visit.start(page);
  await visit.analyse(ORDERS);
  const figure = visit.app.locator("insitu-figure").first();
  await figure.getByRole("button", { name: "表", exact: true }).click();
  const cell = figure.getByRole("button", { name: /筛选 R 1 · F 1 的客户/ });
  const count = (await cell.innerText()).trim();
  await cell.click();
  await expect(visit.app.locator("insitu-customers")).toContainText(`筛出 ${count} 位，共 995 位`);
  await expect(visit.app.locator("insitu-customers .chip")).toHaveText(["R 1", "F 1", "全部清除"]);
});

test("a new file starts without a filter", async ({ page }) => {
  const visit = await Visit.start(page);
  const { app } = visit;
  await visit.analyse(ORDERS);
  await visit.button("筛选一般挽留客户").click();
  await app.locator("insitu-customers").getByRole("button", { name: "用作筛选" }).click();
  await expect(app.locator("insitu-filters").getByRole("button")).toHaveCount(1);
  await visit.analyse(ORDERS);
  await expect.poll(() => visit.counts()).toEqual(CLASSES);
  await expect(app.locator("insitu-filters").getByRole("button")).toHaveCount(0);
});
