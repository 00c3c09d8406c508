// Reading files into tables, one after the other, those with the same columns into one: the plan from a sample, ranges handed to whichever reader is idle,
// chunks appended by the engine. Where the engine finds that a range was cut inside a record, the range is read again from the place it names.

import { InsituError } from "./error.ts";
import type { Pool } from "./pool.ts";
import type { NamedBlob } from "./api.ts";
import type { FromWorker, ParseCalls } from "./protocol.ts";
import { together } from "./room.ts";
import type { Seat } from "./seat.ts";
import type { Handover, Overrides, Plan, Range } from "./types.ts";

/**
 * Bytes of a range. Larger ones repeat less of the local dictionaries, and the browser hands over eight megabytes in half the
 * time of four times two; smaller ones keep memory low and cancel quick.
 */
export const RANGE = 8 << 20;
/** Small files are cut for all readers to have some, but not smaller than this. */
const LEAST = 1 << 20;
/** Ranges for each reader, at least: the last one of a file is read while the others idle. */
const SHARES = 4;
/** Milliseconds between two words of how far it is, in one phase: whoever shows them costs the readers time. */
const PACE = 100;
/** Ranges under way for each reader: asked for, or parsed and not yet taken by the engine. */
const AHEAD = 3;
/** Ranges asked of one reader: the next lies ready when it ends one, and no more, so that none waits while another idles. */
const ASKED = 2;

export interface Read {
  files: NamedBlob[];
  overrides: Overrides;
  rangeSize: number;
  /** Bytes that the table may take, where it is fewer than the engine's own limit. */
  room: number | undefined;
  /** Hears how the files would be read; what it throws ends the reading before it begins. */
  planned(plan: Plan): void;
  signal: AbortSignal | undefined;
  progress(phase: "sniff" | "read", bytes: number, rows: number): void;
}

/** A file, or a sheet of one. */
interface Part extends NamedBlob {
  /** By which the readers know it. */
  number: number;
  /** Bytes that it adds to those read. */
  bytes: number;
}

type Next = ReturnType<ParseCalls["next"]>;

let lastJob = 0;
let lastFile = 0;

/** Milliseconds of a reading: deciding how, all of it, and of that the engine's own share. */
export interface Spent {
  sniff_ms: number;
  read_ms: number;
  append_ms: number;
}

/** Of several files the one at fault is named. */
function located<T>(work: Promise<T>, files: NamedBlob[], { name }: NamedBlob): Promise<T> {
  if (files.length === 1) return work;
  return work.catch((e: unknown) => {
    throw e instanceof InsituError ? e.inFile(name) : e;
  });
}

