// The page's hand on the engine: files in, results and masked rows out. Holds no rows itself.

import { InsituError } from "./error.ts";
import { Pool } from "./pool.ts";
import { Projects } from "./projects.ts";
import { RANGE, read } from "./reading.ts";
import { isPart, needed, type Offer, room } from "./room.ts";
import type { Modules, Seat } from "./seat.ts";
import { Tables } from "./tables.ts";
import type {
  Applied,
  Assumptions,
  Lang,
  OfferedColumn,
  Overrides,
  Plan,
  Report,
  ReportOrder,
  ReportSummary,
  Settings,
  Steps,
  SuggestionFault,
} from "./types.ts";
import type {
  AnalysisName,
  Engine,
  EngineState,
  ExportQuery,
  Exported,
  Inspect,
  NamedBlob,
  OpenOptions,
  ParamsOf,
  Reject,
  Results,
  RfmOutcome,
  RowsPage,
  RowsQuery,
  Selection,
} from "./api.ts";

export { InsituError } from "./error.ts";

export interface EngineOptions {
  /** Readers beside the engine; by default one for each processor, four at most. */
  workers?: number | "auto";
  /** Bytes of a range. */
  rangeSize?: number;
  /** Bytes of memory that the tab is said to give. */
  memory?: number;
  /** Whether the loops are run on made-up rows while no file comes. */
  warm?: boolean;
}

/** Bytes of an engine's memory up to which what is open stays so while it is read in another way, or another file is. */
const KEPT = 256 << 20;

/** Milliseconds that the engine has to end what it does for a reading that was cancelled. */
const STOP = 500;
/** Milliseconds after a reading when the memory that it took and that nobody needs is given back. */
const TRIM = 2_000;

/** Calls behind which something else can be taken back than before. */
const CHANGES = new Set(
  "map setKind setCleaning decide setOperator merge undo asOf analyze setFilter setSmallest apply restore newKey unwrapKey".split(
    " ",
  ),
);

const STAGES = ["map", "clean", "mask", "customers"] as const;

/** Rejects when the signal aborts, whatever is still at work then. */
function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    if (signal.aborted) reject(signal.reason);
  });
}

/** Starts the workers; call it after the seal, so that they inherit it. */
export function connect(modules: Modules, options: EngineOptions = {}): Client {
  const workers = options.workers ?? "auto";
  const count = workers === "auto" ? Math.min(4, Math.max(1, navigator.hardwareConcurrency || 2)) : workers;
  return new Client(new Pool(modules, count, options.warm), options.rangeSize ?? RANGE, options.memory);
}

export class Client implements Engine {
  readonly tables = new Tables((method, ...args) => this.ask(method, ...args));
  readonly projects = new Projects((method, ...args) => this.ask(method, ...args));
  private readonly pool: Pool;
  private readonly rangeSize: number;
  private readonly memory: number | undefined;
  private files: NamedBlob[] = [];
  private newest: Blob | undefined;
  /** How all of a file would be read. */
  private wholes = new WeakMap<Blob, Plan>();
  private opening: AbortController | undefined;
  /** The engine that a file is being read into; until there is one, the engine holds what is open. */
  private target: Seat | undefined;
  /** Resolves when the last reading is over and the engine holds what it will hold … */
  private settled: Promise<unknown> = Promise.resolve();
  /** … and when the workers are ready for the next one. */
  private rested: Promise<void> = Promise.resolve();
  private trimming: ReturnType<typeof setTimeout> | undefined;
  private listeners: ((state: EngineState) => void)[] = [];
  private followers: ((steps: Steps) => void)[] = [];

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

  open(files: NamedBlob[], o: OpenOptions = {}): Promise<Inspect> {
    const [file] = files;
    if (!file) return Promise.reject(new InsituError("E_NO_DATA"));
    performance.clearMarks();
    performance.mark("insitu:open");
    this.opening?.abort();
    this.opening = new AbortController();
    const signal = o.signal ? AbortSignal.any([o.signal, this.opening.signal]) : this.opening.signal;
    const reading = this.rested.then(() => this.load(files, file.blob, o, signal));
    this.settled = reading.catch(() => {});
    this.rested = this.rest(reading, files, signal);
    return Promise.race([reading, aborted(signal)]);
  }

