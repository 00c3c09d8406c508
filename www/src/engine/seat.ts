// A seat holds one worker at a time and what is asked of it. When the worker crashes, is taken away or says nothing more,
// all that was asked is refused; whoever holds the seat puts a new worker in.

import type { FromWorker, Init, ToWorker } from "./protocol.ts";
import { InsituError } from "./error.ts";

/** What starting workers takes: the compiled modules and the one worker source. */
export interface Modules {
  core: WebAssembly.Module;
  reader: WebAssembly.Module;
  formats: WebAssembly.Module | null;
  startWorker(): Worker;
}

/** What the holder of a seat hears of it. */
export interface Hooks {
  /** A message that answers no call. */
  event(message: FromWorker): void;
  /** The worker is gone; `proven` says whether it ever answered. */
  gone(seat: Seat, proven: boolean): void;
}

interface Pending {
  resolve(value: never): void;
  reject(error: Error): void;
}

const START_LIMIT = 10_000;
/** Milliseconds between looks at a worker that owes an answer. */
const BEAT = 15_000;
/** Beats without a word, a sign of life being asked for at each, after which it is taken for dead: the browser tells nobody. */
const BEATS = 4;

let lastId = 0;

export class Seat {
  /** Bytes of its wasm memory, as last heard. */
  memory = 0;
  /** Whether something is due that answers no call. */
  awaited = false;
  /** Resolves when its worker takes calls. */
  ready: Promise<void> = Promise.resolve();

  private worker: Worker | undefined;
  private pending = new Map<number, Pending>();
  private beat: ReturnType<typeof setInterval> | undefined;
  private silent = 0;
  private proven = false;
  private refuse: (error: Error) => void = () => {};
  private readonly role: Init["role"];
  private readonly modules: Modules;
  private readonly hooks: Hooks;

  /** Whether an answer is due. */
  get busy(): boolean {
    return this.pending.size > 0;
  }

  constructor(role: Init["role"], modules: Modules, hooks: Hooks) {
    this.role = role;
    this.modules = modules;
    this.hooks = hooks;
  }

  /** Puts a new worker in; resolves when it takes calls. */
  start(): Promise<void> {
    const worker = this.modules.startWorker();
    this.worker = worker;
    this.proven = false;
    this.ready = new Promise<void>((resolve, reject) => {
      const late = setTimeout(() => this.crash(), START_LIMIT);
      this.refuse = (error) => {
        clearTimeout(late);
        reject(error);
      };
      worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
        if (data.type !== "ready") return this.hear(data);
        clearTimeout(late);
        this.beat = setInterval(() => this.look(), BEAT);
        resolve();
      };
    });
    worker.onerror = (e) => {
      e.preventDefault();
      this.crash();
    };
    worker.onmessageerror = () => this.crash();
    const { core, reader, formats } = this.modules;
    if (this.role === "engine") this.send({ type: "init", role: this.role, module: core });
    else this.send({ type: "init", role: this.role, module: reader, formats });
    return this.ready;
  }

  get alive(): boolean {
    return this.worker !== undefined;
  }

  /** Asks the worker; rejects with its typed failure, or when it is gone. */
  async ask<T>(method: string, args: unknown[]): Promise<T> {
    await this.ready;
    if (!this.worker) throw new InsituError("E_WORKER");
    const id = ++lastId;
    return new Promise<T>((resolve, reject) => {
      this.pending.set(id, { resolve, reject });
      const ports = args.filter((arg) => arg instanceof MessagePort);
      this.send({ type: "call", id, method, args }, ports);
    });
  }

  /** Whether the worker answers within so many milliseconds, which it does when it has done all that was asked before. */
  answers(within: number): Promise<boolean> {
    if (!this.worker) return Promise.resolve(false);
    const id = ++lastId;
    return new Promise((resolve) => {
      const end = (answered: boolean) => {
        clearTimeout(late);
        this.pending.delete(id);
        resolve(answered);
      };
      const late = setTimeout(end, within, false);
      this.pending.set(id, { resolve: () => end(true), reject: () => end(false) });
      this.send({ type: "ping", id });
    });
  }

  send(message: ToWorker, transfer: Transferable[] = []): void {
    this.worker?.postMessage(message, transfer);
  }

  /** Ends the worker and refuses what is asked of it. */
  stop(error: Error): void {
    const { worker } = this;
    clearInterval(this.beat);
    this.worker = undefined;
    this.memory = 0;
    this.silent = 0;
    if (worker) {
      // What it had sent before is news of one that is gone.
      worker.onmessage = worker.onerror = worker.onmessageerror = null;
      worker.terminate();
    }
    const pending = [...this.pending.values()];
    this.pending.clear();
    this.refuse(error);
    for (const p of pending) p.reject(error);
  }

  private hear(message: FromWorker): void {
    this.silent = 0;
    switch (message.type) {
      case "done":
      case "failed":
      case "pong": {
        const pending = this.pending.get(message.id);
        this.pending.delete(message.id);
        if (message.type === "failed") {
          pending?.reject(InsituError.from(message.failure));
          break;
        }
        this.memory = message.memory;
        this.proven = true;
        pending?.resolve((message.type === "done" ? message.value : undefined) as never);
        break;
      }
      case "crashed":
      case "error":
        this.crash();
        break;
      default:
        this.hooks.event(message);
    }
  }

  /** A killed worker sends no event. A busy one is silent too, so it gets time. */
  private look(): void {
    if (this.pending.size === 0 && !this.awaited) this.silent = 0;
    else if (++this.silent > BEATS) this.crash();
    else if (this.silent > 1) this.send({ type: "ping", id: 0 });
  }

  private crash(): void {
    const { proven } = this;
    this.stop(new InsituError(proven ? "E_CRASHED" : "E_WORKER"));
    this.hooks.gone(this, proven);
  }
}
