// axe finds nothing in any view, in both languages and looks, on a desk and on a phone.
import { expect, test } from "@playwright/test";
import { violations } from "./axe.ts";
import { SHOP } from "./shop.ts";
import { TABLES } from "./tables.ts";
import { csv, ORDERS, SMALL, Visit } from "./visit.ts";

/** A table with a row that is set aside. */
const UNEVEN = csv(`${SMALL.buffer.toString("utf8")}\nC1,"D99,2024-01-12\n`, "uneven.csv");

type Manner = readonly ["light" | "dark", "zh" | "en"];
const [ONE, TWO, THREE, FOUR] = [
  ["light", "zh"],
  ["dark", "en"],
  ["light", "en"],
  ["dark", "zh"],
] as const satisfies Manner[];
// Each view is seen in all four manners, two of them at either width; AXE=all takes all four at both.
const all = process.env["AXE"] === "all";
const SIGHTS: [number, Manner[]][] = [
  [1366, all ? [ONE, TWO, THREE, FOUR] : [ONE, TWO]],
  [390, all ? [ONE, TWO, THREE, FOUR] : [THREE, FOUR]],
];

for (const [width, manners] of SIGHTS) {
  test(`no violation at ${width} px`, async ({ browser, baseURL }) => {
    test.setTimeout(300_000);
    // axe puts its parts together in a page beside this one, for which it needs a context of its own.
    const context = await browser.newContext({ viewport: { width, height: 800 }, ...(baseURL ? { baseURL } : {}) });
    const page = await context.newPage();
    const visit = await Visit.start(page);
    const { app } = visit;
    const step = (at: number) => app.locator("insitu-rail button").nth(at).click();
    const found: string[] = [];
    const look = async (view: string, before = async () => {}, after = async () => {}): Promise<void> => {
      for (const [theme, language] of manners) {
        await visit.theme(theme);
        await visit.speak(language);
        await before();
        found.push(...(await violations(page)).map((one) => `${view} ${language} ${theme} ${one}`));
        await after();
      }
      await visit.speak("zh");
    };

    await look("start");
    // The dialog covers the bar, so language and look are set before it opens.
    const open = async () => {
      await app.locator("insitu-bar button.badge").click();
      await app.locator("insitu-proof").getByRole("table").waitFor();
    };
    await look("proof", open, () => page.keyboard.press("Escape"));
    await visit.choose(ORDERS);
    await visit.title("字段").waitFor();
    await look("mapping");
    const bind = async () => {
      await app.locator("insitu-bar button.file").click();
      await app.locator("insitu-binder dialog[open]").waitFor();
    };
    await look("binder", bind, () => page.keyboard.press("Escape"));
    const sealing = async () => {
      await bind();
      await app.locator("insitu-binder [data-way=save]").click();
    };
    await look("project", sealing, () => page.keyboard.press("Escape"));
    await visit.choose(TABLES);
    await visit.title("字段").waitFor();
    const tabs = app.getByRole("tab");
    await tabs.nth(1).click();
    await app.locator("insitu-findings h2").first().waitFor();
    await app.locator("insitu-template summary").click();
    await look("tables");
    await tabs.last().click();
    await app.locator("insitu-pairs h3").first().waitFor();
    await look("customers");
    const member = app.locator("insitu-pairs .members button").first();
    const card = async () => {
      await member.click();
      await app.locator("insitu-card ol").waitFor();
    };
    await look("card", card, () => page.keyboard.press("Escape"));
    await visit.choose(UNEVEN);
    await visit.title("字段").waitFor();
    const manner = app.locator("insitu-manner");
    await manner.locator("button.line").click();
    await look("manner");
    await manner.locator("#header").fill("99");
    await manner.locator("#header").press("Enter");
    await manner.getByRole("alert").waitFor();
    await look("manner refused");
    const ask = () => manner.locator("insitu-rejects .ways button").last().click();
    await look("raw rows", ask, () => page.keyboard.press("Escape"));
    await visit.choose(ORDERS);
    await visit.title("字段").waitFor();
    await step(2);
    await visit.title("清洗与脱敏").waitFor();
    await look("cleaning");
    await app.locator("insitu-plan-entry").getByRole("button", { name: "看行" }).first().click();
    await app.locator("insitu-found-rows table").first().waitFor();
    await app.locator("insitu-plan summary").click();
    await app.locator("insitu-plan-entry").getByRole("button", { name: "四种方法" }).first().click();
    await app.getByRole("button", { name: "开始体检" }).click();
    await app.locator("insitu-profile table").waitFor();
    await look("cleaning opened");
    await app.getByRole("tab", { name: "脱敏" }).click();
    await app.locator("insitu-risk table").first().waitFor();
    await app.locator("insitu-masking summary").click();
    await look("masking");
    const seal = () => app.locator("insitu-keys .ways button").nth(1).click();
    await look("key", seal, () => page.keyboard.press("Escape"));
    await step(3);
    await visit.classes.locator("tbody tr").first().waitFor();
    await look("analysis");
    await step(4);
    await app.locator("insitu-finding").first().waitFor();
    await look("report", () => app.locator("insitu-summary").waitFor());
    expect(found).toEqual([]);
    await context.close();
  });
}

test("no violation in any panel", async ({ browser, baseURL }) => {
  test.setTimeout(360_000);
  const context = await browser.newContext({ viewport: { width: 1366, height: 800 }, ...(baseURL ? { baseURL } : {}) });
  const page = await context.newPage();
  const visit = await Visit.start(page);
  const { app } = visit;
  await visit.analyse(SHOP);
  const entries = app.locator("insitu-menu button");
  const found: string[] = [];
  for (const [theme, language] of [ONE, TWO]) {
    await visit.theme(theme);
    await visit.speak(language);
    for (const entry of await entries.all()) {
      await entry.click();
      await app.locator('insitu-analysis .main[aria-busy="false"] .answer').waitFor();
      const name = `${await entry.innerText()} ${language} ${theme}`;
      found.push(...(await violations(page)).map((one) => `${name} ${one}`));
    }
  }
  expect(found).toEqual([]);
  await context.close();
});