  private async load(files: NamedBlob[], first: Blob, o: OpenOptions, signal: AbortSignal): Promise<Inspect> {
    signal.throwIfAborted();
    const started = performance.now();
    // A worker that the browser has killed tells nobody; better found now than by its silence in the middle of a file.
    if (!(await this.pool.rest())) this.tell("ready");
    signal.throwIfAborted();
    const roll_ms = performance.now() - started;
    if (this.keeps) this.pool.branch();
    this.target = this.pool.engine;
    const total = files.reduce((sum, file) => sum + file.blob.size, 0);
    try {
      const spent = await read(this.pool, {
        files,
        overrides: o.overrides ?? {},
        rangeSize: this.rangeSize,
        room: this.memory,
        planned: (plan) => {
          this.newest = first;
          if (!isPart(o.overrides) || !this.wholes.has(first)) this.wholes.set(first, plan);
          if (!o.anyway && needed(plan.estimate) > room(plan.estimate, this.memory)) throw new InsituError("E_ROOM");
        },
        signal,
        progress: (phase, bytes, rows) => o.onProgress?.({ phase, bytes, total, rows }),
      });
      const inspect = await this.stages({ roll_ms, ...spent }, signal);
      this.target = undefined;
      await this.pool.join(true);
      return inspect;
    } catch (e) {
      this.target = undefined;
      await this.pool.join(false);
      throw e;
    }
  }

  private async stages(spent: Record<string, number>, signal: AbortSignal): Promise<Inspect> {
    const { engine } = this.pool;
    try {
      for (const stage of STAGES) {
        const began = performance.now();
        await this.pool.call(engine, "stage", stage).catch((e: unknown) => {
          // Customers need fields that may not be mapped yet; whoever asks for results will be told.
          const mild = stage === "customers" && e instanceof InsituError && engine.alive;
          if (!mild || e.code === "E_MEMORY") throw e;
        });
        signal.throwIfAborted();
        spent[`${stage}_ms`] = performance.now() - began;
      }
      performance.mark("insitu:stages", { detail: spent });
      performance.mark("insitu:memory", {
        detail: { bytes: this.pool.memory(), estimated: needed(this.whole()?.estimate ?? null) },
      });
      const inspect = await this.pool.call<Inspect>(engine, "inspect");
      signal.throwIfAborted();
      return inspect;
    } catch (e) {
      await this.pool.call(engine, "close").catch(() => {});
      throw e;
    }
  }

  /** What follows a reading that ended well or ill; the next one waits for it. */
  private async rest(reading: Promise<Inspect>, files: NamedBlob[], signal: AbortSignal): Promise<void> {
    clearTimeout(this.trimming);
    let stopped = Promise.resolve();
    const stop = () => {
      stopped = this.stop().catch(() => {});
    };
    signal.addEventListener("abort", stop, { once: true });
    try {
      await reading;
      this.files = files;
      void this.tellSteps();
      // The first result comes first.
      this.trimming = setTimeout(() => {
        this.rested = this.rested.then(() => this.pool.trim(false)).catch(() => {});
      }, TRIM);
    } catch {
      await stopped;
      await this.afterwards().catch(() => {});
    }
    signal.removeEventListener("abort", stop);
  }

  /** A cancelled reading ends soon: whoever is still at work after its time is replaced. */
  private async stop(): Promise<void> {
    const { target } = this;
    const relieved = this.pool.relieve();
    // One that is gone, or is the target no more, had answered to the end of the reading.
    if (target && !(await target.answers(STOP)) && target.alive && this.target === target) {
      this.target = undefined;
      await this.pool.drop();
    }
    await relieved;
  }

  private async afterwards(): Promise<void> {
    await this.pool.relieve();
    const open = await this.pool.call("engine", "inspect").catch(() => null);
    if (!open) this.files = [];
    await this.pool.trim(!open);
  }

  /** The plan for all of the file that was opened last. */
  private whole(): Plan | undefined {
    return this.newest && this.wholes.get(this.newest);
  }

