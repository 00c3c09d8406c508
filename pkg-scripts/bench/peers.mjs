import { spawnSync } from "node:child_process";
import { access } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";
import { ARGUMENTS, insitu, peer } from "./contenders.mjs";
import { run } from "./native.mjs";
import { median } from "./report.mjs";
import { serve } from "./server.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
/** Where real files are that the repository does not hold. */
const DATA = process.env.INSITU_DATA ?? join(HERE, "../../../shared/data");
/** Customers of CDNOW as x, t_x, T in weeks. */
const CDNOW = join(DATA, "cdnow/cdnow_customers_summary_with_transactions.csv");
const GROCERIES = join(DATA, "basket/groceries.csv");

const { values: options } = parseArgs({
  options: {
    events: { type: "string" },
    points: { type: "string" },
    examples: { type: "string" },
    rounds: { type: "string", default: "3" },
    chromium: { type: "string", default: "/usr/bin/chromium" },
    dist: { type: "string", default: join(HERE, "../../dist") },
    python: { type: "string", default: "python3" },
  },
});

const there = (path) =>
  access(path).then(
    () => true,
    () => false,
  );

function line(what, own, peer, limit) {
  const share = own.ms / peer.ms;
  const verdict = limit === undefined ? "" : ` (target ≤ ${limit}: ${share <= limit ? "met" : "MISSED"})`;
  return `${what}: insitu ${own.ms.toFixed(1)} ms (${own.said}), ${peer.name} ${peer.ms.toFixed(1)} ms (${peer.said}); ${share.toPrecision(3)}${verdict}`;
}

/** A peer in Python: its median, or nothing where Python has no such library. */
function python(way, path) {
  const said = run(options.python, [join(HERE, "peers.py"), way, path]);
  if (said === null) return console.log(`${way}: ${options.python} has no such library`);
  const { ms, said: words, version } = JSON.parse(said);
  return {
    name: `${way === "kmeans" ? "scikit-learn" : way === "bgnbd" ? "lifetimes" : way} ${version}`,
    ms,
    said: words,
  };
}

/** What an example of the crate prints: a name, a median and what was found in each line. */
function example(name, args, pattern) {
  const { status, stdout } = spawnSync(join(options.examples, name), args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`${name} ended with ${status}`);
  return [...stdout.matchAll(pattern)].map(({ groups }) => ({ ...groups, ms: Number(groups.ms) }));
}

async function models() {
  if (await there(CDNOW)) {
    const found = example("models", [CDNOW, options.points], /^(?<name>\w+) (?<ms>[\d.]+) ms (?<said>.*)$/gm);
    for (const [name, what, path, limit] of [
      ["bgnbd", "BG/NBD on CDNOW, one point fit", CDNOW, 0.5],
      ["kmeans", "k-means, k = 2…8 on 500,000 × 3, one start", options.points, 1.0],
    ]) {
      const own = found.find((one) => one.name === name);
      const peer = python(name, path);
      if (peer) console.log(line(what, own, peer, limit));
    }
  } else console.log(`no ${CDNOW}: models were not timed (INSITU_DATA is the folder of real files)`);
  if (await there(GROCERIES)) {
    const pattern = /^item sets: (?<said>.*), best .* median (?<ms>[\d.]+) ms/gm;
    const [own] = example("basket", [GROCERIES, "0.001"], pattern);
    for (const [name, limit] of [
      ["mlxtend", 0.001],
      ["pyfim", 3],
    ]) {
      const peer = python(name, GROCERIES);
      if (peer) console.log(line("item sets of Groceries at 0.1 %", own, peer, limit));
    }
  } else console.log(`no ${GROCERIES}: item sets were not timed`);
}

/** The ordered funnel of four steps in the tab after load, beside the same in DuckDB-WASM's SQL. */
async function funnel() {
  const pages = await serve({ "/": join(HERE, "pages"), "/modules/": join(HERE, "node_modules") });
  const product = await serve({ "/": options.dist });
  const browser = await chromium.launch({ executablePath: options.chromium, args: ARGUMENTS });
  try {
    const context = await browser.newContext();
    const own = await insitu(context, options.dist, product.origin, true, true);
    const duckdb = await peer(context, "duckdb", `${pages.origin}/duckdb.html?task=funnel`);
    if (!own) return console.log("insitu was not timed: no dist/index.html");
    const times = { funnel: [], path: [], duckdb: [] };
    let said = "";
    for (let round = 0; round <= Number(options.rounds); round++) {
      const { analyses } = await own.round(options.events);
      const sample = await duckdb.round(options.events);
      // Round 0 warms the caches.
      if (round === 0) continue;
      times.funnel.push(analyses.funnel);
      times.path.push(analyses.path);
      times.duckdb.push(sample.parts.funnel);
      said = sample.said;
    }
    const ms = Object.fromEntries(Object.entries(times).map(([name, list]) => [name, median(list)]));
    const met = (value, limit) => `${value.toFixed(0)} ms (target ≤ ${limit}: ${value <= limit ? "met" : "MISSED"})`;
    console.log(`funnel of 4 steps after load: ${met(ms.funnel, 600)}; path: ${met(ms.path, 1500)}`);
    const peerTime = { name: "DuckDB-WASM's SQL", ms: ms.duckdb, said };
    console.log(line("funnel of 4 steps", { ms: ms.funnel, said: "the whole analysis" }, peerTime, 0.25));
  } finally {
    await browser.close();
    pages.close();
    product.close();
  }
}

await models();
await funnel();
