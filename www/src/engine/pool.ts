// The workers behind the engine: one engine, some readers, all from the one worker source. Whoever crashes or falls
// silent takes all of them down, since half a set of ports is worth nothing; a new set starts from the kept modules.

import type { FromWorker, Init, Sample, ToWorker } from "./protocol.ts";
import { InsituError } from "./error.ts";

/** What starting workers takes: the compiled modules and the one worker source. */
export interface Modules {
  core: WebAssembly.Module;
  reader: WebAssembly.Module;
  formats: WebAssembly.Module | null;
  startWorker(): Worker;
}

interface Pending {
  resolve(value: never): void;
  reject(error: Error): void;
}

const START_LIMIT = 10_000;
/** A worker that says nothing for so long while something is asked of it is asked for a sign of life … */
const SILENCE = 15_000;
/** … and has so long to give one. */
const GRACE = 15_000;
/** Before a file is read nothing is worth keeping, so a worker that answers no sooner is replaced at once. */
const ROLL_CALL = 3_000;

export class Pool {
  engine!: Worker;
  readers: Worker[] = [];
  /** Told of messages that answer no call. */
  onEvent: (message: FromWorker) => void = () => {};
  /** Told when the set was lost and a new one is starting. */
  onLost: () => void = () => {};
  /** Told of the loss before anybody else: a reading that waits for the engine and for no answer. */
  onEnd: ((error: Error) => void) | undefined;

  private pending = new Map<number, Pending>();
  private nextId = 1;
  private memories = new Map<Worker, number>();
  private watch: ReturnType<typeof setTimeout> | undefined;
  private heard = 0;
  private present: ((worker: Worker) => void) | undefined;
  private starting: Promise<void>;
  private up = false;
  private readonly modules: Modules;
  private readonly count: number;

  constructor(modules: Modules, count: number) {
    this.modules = modules;
    this.count = count;
    this.starting = this.start();
  }

  /** Resolves when the workers are there. */
  ready(): Promise<void> {
    return this.starting;
  }

  /** Bytes of wasm memory of all workers, as last heard. */
  memory(): number {
    let sum = 0;
    for (const bytes of this.memories.values()) sum += bytes;
    return sum;
  }

  /** Asks all workers for a sign of life. False: one was gone, and a new set stands ready. */
  async rollCall(): Promise<boolean> {
    await this.starting;
    const missing = new Set([this.engine, ...this.readers]);
    const complete = await new Promise<boolean>((resolve) => {
      const late = setTimeout(resolve, ROLL_CALL, false);
      this.present = (worker) => {
        missing.delete(worker);
        if (missing.size > 0) return;
        clearTimeout(late);
        resolve(true);
      };
      for (const worker of missing) this.send(worker, { type: "ping", id: 0 });
    });
    this.present = undefined;
    if (complete) return true;
    this.lost();
    await this.starting;
    return false;
  }

  /** Asks a worker; rejects with its typed failure, or when the set is lost. */
  async call<T>(worker: Worker | "engine", method: string, ...args: unknown[]): Promise<T> {
    await this.starting;
    return this.ask<T>(worker === "engine" ? this.engine : worker, method, args);
  }

  /** Ends all workers and rejects what is pending. */
  terminate(error: Error = new DOMException("closed", "AbortError")): void {
    clearTimeout(this.watch);
    this.watch = undefined;
    for (const worker of [this.engine, ...this.readers]) worker?.terminate();
    this.readers = [];
    this.memories.clear();
    const pending = [...this.pending.values()];
    this.pending.clear();
    this.onEnd?.(error);
    for (const p of pending) p.reject(error);
  }

  private ask<T>(target: Worker, method: string, args: unknown[]): Promise<T> {
    const id = this.nextId++;
    return new Promise<T>((resolve, reject) => {
      this.pending.set(id, { resolve, reject });
      this.send(target, { type: "call", id, method, args });
      this.listenForSilence();
    });
  }

  private send(worker: Worker, message: ToWorker, transfer: Transferable[] = []): void {
    worker.postMessage(message, transfer);
  }

  private async start(): Promise<void> {
    this.up = false;
    this.engine = this.modules.startWorker();
    const { core, reader: module, formats } = this.modules;
    const engineReady = this.init(this.engine, { type: "init", role: "engine", module: core });
    const readersReady: Promise<void>[] = [];
    for (let i = 0; i < this.count; i++) {
      const reader = this.modules.startWorker();
      const { port1, port2 } = new MessageChannel();
      this.readers.push(reader);
      readersReady.push(this.init(reader, { type: "init", role: "parse", module, formats, port: port2 }, [port2]));
      readersReady.push(engineReady.then(() => this.send(this.engine, { type: "attach", port: port1 }, [port1])));
    }
    await Promise.all([engineReady, ...readersReady]);
    // Browsers compile a function when it is first called: the loops run once before a file may come, and on while none does.
    const [sample] = await Promise.all(this.readers.map((reader) => this.ask<Sample>(reader, "warm", [])));
    await this.ask(this.engine, "warm", [sample]);
    this.up = true;
  }

  private init(worker: Worker, init: Init, transfer: Transferable[] = []): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new InsituError("E_WORKER")), START_LIMIT);
      const failed = () => {
        clearTimeout(timer);
        reject(new InsituError("E_WORKER"));
      };
      worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
        if (data.type === "error") return failed();
        if (data.type !== "ready") return;
        clearTimeout(timer);
        worker.onmessage = (e: MessageEvent<FromWorker>) => this.hear(worker, e.data);
        worker.onerror = (e) => {
          e.preventDefault();
          this.lost();
        };
        worker.onmessageerror = () => this.lost();
        resolve();
      };
      worker.onerror = (e) => {
        e.preventDefault();
        failed();
      };
      this.send(worker, init, transfer);
    });
  }

  private hear(worker: Worker, message: FromWorker): void {
    this.heard = performance.now();
    switch (message.type) {
      case "done":
      case "failed": {
        const pending = this.pending.get(message.id);
        this.pending.delete(message.id);
        if (message.type === "done") {
          this.memories.set(worker, message.memory);
          pending?.resolve(message.value as never);
        } else pending?.reject(InsituError.from(message.failure));
        break;
      }
      case "pong":
        this.memories.set(worker, message.memory);
        this.present?.(worker);
        break;
      case "crashed":
      case "error":
        this.lost();
        break;
      default:
        this.onEvent(message);
    }
  }

  /** A killed worker sends no event: while answers are due, silence is followed by a question and then by the end. */
  private listenForSilence(): void {
    if (this.watch !== undefined) return;
    const check = (asked: boolean) => {
      this.watch = undefined;
      if (this.pending.size === 0 && !this.onEnd) return;
      const silent = performance.now() - this.heard;
      if (silent < SILENCE) {
        this.watch = setTimeout(check, SILENCE, false);
      } else if (!asked) {
        for (const worker of [this.engine, ...this.readers]) this.send(worker, { type: "ping", id: 0 });
        this.watch = setTimeout(check, GRACE, true);
      } else this.lost();
    };
    this.heard = performance.now();
    this.watch = setTimeout(check, SILENCE, false);
  }

  private lost(): void {
    this.terminate(new InsituError(this.up ? "E_ENGINE_RESTARTED" : "E_WORKER"));
    // Code that crashes on the made-up rows would crash again.
    if (!this.up) return;
    this.starting = this.start();
    // A set that does not start is not left half running.
    this.starting.catch((error: Error) => this.terminate(error));
    this.onLost();
  }
}
