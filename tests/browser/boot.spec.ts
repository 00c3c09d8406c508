// The boot when something is missing, changed, slow, or when another page is near.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, type Frame, type Page, test } from "@playwright/test";

const inner = (page: Page): Frame => page.frames()[1] as Frame;
const control = (page: Page) => page.frameLocator("iframe").locator("input[type=file]").first();
const open = (page: Page) =>
  page.frameLocator("iframe").locator("input[type=file]:not([disabled])").first().waitFor({ state: "attached" });

test("opens a file only after the self-test, and nothing is asked of the server after the seal", async ({ page }) => {
  const asked: string[] = [];
  page.on("response", (response) => asked.push(response.url()));
  await page.goto("");
  await open(page);
  expect(
    asked
      .filter((url) => /^http/.test(url))
      .map((url) => new URL(url).pathname)
      .sort(),
  ).toEqual(["/", "/core.wasm", "/formats.wasm", "/inner.txt", "/reader.wasm", "/worker.js"]);
  expect(await inner(page).evaluate(() => origin)).toBe("null");
});

test("works below any path", async ({ page, baseURL }) => {
  await page.route("**/some/where/*", async (route) => {
    const name = new URL(route.request().url()).pathname.split("/").pop();
    await route.fulfill({ response: await route.fetch({ url: new URL(name ?? "", baseURL).href }) });
  });
  await page.goto("some/where/");
  await open(page);
  await page.unrouteAll({ behavior: "ignoreErrors" });
});

test("seals without formats when it does not arrive or is another one", async ({ page }) => {
  for (const answer of [{ status: 404 }, { status: 200, body: "changed", contentType: "application/wasm" }]) {
    await page.route("**/formats.wasm", (route) => route.fulfill(answer));
    await page.goto("");
    await open(page);
    await page.unroute("**/formats.wasm");
  }
});

for (const name of ["core.wasm", "reader.wasm", "worker.js"]) {
  test(`does not run a ${name} that is not the published one`, async ({ page }) => {
    await page.route(`**/${name}`, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: Buffer.concat([await response.body(), Buffer.from(" ")]) });
    });
    await page.goto("");
    await page
      .frameLocator("iframe")
      .getByText(/E_BOOT_HASH|不一致/)
      .first()
      .waitFor();
    expect(await control(page).isEnabled()).toBe(false);
    // The shell asks once more for a part that is slow to come; what is still on its way then must not end in the next test.
    await page.unrouteAll({ behavior: "ignoreErrors" });
  });
}

test("says what did not arrive, and an inner page that was changed does not run", async ({ page }) => {
  await page.route("**/core.wasm", (route) => route.abort());
  await page.goto("");
  await page.getByText("没有收到 core.wasm").waitFor();
  await page.unroute("**/core.wasm");
  await page.route("**/inner.txt", (route) => route.fulfill({ body: "<p>other", contentType: "text/plain" }));
  await page.goto("");
  await page.getByText("页面的一部分与发布的不一致").waitFor();
});

test("paints at once, before anything else arrives", async ({ page }) => {
  await page.route(/\.(txt|js|wasm)$/, () => undefined);
  await page.goto("");
  await page.getByText("把订单表拖到这里").waitFor();
  const paint = () => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? null;
  await expect.poll(() => page.evaluate(paint)).not.toBeNull();
  console.log(
    `first contentful paint ${Math.round((await page.evaluate(paint)) ?? 0)} ms with the inner page held back`,
  );
});

test("starts the worker again after the seal, and no other worker", async ({ page }) => {
  await page.goto("");
  await open(page);
  const kinds = await inner(page).evaluate(async () => {
    const host = window as unknown as { insituWorkerUrl(u: string): string };
    const other = URL.createObjectURL(new Blob(["1"], { type: "text/javascript" }));
    try {
      new Worker(host.insituWorkerUrl(other));
      return "started";
    } catch {
      return "refused";
    }
  });
  expect(kinds).toBe("refused");
});

