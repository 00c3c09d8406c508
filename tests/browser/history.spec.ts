// One way back for everything that was set, by button and key, from whatever step.
import { expect, test } from "@playwright/test";
import { TABLES } from "./tables.ts";
import { CLASSES, ORDERS, Visit } from "./visit.ts";

test.use({ viewport: { width: 1366, height: 900 } });

test("date, settings, filter, fields and rules go back and forward; the page follows", async ({ page }) => {
  const visit = await Visit.start(page);
  const { app } = visit;
  await visit.choose(ORDERS);
  await visit.title("字段").waitFor();
  const undo = app.locator("insitu-bar").getByRole("button", { name: /^撤销/ });
  const redo = visit.button(/^重做/);
  await expect(undo).toBeDisabled();
  await app.getByLabel("「quantity」用作").or(app.getByLabel("「revenue」用作")).first().waitFor();
  await app.locator("insitu-rail button").nth(2).click();
  await app.getByRole("switch").first().click();
  await expect(undo).toHaveAccessibleName("撤销：清洗规则");
  await app.locator("insitu-rail button").nth(3).click();
  await expect.poll(() => visit.counts()).toEqual(CLASSES);
  const day = app.locator("#as-of");
  await day.fill("2006-06-30");
  await day.blur();
  await expect(undo).toHaveAccessibleName("撤销：截止日");
  await expect.poll(() => visit.counts()).not.toEqual(CLASSES);
  await visit.button("筛选重要价值客户").click();
  await app.locator("insitu-customers").getByRole("button", { name: "用作筛选" }).click();
  await expect(undo).toHaveAccessibleName("撤销：筛选");
  const filtered = await visit.counts();

  // Typing has a way back of its own.
  await day.focus();
  await page.keyboard.press("Control+z");
  await expect(undo).toHaveAccessibleName("撤销：筛选");

  await app.locator("insitu-rail button").nth(3).focus();
  await page.keyboard.press("Control+z");
  await expect(app.locator("insitu-filters").getByRole("button")).toHaveCount(0);
  await expect(app.locator(".said")).toHaveText("已撤销：筛选。");
  await page.keyboard.press("Control+z");
  await expect(day).toHaveValue(/2006-12-31|^$/);
  await expect.poll(() => visit.counts()).toEqual(CLASSES);
  await expect(undo).toHaveAccessibleName("撤销：清洗规则");
  await page.keyboard.press("Control+Shift+z");
  await expect(day).toHaveValue("2006-06-30");
  await redo.click();
  await expect(app.locator("insitu-filters").getByRole("button")).toHaveCount(1);
  await expect.poll(() => visit.counts()).toEqual(filtered);
  await visit.speak("en");
  await expect(visit.button("Undo: filter")).toBeEnabled();
  await visit.speak("zh");

  // From another step: the fields follow.
  await app.locator("insitu-rail button").nth(1).click();
  const amount = app.getByLabel("「revenue」用作");
  await amount.selectOption("");
  await expect(undo).toHaveAccessibleName("撤销：字段");
  await undo.click();
  await expect(amount).toHaveValue("amount");
  await visit.button("开始分析").click();
  await expect(app.locator("insitu-filters").getByRole("button")).toHaveCount(1);
  await expect.poll(() => visit.counts()).toEqual(filtered);
});

test("settings of an analysis, kinds and merged customers are steps of the same way", async ({ page }) => {
  const visit = await Visit.start(page);
  const { app } = visit;
  await visit.choose(TABLES);
  await visit.title("字段").waitFor();
  const undo = app.locator("insitu-bar").getByRole("button", { name: /^撤销/ });
  const tabs = app.getByRole("tab");
  await tabs.nth(2).click();
  await app.getByLabel("这是哪种表").selectOption("channels");
  await expect(undo).toHaveAccessibleName("撤销：表的种类");
  await undo.click();
  await expect(app.getByLabel("这是哪种表")).toHaveValue("events");
  await tabs.last().click();
  const pairs = app.locator("insitu-pairs");
  await pairs.getByRole("button", { name: "把第 1 组合并为一位" }).click();
  await expect(undo).toHaveAccessibleName("撤销：合并客户");
  await expect(pairs).toContainText("已合并");
  await undo.click();
  await expect(pairs).not.toContainText("已合并");
  await visit.button("开始分析").click();
  await visit.classes.locator("tbody tr").first().waitFor();
  const before = await visit.counts();
  await app.locator("insitu-settings select").first().waitFor();
  const split = app.locator("insitu-settings select").first();
  const was = await split.inputValue();
  const options = await split
    .locator("option:not([disabled])")
    .evaluateAll((all) => all.map((o) => (o as HTMLOptionElement).value));
  await split.selectOption(options.find((value) => value !== was) ?? "");
  await expect(undo).toHaveAccessibleName("撤销：设置（客户价值（RFM））");
  await undo.click();
  await expect(split).toHaveValue(was);
  await expect.poll(() => visit.counts()).toEqual(before);
});
