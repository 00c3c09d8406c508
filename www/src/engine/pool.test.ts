import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Pool } from "./pool.ts";
import type { FromWorker, ToWorker } from "./protocol.ts";
import { read } from "./reading.ts";
import type { Seat } from "./seat.ts";
import type { Range } from "./types.ts";

type Answer = (method: string, args: unknown[]) => unknown;

/** A worker without a thread; what it answers is said by the test, `undefined` meaning nothing at all. */
class Fake {
  static all: Fake[] = [];
  onmessage: ((e: { data: FromWorker }) => void) | null = null;
  onerror: ((e: { preventDefault(): void }) => void) | null = null;
  onmessageerror: (() => void) | null = null;
  role = "";
  attached = 0;
  mute = false;
  gone = false;
  answer: Answer = () => null;

  constructor() {
    Fake.all.push(this);
  }

  postMessage(message: ToWorker): void {
    if (message.type === "init") this.role = message.role;
    if (message.type === "attach") this.attached++;
    setTimeout(() => {
      if (this.mute || this.gone) return;
      if (message.type === "init") this.say({ type: "ready" });
      if (message.type === "ping") this.say({ type: "pong", id: message.id, memory: 1 });
      if (message.type !== "call") return;
      const value = this.answer(message.method, message.args);
      if (value !== undefined) this.say({ type: "done", id: message.id, value, memory: 1, ms: 0 });
    });
  }

  terminate(): void {
    this.gone = true;
  }

  say(data: FromWorker): void {
    this.onmessage?.({ data });
  }

  static get engine(): Fake {
    return Fake.living("engine")[0] as Fake;
  }

  static living(role: string): Fake[] {
    return Fake.all.filter((worker) => worker.role === role && !worker.gone);
  }
}

const module = {} as WebAssembly.Module;
const modules = { core: module, reader: module, formats: null, startWorker: () => new Fake() as unknown as Worker };

async function started(readers: number): Promise<Pool> {
  const pool = new Pool(modules, readers);
  await vi.advanceTimersByTimeAsync(10);
  await pool.ready();
  return pool;
}

beforeEach(() => {
  vi.useFakeTimers();
  Fake.all = [];
});
afterEach(() => vi.useRealTimers());

