import type { Boot, SealReport } from "../boot/boot.ts";
import type {
  AnalysisName,
  Engine,
  EngineState,
  Inspect,
  NamedBlob,
  Offer,
  Overrides,
  Progress,
  Selection,
  Texts,
} from "../engine/api.ts";
import { SMALLEST } from "../charts/shareable.ts";
import { t } from "../i18n/locale.ts";
import type { Decision } from "../steps/decision.ts";
import { isReady } from "../steps/tables.ts";
import type { Steps } from "../engine/types.ts";
import type { Kept, Waiting } from "./keeper.ts";
import { type Study, study } from "./study.ts";

export type Step = "intake" | "fields" | "gate" | "analysis" | "report";
export type Theme = "auto" | "light" | "dark";

/** Where the boot stands. A file is accepted in `sealed` only. */
export type Seal = {
  stage: "loading" | "testing" | "sealed" | "failed";
  report: SealReport | null;
  hashes: Boot["hashes"] | null;
  form: Boot["form"] | null;
  /** Why the boot failed, in its own words. */
  texts: Texts | null;
};

/** What to tell after a refusal; `texts` is null when the engine gave none. */
export interface Failure {
  code: string | null;
  texts: Texts | null;
  file: string | null;
  row: number | null;
  column: number | null;
}

export interface Reading {
  name: string;
  /** How many files are read into one table. */
  files: number;
  progress: Progress | null;
  controller: AbortController;
}

/** The open file on its way to be read in another way; `back` when the former way is being restored. */
export interface Rereading {
  part: Decision;
  overrides: Overrides;
  progress: Progress | null;
  controller: AbortController;
  back: boolean;
}

/** A change of the reading that did not come about: refused, or cancelled where there is no failure. */
export interface Unread {
  part: Decision;
  failure: Failure | null;
}

export type Saved =
  | "copy"
  | "table"
  | "picture"
  | "classes"
  | "segments"
  | "shareable"
  | "crm"
  | "results"
  | "rejects"
  | "rejected"
  | "report"
  | "workbook"
  | "pack"
  | "summary";

/** What the page around this one may be given that it is not given unasked: customers, and tables under further settings. */
export type Favour = "rows" | "again";

/** The user's word on one of them. */
export type Consent = "unasked" | "asking" | "given" | "refused";

/** How the page is embedded in another. */
export interface Embedding {
  readonly origin: string;
  /** Whether bar and steps are left out. */
  readonly bare: boolean;
  /** Whether the page is as high as what is in it, and the other one scrolls. */
  readonly flow: boolean;
  readonly consent: Readonly<Record<Favour, Consent>>;
  decide(favour: Favour, given: boolean): void;
}

/** A line of the export log. */
export interface LogEntry {
  time: number;
  what: Saved;
  file: string;
  bytes: number;
  /** The page around this one, where that got it. */
  to?: string;
}

/** The state of the page. Views read it and follow its `change`; only the journey writes it. */
export class Store extends EventTarget {
  engine: Engine | null = null;
  engineState: EngineState = "ready";
  seal: Seal = { stage: "loading", report: null, hashes: null, form: null, texts: null };
  theme: Theme = "auto";
  step: Step = "intake";

  reading: Reading | null = null;
  files: NamedBlob[] = [];
  /** What the last refusal was about, for another try. */
  refusedFiles: NamedBlob[] = [];
  /** How it was to be read. */
  refusedReading: Overrides = {};
  inspect: Inspect | null = null;
  /** The user's word on how the open file is read. */
  overrides: Overrides = {};
  rereading: Rereading | null = null;
  unread: Unread | null = null;
  /** What can be chosen of a file that does not fit. */
  offer: Offer | null = null;
  /** Columns whose use the user has set, by table. */
  chosen: ReadonlySet<number>[] = [];
  /** The table that is looked at, by its place in `inspect.files`. */
  table = 0;
  failure: Failure | null = null;
  cancelled = false;
  /** What can be taken back, and made again. */
  steps: Steps = { undo: null, redo: null };
  /** Settings that wait for files … */
  waiting: Waiting | null = null;
  /** … what came of them, */
  kept: Kept | null = null;
  /** and why they did not come into force. */
  unkept: Failure | null = null;
  /** A project that asks for its passphrase. */
  locked: NamedBlob | null = null;
  /** The files of a sealed report that was opened. */
  unpacked: NamedBlob[] | null = null;
  /** How far a project is sealed or opened, 0 to 1. */
  working: number | null = null;

