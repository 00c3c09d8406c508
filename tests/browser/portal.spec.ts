// The example portal on one origin embeds the app from another: what the portal sees, and what it cannot do.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type FrameLocator, type Page, test } from "@playwright/test";
import type { AnalyzeOptions, InsituAnalytics } from "../../www/src/door/element.ts";
import { makePackage, Server } from "./server.ts";
import { CLASSES, ORDERS } from "./visit.ts";

const PORT = Number(process.env["PORT"] ?? 4173) + 100;
let portal: Server;
const pages = mkdtempSync(join(tmpdir(), "insitu-portal-"));
let made = 0;

/**
 * The address of a page of the portal. It is served like any other: of a page that only the test knows the browser takes
 * for granted that it comes from a public network, from where a local one is out of reach.
 */
function hosted(html: string): string {
  const name = `${++made}.html`;
  writeFileSync(join(pages, name), html);
  return portal.home + name;
}

test.beforeAll(async () => {
  test.setTimeout(180_000);
  await makePackage(test.info().project.outputDir);
  portal = await Server.start(PORT, pages, "examples/portal", "dist-npm/dist");
});
test.afterAll(async () => {
  await portal?.stop();
  rmSync(pages, { recursive: true });
});

type Told = { type: string; detail: Record<string, unknown> };

