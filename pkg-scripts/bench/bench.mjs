import { stat, writeFile } from "node:fs/promises";
import { loadavg } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";
import { ARGUMENTS, insitu, peer } from "./contenders.mjs";
import { native } from "./native.mjs";
import { report, summary } from "./report.mjs";
import { serve } from "./server.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));

const { values: options } = parseArgs({
  options: {
    file: { type: "string" },
    rows: { type: "string" },
    rounds: { type: "string", default: "5" },
    chromium: { type: "string", default: "/usr/bin/chromium" },
    dist: { type: "string", default: join(HERE, "../../dist") },
    only: { type: "string" },
    native: { type: "string" },
    python: { type: "string", default: "python3" },
    json: { type: "string" },
    analyses: { type: "boolean", default: false },
  },
});

const file = options.file;
const rounds = Number(options.rounds);
const rows = Number(options.rows);
if (!file || !Number.isInteger(rows) || !(rounds >= 1)) {
  console.error(
    "usage: bench.mjs --file FILE --rows N [--rounds N] [--only NAME,…] [--dist DIR] [--chromium PATH] [--native BINARY [--python PROGRAM]] [--json FILE] [--analyses]",
  );
  process.exit(2);
}

const size = (await stat(file)).size;
const peers = await serve({ "/": join(HERE, "pages"), "/modules/": join(HERE, "node_modules") });
const product = await serve({ "/": options.dist });
const before = loadavg()[0];
const browser = await chromium.launch({
  executablePath: options.chromium,
  args: ARGUMENTS,
});

try {
  const context = await browser.newContext();
  const foreign = [];
  context.on("request", (request) => {
    const url = request.url();
    if (/^https?:/.test(url) && !url.startsWith(peers.origin) && !url.startsWith(product.origin)) foreign.push(url);
  });
  const wanted = options.only?.split(",");
  const contenders = [
    await insitu(context, options.dist, product.origin, options.analyses),
    await peer(context, "duckdb", `${peers.origin}/duckdb.html`),
    await peer(context, "papaparse", `${peers.origin}/papaparse.html`),
    await peer(context, "sheetjs", `${peers.origin}/sheetjs.html`),
    await peer(context, "blob read", `${peers.origin}/blob.html`),
  ].filter((c) => c && (wanted ? wanted.includes(c.name) : c.name !== "sheetjs"));

  const samples = new Map(contenders.map((c) => [c.name, []]));
  for (let round = 0; round <= rounds; round++) {
    for (const contender of contenders) {
      const sample = await contender.round(file);
      if (sample.rows !== undefined && sample.rows !== rows)
        throw new Error(`${contender.name} read ${sample.rows} of ${rows} rows`);
      // Round 0 warms the file cache and the compiler's caches.
      if (round > 0) samples.get(contender.name).push(sample);
      console.error(`${round === 0 ? "warm-up" : `round ${round}`} ${contender.name} ${sample.ms.toFixed(0)} ms`);
    }
  }
  if (foreign.length) throw new Error(`a page asked for another origin: ${foreign[0]}`);

  const results = new Map([...samples].map(([name, list]) => [name, summary(list)]));
  const run = {
    size,
    rows,
    rounds,
    browser: `Chromium ${browser.version()}`,
    load: [before, loadavg()[0]],
    results,
    bundle: samples.get("duckdb")?.at(-1)?.bundle,
    native: options.native ? native(options.native, options.python, HERE, file, rounds) : undefined,
  };
  const { lines, agree } = report(run);
  console.log(lines.join("\n"));
  if (options.json)
    await writeFile(options.json, `${JSON.stringify({ ...run, results: Object.fromEntries(results) }, null, 2)}\n`);
  process.exitCode = agree ? 0 : 1;
} finally {
  await browser.close();
  peers.close();
  product.close();
}