test("saves a file and copies a text after the seal", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read"]);
  await page.goto("");
  await open(page);
  const download = page.waitForEvent("download");
  await inner(page).evaluate(() => {
    const host = window as unknown as { insituSave(u: string, n: string): void };
    host.insituSave(URL.createObjectURL(new Blob(["a,b"], { type: "text/csv" })), "x.csv");
  });
  const saved = await download;
  expect(saved.suggestedFilename()).toBe("x.csv");
  expect(readFileSync(await saved.path(), "utf8")).toBe("a,b");
  await inner(page).evaluate(() => {
    const host = window as unknown as { insituCopy(t: string): boolean; copied?: boolean };
    addEventListener("keydown", () => (host.copied = host.insituCopy("甲\t乙")), { once: true });
    document.body.tabIndex = -1;
    document.body.focus();
  });
  await page.keyboard.press("c");
  expect(await inner(page).evaluate(() => (window as unknown as { copied?: boolean }).copied)).toBe(true);
});

test.describe("another page", () => {
  const heard: string[] = [];
  let host = "";
  const server = createServer((request, response) => {
    if (request.url?.startsWith("/heard/")) heard.push(request.url);
    const [, how, address] = /^\/(opens|frames)\?(.*)$/.exec(request.url ?? "") ?? [];
    const target = JSON.stringify(decodeURIComponent(address ?? ""));
    response.writeHead(200, { "content-type": "text/html" }).end(`<!doctype html><title>other</title><body><script>
      addEventListener("message", (e) => fetch("/heard/" + encodeURIComponent(e.data)));
      if (${JSON.stringify(how)} === "opens") window.opened = window.open(${target});
      if (${JSON.stringify(how)} === "frames") document.body.append(Object.assign(document.createElement("iframe"), { src: ${target} }));
    </script>`);
  });

  test.beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    host = `http://localhost:${(server.address() as AddressInfo).port}`;
  });
  test.afterAll(() => server.close());
  test.beforeEach(() => heard.splice(0));

  test("that opened the page cannot be spoken to", async ({ page, baseURL }) => {
    const popup = page.waitForEvent("popup");
    await page.goto(`${host}/opens?${encodeURIComponent(baseURL ?? "")}`);
    const opened = await popup;
    await open(opened);
    await inner(opened).evaluate(() => {
      for (const target of [top?.opener, parent.opener, window.opener]) {
        try {
          target.postMessage("through-opener", "*");
        } catch {
          // No such window.
        }
      }
      addEventListener("message", (event) => (event.source as Window)?.postMessage("through-answer", "*"), true);
      window.onmessage = (event) => (event.source as Window)?.postMessage("through-answer", "*");
    });
    await page.evaluate(() => {
      const opened = (window as unknown as { opened: Window }).opened;
      for (const target of [opened, opened[0] as Window]) target.postMessage("hello", "*");
    });
    await page.waitForTimeout(500);
    expect(heard).toEqual([]);
  });

  test("that opened the single file keeps it shut", async ({ page, baseURL }) => {
    const popup = page.waitForEvent("popup");
    await page.goto(`${host}/opens?${encodeURIComponent(`${baseURL}insitu.html`)}`);
    const opened = await popup;
    await opened.waitForTimeout(1500);
    await expect(control(opened)).toBeDisabled();
  });

  for (const file of ["", "insitu.html"]) {
    test(`that frames ${file || "the shell"} keeps it shut`, async ({ page, baseURL }) => {
      // The frames inside may never be "loaded" in the browser's sense; what counts is that the control is there.
      await page.goto(`${host}/frames?${encodeURIComponent(`${baseURL}${file}`)}`, { waitUntil: "commit" });
      const nested = page.frameLocator("iframe").frameLocator("iframe").locator("input[type=file]").first();
      await nested.waitFor({ state: "attached" });
      await page.waitForTimeout(1500);
      await expect(nested).toBeDisabled();
    });
  }
});