  /** The page around this one, which hears of results. */
  embedding: Embedding | null = null;
  /** The analyses that are offered; an empty list = all. */
  only: readonly AnalysisName[] = [];
  #analysis: AnalysisName = "rfm";
  studies = new Map<AnalysisName, Study>();
  asOf: string | null = null;
  /** The groups that all analyses are narrowed to. */
  filter: readonly Selection[] = [];
  /** The smallest group of customers that anything which leaves tells of. */
  smallest = SMALLEST;
  /** Counts the changes of the tables; what was asked before one is dropped. */
  epoch = 0;

  exports: LogEntry[] = [];
  /** Makes the export all the same that was refused because it tells, beside earlier ones, of a few customers. */
  insist: (() => Promise<void>) | null = null;
  said = "";

  /** The analysis that is shown, of those that are offered. */
  get analysis(): AnalysisName {
    return this.offers(this.#analysis) ? this.#analysis : (this.only[0] ?? this.#analysis);
  }

  set analysis(name: AnalysisName) {
    this.#analysis = name;
  }

  offers(name: AnalysisName): boolean {
    return this.only.length === 0 || this.only.includes(name);
  }

  change(): void {
    this.dispatchEvent(new Event("change"));
  }

  /** Enters what leaves into the log. */
  log(what: Saved, file: string, bytes: number): void {
    this.exports = [...this.exports, { time: Date.now(), what, file, bytes }];
  }

  /** The same for a file that was saved, and says so. */
  saved(what: Saved, file: string, bytes: number): void {
    this.log(what, file, bytes);
    this.say(t("export.done", { name: file }));
  }

  /** For screen readers and the quiet line at the bottom. */
  say(text: string): void {
    this.said = text;
    this.change();
  }

  study<N extends AnalysisName>(name: N): Study<N> {
    const known = this.studies.get(name);
    if (known) return known as Study<N>;
    const fresh = study<N>();
    this.studies.set(name, fresh as Study);
    return fresh;
  }

  /** What is counted has changed: results are made again when they are next asked for; groups may be gone. */
  forget(): void {
    this.epoch += 1;
    this.filter = [];
    for (const one of this.studies.values()) {
      Object.assign(one, { result: null, failure: null, busy: false, stale: false, picks: [], run: one.run + 1 });
    }
  }

  /** Whether an analysis is being worked out. */
  get busy(): boolean {
    return [...this.studies.values()].some((one) => one.busy);
  }

  get open(): boolean {
    return this.seal.stage === "sealed" && this.engine !== null && this.reading === null && this.rereading === null;
  }

  get file(): Inspect["files"][number] | undefined {
    return this.inspect?.files[this.table];
  }

  /** The files that these parts of tables were read from, in their order; one that is not there any more is left out. */
  origins<P extends { name: string; bytes: number }>(parts: readonly P[]): (P & { blob: Blob })[] {
    const left = [...this.files];
    return parts.flatMap((part) => {
      const at = left.findIndex(({ name, blob }) => name === part.name && blob.size === part.bytes);
      return left.splice(at, at < 0 ? 0 : 1).map(({ blob }) => ({ ...part, blob }));
    });
  }

  /** Whether the open tables are enough for some analysis. */
  get ready(): boolean {
    return this.inspect !== null && isReady(this.inspect);
  }

  get issues(): number {
    const files = this.inspect?.files ?? [];
    return (
      files.reduce((n, f) => n + f.rows.rejected, 0) +
      (this.inspect?.notices.filter((n) => n.severity === "warning").length ?? 0)
    );
  }
}
