// The promise in Firefox: boot, a file, a download, the page of the proof, and the whole suite beside its own control.
import { existsSync, readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { expect, test } from "@playwright/test";
import type { Frame, Page } from "puppeteer-core";
import { channels } from "../../www/src/prove/channels/channels.ts";
import { LATER } from "../browser/egress/ground.ts";
import { CONTROL, type Form, Harness } from "../browser/egress/harness.ts";
import { Listener } from "../browser/egress/listener.ts";
import { portalForm, portalPages } from "../browser/egress/portal.ts";
import { report, residual, unnamed } from "../browser/egress/report.ts";
import { Site } from "../browser/egress/site.ts";
import { makePackage } from "../browser/server.ts";
import { FirefoxGround } from "./firefox.ts";

const site = new Site("dist", false, { "/later.html": LATER });
let home = "";

test.beforeAll(async () => {
  await site.start();
  home = `http://127.0.0.1:${site.port}/`;
});
test.afterAll(() => site.stop());

async function frame(page: Page): Promise<Frame> {
  return page.waitForFrame((one) => one.url() === "about:srcdoc");
}

/** By the element and not by its place, which moves while the page still settles. */
async function press(app: Frame, text: string): Promise<void> {
  const button = await app.waitForSelector(`>>> ::-p-text(${text})`, { timeout: 60_000 });
  await button?.evaluate((element) => (element as HTMLElement).click());
}

test("boots, seals itself, opens a table and saves the results", async ({ browserName: _ }, info) => {
  const ground = await FirefoxGround.start(info.outputPath());
  const began = performance.now();
  const page = await ground.page(home);
  const app = await frame(page);
  const control = await app.waitForSelector(">>> input[type=file]:not([disabled])");
  console.log(`firefox ${await ground.browser.version()}: sealed after ${Math.round(performance.now() - began)} ms`);
  const report = await app.evaluate(() => {
    const shown = document.querySelector("insitu-app") as unknown as {
      journey: { store: { seal: { report: { ok: boolean; reduced: string[]; tries: { closed: boolean }[] } } } };
    };
    return shown.journey.store.seal.report;
  });
  expect(report.ok).toBe(true);
  expect(report.tries.length).toBeGreaterThanOrEqual(17);
  console.log(`firefox self-test: ${report.tries.length} refused; gaps: ${report.reduced.join(", ") || "none"}`);
  await (control as unknown as { uploadFile(path: string): Promise<void> }).uploadFile(
    "tests/fixtures/rfm_data_orders.csv",
  );
  await press(app, "开始分析");
  const answer = await app.waitForSelector(">>> insitu-analysis >>> .answer", { timeout: 60_000 });
  expect(await answer?.evaluate((element) => element.textContent)).toContain("995 位客户里，274 位重要价值客户");
  await press(app, "results.json");
  const saved = `${ground.downloads}/results.json`;
  await expect
    .poll(() => existsSync(saved) && readFileSync(saved, "utf8").length, { timeout: 20_000 })
    .toBeGreaterThan(1000);
  const results = JSON.parse(readFileSync(saved, "utf8")) as {
    results: { rfm: { outcome: { population: { customers: number } } } };
  };
  expect(results.results.rfm.outcome.population.customers).toBe(995);
  await ground.browser.close();
});

test("the page of the proof shows no channel open", async ({ browserName: _ }, info) => {
  const ground = await FirefoxGround.start(info.outputPath());
  const page = await ground.page(`${home}prove.html`);
  const app = await frame(page);
  await app.waitForSelector(">>> button.primary:not([disabled])", { timeout: 90_000 });
  const rows = await app.$$eval(">>> li[data-name]", (list) =>
    (list as HTMLElement[]).map(({ dataset }) => ({ name: dataset["name"] ?? "", state: dataset["state"] ?? "" })),
  );
  const count = (state: string) => rows.filter((row) => row.state === state).length;
  console.log(`firefox prove.html: ${count("refused")} refused, ${count("listener")} need a listener`);
  expect(rows.filter((row) => row.state === "open" || row.state === "skipped").map((row) => row.name)).toEqual([]);
  expect(count("refused")).toBeGreaterThanOrEqual(150);
  await ground.browser.close();
});

/** Its automation runs no code in workers: what is tried there is the self-test alone. */
const tries = channels.filter((one) => one.how !== "worker" && one.how !== "handoff");
/** Two that hang the automation where nothing refuses them. */
const HANGING = ["audio-worklet", "form-named-frame"];

test("without a policy the channels are open", async ({ browserName: _ }, info) => {
  test.setTimeout(1_200_000);
  const listener = new Listener({ "/control.html": CONTROL, "/later.html": LATER });
  await listener.start("127.0.0.1");
  const ground = await FirefoxGround.start(info.outputPath());
  const own = `http://127.0.0.1:${listener.port}`;
  const form = { name: "firefoxcontrol", address: `${own}/control.html`, later: `${own}/later.html`, sealed: false };
  const harness = new Harness(form, listener, ground);
  await harness.run(tries.filter((one) => !HANGING.includes(one.name)));
  await ground.close(listener);
  const results = report(form, harness);
  await listener.stop();
  const out = results.filter((one) => one.leaks.length > 0);
  expect(out.length).toBeGreaterThanOrEqual(85);
  const known = new Set([...residual.unproven, ...residual.unproven_firefox].map((one) => one.name));
  expect(results.filter((one) => one.leaks.length === 0 && !known.has(one.name)).map((one) => one.name)).toEqual([]);
});

/** Names below `probe.test` end on loopback without being loopback names: to the browser this is an insecure origin. */
const INTRANET = "insitu.probe.test";

type Place = Omit<Form, "name" | "sealed">;
const FORMS: Record<string, (portal: string, headers: number) => Place> = {
  firefoxshell: () => at(home),
  firefoxsingle: () => at(`${home}insitu.html`),
  firefoxfile: () => ({ ...at(pathToFileURL("dist/insitu.html").href), later: `${home}later.html` }),
  firefoxportal: (portal) => portalForm(portal),
  firefoxheaders: (_, port) => at(`http://127.0.0.1:${port}/`),
  firefoxinsecure: () => at(`http://${INTRANET}:${site.port}/`),
};
const at = (page: string): Place => ({ address: `${page}#warm=0`, later: new URL("later.html", page).href });

for (const [name, place] of Object.entries(FORMS)) {
  test(`nothing gets out of ${name}`, async ({ browserName: _ }, info) => {
    test.setTimeout(1_200_000);
    const guarded = new Site("dist", true, { "/later.html": LATER });
    await guarded.start();
    if (name === "firefoxportal") await makePackage(info.project.outputDir);
    const listener = new Listener(name === "firefoxportal" ? portalPages(home) : {});
    await listener.start("127.0.0.1");
    const ground = await FirefoxGround.start(info.outputPath());
    const form: Form = { name, ...place(`http://localhost:${listener.port}`, guarded.port), sealed: true };
    const harness = new Harness(form, listener, ground);
    await harness.run(tries);
    await ground.close(listener);
    const leaks = unnamed(name, report(form, harness));
    await Promise.all([listener.stop(), guarded.stop()]);
    expect(leaks).toEqual([]);
  });
}
