// Saves every kind of file that the page gives away, in both languages, and opens the report without a network.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, type Locator, test } from "@playwright/test";
import { csv, Visit } from "../browser/visit.ts";

const FOLDER = ".cache/downloads";

/** Eighteen digits with more of them than a number of a spreadsheet holds, zeros in front, and a text like a formula. */
export const IDS = Array.from({ length: 12 }, (_, i) =>
  `${i % 2 ? "00" : "43"}0123${9_007_199_254_741 + 7 * i}`.slice(0, 18),
);
const LONG = csv(
  [
    "客户ID,订单号,下单时间,金额",
    ...IDS.flatMap((id, i) => [
      `${id},D${i},2024-01-${10 + i},${100 + i}.5`,
      `${id},E${i},2024-03-${10 + i},${20 + i}`,
    ]),
    `${IDS[0]},"=1+1,2024-01-01`,
  ].join("\n"),
  "长编号.csv",
);

for (const lang of ["zh", "en"] as const) {
  test(`every kind of file in ${lang}`, async ({ page, browser }) => {
    const folder = join(FOLDER, lang);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    const visit = await Visit.start(page);
    const { app } = visit;
    const save = async (button: Locator, as?: string): Promise<string> => {
      const { name, bytes } = await visit.saved(() => button.dispatchEvent("click"));
      const path = join(folder, as ?? name);
      writeFileSync(path, bytes);
      return path;
    };
    const ways = (words: RegExp) => app.locator("insitu-exports insitu-ways").getByRole("button", { name: words });

    await app.locator(".zone .ways button").nth(1).dispatchEvent("click");
    await expect(visit.classes.locator("tbody tr")).toHaveCount(8, { timeout: 60_000 });
    await visit.speak(lang);
    const panel = app.locator('insitu-analysis .main[aria-busy="false"] .answer');
    await panel.waitFor();
    await save(ways(/类别表|Class table/));
    await save(ways(/人群表|Segment table/));
    await save(ways(/可分享|shareable/));
    await ways(/自用 CRM|own CRM/).dispatchEvent("click");
    await save(app.locator("insitu-exports insitu-dialog button.primary"));
    await save(ways(/results\.json/));
    await save(
      app
        .locator("insitu-figure")
        .first()
        .getByRole("button", { name: /存为图片|Save image/ }),
      "figure.png",
    );

    await app.locator("insitu-rail button").nth(4).dispatchEvent("click");
    await app.locator("insitu-finding").first().waitFor({ timeout: 60_000 });
    const files = app.locator("insitu-report .bar .files button");
    const report = await save(files.nth(0));
    await save(files.nth(1));
    await save(files.nth(2));

    // It is opened from the disk by a browser that has no network.
    const context = await browser.newContext({ offline: true, locale: lang });
    const alone = await context.newPage();
    const asked: string[] = [];
    const said: string[] = [];
    alone.on("request", (request) => asked.push(request.url()));
    alone.on("console", (line) => said.push(line.text()));
    alone.on("pageerror", (error) => said.push(error.message));
    const address = pathToFileURL(resolve(report)).href;
    await alone.goto(address);
    await expect(alone.getByRole("heading", { level: 1 })).toHaveText(
      lang === "zh" ? "客户数据分析报告" : "Customer analysis report",
    );
    const drawn = await alone.locator('svg[role="img"]').count();
    expect(drawn).toBeGreaterThan(5);
    // Each is there to be seen, with a size of its own.
    for (const one of await alone.locator('svg[role="img"]').all()) {
      expect((await one.boundingBox())?.height).toBeGreaterThan(40);
    }
    expect(asked.filter((one) => one !== address && !one.startsWith("data:"))).toEqual([]);
    expect(said).toEqual([]);
    const broken = await alone.evaluate(() => {
      const dates = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const found: string[] = [];
      for (let node = dates.nextNode(); node; node = dates.nextNode()) {
        for (const match of (node.textContent ?? "").matchAll(/\d{4}-\d\d(?:-\d\d)?/g)) {
          const range = document.createRange();
          range.setStart(node, match.index);
          range.setEnd(node, match.index + match[0].length);
          const tops = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
          if (tops.size > 1) found.push(match[0]);
        }
      }
      return found;
    });
    expect(broken).toEqual([]);
    console.log(
      `${lang}: ${readFileSync(report).length} bytes of HTML, ${drawn} drawings, ${asked.length - 1} requests besides itself`,
    );
    await context.close();

    // Numbers that are longer than those of a spreadsheet, and a row that is set aside.
    await visit.choose(LONG);
    await app.locator("insitu-fields tbody tr").first().waitFor();
    await app.locator("insitu-manner button.line").dispatchEvent("click");
    await save(app.locator("insitu-rejects .ways button").first());
    await app.getByRole("button", { name: /^(开始分析|Analyse)$/ }).dispatchEvent("click");
    await expect(visit.classes.locator("tbody tr").first()).toBeVisible();
    await ways(/自用 CRM|own CRM/).dispatchEvent("click");
    await save(app.locator("insitu-exports insitu-dialog button.primary"), "long-ids.csv");
    const listed = readFileSync(join(folder, "long-ids.csv"), "utf8");
    for (const id of IDS) expect(listed).toContain(id);
  });
}
