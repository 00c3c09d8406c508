// The one worker source. Its first message says whether it is the engine or a reader of files, and brings the compiled
// modules; it never loads anything itself. A trap poisons an instance, so a worker that crashed is never asked again.

import * as core from "../../generated/core.js";
import * as formats from "../../generated/formats.js";
import * as text from "../../generated/reader.js";
import { tryWorkerChannels } from "../boot/worker-tries.ts";
import type { ChunkMessage, Failure, FromWorker, Init, Piece, Sample, ToWorker } from "./protocol.ts";
import type { Handover, Overrides, Plan, Range } from "./types.ts";
import { vaultCalls } from "./vault.ts";

const SLICE = 2 << 20;
/** Bytes asked of the browser at once: each asking costs as much as copying megabytes. */
const BLOCK = 16 << 20;
const BEHIND = 64 << 10;
/** Bytes by which a file shows what it is. */
const HEAD = 64 << 10;
/** Pieces that one reader inflates ahead of another. */
const PIECES = 4;
/** Milliseconds between two words of a reader on how far it is in one call. */
const TOLD = 250;

// Only workers have it, and the page's types know nothing of workers.
declare const FileReaderSync: new () => { readAsArrayBuffer(blob: Blob): ArrayBuffer };

type Calls = Record<string, (...args: never[]) => unknown>;
type Reader = Pick<typeof text, "Parser" | "sniff">;

const scope = self as unknown as {
  onmessage: ((e: MessageEvent<ToWorker>) => void) | null;
  onmessageerror: (() => void) | null;
  postMessage(message: FromWorker, transfer?: Transferable[]): void;
  insituPanic?: (place: string) => void;
};

let memories: WebAssembly.Memory[] = [];
let calls: Calls = {};
let dead = false;

const post = (message: FromWorker, transfer: Transferable[] = []) => scope.postMessage(message, transfer);
const memory = () => memories.reduce((sum, m) => sum + m.buffer.byteLength, 0);

let place = "";
scope.insituPanic = (where) => {
  place = where;
};

/** A typed failure of the engine is plain data with a code; anything else is a crash. */
function isFailure(e: unknown): e is Failure {
  return typeof e === "object" && e !== null && "code" in e && "texts" in e;
}

function crashed(): void {
  dead = true;
  post({ type: "crashed", place });
}

function start(init: Init): void {
  const { module } = init;
  if (init.role === "engine") {
    memories = [core.initSync({ module }).memory];
    calls = engineCalls(new core.Engine());
  } else {
    memories = [text.initSync({ module }).memory];
    calls = parseCalls(init.formats);
  }
}

function read(file: Blob, from: number, to: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array(new FileReaderSync().readAsArrayBuffer(file.slice(from, to)));
}

