// The page that proves the seal: what a privacy officer reads there, and that it can fail.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect, type FrameLocator, type Page, test } from "@playwright/test";
import { channels } from "../../www/src/prove/channels/channels.ts";
import { violations } from "./axe.ts";
import { Visit } from "./visit.ts";

const dist = (name: string) => readFileSync(`dist/${name}`, "utf8");
const hex = (text: string) => createHash("sha256").update(text).digest("hex");
const source = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

async function open(page: Page): Promise<FrameLocator> {
  await page.goto("prove.html");
  return page.frameLocator("iframe");
}

/** Until everything was tried. */
async function ended(page: Page): Promise<FrameLocator> {
  const app = await open(page);
  await app.locator("button.primary:not([disabled])").waitFor({ timeout: 60_000 });
  await speak(app, "zh");
  return app;
}

async function speak(app: FrameLocator, wanted: "zh" | "en"): Promise<void> {
  const other = app.locator("header button[lang]");
  if ((await other.getAttribute("lang"))?.startsWith(wanted)) await other.click();
  await expect(other).toHaveAttribute("lang", wanted === "zh" ? "en" : "zh-CN");
}

/** Names of the tries by what the page says of them. */
async function states(app: FrameLocator): Promise<Record<string, string[]>> {
  const rows = await app
    .locator("li[data-name]")
    .evaluateAll((list) => (list as HTMLElement[]).map(({ dataset }) => [dataset["state"], dataset["name"]]));
  const found: Record<string, string[]> = {};
  for (const [state = "", name = ""] of rows) (found[state] ??= []).push(name);
  return found;
}

test("every channel that a page can watch is refused, and the page says so", async ({ page }) => {
  const asked: string[] = [];
  // A refused request is begun for the browser's tools too; an answer comes only to one that was sent.
  page.on("response", (response) => asked.push(response.url()));
  const app = await ended(page);
  await expect(app.getByRole("heading", { level: 1 })).toHaveText("密封证明");
  const found = await states(app);
  expect(found["open"] ?? []).toEqual([]);
  expect(found["skipped"] ?? []).toEqual([]);
  const [refused, listener] = [found["refused"]?.length ?? 0, found["listener"]?.length ?? 0];
  // Those of the self-test are read in the same list.
  expect(refused + listener).toBeGreaterThan(channels.length);
  expect(refused).toBeGreaterThanOrEqual(160);
  console.log(`prove.html: ${refused} refused, ${listener} need a listener`);
  const status = app.getByRole("status");
  await expect(status).toContainText(`当场试了 ${refused} 个通道，全部被拦下。另有 ${listener} 个通道`);
  await expect(status).toContainText(`${refused} 拦下`);
  const row = app.locator('li[data-name="fetch-keepalive"]');
  await app.getByText("逐个通道").nth(1).click();
  await expect(row).toContainText("浏览器报告：被策略拒绝 (connect-src)");
  await expect(app.locator('li[data-name="rtc-stun"]')).toContainText("接口不存在");
  await expect(app.locator('li[data-name="location-href"]')).toContainText("需要监听");
  await expect(app.getByRole("table")).toContainText("fetch、XMLHttpRequest、WebSocket");
  for (const limit of ["浏览器扩展", "剪贴板", "截屏", "崩溃转储", "另一份程序", "耗时", "最近使用的文件"]) {
    await expect(app.getByRole("listitem").filter({ hasText: limit }).first()).toBeVisible();
  }
  await expect(app.locator("input")).toHaveCount(0);
  // The service worker, where there is one, is asked for by the shell.
  const own = asked.filter((url) => /^(http|ws)/.test(url) && !url.endsWith("/sw.js"));
  expect([...new Set(own.map((url) => new URL(url).pathname))].sort()).toEqual([
    "/core.wasm",
    "/formats.wasm",
    "/prove.html",
    "/prove.txt",
    "/reader.wasm",
    "/worker.js",
  ]);
  await speak(app, "en");
  await expect(app.getByRole("heading", { level: 1 })).toHaveText("Proof of the seal");
  await expect(status).toContainText(`${refused} channels were tried here and now, and every one was refused`);
});

test("the application's own proof gives the address as text", async ({ page, baseURL }) => {
  const visit = await Visit.start(page);
  await visit.app.locator("insitu-bar button.badge").click();
  const proof = visit.app.locator("insitu-proof");
  await expect(proof.getByRole("heading", { name: "打印给隐私负责人的证明" })).toBeVisible();
  await expect(proof.getByText(`${baseURL}prove.html`, { exact: true })).toBeVisible();
  await expect(proof.locator("a")).toHaveCount(0);
});

test("the published fingerprints stand beside those of what runs", async ({ page }) => {
  const app = await ended(page);
  const sums = new Map(
    `${dist("SHA256SUMS")}${dist("scripts.txt")}`
      .split("\n")
      .map((line) => line.split("  ").reverse() as [string, string]),
  );
  for (const [title, name] of [
    ["分析引擎", "core.wasm"],
    ["文本读取", "reader.wasm"],
    ["其他格式", "formats.wasm"],
    ["后台线程", "worker.js"],
    ["锁定脚本", "lock"],
  ] as const) {
    const part = app.locator(".hash").filter({ hasText: title });
    const sum = sums.get(name) ?? "";
    expect(sum).toMatch(/^[0-9a-f]{64}$/);
    await expect(part.locator("code")).toHaveText([sum, sum]);
    await expect(part).toContainText("一致");
  }
  await expect(app.locator(".hash").filter({ hasText: "本页脚本" }).locator("code").last()).toHaveText(
    sums.get("prove") ?? "none",
  );
});