/** Opens the example, its app served by the test's own server; `more` changes what stands in the element's tag. */
async function open(page: Page, app: string, more: (tag: string) => string = (tag) => tag): Promise<FrameLocator> {
  const html = readFileSync("examples/portal/index.html", "utf8");
  const own = html.replace(/<insitu-analytics [^>]*>/, (tag) => more(tag.replace(/src="[^"]*"/, `src="${app}"`)));
  await page.addInitScript(() => {
    if (window !== top) return;
    const told: Told[] = [];
    Object.assign(window, { told });
    for (const type of ["insitu-ready", "insitu-progress", "insitu-result", "insitu-error"]) {
      addEventListener(type, (event) => told.push({ type, detail: (event as CustomEvent).detail }));
    }
  });
  await page.goto(hosted(own), { waitUntil: "commit" });
  return page.frameLocator("insitu-analytics iframe").frameLocator("iframe");
}

const heard = (page: Page, type: string): Promise<Record<string, unknown>[]> =>
  page.evaluate(
    (t) => (window as never as { told: Told[] }).told.filter((one) => one.type === t).map((one) => one.detail),
    type,
  );
const last = async (page: Page, type: string): Promise<Record<string, unknown>> => {
  await expect.poll(async () => (await heard(page, type)).length, { timeout: 30_000 }).toBeGreaterThan(0);
  return (await heard(page, type)).at(-1) ?? {};
};

const ask = (page: Page, name: string, params: object = {}, options: AnalyzeOptions = {}) =>
  page.evaluate(([n, p, o]) => (document.querySelector("insitu-analytics") as InsituAnalytics).analyze(n, p, o), [
    name,
    params,
    options,
  ] as const);

test("the host hands a file over and receives typed events; the page names the host", async ({ page, baseURL }) => {
  const lines: string[] = [];
  page.on("pageerror", (error) => lines.push(error.message));
  const app = await open(page, baseURL ?? "");
  expect(await last(page, "insitu-ready")).toMatchObject({ analyses: ["describe", "rfm", "abc"], reduced: [] });
  await expect(app.getByText(`嵌入在 ${new URL(portal.home).origin} 里`)).toBeVisible();
  // Without bar and steps, with the list of what is offered above the panel.
  await expect(app.locator("insitu-bar, insitu-rail")).toHaveCount(0);

  const before = await page.locator("insitu-analytics").evaluate((element) => element.getBoundingClientRect().height);
  await page.locator("input[type=file]").setInputFiles(ORDERS);
  const result = await last(page, "insitu-result");
  expect(result).toMatchObject({ analysis: "rfm", lang: "zh" });
  const tables = result["tables"] as { caption: string; columns: string[]; rows: unknown[][] }[];
  const classes = tables.find((table) => table.caption === "八类客户明细");
  const column = classes?.columns.indexOf("客户") ?? -1;
  expect(classes?.rows.map((row) => row[column])).toEqual(CLASSES);
  expect((await heard(page, "insitu-progress")).length).toBeGreaterThan(0);
  await expect(app.locator("insitu-menu button")).toHaveText(["概览", "RFM", "ABC"].map((name) => new RegExp(name)));

  // As high as what it shows, without a bar of its own.
  const height = () => page.locator("insitu-analytics").evaluate((element) => element.getBoundingClientRect().height);
  await expect.poll(height).toBeGreaterThan(before + 300);
  const inner = page.frames().at(-1);
  await expect
    .poll(() => inner?.evaluate(() => document.documentElement.scrollHeight - document.documentElement.clientHeight))
    .toBeLessThanOrEqual(1);

  const abc = await ask(page, "abc");
  expect(abc).toMatchObject({ analysis: "abc" });
  expect(abc).not.toHaveProperty("rows");
  const report = await page.evaluate(async () => {
    const element = document.querySelector("insitu-analytics") as InsituAnalytics;
    const file = await element.exportReport({ what: "summary", role: "management" });
    return { name: file.name, text: await file.text() };
  });
  expect(report.name).toBe("insitu-summary.csv");
  expect(report.text).toContain("核心结论");
  // What was in the report under the same settings is nothing new.
  expect(await ask(page, "describe")).not.toHaveProperty("withheld");
  const refused = await page.evaluate(async () => {
    const element = document.querySelector("insitu-analytics") as InsituAnalytics;
    const code = (error: { code: string }) => error.code;
    return [
      await element.analyze("clv").then(() => "", code),
      await element.analyze("rfm", { bins: 99 }).then(() => "", code),
      await element.open([new File(["\0\0\0"], "x.bin")]).then(() => "", code),
    ];
  });
  expect(refused.slice(0, 2)).toEqual(["E_UNKNOWN_ANALYSIS", "E_PARAM"]);
  expect(refused[2]).toMatch(/^E_/);
  expect((await heard(page, "insitu-error")).map((one) => one["code"])).toEqual(refused);
  expect(lines).toEqual([]);
});

test("single customers leave only when the user agrees, masked, and for one file", async ({ page, baseURL }) => {
  const app = await open(page, baseURL ?? "");
  await last(page, "insitu-ready");
  await page.locator("input[type=file]").setInputFiles(ORDERS);
  await last(page, "insitu-result");
  const refused = ask(page, "rfm", {}, { rows: true });
  await app.getByRole("button", { name: "不交" }).click();
  expect(await refused).toMatchObject({ rows: null });
  expect(await ask(page, "rfm", {}, { rows: true })).toMatchObject({ rows: null });

  const before = (await heard(page, "insitu-result")).length;
  // The same file again would be no change of the control.
  const again = { name: "again.csv", mimeType: "text/csv", buffer: readFileSync(ORDERS) };
  await page.locator("input[type=file]").setInputFiles(again);
  await expect.poll(async () => (await heard(page, "insitu-result")).length).toBeGreaterThan(before);
  const agreed = ask(page, "rfm", {}, { rows: true });
  await expect(app.getByText("遮盖过的编号")).toBeVisible();
  await app.getByRole("button", { name: "交出" }).click();
  const { rows } = (await agreed) as { rows: { total: number; rows: { masked_id: string }[] } };
  expect(rows.total).toBe(995);
  expect(rows.rows).toHaveLength(995);
  const ids = new Set(
    readFileSync(ORDERS, "utf8")
      .split("\n")
      .map((line) => line.split(",")[0]),
  );
  expect(ids.size).toBeGreaterThan(995);
  expect(rows.rows.filter(({ masked_id }) => ids.has(masked_id))).toEqual([]);
  await app.getByRole("button", { name: "收回" }).click();
  expect(await ask(page, "rfm", {}, { rows: true })).toMatchObject({ rows: null });
});

test("a second set of tables under another date leaves only when the user agrees", async ({ page, baseURL }) => {
  const app = await open(page, baseURL ?? "");
  await last(page, "insitu-ready");
  await page.locator("input[type=file]").setInputFiles(ORDERS);
  await last(page, "insitu-result");
  const since = async (asOf: string) => {
    const before = (await heard(page, "insitu-result")).length;
    await page.evaluate((day) => {
      const element = document.querySelector("insitu-analytics") as InsituAnalytics;
      element.recipe = { version: 1, as_of: day };
    }, asOf);
    await expect.poll(async () => (await heard(page, "insitu-result")).length).toBeGreaterThan(before);
  };
  // Unasked nothing comes of it; asked, the user has the word.
  await since("2006-12-01");
  expect(await last(page, "insitu-result")).toMatchObject({ tables: [], withheld: "again" });
  const refused = ask(page, "describe");
  await app.getByRole("button", { name: "不交" }).click();
  expect(await refused).toMatchObject({ tables: [], withheld: "again" });
  const code = await page.evaluate(() =>
    (document.querySelector("insitu-analytics") as InsituAnalytics).exportReport({ what: "summary" }).then(
      () => "",
      (error: { code: string }) => error.code,
    ),
  );
  expect(code).toBe("E_AGAIN");
});

test("language, looks and what is offered follow the host", async ({ page, baseURL }) => {
  const app = await open(page, baseURL ?? "", (tag) =>
    tag.replace('chrome="none"', 'chrome="full" theme="dark" height="700px"'),
  );
  await last(page, "insitu-ready");
  const inner = page.frames().at(-1);
  const look = () =>
    inner?.evaluate(() => [
      document.documentElement.lang,
      document.documentElement.dataset["theme"],
      getComputedStyle(document.documentElement).getPropertyValue("--accent"),
    ]);
  await expect(app.locator("insitu-rail")).toBeVisible();
  expect((await look())?.slice(0, 2)).toEqual(["zh-CN", "dark"]);
  await page.evaluate(() => {
    const element = document.querySelector("insitu-analytics") as InsituAnalytics;
    element.style.setProperty("--insitu-accent", "rgb(1 2 3)");
    // An address is no colour: all of it is refused, and the rest of the page is as it was.
    element.lang = "en";
    element.setAttribute("theme", "light");
  });
  await expect.poll(look).toEqual(["en", "light", "rgb(1 2 3)"]);
  await page.evaluate(() => {
    const element = document.querySelector("insitu-analytics") as InsituAnalytics;
    element.style.setProperty("--insitu-accent", "url(//a.example/x)");
    element.lang = "zh";
  });
  await page.waitForTimeout(300);
  expect(await look()).toEqual(["en", "light", "rgb(1 2 3)"]);
  expect(await page.locator("insitu-analytics iframe").evaluate((frame) => frame.getBoundingClientRect().height)).toBe(
    700,
  );
});

test("garbage on every way in changes nothing", async ({ page, baseURL }) => {
  const app = await open(page, baseURL ?? "");
  await last(page, "insitu-ready");
  await page.locator("input[type=file]").setInputFiles(ORDERS);
  await last(page, "insitu-result");
  const inner = page.frames().at(-1);
  const shown = () =>
    inner?.evaluate(() => {
      const words = (node: Node): string =>
        [...node.childNodes, ...(node instanceof HTMLElement && node.shadowRoot ? [node.shadowRoot] : [])]
          .map((child) => (child instanceof Text ? child.data : words(child)))
          .join(" ");
      return words(document.body);
    });
  const results = (await heard(page, "insitu-result")).length;
  const was = await shown();
  await page.evaluate(async () => {
    const frame = document.querySelector("insitu-analytics")?.shadowRoot?.querySelector("iframe");
    const shell = frame?.contentWindow as Window;
    const words = [
      "ready",
      "painted",
      "hello",
      "connect",
      null,
      1,
      {},
      [],
      { v: 1, id: 1, type: "open", payload: { files: [] } },
    ];
    for (let n = 0; n < 2_000; n++) {
      const word = n % 3 ? words[n % words.length] : { v: 1, id: n, type: words[n % 4], payload: words[n % 9] };
      shell.postMessage(word, "*", n % 7 ? [] : [new MessageChannel().port2]);
      (shell[0] as Window).postMessage(word, "*", n % 5 ? [] : [new MessageChannel().port2]);
    }
    await new Promise((resolve) => setTimeout(resolve, 500));
  });
  expect(await shown()).toBe(was);
  expect((await heard(page, "insitu-result")).length).toBe(results);
  expect(await heard(page, "insitu-error")).toEqual([]);
  expect(await ask(page, "rfm")).toMatchObject({ analysis: "rfm" });
  await expect(app.locator("insitu-analysis h1")).toBeVisible();
});

test.describe("a page that may not embed", () => {
  const control = (page: Page) =>
    page.frameLocator("iframe").frameLocator("iframe").locator("input[type=file]").first();
  const embed = (page: Page, body: string) =>
    page.goto(hosted(`<!doctype html><title>x</title>${body}`), { waitUntil: "commit" });
  /** Answers the shell's word, as the element does. */
  const CONNECT = `addEventListener("message", (e) => { if (e.data?.type === "hello") { const c = new MessageChannel(); window.heard = []; c.port1.onmessage = (m) => heard.push(m.data); e.source.postMessage({ v: 1, id: 0, type: "connect", payload: null }, "*", [c.port2]); } });`;

  test("is not heard where the address names another origin, and the file control stays shut", async ({
    page,
    baseURL,
  }) => {
    test.setTimeout(60_000);
    await embed(
      page,
      `<script>${CONNECT}
      // Not asked, it speaks all the same.
      setInterval(() => frames[0]?.postMessage({ v: 1, id: 0, type: "connect", payload: null }, "*", [new MessageChannel().port2]), 50);
    </script><iframe src="${baseURL}#portal=https%3A%2F%2Fportal.example"></iframe>`,
    );
    const shell = page.frameLocator("iframe");
    await shell.getByText("嵌入本页的网页没有接上").waitFor({ timeout: 40_000 });
    await expect(control(page)).toHaveCount(0);
    expect(await page.evaluate(() => "heard" in window)).toBe(false);
  });

  test("has no origin: in a sandbox the shell gets nothing, not even its own bytes", async ({ page, baseURL }) => {
    const inside = `<script>${CONNECT}</script><iframe src="${baseURL}#portal=null"></iframe>`;
    await embed(page, `<iframe sandbox="allow-scripts" srcdoc="${inside.replaceAll('"', "&quot;")}"></iframe>`);
    const shell = page.frameLocator("iframe").frameLocator("iframe");
    await shell.getByText("没有收到").waitFor();
    await expect(shell.frameLocator("iframe").locator("input[type=file]")).toHaveCount(0);
  });

  test("is inside another page, which could listen too", async ({ page, baseURL }) => {
    const origin = new URL(portal.home).origin;
    const inside = `<script>${CONNECT}</script><iframe src="${baseURL}#portal=${encodeURIComponent(origin)}"></iframe>`;
    await embed(page, `<iframe srcdoc="${inside.replaceAll('"', "&quot;")}"></iframe>`);
    const nested = page
      .frameLocator("iframe")
      .frameLocator("iframe")
      .frameLocator("iframe")
      .locator("input[type=file]")
      .first();
    await nested.waitFor({ state: "attached" });
    await page.waitForTimeout(1500);
    await expect(nested).toBeDisabled();
  });
});

test("the same folder works below another path of another origin", async ({ page }) => {
  const below = await Server.start(PORT + 1, "dist-npm");
  try {
    await open(page, `${below.home}app/`);
    expect(await last(page, "insitu-ready")).toHaveProperty("analyses");
    await page.locator("input[type=file]").setInputFiles(ORDERS);
    expect(await last(page, "insitu-result")).toMatchObject({ analysis: "rfm" });
  } finally {
    await below.stop();
  }
});