function parseCalls(module: WebAssembly.Module | null): Calls {
  let engine: MessagePort | undefined;
  attach = (port) => {
    engine?.close();
    engine = port;
  };
  let started = false;
  const startFormats = (module: WebAssembly.Module) => {
    if (!started) memories.push(formats.initSync({ module }).memory);
    started = true;
  };
  const reader = (encoding: string): Reader => {
    if (encoding === "utf-8" || !module) return text;
    startFormats(module);
    return formats;
  };
  let unpacker: formats.Unpacker | undefined;
  /** Number of the file that it holds. */
  let held = 0;
  let at = 0;
  /** Another reader, which inflates ahead for this one or for which this one does. */
  let other: MessagePort | undefined;
  /** Pieces that came of it and were not asked for anew. */
  let due = 0;
  const meet = (port: MessagePort | undefined) => {
    other?.close();
    other = port;
    due = 0;
  };
  const unpacking = (number: number, file: Blob, container: unknown, member?: string): formats.Unpacker => {
    if (!module) throw { code: "E_FORMATS", texts: { zh: "", en: "" } };
    startFormats(module);
    unpacker?.free();
    unpacker = undefined;
    at = 0;
    let told = performance.now();
    const bytes = (from: number, to: number) => {
      at = Math.max(at, to);
      // A first look at the whole of a file may take long: it shows how far it is, and that it is alive.
      if (performance.now() - told > TOLD) {
        told = performance.now();
        post({ type: "unpacking", at });
      }
      return read(file, from, to);
    };
    unpacker = new formats.Unpacker(file.size, bytes, container, member);
    held = number;
    return unpacker;
  };
  const container = (file: Blob): unknown => text.container(read(file, 0, Math.min(file.size, HEAD)));
  return {
    agree: (plans: Plan[], names: string[]): Plan[] => text.agree(plans, names),
    unpack(number: number, file: Blob, plan: Plan, port?: MessagePort): Handover | undefined {
      const ready = held === number ? unpacker : undefined;
      const reading = ready ?? unpacking(number, file, container(file), plan.member);
      reading.begin(plan);
      const handover = port && (reading.hand_over() as Handover | undefined);
      meet(handover && port);
      if (!handover || !port) return undefined;
      port.onmessage = ({ data }: MessageEvent<Piece>) => {
        if (reading !== unpacker) return;
        if (data.piece) at = Math.max(at, data.at);
        reading.feed(data.piece, data.whole);
        due++;
        post({ type: "fed" });
      };
      for (let i = 0; i < PIECES; i++) port.postMessage(null);
      return handover;
    },
    ahead(file: Blob, handover: Handover, port: MessagePort): void {
      if (module) startFormats(module);
      let at = 0;
      const ahead = new formats.Ahead(
        file.size,
        (from: number, to: number) => {
          at = to;
          return read(file, from, to);
        },
        handover,
      );
      meet(port);
      const stop = (whole: boolean) => {
        port.postMessage({ whole, at } satisfies Piece);
        port.onmessage = null;
        ahead.free();
      };
      const give = () => {
        const piece = ahead.next() as Uint8Array<ArrayBuffer> | undefined;
        if (piece) port.postMessage({ piece, whole: false, at } satisfies Piece, [piece.buffer]);
        else stop(true);
      };
      // Whatever is wrong shows itself to the one that reads, who goes on alone.
      port.onmessage = () => guard(give, () => stop(false));
    },
    next(job: number): { sent: boolean; at: number; waits: boolean } {
      const chunk = unpacker?.next() as Uint8Array<ArrayBuffer> | undefined;
      for (; due > 0; due--) other?.postMessage(null);
      if (chunk) engine?.postMessage({ job, chunk } satisfies ChunkMessage, [chunk.buffer]);
      return { sent: chunk !== undefined, at, waits: !chunk && unpacker?.waits() === true };
    },
    sniff(number: number, file: Blob, overrides: Overrides = {}): Plan {
      const found = container(file);
      if (found !== "text") return unpacking(number, file, found, overrides.member ?? undefined).plan(overrides);
      const [head, ...pieces] = text.wanted(file.size).map(([a, b]: [number, number]) => read(file, a, b));
      const encoding = overrides.encoding ?? text.detect(head, pieces);
      return reader(encoding).sniff(file.size, head, pieces, overrides);
    },
    warm: () => warm(),
    ranges: (plan: Plan, size: number, rangeSize: number): Range[] => text.ranges(plan, size, rangeSize),
    parse(job: number, file: Blob, plan: Plan, range: Range): { bytes: number } {
      // Either of the two may be one that only the other module knows.
      const beyond = plan.encoding === "utf-8" ? (plan.fallback ?? plan.encoding) : plan.encoding;
      const parser = new (reader(beyond).Parser)(plan, range);
      let at = parser.reads_from();
      for (let done = false; !done; ) {
        // Behind the range only the rest of one record is wanted; each push looks at the whole of the record again, so what
        // is read grows with it.
        const wanted = at < range.end ? range.end - at + BEHIND / 16 : Math.max(BEHIND, at - range.end);
        const block = read(file, at, Math.min(at + Math.min(wanted, BLOCK), file.size));
        let from = 0;
        do {
          const slice = block.subarray(from, from + SLICE);
          from += slice.length;
          at += slice.length;
          done = parser.push(slice, at >= file.size) || slice.length === 0;
        } while (!done && from < block.length);
      }
      const message: ChunkMessage = { job, chunk: parser.finish() as Uint8Array<ArrayBuffer> };
      engine?.postMessage(message, [message.chunk.buffer]);
      return { bytes: range.end - range.start };
    },
  };
}

