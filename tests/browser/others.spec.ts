// Other files under the same settings: in place of those that are open, or behind them.
import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { CLASSES, csv, type Given, ORDERS, Visit } from "./visit.ts";

const [header = "", ...lines] = readFileSync(ORDERS, "utf8").trimEnd().split("\n");
const part = (name: string, from: number, to: number, head = header): Given =>
  csv([head, ...lines.slice(from, to)].join("\n"), name);
const HALF = Math.ceil(lines.length / 2);

async function hand(visit: Visit, way: "replace" | "append", files: Given[]): Promise<void> {
  await visit.app.locator("insitu-bar button.file").click();
  const [chooser] = await Promise.all([
    visit.page.waitForEvent("filechooser"),
    visit.app.locator(`insitu-binder [data-way=${way}]`).click(),
  ]);
  await chooser.setFiles(files);
}

test("files added behind one another give what the whole file gives, under the same settings", async ({ page }) => {
  const visit = await Visit.start(page);
  const { app } = visit;
  const kept = app.locator("insitu-kept");
  await visit.analyse(part("1.csv", 0, HALF));
  const day = app.locator("#as-of");
  await day.fill("2006-12-31");
  await day.blur();
  await expect(visit.button("撤销：截止日")).toBeVisible();
  await hand(visit, "append", [part("2.csv", HALF, lines.length)]);
  await visit.title("字段").waitFor();
  await expect(kept).toContainText("文件已追加，设置照旧。 每一项都对得上。");
  await expect(app.locator("insitu-fields .about")).toContainText("2.csv");
  await visit.button("开始分析").click();
  await expect(day).toHaveValue("2006-12-31");
  await expect.poll(() => visit.counts()).toEqual(CLASSES);

  // Other columns of the same kind are refused, and everything stays.
  await hand(visit, "append", [csv("user_id,order_time,amount\nC1,2024-01-01,5\nC2,2024-01-02,6\n", "other.csv")]);
  expect(await visit.refusal()).toContain("E_COLUMNS_DIFFER");
  await app.locator("insitu-rail button").nth(3).click();
  await expect(day).toHaveValue("2006-12-31");
  await expect.poll(() => visit.counts()).toEqual(CLASSES);
});

test("replaced data keep mapping and settings, and tell how their columns differ", async ({ page }) => {
  const visit = await Visit.start(page);
  const { app } = visit;
  const kept = app.locator("insitu-kept");
  await visit.choose(ORDERS);
  await visit.title("字段").waitFor();
  await app.locator("insitu-rail button").nth(2).click();
  await app.getByRole("switch").first().click();
  await expect(visit.button("撤销：清洗规则")).toBeVisible();
  await app.locator("insitu-rail button").nth(3).click();
  await visit.classes.locator("tbody tr").first().waitFor();
  await hand(visit, "replace", [part("next.csv", 0, HALF, header.replace("email", "contact"))]);
  await visit.title("字段").waitFor();
  await expect(kept).toContainText("数据已更换，设置照旧。");
  await expect(kept).toContainText("有 1 张表的列和设置时不同");
  await expect(app.locator("insitu-findings")).toContainText("contact");
  await visit.speak("en");
  await expect(kept).toContainText("The data were replaced; the settings are the same.");
  await visit.speak("zh");
  await app.locator("insitu-rail button").nth(2).click();
  await expect(app.getByRole("switch").first()).not.toBeChecked();
});
