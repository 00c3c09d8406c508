// Every view of the page in both languages and looks, on a desk and on a phone: kept as pictures, and read for what no
// view may have. A look of a person at the pictures finds the rest.
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, type Locator, type Page, test } from "@playwright/test";
import * as core from "../../www/generated/core.js";
import { csv, ORDERS, SMALL, Visit } from "../browser/visit.ts";
import { faults } from "./faults.ts";

const FOLDER = ".cache/pictures";
const HEIGHT = 900;
/** Browsers draw no page that is higher. */
const HIGHEST = 12_000;

/** All words of the example: they stay as they are in an English page. */
function example(): string {
  core.initSync({ module: new Uint8Array(readFileSync("www/generated/core_bg.wasm")) });
  const files: { name: string; bytes: Uint8Array }[] = core.demo();
  return files.map(({ name, bytes }) => `${name}\n${new TextDecoder().decode(bytes)}`).join("\n");
}

class Album {
  readonly found: string[] = [];
  private readonly visit: Visit;
  private readonly page: Page;
  private readonly lang: "zh" | "en";
  private readonly folder: string;
  private readonly data: string;
  private number = 0;

  constructor(visit: Visit, lang: "zh" | "en", folder: string) {
    this.visit = visit;
    this.page = visit.page;
    this.lang = lang;
    this.folder = folder;
    this.data = example();
  }

  /** Keeps the view as it stands, as high as it is. */
  async take(name: string): Promise<void> {
    const { width } = this.page.viewportSize() ?? { width: 0 };
    const high = await this.visit.frame.evaluate(() => {
      const deep = (root: Document | ShadowRoot): boolean =>
        root.querySelector("dialog[open]") !== null ||
        [...root.querySelectorAll("*")].some((one) => one.shadowRoot !== null && deep(one.shadowRoot));
      const main = document.querySelector("insitu-app")?.shadowRoot?.querySelector("main");
      return main && !deep(document) ? innerHeight - main.clientHeight + main.scrollHeight : 0;
    });
    await this.page.setViewportSize({ width, height: Math.min(HIGHEST, Math.max(HEIGHT, high)) });
    // Charts follow a new size one after another.
    await this.page.waitForTimeout(400);
    this.number += 1;
    const file = `${String(this.number).padStart(2, "0")}-${name}.png`;
    await this.page.screenshot({ path: join(this.folder, file), animations: "disabled" });
    const found = await this.visit.frame.evaluate(faults, { lang: this.lang, data: this.data });
    this.found.push(...found.map((one) => `${file}: ${one}`));
    await this.page.setViewportSize({ width, height: HEIGHT });
  }

  /** Of a view that covers the others until Escape. */
  async over(name: string, open: Locator, shown: Locator): Promise<void> {
    await open.dispatchEvent("click");
    await shown.first().waitFor();
    await this.take(name);
    await this.page.keyboard.press("Escape");
  }
}

for (const width of [1440, 390]) {
  for (const theme of ["light", "dark"] as const) {
    for (const lang of ["zh", "en"] as const) {
      const name = `${lang}-${theme}-${width}`;
      test(name, async ({ page }) => {
        const folder = join(FOLDER, name);
        rmSync(folder, { recursive: true, force: true });
        mkdirSync(folder, { recursive: true });
        await page.setViewportSize({ width, height: HEIGHT });
        const visit = await Visit.start(page);
        const { app } = visit;
        const album = new Album(visit, lang, folder);
        const step = (at: number) => app.locator("insitu-rail button").nth(at).dispatchEvent("click");
        await visit.theme(theme);
        await visit.speak(lang);
        await album.take("start");
        await album.over(
          "proof",
          app.locator("insitu-bar button.badge"),
          app.locator("insitu-proof").getByRole("table"),
        );

        await visit.choose(csv(`${SMALL.buffer.toString("utf8")}\nC1,"D99,2024-01-12\n`, "uneven.csv"));
        await app.locator("insitu-manner button.line").dispatchEvent("click");
        await app.locator("insitu-rejects").first().waitFor();
        await album.take("manner");
        await visit.choose(csv(Buffer.from([0, 1, 2, 3, 0, 0, 7]), "broken.bin"));
        await visit.alert.waitFor();
        await album.take("refused");

        await visit.choose(ORDERS);
        await app.locator("insitu-fields tbody tr").first().waitFor();
        await album.take("fields-one");
        await step(0);
        await app.locator("insitu-intake").waitFor();
        await album.take("intake-open");
        await app.locator(".zone .ways button").nth(1).dispatchEvent("click");
        await expect(app.locator("insitu-analysis section.block table tbody tr")).toHaveCount(8, { timeout: 60_000 });

        await step(1);
        const tabs = app.getByRole("tab");
        await app.locator("insitu-findings h2").first().waitFor();
        await album.take("fields");
        await tabs.last().dispatchEvent("click");
        await app.locator("insitu-pairs").first().waitFor();
        await album.take("customers");
        await step(2);
        await app.locator("insitu-plan-entry").first().waitFor();
        await album.take("cleaning");
        await tabs.last().dispatchEvent("click");
        await app.locator("insitu-risk table").first().waitFor();
        await album.take("masking");

        await step(3);
        const entries = app.locator("insitu-menu button");
        expect(await entries.count()).toBe(17);
        for (let at = 0; at < 17; at += 1) {
          const entry = entries.nth(at);
          await entry.dispatchEvent("click");
          await expect(entry).toHaveAttribute("aria-current", "page");
          await app.locator('insitu-analysis .main[aria-busy="false"] .answer').waitFor();
          const title = (await entry.innerText()).split("\n")[0] ?? "";
          await album.take(`panel-${title.trim().replace(/[^\p{L}\d]+/gu, "-")}`);
        }
        await step(4);
        await app.locator("insitu-finding").first().waitFor({ timeout: 60_000 });
        await app.locator("insitu-summary").waitFor();
        await album.take("report");
        await album.over("binder", app.locator("insitu-bar button.file"), app.locator("insitu-binder dialog[open]"));

        // The report as it leaves: the same for all looks of the page.
        if (theme === "light") {
          const saved = await visit.saved(() => app.locator("insitu-report .bar .files button.primary").click());
          await page.goto("about:blank");
          await page.setContent(saved.bytes.toString("utf8"));
          await page.screenshot({ path: join(folder, "report-file.png"), fullPage: true });
        }
        expect(album.found).toEqual([]);
      });
    }
  }
}
