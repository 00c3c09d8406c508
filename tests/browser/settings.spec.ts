// Settings that cannot be: said beside the field, in the language of the page, with what is in force.
import { expect, test } from "@playwright/test";
import { CLASSES, ORDERS, Visit } from "./visit.ts";

test.use({ viewport: { width: 1366, height: 900 } });

test("a window that cannot be stays to be mended, and says what is in force", async ({ page }) => {
  const visit = await Visit.start(page);
  await visit.analyse(ORDERS);
  await expect.poll(() => visit.counts()).toEqual(CLASSES);
  const part = visit.app.locator("insitu-window");
  await part.getByRole("combobox").selectOption("custom");
  await expect(part).toContainText("1 到 36,525 的整数；填好之前按全部历史计算。");
  const field = part.getByRole("spinbutton");
  for (const wrong of ["0", "36526", "1.5"]) {
    await field.fill(wrong);
    await field.blur();
    await expect(part.getByRole("alert")).toHaveText("天数要是 1 到 36,525 的整数。没有采用，现在按全部历史计算。");
    await expect(field).toHaveAttribute("aria-invalid", "true");
  }
  expect(await visit.counts()).toEqual(CLASSES);
  await visit.speak("en");
  await expect(part.getByRole("alert")).toContainText("In force: All history.", { ignoreCase: true });
  await visit.speak("zh");
  await field.fill("180");
  await field.blur();
  await expect(part.getByRole("alert")).toHaveCount(0);
  await expect(visit.app.getByText("最近 180 天；").first()).toBeVisible();
  await field.fill("");
  await field.blur();
  await expect(part.getByRole("alert")).toContainText("现在按最近 180 天计算");
  await visit.button("恢复默认").click();
  await expect(part.getByRole("combobox")).toHaveValue("");
});

test("cut points out of order keep what is in force, each dimension by itself", async ({ page }) => {
  const visit = await Visit.start(page);
  await visit.analyse(ORDERS);
  await visit.app.locator("#method").selectOption("fixed");
  const part = visit.app.locator("insitu-cuts");
  const first = part.getByLabel("R 距今天数 第 1 个分界");
  const before = await first.inputValue();
  await first.fill("99999");
  await first.blur();
  const alert = part.getByRole("alert").filter({ hasText: "没有采用" });
  await expect(alert).toHaveText(
    new RegExp(`^4 个数要从小到大，不能相等，最多 4 位小数，最大 [\\d,]+。没有采用，现在按 ${before}、.*计算。$`),
  );
  // The amount is in order, so it takes effect at once, and what waits to be mended stays.
  const amount = part.getByLabel("M 金额 第 1 个分界");
  await amount.fill("12.5");
  await amount.blur();
  await expect(visit.app.locator("insitu-thresholds").getByText("不到 12.5", { exact: true })).toBeVisible();
  await expect(first).toHaveValue("99999");
  await expect(alert).toHaveCount(1);
  await expect(visit.app.getByText("cuts.recency")).toHaveCount(0);
  await first.fill(before);
  await first.blur();
  await expect(alert).toHaveCount(0);
});

test("half a date is no date", async ({ page }) => {
  const visit = await Visit.start(page);
  await visit.analyse(ORDERS);
  const day = visit.app.locator("#as-of");
  await day.fill("2006-12-31");
  await day.blur();
  await day.focus();
  await page.keyboard.press("Backspace");
  await expect(visit.app.locator("#as-of-hint")).toContainText("日期不完整");
  await expect(visit.app.locator("#as-of-hint")).toContainText("现在按 2006年12月31日 计算");
  await visit.button("恢复默认").click();
  await expect(day).toHaveValue("2006-12-31");
  await expect(visit.app.locator("#as-of-hint")).toHaveText("留空为最后一笔订单的次日");
});
