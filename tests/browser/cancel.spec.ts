// A hundred cancels at random moments, over every kind of file: each is over within a second, leaves no memory behind, and
// the next file opens.
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, statSync, writeFileSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "@playwright/test";
import type { Engine, NamedBlob } from "../../www/src/engine/api.ts";
import { CLASSES, ORDERS, Visit } from "./visit.ts";
import { workbook } from "./workbook.ts";

const SEED = 20240305;
const TIMES = 100;
/** Milliseconds. */
const LIMIT = 1_000;
/** Cancels for one small file that is opened: so a cancel finds nothing open, or something. */
const CHECK = 4;
/** Bytes of wasm memory that may be left over what a fresh page takes. */
const LEFT = 24 << 20;

const folder = mkdtempSync(join(tmpdir(), "insitu-"));
const path = (kind: string) => join(folder, `orders.${kind}`);
const KINDS = ["csv", "csv.gz", "json", "xlsx"];
const FILES = [...KINDS.map(path), "tests/fixtures/tables/zstd.parquet"];

const order = (i: number) => ({
  user_id: `U${i % 90_001}`,
  order_id: `D${i}`,
  order_time: `2024-${10 + (i % 3)}-${10 + (i % 19)} 08:30:00`,
  category: `类目${i % 40}`,
  note: `${"abcdefghij".slice(i % 7)} ${i * 7919}`,
  amount: `${i % 700}.50`,
});
const NAMES = Object.keys(order(0));

/** Writes rows piece by piece. */
function written(kind: string, rows: number, head: string, line: (i: number) => string, tail = ""): void {
  const file = openSync(path(kind), "w");
  writeSync(file, head);
  for (let from = 0; from < rows; from += 25_000) {
    const lines = Array.from({ length: Math.min(25_000, rows - from) }, (_, i) => line(from + i));
    writeSync(file, lines.join(""));
  }
  writeSync(file, tail);
  closeSync(file);
}

test.beforeAll(() => {
  const csv = (i: number) => `${Object.values(order(i)).join(",")}\n`;
  written("csv", 1_700_000, `${NAMES.join(",")}\n`, csv);
  expect(statSync(path("csv")).size).toBeGreaterThan(100_000_000);
  writeFileSync(path("csv.gz"), gzipSync(readFileSync(path("csv")).subarray(0, 50_000_000), { level: 1 }));
  written("json", 200_000, "[", (i) => `${i ? "," : ""}${JSON.stringify(order(i))}`, "]");
  writeFileSync(path("xlsx"), workbook([NAMES, ...Array.from({ length: 60_000 }, (_, i) => Object.values(order(i)))]));
});
test.afterAll(() => rmSync(folder, { recursive: true }));

/** Numbers from 0 to 1, the same in every run (mulberry32). */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** What the test holds in the page: its engine and the files that it was given. */
type Held = Window & { engine: Engine; given: NamedBlob[] };

interface Stopped {
  /** What `open` ended with: the name of the error, or nothing where the file was open before. */
  end: string;
  /** Milliseconds from the cancel to that. */
  told: number;
  /** … and until everything that worked for it had stopped and the engine answers. */
  still: number;
}

test("a hundred cancels at random moments", async ({ page }) => {
  const visit = await Visit.start(page, "#workers=2");
  const { frame } = visit;
  // What the self-test tried and was refused.
  visit.lines.splice(0);
  const given = async (file: string) => {
    await visit.choose(file);
    const began = Date.now();
    await visit.title("字段").waitFor();
    const took = Date.now() - began;
    await frame.evaluate(() => {
      const held = window as unknown as Held;
      const app = document.querySelector("insitu-app") as unknown as {
        journey: { store: { engine: Engine; files: NamedBlob[] } };
      };
      const { engine, files } = app.journey.store;
      held.engine = engine;
      held.given = [...(held.given ?? []), ...files];
    });
    return took;
  };
  const small = () =>
    frame.evaluate(async () => {
      const { engine, given } = window as unknown as Held;
      await engine.open(given.slice(0, 1));
      const result = await engine.analyze("rfm", {});
      const [mark] = performance.getEntriesByName("insitu:memory") as PerformanceMark[];
      const classes = "outcome" in result ? result.outcome.classes.rows.map((row) => row.customers) : [];
      return { bytes: Number(mark?.detail.bytes), classes };
    });
  const close = () => frame.evaluate(() => (window as unknown as Held).engine.close());
  const cancelled = (index: number, after: number): Promise<Stopped> =>
    frame.evaluate(
      async ([index, after]) => {
        const { engine, given } = window as unknown as Held;
        const controller = new AbortController();
        let at = Number.POSITIVE_INFINITY;
        setTimeout(() => {
          at = performance.now();
          controller.abort();
        }, after);
        const opened = engine.open(given.slice(index, index + 1), { signal: controller.signal });
        const end = await opened.then(
          () => "",
          (e: Error) => e.name,
        );
        const told = performance.now() - at;
        await engine.inspect().catch(() => {});
        return { end, told, still: performance.now() - at };
      },
      [index, after] as const,
    );

  await given(ORDERS);
  const fresh = await small();
  expect(fresh.classes).toEqual(CLASSES);
  const took: number[] = [];
  for (const file of FILES) took.push(await given(file));
  await close();
  expect((await small()).bytes - fresh.bytes).toBeLessThan(LEFT);

  const random = chance(SEED);
  const all: Stopped[] = [];
  const left: number[] = [];
  for (let i = 0; all.length < TIMES; i += 1) {
    const index = i % FILES.length;
    const stopped = await cancelled(index + 1, Math.min(random() ** 2 * (took[index] ?? 0), 1_000));
    // Where it was open before the cancel came, what it takes is in use.
    if (stopped.end === "") {
      await close();
      continue;
    }
    expect(stopped.end, `cancel ${all.length}`).toBe("AbortError");
    all.push(stopped);
    if (all.length % CHECK) continue;
    const { bytes, classes } = await small();
    expect(classes).toEqual(CLASSES);
    left.push(bytes - fresh.bytes);
    if (all.length % (2 * CHECK)) await close();
  }
  const worst = (of: (s: Stopped) => number) => Math.max(...all.map(of));
  const figures = `files open in ${took} ms; told after ${worst((s) => s.told)} ms, still after ${worst((s) => s.still)} ms, at most ${Math.max(...left)} bytes left of ${fresh.bytes}`;
  test.info().annotations.push({ type: "cancel", description: figures });
  process.stdout.write(`${figures}\n`);
  expect(worst((s) => s.told)).toBeLessThan(LIMIT);
  expect(worst((s) => s.still)).toBeLessThan(LIMIT);
  expect(Math.max(...left)).toBeLessThan(LEFT);
  expect(visit.lines).toEqual([]);
});
