/** What the bench is to show: insitu's share of the peer's time, memory per file byte, share of stages. */
const TARGETS = { duckdb: 0.5, papaparse: 0.7, sheetjs: 0.25, memory: 1.2, stages: 0.15 };
/** The same for files of ten million rows and more. */
const LARGE = { ...TARGETS, duckdb: 0.4, "blob read": 4.0, memory: 0.7 };

/** What each analysis may take at ten million rows and 500,000 customers, in milliseconds. */
const ANALYSES = { describe: 500, rfm: 300, abc: 500, activity: 500, lifecycle: 500, retention: 500, clv: 3000 };

/** @param {number[]} values */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/**
 * Medians over the rounds of one contender.
 * @param {import("./contenders.mjs").Sample[]} samples
 */
export function summary(samples) {
  const times = samples.map((s) => s.ms);
  const names = Object.keys(samples[0]?.parts ?? {});
  const parts = names.map((n) => [n, median(samples.map((s) => s.parts?.[n] ?? Number.NaN))]);
  const memory = samples.map((s) => s.memory).filter((m) => typeof m === "number");
  return {
    median: median(times),
    min: Math.min(...times),
    max: Math.max(...times),
    parts: Object.fromEntries(parts),
    memory: memory.length ? Math.max(...memory) : null,
    totals: samples.at(-1)?.totals ?? null,
    analyses: Object.fromEntries(
      Object.keys(samples[0]?.analyses ?? {}).map((n) => [
        n,
        median(samples.map((s) => s.analyses?.[n] ?? Number.NaN)),
      ]),
    ),
  };
}

/** Whether two contenders saw the same table; money to the cent. */
export function sameTotals(a, b) {
  return a.customers === b.customers && a.orders === b.orders && Math.abs(a.revenue - b.revenue) < 0.005;
}

/**
 * The report as lines of text, and whether the totals agree.
 * @param {{size: number, rows: number, rounds: number, browser: string, load: number[], results: Map<string, object>,
 *   bundle?: string, native?: string[]}} run
 */
export function report({ size, rows, rounds, browser, load, results, bundle, native }) {
  const lines = [
    `file ${mb(size)} MB, ${rows.toLocaleString("en")} rows, ${(size / rows).toFixed(1)} bytes a row`,
    `${browser}, headless, one browser, ${rounds} alternating rounds after a warm-up; load average ${load.map((l) => l.toFixed(1)).join(" → ")}`,
    "",
    `${"".padEnd(12)}${cells(["median ms", "min", "max", "MB/s", "wasm MB", "wasm/file"])}`,
  ];
  for (const [name, r] of results) {
    const memory = r.memory === null ? ["–", "–"] : [mb(r.memory), (r.memory / size).toFixed(2)];
    lines.push(
      `${name.padEnd(12)}${cells([ms(r.median), ms(r.min), ms(r.max), (size / 1000 / r.median).toFixed(0), ...memory])}`,
    );
  }
  lines.push("");
  for (const [name, r] of results) {
    const parts = Object.entries(r.parts).map(([part, time]) => `${part} ${ms(time)}`);
    if (parts.length)
      lines.push(
        `${name}: ${parts.join(", ")}${name === "duckdb" ? ` (instantiation is not counted; ${bundle})` : ""}`,
      );
  }
  const own = results.get("insitu");
  for (const [name, time] of Object.entries(own?.analyses ?? {})) {
    const limit = rows >= 10_000_000 ? ANALYSES[name] : undefined;
    lines.push(
      `analysis ${name.padEnd(12)} ${ms(time).padStart(6)} ms${limit === undefined ? "" : ` (target ≤ ${limit}: ${time <= limit ? "met" : "MISSED"})`}`,
    );
  }
  const rfm = results.get("duckdb")?.parts?.rfm;
  if (rfm && own?.analyses?.rfm)
    lines.push(`analysis rfm / duckdb's SQL     ${(own.analyses.rfm / rfm).toFixed(2)} (target ≤ 0.2)`);
  if (native) lines.push(...native);
  if (!own) return { lines: [...lines, "insitu was not timed: not asked for, or no dist/index.html"], agree: true };
  lines.push("", ...targets(own, results, size, rows >= 10_000_000 ? LARGE : TARGETS));
  const peers = results.get("duckdb")?.totals;
  const agree = !peers || (own.totals !== null && sameTotals(own.totals, peers));
  if (peers)
    lines.push(
      agree ? `totals agree: ${totals(peers)}` : `TOTALS DIFFER: insitu ${totals(own.totals)}, duckdb ${totals(peers)}`,
    );
  return { lines, agree };
}

function targets(own, results, size, limits) {
  const lines = [];
  const line = (what, value, limit) =>
    lines.push(
      `${what.padEnd(34)} ${value.toFixed(2)}${limit === undefined ? "" : ` (target ≤ ${limit}: ${value <= limit ? "met" : "MISSED"})`}`,
    );
  for (const name of ["duckdb", "papaparse", "sheetjs", "blob read"]) {
    const peer = results.get(name);
    if (peer) line(`insitu / ${name}`, own.median / peer.median, limits[name]);
  }
  if (own.memory !== null) line("insitu wasm memory / file", own.memory / size, limits.memory);
  const gate = (own.parts.clean_ms ?? Number.NaN) + (own.parts.mask_ms ?? Number.NaN);
  if (!Number.isNaN(gate)) line("clean and mask / whole time", gate / own.median, limits.stages);
  return lines;
}

const totals = (t) =>
  t ? `${t.customers} customers, ${t.orders} orders, revenue ${Number(t.revenue).toFixed(2)}` : "not stated";
const cells = (values) => values.map((v) => v.padStart(11)).join("");
const ms = (value) => value.toFixed(0);
const mb = (bytes) => (bytes / 1e6).toFixed(1);
