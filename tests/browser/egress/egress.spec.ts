// A hostile script inside the booted, sealed page tries every way out. What gets out is counted beside the same tries in
// a page without any policy, so that a zero means something. All traffic stays on loopback.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { expect, test } from "@playwright/test";
import { CONTROL, type Form, Harness, LATER, type Result } from "./harness.ts";
import { Listener } from "./listener.ts";
import { channels } from "../../../www/src/prove/channels/channels.ts";

const tries = channels;
interface Residual {
  /** Tries that do not get out even without a policy, so that nothing is proven by their failing. */
  unproven: { name: string; why: string }[];
  /** Ways that a page alone cannot close, with what still passes. */
  open: { name: string; tries: string[]; passes: string[]; why: string }[];
}
const residual: Residual = JSON.parse(readFileSync(new URL("./residual.json", import.meta.url), "utf8"));
const single = pathToFileURL("dist/insitu.html").href;

test.describe.configure({ mode: "parallel" });
test.setTimeout(300_000);

async function run(form: Form, listener: Listener, folder: string): Promise<Result[]> {
  const { results, bootMs } = await new Harness(form, listener, folder).run(tries);
  const out = results.filter((one) => one.leaks.length > 0);
  const requested = out.filter((one) => one.leaks.some((way) => way !== "connection"));
  const boot = bootMs.sort((a, b) => a - b)[Math.floor(bootMs.length / 2)];
  const report = {
    form: form.name,
    tries: results.length,
    leaks: out.length,
    bootMs: boot && Math.round(boot),
    results,
  };
  mkdirSync("test-results/egress", { recursive: true });
  writeFileSync(`test-results/egress/${form.name}.json`, JSON.stringify(report, null, 1));
  console.log(
    `egress ${form.name}: ${out.length} of ${results.length} got out, ${requested.length} with more than a connection${boot ? `; boot ${Math.round(boot)} ms` : ""}`,
  );
  for (const one of form.sealed ? out : results.filter((row) => row.leaks.length === 0)) {
    console.log(`  ${one.name}: ${one.leaks.join(", ") || "nothing, even here"}`);
  }
  return results;
}

test("every try has a name of its own", () => {
  expect(new Set(tries.map((one) => one.name)).size).toBe(tries.length);
  expect(tries.length).toBeGreaterThanOrEqual(60);
});

test("without a policy the tries get out", async ({ browserName: _ }, info) => {
  const listener = new Listener({ "/control.html": CONTROL, "/later.html": LATER });
  await listener.start();
  const home = `http://localhost:${listener.port}`;
  const form = { name: "control", address: `${home}/control.html`, later: `${home}/later.html`, sealed: false };
  const results = await run(form, listener, info.outputPath());
  await listener.stop();
  const out = results.filter((one) => one.leaks.length > 0);
  expect(out.length).toBeGreaterThanOrEqual(55);
  const known = new Set(residual.unproven.map((one) => one.name));
  expect(results.filter((one) => one.leaks.length === 0 && !known.has(one.name)).map((one) => one.name)).toEqual([]);
});

for (const [name, title, path] of [
  ["shell", "A3", ""],
  ["single", "A2 over http", "insitu.html"],
  ["file", "A2 from a file", null],
] as const) {
  test(`nothing gets out of ${title}`, async ({ baseURL }, info) => {
    const listener = new Listener({});
    await listener.start();
    const page = path === null ? single : new URL(path, baseURL).href;
    const form = { name, address: `${page}#warm=0`, later: new URL("later.html", page).href, sealed: true };
    const results = await run(form, listener, info.outputPath());
    await listener.stop();
    const named = new Map(residual.open.flatMap((one) => one.tries.map((name) => [name, one.passes] as const)));
    const more = results.map((one) => ({
      name: one.name,
      leaks: one.leaks.filter((way) => !named.get(one.name)?.includes(way)),
    }));
    expect(more.filter((one) => one.leaks.length > 0)).toEqual([]);
  });
}
