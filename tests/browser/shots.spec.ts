import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { TABLES } from "./tables.ts";
import { csv, ORDERS, Visit } from "./visit.ts";

const PASS = "correct horse battery";
for (const [width, theme, lang] of [
  [1366, "light", "zh"],
  [390, "dark", "en"],
] as const) {
  test(`shots ${width}`, async ({ browser, baseURL }) => {
    const context = await browser.newContext({
      viewport: { width, height: width > 500 ? 820 : 844 },
      ...(baseURL ? { baseURL } : {}),
    });
    const page = await context.newPage();
    const visit = await Visit.start(page);
    const { app } = visit;
    const shot = async (name: string) => {
      await page.waitForTimeout(250);
      await page.screenshot({ path: `/tmp/shots_G/${name}-${width}-${lang}.png` });
    };
    await visit.theme(theme);
    await shot("0-start");
    await visit.choose(TABLES);
    await visit.title("字段").waitFor();
    await app.locator("insitu-rail button").nth(2).click();
    await app.getByRole("switch").first().click();
    await expect(visit.button("撤销：清洗规则")).toBeVisible();
    const text = readFileSync(ORDERS, "utf8").split("\n").slice(0, 900).join("\n");
    await visit.speak(lang);
    await shot("1-gate");
    await app.locator("insitu-bar button.file").click();
    await app.locator("insitu-binder dialog[open]").waitFor();
    await shot("2-binder");
    await app.locator("insitu-binder [data-way=link]").click();
    await shot("3-link");
    await page.keyboard.press("Escape");
    await app.locator("insitu-bar button.file").click();
    await app.locator("insitu-binder [data-way=save]").click();
    await app.locator("#passphrase").fill(PASS);
    await app.locator("#again").fill("another");
    await app.locator("#again").press("Enter");
    await shot("4-save");
    await app.locator("#again").fill(PASS);
    const { bytes } = await visit.saved(() => app.locator("#again").press("Enter"));
    await app.locator("insitu-bar button.file").click();
    const [chooser] = await Promise.all([
      page.waitForEvent("filechooser"),
      app.locator("insitu-binder [data-way=replace]").click(),
    ]);
    await chooser.setFiles([csv(text, "orders-next.csv")]);
    await app.locator("insitu-kept .box").waitFor();
    await shot("5-kept");
    await visit.choose({ name: "work.insitu", mimeType: "", buffer: bytes });
    await app.locator("#passphrase").fill("wrong wrong wrong");
    await app.locator("#passphrase").press("Enter");
    await app.locator("insitu-binder [role=alert]").waitFor();
    await shot("6-unlock");
    await app.locator("#passphrase").fill(PASS);
    await app.locator("#passphrase").press("Enter");
    await app.locator("insitu-binder dialog").waitFor({ state: "hidden" });
    await shot("7-waiting");
    await visit.choose(TABLES);
    await app.locator("insitu-columns").waitFor();
    await shot("8-restored");
    await context.close();
  });
}
