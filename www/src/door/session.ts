// What is open in the engine without the page, until it is closed or other files are opened.

import type {
  AnalysisName,
  EngineState,
  ExportQuery,
  Exported,
  Inspect,
  NamedBlob,
  OpenOptions,
  ParamsOf,
  Progress,
  Results,
  RowsPage,
  Selection,
} from "../engine/api.ts";
import type { Client } from "../engine/client.ts";
import { InsituError } from "../engine/error.ts";
import { today } from "../engine/today.ts";
import type { Lang, Report, ReportOrder, TablePage } from "../engine/types.ts";

interface Signalled {
  signal?: AbortSignal;
}

interface Reading extends Signalled {
  onProgress?: (progress: Progress) => void;
}

/** Rows of a table, by its kind or place, masked. */
export interface RowsOf {
  table: string | number;
  from: number;
  /** 1,000 at the most. */
  count: number;
}

/** Customers of an analysis that has run, masked. */
export interface CustomersOf {
  analysis: AnalysisName;
  from: number;
  count: number;
}

/** Files by their names, or an order spelled out. */
export type Order =
  | "results.json"
  | "report.html"
  | "results.xlsx"
  | "summary.csv"
  | "rejects.csv"
  | "customers.csv"
  | Partial<ExportQuery>;

const NAMED: Record<string, ExportQuery["what"]> = {
  "results.json": "results",
  "report.html": "report",
  "results.xlsx": "workbook",
  "summary.csv": "summary",
  "rejects.csv": "rejects",
  "customers.csv": "customers",
};

const closed = () => new InsituError("E_CLOSED", { zh: "这个会话已经关闭。", en: "This session is closed." });
const missing = (what: string) =>
  new InsituError("E_NOT_AVAILABLE", { zh: `这个版本没有 ${what}。`, en: `This version has no ${what}.` });

/** @internal The error with its sentence in one language as its message. */
export function worded(error: unknown, lang: Lang): unknown {
  if (error instanceof InsituError) error.message = error.texts[lang];
  return error;
}

export class Session {
  /** "needs_files" after a crash of the engine: `reopen` reads the kept files with the kept recipe. */
  get state(): EngineState | "closed" {
    return this.ended ? "closed" : this.engineState;
  }

  private engineState: EngineState = "ready";
  private ended = false;
  private readonly client: Client;
  private readonly files: NamedBlob[];
  private readonly lang: Lang;
  /** The settings as they last were; an engine that is gone cannot tell them. */
  private kept: object | undefined;

  constructor(client: Client, files: NamedBlob[], lang: Lang) {
    this.client = client;
    this.files = files;
    this.lang = lang;
  }

  /** @internal Reads the files. */
  read(options: Reading, recipe: object | undefined): Promise<Inspect> {
    return this.run(options.signal, async () => {
      const o: OpenOptions = { ...options, lang: this.lang, anyway: true };
      const read = await this.client.open(this.files, o);
      this.engineState = "ready";
      const inspect = recipe ? await this.use(recipe) : read;
      await this.keep();
      return inspect;
    });
  }

  /** Reads the files once more, after a crash, with the settings as they last were. */
  reopen(options: Reading = {}): Promise<Inspect> {
    return this.read(options, this.kept);
  }

  inspect(): Promise<Inspect> {
    return this.run(undefined, () => this.client.inspect());
  }

  /** Every setting of the run; never a cell's value. */
  recipe(): Promise<object> {
    return this.run(undefined, async () => JSON.parse(await this.client.recipe()) as object);
  }

  /** Takes the settings of a recipe. */
  apply(recipe: object, { signal }: Signalled = {}): Promise<Inspect> {
    return this.change(signal, () => this.use(recipe));
  }

  /** ISO date for all later analyses; null = the day after the last order. */
  asOf(date: string | null): Promise<void> {
    return this.change(undefined, () => this.client.asOf(date));
  }

  /** Narrows all later analyses to the customers who are in all the groups. */
  filter(selections: Selection[]): Promise<void> {
    return this.change(undefined, () => this.client.setFilter(selections));
  }

  /** Runs an analysis; settings that are left out stay as they are. */
  analyze<N extends AnalysisName>(
    name: N,
    params: Partial<ParamsOf<N>> = {},
    { signal }: Signalled = {},
  ): Promise<Results[N]> {
    return this.change(signal, () => this.client.analyze(name, params));
  }

  /** Rows of a table or customers of an analysis, masked. */
  rows(query: RowsOf, options?: Signalled): Promise<TablePage>;
  rows(query: CustomersOf, options?: Signalled): Promise<RowsPage>;
  rows(query: RowsOf | CustomersOf, { signal }: Signalled = {}): Promise<TablePage | RowsPage> {
    return this.run<TablePage | RowsPage>(signal, async () => {
      if ("analysis" in query) return this.client.rows(query);
      const { table, from, count } = query;
      const { files } = await this.client.inspect();
      const place = typeof table === "number" ? table : files.findIndex((file) => file.kind === table);
      if (place < 0) throw new InsituError("E_NO_DATA");
      return this.client.tables.tableRows({ table: place, entry: null, from, count });
    });
  }

  /** Findings, figures and proposals for a role. */
  report(query: ReportOrder = {}, { signal }: Signalled = {}): Promise<Report> {
    return this.run(signal, () => this.client.report({ lang: this.lang, today: today(), ...query }));
  }

  /** A file; `results.json` is what `insitu run` prints. */
  export(order: Order, { signal }: Signalled = {}): Promise<File> {
    return this.run(signal, async () => {
      const asked: Partial<ExportQuery> = typeof order === "string" ? {} : order;
      const what = typeof order === "string" ? NAMED[order] : order.what;
      if (what === undefined) throw missing(String(order));
      const query = { lang: this.lang, ...asked, what, report: { today: today(), ...asked.report } };
      const { bytes, name, type }: Exported = await this.client.export(query);
      return new File([bytes], name, { type });
    });
  }

  /** Forgets the files. */
  close(): void {
    if (!this.ended) this.client.close();
    this.end();
  }

  /** @internal What became of the engine. */
  follow(state: EngineState): void {
    this.engineState = state;
  }

  /** @internal Other files are open now. */
  end(): void {
    this.ended = true;
  }

  private async use(recipe: object): Promise<Inspect> {
    await this.client.apply(JSON.stringify(recipe));
    return this.client.inspect();
  }

  private change<T>(signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
    return this.run(signal, async () => {
      const done = await work();
      await this.keep();
      return done;
    });
  }

  private async keep(): Promise<void> {
    this.kept = JSON.parse(await this.client.recipe()) as object;
  }

  /** Does something unless the session is closed, and does not wait for it longer than the signal lets it. */
  private async run<T>(signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
    if (this.ended) throw closed();
    signal?.throwIfAborted();
    try {
      const done = work();
      if (!signal) return await done;
      done.catch(() => {});
      return await Promise.race([
        done,
        new Promise<never>((_, reject) =>
          signal.addEventListener("abort", () => reject(signal.reason), { once: true }),
        ),
      ]);
    } catch (error) {
      // A new engine has no tables yet: what is missing is the old one.
      const lost = this.engineState !== "ready" && error instanceof InsituError && error.code === "E_NO_DATA";
      throw worded(lost ? new InsituError("E_ENGINE_RESTARTED") : error, this.lang);
    }
  }
}
