// The engine without the page, as another program loads it from the package.
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import type * as door from "../../www/src/door/engine.ts";
import { makePackage, Server, site } from "./server.ts";
import { CLASSES, ORDERS } from "./visit.ts";

const PORT = Number(process.env["PORT"] ?? 4173) + 120;
let server: Server;
let host: { folder: string; remove(): void };
let results = "";

/** The command line: that which INSITU names, or one that is built as the other tests build it. */
function insitu(): string {
  const named = process.env["INSITU"];
  if (named !== undefined) return named;
  const cargo = (...words: string[]) => execFileSync("cargo", words, { encoding: "utf8", maxBuffer: 1 << 28 });
  cargo("test", "--no-run", "--quiet", "--locked", "--workspace", "--features", "cli", "--test", "cli");
  const { target_directory } = JSON.parse(cargo("metadata", "--format-version", "1", "--no-deps", "--locked"));
  return join(target_directory, "debug", "insitu");
}

test.beforeAll(async () => {
  test.setTimeout(300_000);
  await makePackage(test.info().project.outputDir);
  results = execFileSync(insitu(), ["run", "-q", ORDERS], { encoding: "utf8", maxBuffer: 1 << 28 });
  host = site({ package: "dist-npm", data: "tests/fixtures" });
  server = await Server.start(PORT, host.folder);
});
test.afterAll(async () => {
  await server?.stop();
  host?.remove();
});

type Door = typeof door;
interface Host {
  session: Awaited<ReturnType<Awaited<ReturnType<Door["createEngine"]>>["open"]>>;
  engine: Awaited<ReturnType<Door["createEngine"]>>;
}

/** Opens the orders in a program that has nothing but the package. */
async function open(page: Page): Promise<void> {
  await page.route(`${server.home}host`, (route) =>
    route.fulfill({ body: "<!doctype html><title>host</title>", contentType: "text/html" }),
  );
  await page.goto(`${server.home}host`);
  await page.evaluate(async () => {
    // A program that knows the package by its address only.
    const address = "/package/dist/engine.js";
    const { createEngine } = (await import(address)) as Door;
    const bytes = await (await fetch("/data/rfm_data_orders.csv")).arrayBuffer();
    const phases: string[] = [];
    const engine = await createEngine({ workers: 2, lang: "en" });
    const session = await engine.open(
      { name: "rfm_data_orders.csv", bytes },
      { onProgress: ({ phase }) => phases.push(phase) },
    );
    Object.assign(window, { engine, session, phases });
  });
}

test("opens, analyses, lists and exports what the command line prints", async ({ page }) => {
  await open(page);
  const found = await page.evaluate(async () => {
    const { session, phases } = window as never as Host & { phases: string[] };
    const inspect = await session.inspect();
    const recipe = (await session.recipe()) as { version: number };
    const file = await session.export("results.json");
    const rfm = await session.analyze("rfm", { split: "mean" });
    const customers = await session.rows({ analysis: "rfm", from: 0, count: 3 });
    const rows = await session.rows({ table: "orders", from: 0, count: 2 });
    const report = await session.report({ role: "management", today: "2007-01-02" });
    const saved = await session.export("report.html");
    return {
      report: [report.role, report.date, report.parts.length, report.findings.length > 0],
      saved: [saved.name, /^<!doctype html>/i.test(await saved.text())],
      kind: inspect.files[0]?.kind,
      version: recipe.version,
      phases: [...new Set(phases)],
      counts: "outcome" in rfm ? rfm.outcome.classes.rows.map((row) => row.customers) : [],
      customers: customers.total,
      rows: JSON.stringify(rows),
      name: file.name,
      text: await file.text(),
    };
  });
  expect(found).toMatchObject({ kind: "orders", version: 1, counts: CLASSES, customers: 995, name: "results.json" });
  expect(found.report).toEqual(["management", "2007-01-02", 5, true]);
  expect(found.saved).toEqual(["insitu-report-all.html", true]);
  expect(found.phases).toEqual(["sniff", "read"]);
  expect(found.rows).not.toContain("brion_stark@");
  expect(found.text === results).toBe(true);
});

test("is cancelled within a second, and refuses with a code, a sentence and a place", async ({ page }) => {
  await open(page);
  const found = await page.evaluate(async () => {
    const { session, engine } = window as never as Host;
    const began = performance.now();
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 1);
    const cancelled = await session.analyze("clv", {}, { signal: stop.signal }).then(
      () => "done",
      (error: Error) => error.name,
    );
    const ms = performance.now() - began;
    const refusal = async (work: Promise<unknown>) =>
      work.then(
        () => null,
        ({ code, message, name }: Error & { code: string }) => ({ code, message, name }),
      );
    const wrong = await refusal(session.analyze("rfm", { bins: 99 }));
    const bad = await refusal(engine.open({ name: "x.bin", bytes: new Uint8Array([0, 0, 0, 0]) }));
    const still = session.state;
    const other = await engine.open({
      name: "b.csv",
      bytes: new TextEncoder().encode("user_id,order_time,amount\na,2024-01-01,3\nb,2024-01-02,4"),
    });
    const replaced = await refusal(session.inspect());
    other.close();
    const closed = await refusal(other.inspect());
    engine.terminate();
    return { cancelled, ms, wrong, bad, still, state: session.state, replaced, closed };
  });
  expect(found.cancelled).toBe("AbortError");
  expect(found.ms).toBeLessThan(1000);
  expect(found.wrong).toMatchObject({ code: "E_PARAM", name: "InsituError" });
  expect(found.wrong?.message).toMatch(/bins/);
  expect(found.bad?.code).toMatch(/^E_/);
  expect([found.still, found.state]).toEqual(["ready", "closed"]);
  expect([found.replaced?.code, found.closed?.code]).toEqual(["E_CLOSED", "E_CLOSED"]);
});

test("after a crash calls are refused, and the kept file is read again", async ({ page }) => {
  await page.addInitScript(() => {
    const workers: Worker[] = [];
    Object.assign(window, { workers });
    window.Worker = class extends Worker {
      constructor(address: string | URL) {
        super(address);
        workers.push(this);
      }
    };
  });
  await open(page);
  const found = await page.evaluate(async () => {
    const { session, workers } = window as never as Host & { workers: Worker[] };
    const pending = session.analyze("rfm").then(
      () => "done",
      (error: { code: string }) => error.code,
    );
    // The first is the engine.
    workers[0]?.dispatchEvent(new ErrorEvent("error", { cancelable: true }));
    const code = await pending;
    while (session.state !== "needs_files") await new Promise((resolve) => setTimeout(resolve, 20));
    const read = await session.reopen();
    const rfm = await session.analyze("rfm");
    return { code, rows: read.files[0]?.rows.read, state: session.state, found: "outcome" in rfm };
  });
  expect(found).toEqual({ code: "E_ENGINE_RESTARTED", rows: 4906, state: "ready", found: true });
});