describe("a set of workers", () => {
  it("replaces a reader that crashes alone, and lays its way to the engine anew", async () => {
    const pool = await started(2);
    const { engine } = Fake;
    const [bad, good] = Fake.living("parse");
    const lost = vi.fn();
    pool.onLost = lost;
    if (bad) bad.answer = () => undefined;
    const asked = pool.call(pool.readers[0] as Seat, "parse").catch((e: Error) => e);
    await vi.advanceTimersByTimeAsync(1);
    bad?.say({ type: "crashed", place: "" });
    expect(await asked).toMatchObject({ code: "E_CRASHED" });
    await vi.advanceTimersByTimeAsync(10);
    expect(Fake.living("engine")).toEqual([engine]);
    expect(Fake.living("parse")).toHaveLength(2);
    expect(Fake.living("parse")).toContain(good);
    expect(engine.attached).toBe(3);
    expect(
      await Promise.race([pool.call(pool.readers[0] as Seat, "parse"), vi.advanceTimersByTimeAsync(10)]),
    ).toBeNull();
    // What the old one may still have sent is not heard.
    bad?.say({ type: "crashed", place: "" });
    expect(Fake.living("parse")).toHaveLength(2);
    expect(lost).not.toHaveBeenCalled();
  });

  it("finds a reader that was ended without a word in the middle of a call, though the others answer", async () => {
    const pool = await started(2);
    const [bad] = Fake.living("parse");
    if (bad) bad.mute = true;
    let failed: unknown;
    pool.call(pool.readers[0] as Seat, "parse").catch((e: unknown) => {
      failed = e;
    });
    await vi.advanceTimersByTimeAsync(50_000);
    expect(failed).toBeUndefined();
    await vi.advanceTimersByTimeAsync(40_000);
    expect(failed).toMatchObject({ code: "E_CRASHED" });
    expect(Fake.living("parse")).toHaveLength(2);
    expect(Fake.living("parse")).not.toContain(bad);
  });

  it("replaces a reader that is busy with what nobody wants any more", async () => {
    const pool = await started(1);
    const [busy] = Fake.living("parse");
    if (busy) busy.mute = true;
    const asked = pool.call(pool.readers[0] as Seat, "sniff").catch((e: Error) => e.name);
    void pool.relieve();
    void pool.relieve();
    await vi.advanceTimersByTimeAsync(600);
    expect(await asked).toBe("AbortError");
    expect(Fake.all.filter((worker) => worker.role === "parse")).toHaveLength(2);
  });

  it("notices that the reader which unpacks ahead of another was ended without a word", async () => {
    const pool = await started(2);
    const [first, second] = Fake.living("parse") as [Fake, Fake];
    const handover = { at: 0, packed: 9, deflated: true, size: 9, crc: 0, ratio: 1, before: 0, given: 0 };
    const answers: Record<string, unknown> = {
      sniff: { container: "workbook", members: [], columns: [] },
      unpack: handover,
      next: { sent: false, at: 0, waits: true },
    };
    first.answer = (method) => answers[method] ?? null;
    let asked = 0;
    second.answer = (method) => {
      asked += Number(method === "ahead");
      second.mute = true;
      return null;
    };
    const file = { name: "a.xlsx", blob: new Blob(["PK"]) };
    const reading = { overrides: {}, rangeSize: 1, room: undefined, planned: () => {}, signal: undefined };
    let failed: unknown;
    read(pool, { files: [file], ...reading, progress: () => {} } as never).catch((e: unknown) => {
      failed = e;
    });
    await vi.advanceTimersByTimeAsync(100);
    expect(asked).toBe(1);
    expect(failed).toBeUndefined();
    await vi.advanceTimersByTimeAsync(100_000);
    expect(failed).toMatchObject({ code: "E_CRASHED" });
  });

  it("keeps the engine that holds what is open when the one of the next file crashes", async () => {
    const pool = await started(1);
    const { engine } = Fake;
    const lost = vi.fn();
    pool.onLost = lost;
    pool.branch();
    await vi.advanceTimersByTimeAsync(10);
    await Promise.all([pool.call("engine", "begin"), vi.advanceTimersByTimeAsync(10)]);
    const second = Fake.living("engine").find((worker) => worker !== engine);
    const ended = vi.fn();
    pool.onEnd = ended;
    second?.say({ type: "crashed", place: "" });
    expect(ended.mock.calls[0]?.[0]).toMatchObject({ code: "E_CRASHED" });
    pool.onEnd = undefined;
    await pool.join(false);
    expect(Fake.living("engine")).toEqual([engine]);
    expect(lost).not.toHaveBeenCalled();
    engine.say({ type: "crashed", place: "" });
    expect(lost).toHaveBeenCalledOnce();
  });

  it("ends the engine of the former file when the next one is open", async () => {
    const pool = await started(1);
    const { engine } = Fake;
    pool.branch();
    await vi.advanceTimersByTimeAsync(10);
    await pool.join(true);
    expect(engine.gone).toBe(true);
    expect(Fake.living("engine")).toHaveLength(1);
  });
});

