// The page's hand on the engine: files in, results and masked rows out. Holds no rows itself.

import { InsituError } from "./error.ts";
import { type Modules, Pool } from "./pool.ts";
import { RANGE, read } from "./reading.ts";
import { isPart, needed, type Offer, room } from "./room.ts";
import type { OfferedColumn, Plan } from "./types.ts";
import type {
  Engine,
  EngineState,
  ExportQuery,
  Exported,
  Inspect,
  NamedBlob,
  OpenOptions,
  Reject,
  RfmParams,
  RfmResult,
  RowsPage,
  RowsQuery,
} from "./api.ts";

export { InsituError } from "./error.ts";

export interface EngineOptions {
  /** Readers beside the engine; by default one for each processor, four at most. */
  workers?: number | "auto";
  /** Bytes of a range. */
  rangeSize?: number;
  /** Bytes of memory that the tab is said to give. */
  memory?: number;
}

/** Bytes of a file up to which its former table is kept while it is read in another way. */
const KEPT = 256 << 20;

const STAGES = ["map", "clean", "mask", "customers"] as const;

/** Starts the workers; call it after the seal, so that they inherit it. */
export function connect(modules: Modules, options: EngineOptions = {}): Client {
  const workers = options.workers ?? "auto";
  const count = workers === "auto" ? Math.min(4, Math.max(1, navigator.hardwareConcurrency || 2)) : workers;
  return new Client(new Pool(modules, count), options.rangeSize ?? RANGE, options.memory);
}

export class Client implements Engine {
  private readonly pool: Pool;
  private readonly rangeSize: number;
  private readonly memory: number | undefined;
  private files: NamedBlob[] = [];
  /** How all of the newest file would be read. */
  private whole: { file: Blob; plan: Plan } | undefined;
  private opening: AbortController | undefined;
  private listeners: ((state: EngineState) => void)[] = [];

  constructor(pool: Pool, rangeSize: number, memory?: number) {
    this.pool = pool;
    this.rangeSize = rangeSize;
    this.memory = memory;
    pool.onLost = () => {
      this.tell("restarting");
      void pool.ready().then(
        () => this.tell(this.files.length > 0 ? "needs_files" : "ready"),
        () => this.tell("restarting"),
      );
    };
  }

  /** Resolves when the workers stand ready for a file. */
  ready(): Promise<void> {
    return this.pool.ready();
  }

  async open(files: NamedBlob[], o: OpenOptions = {}, kept = false): Promise<Inspect> {
    const [file] = files;
    if (!file) throw new InsituError("E_NO_DATA");
    this.opening?.abort();
    this.opening = new AbortController();
    const signal = o.signal ? AbortSignal.any([o.signal, this.opening.signal]) : this.opening.signal;
    this.files = files;
    performance.clearMarks();
    performance.mark("insitu:open");
    const started = performance.now();
    // A worker that the browser has killed tells nobody; better found now than by its silence in the middle of a file.
    if (!(await this.pool.rollCall())) this.tell("ready");
    signal.throwIfAborted();
    const roll_ms = performance.now() - started;
    const spent = await read(this.pool, {
      file: file.blob,
      name: file.name,
      overrides: o.overrides ?? {},
      kept,
      rangeSize: this.rangeSize,
      room: this.memory,
      planned: (plan) => {
        if (!isPart(o.overrides) || this.whole?.file !== file.blob) this.whole = { file: file.blob, plan };
        if (!o.anyway && needed(plan.estimate) > room(plan.estimate, this.memory)) throw new InsituError("E_ROOM");
      },
      signal,
      progress: (phase, bytes, rows) => o.onProgress?.({ phase, bytes, total: file.blob.size, rows }),
    });
    const stages: Record<string, number> = { roll_ms, ...spent };
    for (const stage of STAGES) {
      const began = performance.now();
      await this.pool.call("engine", "stage", stage).catch((e: unknown) => {
        // Customers need fields that may not be mapped yet; whoever asks for results will be told.
        const mild = stage === "customers" && e instanceof InsituError;
        if (!mild || e.code === "E_ENGINE_RESTARTED" || e.code === "E_MEMORY") throw e;
      });
      signal.throwIfAborted();
      stages[`${stage}_ms`] = performance.now() - began;
    }
    performance.mark("insitu:stages", { detail: stages });
    performance.mark("insitu:memory", {
      detail: { bytes: this.pool.memory(), estimated: needed(this.whole?.plan.estimate ?? null) },
    });
    return this.inspect();
  }

  /**
   * Reads the kept files once more: after a restart, or in another way. When that fails, what was open before is open
   * still, unless the file is so large that two tables of it would not fit.
   */
  reopen(o: OpenOptions = {}): Promise<Inspect> {
    return this.open(this.files, o, (this.files[0]?.blob.size ?? 0) <= KEPT);
  }

  async offer(): Promise<Offer | null> {
    if (!this.whole) return null;
    const { estimate, columns } = this.whole.plan;
    const offered = await this.pool.call<OfferedColumn[]>("engine", "offer", this.whole.plan);
    const named = offered.map((column, index) => ({ ...column, header: columns[index]?.name ?? "" }));
    return { estimate, room: room(estimate, this.memory), columns: named };
  }

  inspect(): Promise<Inspect> {
    return this.pool.call("engine", "inspect");
  }

  map(mapping: (string | null)[]): Promise<Inspect> {
    return this.pool.call("engine", "map", mapping);
  }

  asOf(date: string | null): Promise<void> {
    return this.pool.call("engine", "asOf", date);
  }

  async analyze(name: "rfm", params: Partial<RfmParams> = {}): Promise<RfmResult> {
    const result = await this.pool.call<RfmResult>("engine", "analyze", name, params);
    if ("outcome" in result) {
      const { customers, orders, revenue } = result.outcome.population;
      performance.mark("insitu:result", { detail: { customers, orders, revenue } });
    }
    return result;
  }

  rows(query: RowsQuery): Promise<RowsPage> {
    return this.pool.call("engine", "rows", query);
  }

  rejects(from: number, count: number): Promise<Reject[]> {
    return this.pool.call("engine", "rejects", from, count);
  }

  export(query: ExportQuery): Promise<Exported> {
    return this.pool.call("engine", "export", query);
  }

  recipe(): Promise<unknown> {
    return this.pool.call("engine", "recipe");
  }

  close(): void {
    this.opening?.abort();
    this.files = [];
    this.whole = undefined;
    void this.pool.call("engine", "close").catch(() => {});
  }

  /** Ends the workers for good. */
  terminate(): void {
    this.pool.terminate();
  }

  onState(listener: (state: EngineState) => void): void {
    this.listeners.push(listener);
  }

  private tell(state: EngineState): void {
    for (const listener of this.listeners) listener(state);
  }
}