/** Rows like those of any shop, to run the inner loops on before a file comes: code that is warm starts at full speed. */
function madeUpRows(rows: number): Uint8Array<ArrayBuffer> {
  const lines = ["客户ID,订单号,下单时间,类目,数量,金额"];
  for (let i = 0; i < rows; i++) {
    const day = String((i % 28) + 1).padStart(2, "0");
    lines.push(
      `U${i % 997},D${100000 + i},2024-01-${day} 10:00:${10 + (i % 50)},类目${i % 9},${1 + (i % 3)},${i % 500}.${10 + (i % 90)}`,
    );
  }
  return new TextEncoder().encode(lines.join("\n"));
}

function parsed(rows: Uint8Array<ArrayBuffer>): Sample {
  const size = rows.length;
  const plan: Plan = text.sniff(size, rows, [], undefined);
  const [range]: Range[] = text.ranges(plan, size, size);
  const parser = new text.Parser(plan, range);
  parser.push(rows.subarray(parser.reads_from()), true);
  return { plan, chunk: parser.finish() as Uint8Array<ArrayBuffer>, size };
}

/**
 * Rounds of warming up, one at a time, so that a call that comes in between is answered first; and it ends them. After each
 * the worker rests for some times as long: a page that is only open is to leave the machine in peace.
 */
const WARM_ROUNDS = 40;
const WARM_REST = 3;
let asked = false;

function rounds(round: () => void, left = WARM_ROUNDS): void {
  if (left === 0 || asked || dead) return;
  const began = performance.now();
  round();
  setTimeout(rounds, WARM_REST * (performance.now() - began), round, left - 1);
}

function warm(): Sample {
  const rows = madeUpRows(2_000);
  rounds(() => parsed(rows));
  return parsed(rows);
}

function warmEngine({ plan, chunk, size }: Sample): void {
  rounds(() => {
    const engine = new core.Engine();
    engine.begin("", size, plan);
    engine.chunk(chunk);
    engine.finish();
    for (const stage of ["map", "clean", "mask", "customers"]) engine.stage(stage);
    engine.analyze("rfm", {});
    engine.inspect();
    engine.free();
  });
}

let currentJob = 0;