/** Reads files into the engine: those with the same columns into one table, the rows of each below those of the one before. */
export async function read(
  pool: Pool,
  { files: given, overrides, rangeSize, room, planned, signal, progress: tell }: Read,
): Promise<Spent> {
  const size = given.reduce((sum, { blob }) => sum + blob.size, 0);
  let told: { phase: string; at: number } | undefined;
  const progress: Read["progress"] = (phase, bytes, rows) => {
    const now = performance.now();
    if (told?.phase === phase && now - told.at < PACE && bytes < size) return;
    told = { phase, at: now };
    tell(phase, bytes, rows);
  };
  progress("sniff", 0, 0);
  const began = performance.now();
  const { engine } = pool;
  const [first] = pool.readers;
  if (!first) throw new InsituError("E_WORKER");
  pool.onEvent = (message) => {
    if (message.type === "unpacking" && !signal?.aborted) progress("sniff", message.at, 0);
  };
  const files: Part[] = [];
  const plans: Plan[] = [];
  const sniffed = async (file: Part, wanted: Overrides): Promise<Plan> => {
    const plan = await located(pool.call<Plan>(first, "sniff", file.number, file.blob, wanted), given, file);
    signal?.throwIfAborted();
    files.push(file);
    return plan;
  };
  for (const { name, blob } of given) {
    const plan = await sniffed({ name, blob, number: ++lastFile, bytes: blob.size }, overrides);
    plans.push(plan);
    // Sheets with the same columns stand below as files of their own; what else there is to choose the first one says.
    for (const member of plan.alike ?? []) {
      const part = { name: `${name} › ${member}`, blob, number: ++lastFile, bytes: 0 };
      const { members: _, alike: __, ...below } = await sniffed(part, { ...overrides, member });
      plans.push(below);
    }
  }
  const names = (group: number[]) => group.map((index) => (files[index] as Part).name);
  const all = files.map((_, index) => index);
  // One file is one table; which of several belong together the engine knows, who knows what columns mean.
  const groups = files.length > 1 ? await pool.call<number[][]>(engine, "tables", plans, names(all)) : [all];
  const agreed = async (group: number[]) => {
    if (group.length === 1) return;
    const own = group.map((index) => plans[index] as Plan);
    const same = await pool.call<Plan[]>(first, "agree", own, names(group));
    for (const [at, index] of group.entries()) plans[index] = same[at] as Plan;
  };
  for (const group of groups) await agreed(group);
  const sniff_ms = performance.now() - began;
  planned(together(groups.map((group) => together(group.map((index) => plans[index] as Plan)))));
  let append_ms = 0;
  let before = 0;
  /**
   * Reads the files of a table; true: one of them has a better plan. What the files behind that one tell of themselves is not
   * lost: they are read as if it were not there.
   */
  const once = async (group: number[], isFirst: boolean): Promise<boolean> => {
    append_ms = isFirst ? 0 : append_ms;
    let rows = 0;
    let spoiled = false;
    const start = before;
    const better = (index: number, plan: Plan | undefined | null): boolean => {
      if (plan) plans[index] = plan;
      return Boolean(plan);
    };
    let former: number | undefined;
    for (const index of group) {
      signal?.throwIfAborted();
      const file = files[index] as Part;
      const { name, blob } = file;
      const plan = plans[index] as Plan;
      const job = ++lastJob;
      const next = () => pool.call<Plan | undefined>(engine, "next", job, name, blob.size, plan);
      const again = former === undefined || better(former, await located(next(), files, files[former] as Part));
      spoiled ||= again && former !== undefined;
      if (again) {
        if (isFirst) await pool.call(engine, "begin", job, name, blob.size, plan, overrides, room);
        else await pool.call(engine, "beside", job, name, blob.size, plan, room);
        rows = 0;
      }
      former = index;
      const left = plan.first_rows === undefined ? Number.POSITIVE_INFINITY : plan.first_rows - rows;
      if (left > 0) {
        append_ms += await located(
          pass(index, job, left, (phase, bytes, all) => {
            rows = all;
            progress(phase, before + bytes, all);
          }),
          files,
          file,
        );
      }
      before += file.bytes;
    }
    const last = group.at(-1) as number;
    const ended = () => located(pool.call<Plan | undefined>(engine, "finish"), files, files[last] as Part);
    const again = spoiled || better(last, await ended());
    if (again) before = start;
    return again;
  };
  /** Reads one file, of which so many rows are still wanted. */
  const pass = async (index: number, job: number, left: number, told: Read["progress"]): Promise<number> => {
    const plan = plans[index] as Plan;
    const { blob, number } = files[index] as Part;
    const whole = plan.container !== undefined;
    const share = Math.max(LEAST, Math.ceil(blob.size / (SHARES * pool.readers.length)));
    const ranges = whole
      ? null
      : await pool.call<Range[]>(first, "ranges", plan, blob.size, Math.min(rangeSize, share));
    if (whole) {
      const part = Number.isFinite(left) ? { ...plan, first_rows: left } : plan;
      const [, second] = pool.readers;
      const way = second && new MessageChannel();
      const handover = await pool.call<Handover | undefined>(first, "unpack", number, blob, part, way?.port1);
      if (second && way && handover) await pool.call(second, "ahead", blob, handover, way.port2);
    }
    signal?.throwIfAborted();
    return new Pass(pool, job, blob, plan, ranges, signal, told).done;
  };
  try {
    for (const [at, group] of groups.entries()) while (await once(group, at === 0)) await agreed(group);
  } catch (e) {
    await pool.call(engine, "close").catch(() => {});
    throw e;
  }
  return { sniff_ms, read_ms: performance.now() - began, append_ms };
}

