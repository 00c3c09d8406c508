// A hostile script inside the booted, sealed page tries every way out. What gets out is counted beside the same tries in
// a page without any policy, so that a zero means something. All traffic stays on loopback.
import { pathToFileURL } from "node:url";
import { expect, test } from "@playwright/test";
import { makePackage } from "../server.ts";
import { channels } from "../../../www/src/prove/channels/channels.ts";
import { ChromiumGround, INTRANET } from "./chromium.ts";
import { LATER } from "./ground.ts";
import { CONTROL, type Form, Harness } from "./harness.ts";
import { Listener } from "./listener.ts";
import { portalForm, portalPages } from "./portal.ts";
import { report, residual, unnamed } from "./report.ts";
import { Site } from "./site.ts";

test.describe.configure({ mode: "parallel" });
test.setTimeout(600_000);

test("every channel has a name of its own", () => {
  expect(new Set(channels.map((one) => one.name)).size).toBe(channels.length);
  expect(channels.length).toBeGreaterThanOrEqual(90);
});

test("without a policy the channels are open", async ({ browserName: _ }, info) => {
  const listener = new Listener({ "/control.html": CONTROL, "/later.html": LATER });
  await listener.start();
  const home = `http://localhost:${listener.port}`;
  const form = { name: "control", address: `${home}/control.html`, later: `${home}/later.html`, sealed: false };
  const ground = await ChromiumGround.start(info.outputPath());
  const harness = new Harness(form, listener, ground);
  await harness.run(channels);
  await ground.close(listener);
  const results = report(form, harness);
  await listener.stop();
  const out = results.filter((one) => one.leaks.length > 0);
  expect(out.length).toBeGreaterThanOrEqual(85);
  const known = new Set(residual.unproven.map((one) => one.name));
  expect(results.filter((one) => one.leaks.length === 0 && !known.has(one.name)).map((one) => one.name)).toEqual([]);
});

// Three forms share a browser: most of a try is waiting.
for (const names of [
  ["shell", "single", "file"],
  ["portal", "headers", "insecure"],
] as const) {
  test(`nothing gets out of the forms ${names.join(", ")}`, async ({ baseURL }, info) => {
    const home = baseURL ?? "";
    const site = new Site("dist", true);
    await site.start();
    const framed = names.some((name) => name === "portal");
    if (framed) await makePackage(info.project.outputDir);
    const listener = new Listener(framed ? portalPages(home) : {});
    await listener.start();
    const at = (page: string) => ({ address: `${page}#warm=0`, later: new URL("later.html", page).href, sealed: true });
    const intranet = new URL(home);
    intranet.hostname = INTRANET;
    const forms: Record<(typeof names)[number], Omit<Form, "name">> = {
      shell: at(home),
      single: at(`${home}insitu.html`),
      file: at(pathToFileURL("dist/insitu.html").href),
      portal: portalForm(`http://localhost:${listener.port}`),
      headers: at(`http://localhost:${site.port}/`),
      insecure: at(intranet.href),
    };
    const ground = await ChromiumGround.start(info.outputPath());
    const run = names.map((name) => ({ name, harness: new Harness({ name, ...forms[name] }, listener, ground) }));
    await Promise.all(run.map(({ harness }) => harness.run(channels)));
    await ground.close(listener);
    const leaks = run.flatMap(({ name, harness }) => unnamed(name, report({ name, ...forms[name] }, harness)));
    await Promise.all([listener.stop(), site.stop()]);
    expect(leaks).toEqual([]);
  });
}

test("the page of the proof sends nothing of what it tries", async ({ baseURL }, info) => {
  const listener = new Listener({});
  const ground = await ChromiumGround.start(info.outputPath());
  const page = await ground.open(`${baseURL}prove.html`);
  const ended = () =>
    document.querySelector("insitu-prove")?.shadowRoot?.querySelector("button.primary:not([disabled])") != null;
  const inner = () => page.frames().find((frame) => frame.url() === "about:srcdoc");
  await expect.poll(() => inner()?.evaluate(ended), { timeout: 60_000 }).toBe(true);
  await ground.close(listener);
  // The marks of its tries have the form of those of the suite, so the network log was searched for them.
  expect([...listener.seen.keys()]).toEqual([]);
});
