// The page when the server is gone: kept by its service worker, versioned by what is in it.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { Server, site } from "./server.ts";
import { CLASSES, ORDERS, Visit } from "./visit.ts";

test.use({ serviceWorkers: "allow" });

const PORT = Number(process.env["PORT"] ?? 4173) + 110;

/** Waits until the page is kept; which files, by their names. */
async function kept(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready;
    while (active?.state !== "activated") await new Promise((resolve) => setTimeout(resolve, 50));
    const [name = ""] = await caches.keys();
    const requests = await (await caches.open(name)).keys();
    return requests.map(({ url }) => url.split("/").at(-1) ?? "").sort();
  });
}

test("a page that was opened once boots, opens a file and analyses without a server", async ({ page }) => {
  const { folder, remove } = site({ "some/where": "dist" });
  const server = await Server.start(PORT, folder);
  try {
    await page.goto(`${server.home}some/where/#warm=0`);
    expect(await kept(page)).toEqual(
      expect.arrayContaining(["core.wasm", "formats.wasm", "index.html", "inner.txt", "reader.wasm", "worker.js"]),
    );
    expect(await kept(page)).not.toContain("insitu.html");
    await server.stop();
    await expect(fetch(server.home)).rejects.toThrow();
    await page.reload();
    const app = page.frameLocator("iframe");
    const control = app.locator("input[type=file]:not([disabled])").first();
    await control.setInputFiles(ORDERS);
    const start = app.getByRole("button", { name: /开始分析|Analyse/ });
    await start.click();
    const rows = app.locator("insitu-analysis section.block table tbody tr td:nth-child(3)");
    await rows.first().waitFor();
    expect((await rows.allInnerTexts()).map((text) => Number(text.replace(/\D/g, "")))).toEqual(CLASSES);
    // By its other name too, and with any query.
    await page.goto(`${server.home}some/where/index.html?x=1#warm=0`);
    await control.waitFor({ state: "attached" });
  } finally {
    await server.stop();
    remove();
  }
});

test("a new version waits while a page of the old one is open, and a damaged one is never kept", async ({
  page,
  context,
}) => {
  const { folder, remove } = site({ app: "dist" });
  const server = await Server.start(PORT + 1, folder);
  const file = (name: string) => join(folder, "app", name);
  /** Puts another text into the first paint, and what the build would have made of it into the service worker. */
  const publish = (text: string, hash: (bytes: string) => string): void => {
    const page = readFileSync("dist/index.html", "utf8");
    const changed = page.replace(/(<div style="font-size:24px[^>]*>)insitu/, `$1${text}<i></i>`);
    const old = createHash("sha256").update(page).digest("hex");
    writeFileSync(file("index.html"), changed);
    const worker = readFileSync("dist/sw.js", "utf8");
    expect(worker).toContain(old);
    writeFileSync(file("sw.js"), worker.replaceAll(old, hash(changed)));
  };
  // The page itself is shut: what is asked for the test is asked from a page beside it.
  writeFileSync(file("beside.html"), "<!doctype html><title>beside</title>");
  const isNew = (of: Page) => of.evaluate(async () => (await (await fetch("index.html")).text()).includes(">another<"));
  const update = (of: Page) =>
    of.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      const found = new Promise<ServiceWorker | null>((resolve) => {
        registration.addEventListener("updatefound", () => resolve(registration.installing), { once: true });
      });
      await registration.update();
      const worker = await found;
      while (worker?.state === "installing") await new Promise((resolve) => setTimeout(resolve, 50));
      return worker?.state;
    });
  try {
    const visit = new URL("app/#warm=0", server.home).href;
    const beside = new URL("app/beside.html", server.home).href;
    await page.goto(visit);
    await kept(page);
    await page.reload();
    const other = await context.newPage();
    await other.goto(beside);
    publish("broken", () => "0".repeat(64));
    expect(await update(other)).toBe("redundant");
    publish("another", (bytes) => createHash("sha256").update(bytes).digest("hex"));
    expect(await update(other)).toBe("installed");
    expect(await isNew(other)).toBe(false);
    await other.reload();
    expect(await isNew(other)).toBe(false);
    await other.close();
    await page.close();
    const fresh = await context.newPage();
    await expect
      .poll(async () => {
        await fresh.goto("about:blank");
        await fresh.goto(beside);
        return isNew(fresh);
      })
      .toBe(true);
    // Only the new one is kept.
    expect(await fresh.evaluate(async () => (await caches.keys()).length)).toBe(1);
  } finally {
    await server.stop();
    remove();
  }
});

test("on an insecure origin there is none, and the page does without", async ({ page }) => {
  const asked: string[] = [];
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await page.route("http://intranet.example/**", async (route) => {
    const name = new URL(route.request().url()).pathname.slice(1) || "index.html";
    await route.fulfill({ path: join("dist", name) });
  });
  await page.goto("http://intranet.example/#warm=0");
  await page.frameLocator("iframe").locator("input[type=file]:not([disabled])").first().waitFor({ state: "attached" });
  expect(await page.evaluate(() => [isSecureContext, "serviceWorker" in navigator])).toEqual([false, false]);
  expect(asked).not.toContain("/sw.js");
  expect(errors).toEqual([]);
  await page.unrouteAll({ behavior: "ignoreErrors" });
});

test("the page that opens the file has not asked for the worker after it was shut", async ({ page, baseURL }) => {
  const visit = await Visit.start(page);
  await kept(page);
  const policy = await page.evaluate(async () => {
    try {
      await navigator.serviceWorker.register("other.js");
      return "registered";
    } catch (error) {
      return (error as Error).name;
    }
  });
  expect(policy).not.toBe("registered");
  expect(visit.asked.filter((url) => url.startsWith(baseURL ?? "-"))).toEqual([]);
});