function engineCalls(engine: core.Engine): Calls {
  attach = (port) => {
    port.onmessage = (e: MessageEvent<ChunkMessage>) => append(engine, e.data);
  };
  return {
    begin(job: number, name: string, size: number, plan: Plan, reading: Overrides, room?: number): void {
      currentJob = job;
      engine.begin_as(name, size, plan, reading);
      if (room !== undefined) engine.within(room);
    },
    beside(job: number, name: string, size: number, plan: Plan, room?: number): void {
      currentJob = job;
      engine.begin_beside(name, size, plan);
      if (room !== undefined) engine.within(room);
    },
    tables: (plans: Plan[], names: string[]): number[][] => engine.tables(plans, names),
    next(job: number, name: string, size: number, plan: Plan): Plan | undefined {
      currentJob = job;
      return engine.next(name, size, plan);
    },
    warm: (sample: Sample) => warmEngine(sample),
    finish: () => engine.finish(),
    stage: (name: string) => engine.stage(name),
    offer: (plan: Plan) => engine.offer(plan),
    inspect: () => engine.inspect(),
    map: (table: number, mapping: (string | null)[]) => engine.map(table, mapping),
    setKind: (table: number, kind: string) => engine.set_kind(table, kind),
    checks: (table: number) => engine.checks(table),
    profile: (table: number) => engine.profile(table),
    cleaning: (table: number) => engine.cleaning(table),
    setCleaning: (table: number, plan: unknown) => engine.set_cleaning(table, plan),
    decide: (table: number, decision: unknown) => engine.decide(table, decision),
    undo: (again: boolean) => engine.undo(again),
    tableRows: (query: unknown) => engine.table_rows(query),
    masking: (table: number) => engine.masking(table),
    setOperator: (table: number, column: number, operator: unknown, confirmed: boolean) =>
      engine.set_operator(table, column, operator, confirmed),
    setSmallest: (k: number) => engine.set_smallest_group(k),
    risk: (query: unknown) => engine.risk(query),
    newKey: () => engine.new_key(),
    wrapKey: (passphrase: string) => engine.wrap_key(passphrase),
    unwrapKey: (text: string, passphrase: string) => engine.unwrap_key(text, passphrase),
    openPseudonyms: (list: string, confirmed: boolean, lang: string) => engine.open_pseudonyms(list, confirmed, lang),
    join: () => engine.join(),
    duplicates: (from: number, count: number) => engine.duplicates(from, count),
    merge: (customers: string[], apart: boolean) => engine.merge(customers, apart),
    card: (customer: string) => engine.card(customer),
    template: (name: string, lang: string, form: string) => engine.template(name, lang, form),
    asOf: (asOf: string | null) => engine.as_of(asOf ?? undefined),
    analyses: () => JSON.parse(core.analyses()),
    demo: () => core.demo(),
    analyze: (name: string, params: unknown) => engine.analyze(name, params),
    setFilter: (selections: unknown) => engine.set_filter(selections),
    filter: () => engine.filter(),
    rows: (query: unknown) => engine.rows(query),
    rejects: (table: number, from: number, count: number) => engine.rejects(table, from, count),
    export: (query: unknown) => engine.export(query),
    enter: (name: string) => engine.enter(name),
    report: (order: unknown) => engine.report(order),
    assume: (assumptions: unknown) => engine.assume(assumptions),
    lint: (summary: unknown, lang: string) => engine.lint(summary, lang),
    recipe: () => engine.recipe(),
    ...vaultCalls(engine, read),
    close(): void {
      currentJob = 0;
      engine.close();
    },
  };
}

let attach: (port: MessagePort) => void = () => {};

function append(engine: core.Engine, message: ChunkMessage): void {
  if (dead || message.job !== currentJob) return;
  const began = performance.now();
  guard(
    () => {
      const { up_to, rows, again, enough } = engine.chunk(message.chunk);
      post({ type: "appended", job: message.job, upTo: up_to, rows, again, enough, ms: performance.now() - began });
    },
    (failure) => {
      currentJob = 0;
      post({ type: "refused", job: message.job, failure });
    },
  );
}

function guard(work: () => void, failed: (failure: Failure) => void): void {
  try {
    work();
  } catch (e) {
    if (isFailure(e)) failed(e);
    else if (e instanceof DOMException) failed({ code: "E_FILE_GONE", texts: { zh: "", en: "" } });
    else crashed();
  }
}

scope.onmessageerror = () => post({ type: "error", code: "module-refused" });
scope.onmessage = ({ data }) => {
  if (dead) return;
  switch (data.type) {
    case "init":
      try {
        start(data);
        post({ type: "ready" });
      } catch {
        post({ type: "error", code: "module-failed" });
      }
      break;
    case "attach":
      attach(data.port);
      break;
    case "selftest":
      void tryWorkerChannels(data.base).then((open) => post({ type: "selftest", open }));
      break;
    case "ping":
      post({ type: "pong", id: data.id, memory: memory() });
      break;
    case "call": {
      const { id, method, args } = data;
      asked ||= method !== "warm";
      const began = performance.now();
      guard(
        () => {
          const value = calls[method]?.(...(args as never[]));
          const bytes = (value as { bytes?: unknown } | undefined)?.bytes;
          const transfer = bytes instanceof Uint8Array ? [bytes.buffer as ArrayBuffer] : [];
          post({ type: "done", id, value, memory: memory(), ms: performance.now() - began }, transfer);
        },
        (failure) => post({ type: "failed", id, failure }),
      );
    }
  }
};