describe("reading a file", () => {
  const RANGES = 40;
  const ranges = Array.from({ length: RANGES }, (_, i) => ({ index: i, start: i, end: i + 1, exact: i === 0 }));

  /** Readers that answer in any order, and an engine that finds every third range cut inside a record. */
  async function set(readers: number, taken: (range: Range) => void) {
    const pool = await started(readers);
    const { engine } = Fake;
    const one = (plans: unknown) => [(plans as unknown[]).map((_, index) => index)];
    engine.answer = (method, [plans]) => (method === "tables" ? one(plans) : null);
    for (const reader of Fake.living("parse")) {
      reader.answer = (method, args) => {
        if (method === "sniff") return {};
        if (method === "agree") return args[0];
        if (method === "ranges") return [...ranges];
        const [job, , , range] = args as [number, Blob, unknown, Range];
        setTimeout(
          () => {
            const again = range.index % 3 === 1 && !range.exact ? { ...range, exact: true } : null;
            if (!again) taken(range);
            engine.say({ type: "appended", job, upTo: range.end, rows: 1, again, enough: false, ms: 1 });
          },
          (range.index * 7) % 11,
        );
        return { bytes: 1 };
      };
    }
    return pool;
  }
  const what = {
    files: [{ name: "", blob: new Blob(["x"]) }],
    overrides: {},
    rangeSize: 1,
    room: undefined,
    planned: () => {},
    progress: () => {},
  };

  for (const readers of [1, 2, 4]) {
    it(`takes every range once, those that were cut inside a record too (${readers} readers)`, async () => {
      const taken: number[] = [];
      const pool = await set(readers, (range) => taken.push(range.index));
      const done = read(pool, { ...what, signal: undefined });
      await vi.advanceTimersByTimeAsync(5_000);
      await done;
      expect(taken.sort((a, b) => a - b)).toEqual(ranges.map((range) => range.index));
    });
  }

  it("ends with a reader that crashes while no answer of it is due", async () => {
    const pool = await set(2, () => {});
    const done = read(pool, { ...what, signal: undefined }).catch((e: Error) => e);
    await vi.advanceTimersByTimeAsync(8);
    Fake.living("parse")[1]?.say({ type: "crashed", place: "" });
    await vi.advanceTimersByTimeAsync(100);
    expect(await done).toMatchObject({ code: "E_CRASHED" });
  });

  const file = (name: string, size: number) => ({ name, blob: new Blob(["x".repeat(size)]) });

  it("reads files one below the other, all of them again where one has a better plan, and none twice for two such", async () => {
    const pool = await set(2, () => {});
    const { engine } = Fake;
    const calls: string[] = [];
    // The first and the second file have a better plan at the first time of asking, the last one at the second.
    const better = new Set(["b", "c"]);
    let finished = 0;
    engine.answer = (method, args) => {
      if (method === "tables") return [[0, 1, 2]];
      if (method === "finish") {
        calls.push("finish");
        return finished++ === 0 ? { better: "c" } : null;
      }
      if (method === "begin" || method === "next") calls.push(`${method} ${args[1]}`);
      return method === "next" && better.delete(String(args[1])) ? { better: args[1] } : null;
    };
    let at = 0;
    const progress = (_: string, bytes: number) => {
      at = Math.max(at, bytes);
    };
    const files = [file("a", 40), file("b", 40), file("c", 40)];
    const done = read(pool, { ...what, files, progress, signal: undefined });
    await vi.advanceTimersByTimeAsync(20_000);
    await done;
    const round = ["begin a", "next b", "next c", "finish"];
    expect(calls).toEqual(["begin a", "next b", "begin b", "next c", "begin c", ...round, ...round]);
    expect(at).toBe(120);
  });

  it("stops wherever it is cancelled, in a later file too", async () => {
    for (let after = 0; after < 120; after += 2) {
      const pool = await set(2, () => {});
      const controller = new AbortController();
      const files = [file("a", 40), file("b", 40)];
      const done = read(pool, { ...what, files, signal: controller.signal }).catch((e: Error) => e.name);
      await vi.advanceTimersByTimeAsync(after);
      controller.abort();
      await vi.advanceTimersByTimeAsync(2_000);
      expect(["AbortError", undefined]).toContain(typeof (await done) === "string" ? await done : undefined);
      expect(pool.onEnd).toBeUndefined();
      Fake.all = [];
    }
  });

  it("stops wherever it is cancelled", async () => {
    for (let after = 0; after < 60; after++) {
      const pool = await set(2, () => {});
      const controller = new AbortController();
      const done = read(pool, { ...what, signal: controller.signal }).catch((e: Error) => e.name);
      await vi.advanceTimersByTimeAsync(after);
      controller.abort();
      await vi.advanceTimersByTimeAsync(1_000);
      expect(["AbortError", undefined]).toContain(typeof (await done) === "string" ? await done : undefined);
      expect(pool.onEnd).toBeUndefined();
      expect(pool.engine.awaited).toBe(false);
      Fake.all = [];
    }
  });
});
