import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { median } from "./report.mjs";

/** Exit of native.py where Python has no such library. */
const ABSENT = 3;
/** What `insitu run` may take of each at ten million rows. */
const TARGETS = { pandas: 0.6, duckdb: 1.0 };

/**
 * Times of the command line, whole process, beside pandas and DuckDB in Python, from the file to the scores; a round of
 * all after a round of all.
 * @returns {string[]} lines of the report
 */
export function native(binary, python, here, path, rounds) {
  const times = { insitu: [], pandas: [], duckdb: [] };
  const versions = {};
  for (let round = 0; round <= rounds; round++) {
    const start = performance.now();
    run(binary, ["run", "--only", "rfm", "-q", path]);
    if (round > 0) times.insitu.push(performance.now() - start);
    for (const peer of Object.keys(TARGETS)) {
      if (!times[peer]) continue;
      const said = run(python, [join(here, "native.py"), peer, path]);
      if (said === null) {
        delete times[peer];
        continue;
      }
      const { ms, version } = JSON.parse(said);
      versions[peer] = version;
      if (round > 0) times[peer].push(ms);
    }
  }
  const own = median(times.insitu);
  const lines = ["", `insitu run (native, whole process): ${own.toFixed(0)} ms`];
  for (const [peer, limit] of Object.entries(TARGETS)) {
    if (!times[peer]) {
      lines.push(`${peer}: ${python} has no such library`);
      continue;
    }
    const theirs = median(times[peer]);
    const share = own / theirs;
    const met = share <= limit ? "met" : "MISSED";
    lines.push(
      `${peer} ${versions[peer]} (native, imports left out): ${theirs.toFixed(0)} ms; insitu / ${peer} ${share.toFixed(2)} (target ≤ ${limit} at 10 M rows: ${met})`,
    );
  }
  return lines;
}

/** What a program prints; null where there is no such program or library. */
export function run(program, args) {
  const { status, stdout, error } = spawnSync(program, args, {
    stdio: ["ignore", "pipe", "inherit"],
    maxBuffer: 1 << 28,
    encoding: "utf8",
  });
  if (error?.code === "ENOENT" || status === ABSENT) return null;
  if (status !== 0) throw new Error(`${program} ended with ${status}`);
  return stdout;
}
