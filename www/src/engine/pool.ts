// The workers behind the engine: one engine, some readers, all from the one worker source. A reader that crashes or
// hangs is replaced alone, with a new port to the engine. A file is read into an engine of its own beside the one that
// holds what is open, so that whatever happens to it, that stays. Where such an engine ends, the set ends, and a new one
// starts from the kept modules.

import type { FromWorker, Sample } from "./protocol.ts";
import { InsituError } from "./error.ts";
import { type Modules, Seat } from "./seat.ts";

/** Milliseconds in which an engine at rest gives a sign of life; one that takes longer is taken for dead. */
const ENGINE_LIMIT = 3_000;
/** A reader is cheap to replace, so it gets less: also the time to end what was asked of it for a reading that is over. */
const READER_LIMIT = 500;
/** Bytes of wasm memory above which a worker at rest is replaced, since such memory never shrinks. */
const ROOMY = 8 << 20;

const over = () => new DOMException("closed", "AbortError");

export class Pool {
  engine: Seat;
  readonly readers: Seat[];
  /** Told of messages that answer no call. */
  onEvent: (message: FromWorker) => void = () => {};
  /** Told when the set was lost and a new one is starting. */
  onLost: () => void = () => {};
  /** Told that a worker is lost before anybody else: a reading, whose chunks it may have had. */
  onEnd: ((error: Error) => void) | undefined;

  /** The engine that holds what is open while a file is read into another. */
  private former: Seat | undefined;
  private readonly newEngine: () => Seat;
  private readonly warms: boolean;
  private starting: Promise<void>;
  private replacing = new Map<Seat, Promise<void>>();
  private up = false;

  constructor(modules: Modules, count: number, warms = true) {
    this.warms = warms;
    const hooks = {
      event: (message: FromWorker) => this.onEvent(message),
      gone: (seat: Seat, proven: boolean) => this.gone(seat, proven),
    };
    this.newEngine = () => new Seat("engine", modules, hooks);
    this.engine = this.newEngine();
    this.readers = Array.from({ length: count }, () => new Seat("parse", modules, hooks));
    this.starting = this.restart();
  }

  /** Resolves when the workers are there. */
  ready(): Promise<void> {
    return this.starting;
  }

  /** Bytes of wasm memory of all workers, as last heard. */
  memory(): number {
    return this.all().reduce((sum, seat) => sum + seat.memory, 0);
  }

  /** Starts an engine for the next file beside the one that holds what is open. */
  branch(): void {
    this.former = this.engine;
    this.engine = this.newEngine();
    this.engine.start().catch(() => {});
    for (const reader of this.readers) this.connect(reader);
  }

  /** Ends what `branch` began: the engine that is not wanted any more goes. */
  async join(well: boolean): Promise<void> {
    const { former } = this;
    this.former = undefined;
    if (well || !former) former?.stop(over());
    else if (former.alive) {
      this.engine.stop(over());
      this.engine = former;
      for (const reader of this.readers) this.connect(reader);
    } else await this.renew();
  }

  /** Has all workers at rest: a reader that is not is replaced. False: the engine was gone, and a new set stands ready. */
  async rest(): Promise<boolean> {
    await this.starting;
    // One that is busy with an answer is watched while it is; a ping would only wait behind that.
    const engine = this.engine.busy ? true : this.engine.answers(ENGINE_LIMIT);
    const [alive] = await Promise.all([engine, this.relieve()]);
    if (alive) return true;
    this.lost();
    await this.starting;
    return false;
  }

  /** Replaces the readers that do not come to rest soon; what was asked of them is over. */
  async relieve(): Promise<void> {
    await this.starting;
    const relieved = this.readers.map(async (reader) => {
      if (!(await reader.answers(READER_LIMIT))) await this.replace(reader);
    });
    await Promise.all(relieved);
  }

  /** Ends an engine in the middle of a file; what is open beside it stays. */
  async drop(): Promise<void> {
    await (this.former ? this.join(false) : this.renew());
  }

  /** Gives memory back that was needed for a file and is no more: of the readers, and of an engine that holds nothing. */
  async trim(empty: boolean): Promise<void> {
    if (empty && this.engine.memory > ROOMY) return this.renew();
    await Promise.all(this.readers.filter((reader) => reader.memory > ROOMY).map((reader) => this.replace(reader)));
  }

  private async renew(): Promise<void> {
    this.terminate();
    await this.restart();
  }

  /** Asks a worker; rejects with its typed failure, or when it is gone. */
  async call<T>(seat: Seat | "engine", method: string, ...args: unknown[]): Promise<T> {
    await this.starting;
    return (seat === "engine" ? this.engine : seat).ask<T>(method, args);
  }

  /** Ends all workers and rejects what is pending. */
  terminate(error: Error = over()): void {
    this.up = false;
    this.onEnd?.(error);
    for (const seat of this.all()) seat.stop(error);
    this.former = undefined;
  }

  private all(): Seat[] {
    return [this.engine, ...(this.former ? [this.former] : []), ...this.readers];
  }

  private async start(): Promise<void> {
    await Promise.all([this.engine.start(), ...this.readers.map((reader) => this.seat(reader))]);
    if (this.warms) {
      // Browsers compile a function when it is first called: the loops run once before a file may come, and on while none does.
      const [sample] = await Promise.all(this.readers.map((reader) => reader.ask<Sample>("warm", [])));
      await this.engine.ask("warm", [sample]);
    }
    this.up = true;
  }

  private seat(reader: Seat): Promise<void> {
    const ready = reader.start();
    this.connect(reader);
    return ready;
  }

  /** Lays a new way from a reader to the engine; workers take their messages in order, so neither need be ready. */
  private connect(reader: Seat): void {
    const { port1, port2 } = new MessageChannel();
    this.engine.send({ type: "attach", port: port1 }, [port1]);
    reader.send({ type: "attach", port: port2 }, [port2]);
  }

  /** A new worker for a reader; the session of the engine does not notice. */
  private replace(reader: Seat): Promise<void> {
    const replaced = this.replacing.get(reader) ?? this.change(reader).finally(() => this.replacing.delete(reader));
    this.replacing.set(reader, replaced);
    return replaced;
  }

  private async change(reader: Seat): Promise<void> {
    const began = performance.now();
    reader.stop(over());
    await this.seat(reader);
    performance.mark("insitu:reader", { detail: { ms: performance.now() - began } });
    if (this.warms) reader.ask("warm", []).catch(() => {});
  }

  private gone(seat: Seat, proven: boolean): void {
    if (!this.up) return;
    if (seat === this.engine && !this.former) {
      this.lost();
      return;
    }
    // The engine that holds what is open is missed when the file does not open.
    if (seat === this.former) return;
    this.onEnd?.(new InsituError("E_CRASHED"));
    // Code that crashes on the made-up rows would crash again; it is tried once more at the next file.
    if (seat !== this.engine && proven) this.replace(seat).catch(() => {});
  }

  private lost(): void {
    this.terminate(new InsituError("E_ENGINE_RESTARTED"));
    void this.restart();
    this.onLost();
  }

  private restart(): Promise<void> {
    const starting = this.start();
    this.starting = starting;
    starting.catch(() => {
      // A set that does not start is not left half running.
      if (this.starting === starting) this.terminate(new InsituError("E_WORKER"));
    });
    return starting;
  }
}
