// The page without a mouse, on a narrow screen, and without a network.
import { expect, type Page, test } from "@playwright/test";
import { TABLES } from "./tables.ts";
import { CLASSES, ORDERS, Visit } from "./visit.ts";

/** Walks with Tab until the focus is on an element of this name. */
async function tab(page: Page, visit: Visit, name: RegExp, most = 120): Promise<void> {
  for (let i = 0; i < most; i += 1) {
    await page.keyboard.press("Tab");
    const now = await visit.frame.evaluate(() => {
      let at: Element | null = document.activeElement;
      while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
      return at?.getAttribute("aria-label") || (at as HTMLElement | null)?.innerText || "";
    });
    if (name.test(now.replace(/\s+/g, " ").trim())) return;
  }
  throw new Error(`no Tab leads to ${name}`);
}

test("Tab, Enter and Esc lead from the file to an analysis, a list, a dialog and back", async ({ page }) => {
  const visit = await Visit.start(page);
  const { app } = visit;
  await page.locator("iframe").focus();
  await tab(page, visit, /^用示例数据试一试$/);
  await page.keyboard.press("Enter");
  await visit.classes.locator("tbody tr").first().waitFor();
  await page.keyboard.press("Shift+Tab");
  for (const [step, title] of [
    [/^字段/, "字段"],
    [/^清洗与脱敏/, "清洗与脱敏"],
  ] as const) {
    await app.locator("insitu-bar button").first().focus();
    await tab(page, visit, step);
    await page.keyboard.press("Enter");
    await expect(visit.title(title)).toBeFocused();
  }
  await tab(page, visit, /^清洗$/);
  await page.keyboard.press("ArrowRight");
  await expect(app.getByRole("tab", { name: "脱敏" })).toBeFocused();
  await tab(page, visit, /^导出时怎样处理/);
  await app.locator("insitu-bar button").first().focus();
  await tab(page, visit, /^分析/);
  await page.keyboard.press("Enter");
  await expect(app.locator("insitu-analysis h1")).toBeFocused();
  await tab(page, visit, /^筛选重要价值客户$/);
  await page.keyboard.press("Enter");
  await expect(app.locator("insitu-customers")).toContainText("筛出");
  await app.locator("insitu-bar button").first().focus();
  await page.keyboard.press("Enter");
  await app.locator("insitu-binder dialog[open]").waitFor();
  await tab(page, visit, /^存成文件/);
  await page.keyboard.press("Escape");
  await expect(app.locator("insitu-binder dialog")).toBeHidden();
  await expect(app.locator("insitu-bar button").first()).toBeFocused();
});

test("no step is wider than 360 px, and what was done stays when the screen turns", async ({ page }) => {
  await page.setViewportSize({ width: 1366, height: 800 });
  const visit = await Visit.start(page);
  const { app } = visit;
  const wide: string[] = [];
  const look = async (name: string): Promise<void> => {
    for (const language of ["zh", "en"] as const) {
      await visit.speak(language);
      const over = await visit.frame.evaluate(() => {
        const app = document.querySelector("insitu-app")?.shadowRoot;
        const main = app?.querySelector("main");
        const bar = app?.querySelector("insitu-bar")?.shadowRoot?.querySelector("header");
        const of = (one?: Element | null) => (one ? one.scrollWidth - one.clientWidth : 0);
        return Math.max(of(document.documentElement), of(main), of(bar));
      });
      if (over > 0) wide.push(`${name} ${language} ${over}`);
    }
    await visit.speak("zh");
  };
  await visit.choose(TABLES);
  await visit.title("字段").waitFor();
  await page.setViewportSize({ width: 360, height: 740 });
  await look("fields");
  const step = (at: number) => app.locator("insitu-rail button").nth(at).click();
  await step(2);
  await visit.title("清洗与脱敏").waitFor();
  const rule = app.getByRole("switch").first();
  await rule.or(app.locator("insitu-plan summary")).first().waitFor();
  if (!(await rule.isVisible())) await app.locator("insitu-plan summary").first().click();
  await rule.click();
  await expect(visit.button("撤销：清洗规则")).toBeVisible();
  await look("cleaning");
  await app.getByRole("tab", { name: "脱敏" }).click();
  await app.locator("insitu-risk table").first().waitFor();
  await look("masking");
  await step(3);
  await visit.classes.locator("tbody tr").first().waitFor();
  await look("analysis");
  await step(0);
  await visit.button("继续").waitFor();
  await look("intake");
  await app.locator("insitu-bar button.file").click();
  await app.locator("insitu-binder dialog[open]").waitFor();
  const over = await app.locator("insitu-binder dialog").evaluate((dialog) => dialog.scrollWidth - dialog.clientWidth);
  expect(over).toBe(0);
  await page.keyboard.press("Escape");
  expect(wide).toEqual([]);
  await page.setViewportSize({ width: 1366, height: 800 });
  await expect(visit.button("撤销：清洗规则")).toBeVisible();
});

test("without a network and with nothing to store in, everything goes on", async ({ page, context }) => {
  const visit = await Visit.start(page);
  await context.setOffline(true);
  await visit.analyse(ORDERS);
  await expect.poll(() => visit.counts()).toEqual(CLASSES);
  await visit.theme("dark");
  await visit.speak("en");
  expect(await visit.counts()).toEqual(CLASSES);
  // The sealed frame has nothing to store in; the page says where its work goes instead.
  expect(await visit.frame.evaluate(() => (window.localStorage ?? window.indexedDB) === undefined)).toBe(true);
  await visit.app.locator("insitu-bar button.file").click();
  await expect(visit.app.locator("insitu-binder")).toContainText("Nothing is ever saved by itself.");
});