  /** Whether something is open and stays so until another file is. */
  private get keeps(): boolean {
    return this.files.length > 0 && this.pool.engine.memory <= KEPT;
  }

  /** Reads the kept files once more: after a restart, or in another way. */
  reopen(o: OpenOptions = {}): Promise<Inspect> {
    return this.open(this.files, o);
  }

  demo(): Promise<Exported[]> {
    return this.ask("demo");
  }

  async offer(): Promise<Offer | null> {
    const whole = this.whole();
    if (!whole) return null;
    const { estimate, columns } = whole;
    const offered = await this.ask<OfferedColumn[]>("offer", whole);
    const named = offered.map((column, index) => ({ ...column, header: columns[index]?.name ?? "" }));
    return { estimate, room: room(estimate, this.memory), columns: named };
  }

  inspect(): Promise<Inspect> {
    return this.ask("inspect");
  }

  asOf(date: string | null): Promise<void> {
    return this.ask("asOf", date);
  }

  async defaults<N extends AnalysisName>(name: N): Promise<ParamsOf<N>> {
    const params = (await this.usual())[name];
    if (!params) throw new InsituError("E_UNKNOWN_ANALYSIS");
    return params as ParamsOf<N>;
  }

  async usual(): Promise<Record<string, unknown>> {
    const known = await this.ask<{ name: string; params: unknown }[]>("analyses");
    return Object.fromEntries(known.map(({ name, params }) => [name, params]));
  }

  async analyze<N extends AnalysisName>(name: N, params: Partial<ParamsOf<N>> = {}): Promise<Results[N]> {
    const began = performance.now();
    const result = await this.ask<Results[N]>("analyze", name, params);
    performance.mark("insitu:analysis", { detail: { name, ms: performance.now() - began } });
    if (name === "rfm" && "outcome" in result) {
      const { customers, orders, revenue } = (result.outcome as RfmOutcome).population;
      performance.mark("insitu:result", { detail: { customers, orders, revenue } });
    }
    return result;
  }

  setFilter(selections: Selection[]): Promise<void> {
    return this.ask("setFilter", selections);
  }

  filter(): Promise<Selection[]> {
    return this.ask("filter");
  }

  rows(query: RowsQuery): Promise<RowsPage> {
    return this.ask("rows", query);
  }

  rejects(table: number, from: number, count: number): Promise<Reject[]> {
    return this.ask("rejects", table, from, count);
  }

  export(query: ExportQuery): Promise<Exported> {
    return this.ask("export", query);
  }

  enter(name: string): Promise<void> {
    return this.ask("enter", name);
  }

  report(order: ReportOrder): Promise<Report> {
    return this.ask("report", order);
  }

  assume(assumptions: Assumptions): Promise<void> {
    return this.ask("assume", assumptions);
  }

  lint(summary: ReportSummary, lang: Lang): Promise<SuggestionFault[]> {
    return this.ask("lint", summary, lang);
  }

  recipe(): Promise<string> {
    return this.ask("recipe");
  }

  readRecipe(text: string): Promise<{ reading: Overrides }> {
    return this.ask("readRecipe", text);
  }

  apply(recipe: string): Promise<Applied> {
    return this.ask("apply", recipe);
  }

  settings(): Promise<Settings> {
    return this.ask("settings");
  }

  close(): void {
    this.opening?.abort();
    this.files = [];
    this.newest = undefined;
    const closed = this.rested.then(() => this.pool.call("engine", "close"));
    this.rested = closed.then(() => this.pool.trim(true)).catch(() => {});
  }

  /** Asks the engine about what is open, which is known when no reading is under way. */
  private async ask<T>(method: string, ...args: unknown[]): Promise<T> {
    await this.settled;
    const answer = await this.pool.call<T>("engine", method, ...args);
    if (CHANGES.has(method)) void this.tellSteps();
    return answer;
  }

  private async tellSteps(): Promise<void> {
    if (this.followers.length === 0) return;
    const steps = await this.pool.call<Steps>("engine", "steps").catch(() => null);
    if (steps) for (const follower of this.followers) follower(steps);
  }

  onSteps(follower: (steps: Steps) => void): void {
    this.followers.push(follower);
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
