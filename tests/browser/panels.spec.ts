// Every panel of the list opens with words, definitions and tables, and without a word to the console.
import { expect, test } from "@playwright/test";
import { SHOP } from "./shop.ts";
import { Visit } from "./visit.ts";

test.use({ viewport: { width: 1366, height: 900 } });

/** What no panel may show: values that are none, and codes in place of words. */
const RAW =
  /undefined|NaN|Infinity|\[object|survey_\d|\b(?:describe|rfm|abc|clv|segments|cluster|portrait|activity|lifecycle|retention|funnel|path|sessions|basket|recommend|channel|attribution|need|group)\.[a-z]+/;

/** What a person reads or hears of the panel. */
async function words({ frame }: Visit): Promise<string> {
  return frame.evaluate(() => {
    const parts: string[] = [];
    const walk = (node: Node): void => {
      if (node instanceof Text) parts.push(node.data);
      if (node instanceof Element) {
        if (node.localName === "style") return;
        for (const name of ["aria-label", "title"]) parts.push(node.getAttribute(name) ?? "");
        if (node.shadowRoot) walk(node.shadowRoot);
      }
      for (const child of node.childNodes) walk(child);
    };
    walk(document.body);
    return parts.join("\n");
  });
}

test("every panel has an answer, and each of its figures a title, a definition and a table", async ({ page }) => {
  test.setTimeout(300_000);
  const visit = await Visit.start(page);
  const { app } = visit;
  await visit.analyse(SHOP);
  const panel = app.locator("insitu-analysis");
  const menu = app.locator("insitu-menu button");
  const before = visit.lines.length;
  const count = await menu.count();
  expect(count).toBe(17);
  for (const entry of await menu.all()) {
    await test.step(await entry.innerText(), async () => {
      await entry.click();
      await expect(entry).toHaveAttribute("aria-current", "page");
      await expect(panel.locator('.main[aria-busy="false"] .answer')).not.toBeEmpty();
      const figures = panel.locator("insitu-figure");
      await expect(figures.first()).toBeVisible();
      for (const figure of await figures.all()) {
        await expect(figure.getByRole("heading", { level: 2 })).not.toBeEmpty();
        await expect(figure.locator("#summary")).not.toBeEmpty();
        await expect(figure.locator(".note")).toContainText(/^口径.+/);
        await figure.getByRole("button", { name: "表", exact: true }).click();
        await expect(figure.locator("tbody tr").first()).toBeVisible();
      }
      expect((await words(visit)).match(RAW)?.[0]).toBeUndefined();
    });
  }
  expect(visit.lines.slice(before)).toEqual([]);
});