test("on paper it is a statement of at most two pages", async ({ page }) => {
  await page.setViewportSize({ width: 680, height: 1000 });
  const app = await ended(page);
  await page.emulateMedia({ media: "print" });
  for (const language of ["zh", "en"] as const) {
    await page.emulateMedia({ media: "screen" });
    await speak(app, language);
    await page.emulateMedia({ media: "print" });
    await expect(app.getByText(language === "zh" ? "核对人" : "Checked by")).toBeVisible();
    await expect(app.getByText("fetch-keepalive").first()).toBeVisible();
    await expect(app.locator("header")).toBeHidden();
    const height = await app.locator("insitu-prove").evaluate((element) => element.getBoundingClientRect().height);
    console.log(`statement on paper, ${language}: ${(height / 980).toFixed(2)} pages of A4`);
    // A4 less margins of 15 mm at 96 dots per inch is 680 × 1009; some room is lost where a row goes to the next page.
    expect(height).toBeLessThan(2 * 980);
  }
});

for (const width of [1366, 390]) {
  test(`axe finds nothing at ${width} px, in both languages and looks`, async ({ browser, baseURL }) => {
    const context = await browser.newContext({ viewport: { width, height: 900 }, ...(baseURL ? { baseURL } : {}) });
    const page = await context.newPage();
    const app = await ended(page);
    for (const summary of await app.locator("summary").all()) await summary.click();
    const found: string[] = [];
    for (const theme of ["one", "other"]) {
      for (const language of ["zh", "en"] as const) {
        await speak(app, language);
        const dark = (await app.locator("html").getAttribute("data-theme")) ?? "";
        found.push(...(await violations(page)).map((one) => `${language} ${dark} ${one}`));
        const wide = await app.locator("html").evaluate((root) => root.scrollWidth - root.clientWidth);
        expect(wide).toBe(0);
      }
      if (theme === "one") await app.locator("header button").nth(1).click();
    }
    expect(found).toEqual([]);
    await context.close();
  });
}

/** The built page with another inner page, all of whose hashes fit: as a host would serve a copy that was tampered with. */
async function serve(page: Page, edit: (text: string) => string): Promise<void> {
  const scripts = (text: string) => [...text.matchAll(/<script>([\s\S]*?)<\/script>/g)].map((found) => found[1] ?? "");
  let [shell, inner] = [edit(dist("prove.html")), edit(dist("prove.txt"))];
  const [old, fresh] = [scripts(dist("prove.txt")), scripts(inner)];
  for (const [index, script] of old.entries()) {
    inner = inner.replaceAll(source(script), source(fresh[index] ?? ""));
    shell = shell.replaceAll(source(script), source(fresh[index] ?? ""));
  }
  const before = scripts(dist("prove.html"))[0] ?? "";
  shell = shell.replaceAll(hex(dist("prove.txt")), hex(inner));
  shell = shell.replaceAll(source(before), source(scripts(shell)[0] ?? ""));
  await page.route("**/prove.html", (route) => route.fulfill({ body: shell, contentType: "text/html; charset=utf-8" }));
  await page.route("**/prove.txt", (route) => route.fulfill({ body: inner, contentType: "text/plain; charset=utf-8" }));
}

async function red(page: Page): Promise<string[]> {
  const app = await open(page);
  const status = app.getByRole("status");
  await expect(status).toContainText(/没有看到拦截|no refusal was seen/, { timeout: 60_000 });
  await expect(status).toHaveClass(/bad/);
  await app.locator("button.primary:not([disabled])").waitFor({ timeout: 120_000 });
  await expect(status).not.toHaveClass(/good/);
  const { open: found = [] } = await states(app);
  await expect(app.locator(`li[data-name="${found.at(-1)}"]`)).toBeVisible();
  return found;
}

test("a build without the lock shows red", async ({ page }) => {
  const lock = /<script>([\s\S]*?)<\/script>/.exec(dist("prove.txt"))?.[1] ?? "";
  // What the page needs of the lock, and nothing that locks.
  const bare = `"use strict";{const own=trustedTypes.createPolicy("insitu-worker",{createScriptURL:(u)=>u});
    Object.assign(window,{insituWorkerUrl:(u)=>own.createScriptURL(u),insituSave(){},insituCopy:()=>false,insituSeal(){
      const m=document.createElement("meta");m.httpEquiv="Content-Security-Policy";
      m.content="default-src 'none'; script-src 'wasm-unsafe-eval'; img-src data: blob:; worker-src blob:";document.head.append(m)}})}`;
  await serve(page, (text) => text.replace(lock, () => bare));
  const found = await red(page);
  console.log(`without the lock: ${found.length} red`);
  expect(found).toEqual(expect.arrayContaining(["webrtc", "link", "frame", "rtc-stun", "link-dns-prefetch"]));
  expect(found).not.toContain("fetch-keepalive");
});

test("a build whose policies allow connections shows red", async ({ page }) => {
  await serve(page, (text) =>
    text.replaceAll("default-src 'none'", "default-src *").replaceAll(/connect-src '(?:none|self)'/g, "connect-src *"),
  );
  const found = await red(page);
  console.log(`with connections: ${found.length} red`);
  expect(found).toEqual(expect.arrayContaining(["fetch-own", "fetch-keepalive", "report-connect-src"]));
});

test("a worker that is not the published one is named and nothing is proven", async ({ page }) => {
  await page.route("**/worker.js", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${await response.text()} ` });
  });
  const status = (await open(page)).getByRole("status");
  await expect(status).toContainText(/不一致|not the published one/);
  await expect(status).toHaveClass(/bad/);
  await page.unrouteAll({ behavior: "ignoreErrors" });
});