/**
 * One pass over a file: its ranges on their way through the readers; of a file that can only be read from its start, its
 * chunks on their way through the first reader.
 */
class Pass {
  readonly done: Promise<number>;
  private resolve!: (spent: number) => void;
  private reject!: (error: unknown) => void;
  private queue: Range[];
  private readonly whole: boolean;
  /** Whether the reader of a whole file waits for another. */
  private waiting = false;
  private inFlight = 0;
  private asked = new Map<Seat, number>();
  private appended = 0;
  private spent = 0;
  private over = false;
  private sent = 0;
  private at = 0;
  private readonly pool: Pool;
  /** Workers that owe what answers no call: one that dies without a word would be waited for. */
  private readonly watched: Seat[];
  private readonly job: number;
  private readonly file: Blob;
  private readonly plan: Plan;
  /** Chunks that there will be; of a file read from its start known at its end. */
  private total: number;
  private readonly progress: Read["progress"];

  constructor(
    pool: Pool,
    job: number,
    file: Blob,
    plan: Plan,
    ranges: Range[] | null,
    signal: AbortSignal | undefined,
    progress: Read["progress"],
  ) {
    this.pool = pool;
    this.job = job;
    this.file = file;
    this.plan = plan;
    this.queue = ranges ?? [];
    this.whole = ranges === null;
    this.total = ranges?.length ?? Number.POSITIVE_INFINITY;
    this.progress = progress;
    this.done = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
    pool.onEvent = (message) => this.hear(message);
    pool.onEnd = (error) => this.end(error);
    this.watched = [pool.engine, ...(this.whole ? pool.readers.slice(0, 2) : [])];
    for (const seat of this.watched) seat.awaited = true;
    signal?.addEventListener("abort", () => this.end(signal.reason), { once: true });
    if (signal?.aborted) this.end(signal.reason);
    this.feed();
  }

  private end(error?: unknown): void {
    if (this.over) return;
    this.over = true;
    this.pool.onEvent = () => {};
    this.pool.onEnd = undefined;
    for (const seat of this.watched) seat.awaited = false;
    if (error === undefined) this.resolve(this.spent);
    else this.reject(error);
  }

  /** Keeps the readers busy, all alike, as long as the engine keeps up. */
  private feed(): void {
    for (let round = 1; round <= ASKED; round++) {
      for (const reader of this.whole ? this.pool.readers.slice(0, 1) : this.pool.readers) {
        const asked = this.asked.get(reader) ?? 0;
        if (this.over || this.waiting || asked >= round || this.inFlight >= AHEAD * this.pool.readers.length) continue;
        const chunk = this.ask(reader);
        if (!chunk) return;
        this.inFlight++;
        this.asked.set(reader, asked + 1);
        chunk.then(
          () => {
            this.asked.set(reader, (this.asked.get(reader) ?? 1) - 1);
            this.feed();
          },
          (e) => this.end(e),
        );
      }
    }
  }

  /** Asks a reader for a chunk; null: there is none left to ask for. */
  private ask(reader: Seat): Promise<void> | null {
    if (!this.whole) {
      const range = this.queue.shift();
      return range ? this.pool.call(reader, "parse", this.job, this.file, this.plan, range) : null;
    }
    if (this.total !== Number.POSITIVE_INFINITY) return null;
    return this.pool.call<Next>(reader, "next", this.job).then(({ sent, at, waits }) => {
      this.at = at;
      if (sent) {
        this.sent++;
        return;
      }
      this.inFlight--;
      this.waiting = waits;
      if (waits) return;
      this.total = this.sent;
      if (this.appended === this.total) this.end();
    });
  }

  private hear(message: FromWorker): void {
    if (message.type === "fed") {
      this.waiting = false;
      this.feed();
    }
    if (message.type === "refused" && message.job === this.job) this.end(InsituError.from(message.failure));
    if (message.type !== "appended" || message.job !== this.job) return;
    this.inFlight--;
    this.appended++;
    this.spent += message.ms;
    this.progress("read", this.whole ? this.at : message.upTo, message.rows);
    if (message.again) {
      this.appended--;
      this.queue.unshift(message.again);
    } else if (message.enough || this.appended === this.total) {
      this.end();
      return;
    }
    this.feed();
  }
}
