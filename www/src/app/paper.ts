import { save } from "../boot/boot.ts";
import type { Assumptions, Report, ReportSummary, Role, SuggestionFault } from "../engine/types.ts";
import { today } from "../engine/today.ts";
import { locale } from "../i18n/locale.ts";
import { VIEWS } from "../analyses/registry.ts";
import type { Analyses } from "./analyses.ts";
import { failure } from "./failure.ts";
import type { Failure, Store } from "./store.ts";

export type PaperForm = "report" | "workbook" | "summary";

/** Fields that are left to the report. */
const NOTHING: ReportSummary = {
  report_date: "",
  core_conclusion: "",
  key_metric: "",
  problem_diag: "",
  suggestion: "",
  owner: "",
  follow_up_date: "",
};

const key = (report: Report | null): string => JSON.stringify(report && [report.role, report.lang, report.filter]);

/** The report: for whom it is, what the user wrote into it, and whether it still says what the settings say. */
export class Paper {
  role: Role = "all";
  report: Report | null = null;
  /** What the user wrote into the summary, by reader, language and filter: it is about that report and no other. */
  readonly #edits = new Map<string, Partial<ReportSummary>>();
  /** The file that waits for the user's word on a suggestion with faults. */
  asked: PaperForm | null = null;
  faults: readonly SuggestionFault[] = [];
  /** What campaigns are taken to do; null until the engine has told. */
  assumed: Assumptions | null = null;
  failure: Failure | null = null;
  /** How many of the analyses are done while it is made. */
  progress: { done: number; of: number } | null = null;
  readonly #store: Store;
  readonly #analyses: Analyses;
  /** What the report was made with. */
  #made = "";
  #run = 0;

  constructor(store: Store, analyses: Analyses) {
    this.#store = store;
    this.#analyses = analyses;
  }

  /** All that a report depends on. */
  #basis(): string {
    const { epoch, asOf, filter, studies, inspect, smallest } = this.#store;
    const params = [...studies].map(([name, one]) => [name, one.params]);
    const files = inspect?.files.map(({ name, bytes }) => [name, bytes]);
    return JSON.stringify([epoch, asOf, filter, params, files, this.role, locale.lang, this.assumed, smallest]);
  }

  get stale(): boolean {
    return this.#made !== this.#basis();
  }

  forget(): void {
    this.report = null;
    this.assumed = null;
    this.#edits.clear();
    this.asked = null;
    this.faults = [];
    this.#made = "";
    this.#run += 1;
    this.progress = null;
  }

  /** Makes the report unless it stands. The analyses run one by one before it, so that it can be seen how far they are. */
  async make(): Promise<void> {
    const store = this.#store;
    const { engine } = store;
    if (!engine || !store.ready || this.progress || !this.stale) return;
    this.#run += 1;
    const run = this.#run;
    const names = VIEWS.map(({ name }) => name);
    let basis = this.#basis();
    this.failure = null;
    this.progress = { done: 0, of: names.length };
    store.change();
    try {
      await this.#analyses.tell(engine);
      if (this.assumed) await engine.assume(this.assumed);
      else this.assumed = (await engine.settings()).report;
      basis = this.#basis();
      for (const name of names) {
        // What an analysis lacks stands in the report.
        await engine.analyze(name, store.study(name).params).catch(() => {});
        if (run !== this.#run) return;
        this.progress = { done: this.progress.done + 1, of: names.length };
        store.change();
      }
      const report = await engine.report({ role: this.role, lang: locale.lang, today: today() });
      if (run !== this.#run) return;
      this.report = report;
      this.#made = basis;
      await this.#lint();
    } catch (error) {
      if (run !== this.#run) return;
      // What stands is for another reader, or of other settings.
      this.report = null;
      this.faults = [];
      this.failure = failure(error);
      this.#made = basis;
    }
    this.progress = null;
    store.change();
    // Something was changed while it was made.
    if (this.stale) await this.make();
  }

  /** What the engine has in force, after a step back or a recipe. */
  take(assumed: Assumptions): void {
    this.assumed = assumed;
  }

  setRole(role: Role): void {
    this.role = role;
    this.asked = null;
    this.#store.change();
    void this.make();
  }

  assume(change: Partial<Assumptions>): void {
    if (!this.assumed) return;
    this.assumed = { ...this.assumed, ...change };
    this.#store.change();
    void this.make();
  }

  /** What the user wrote into the summary of the report that stands. */
  get edits(): Partial<ReportSummary> {
    return this.#edits.get(key(this.report)) ?? {};
  }

  /** The summary as the user has it. */
  get summary(): ReportSummary | null {
    return this.report ? { ...this.report.summary, ...this.edits } : null;
  }

  /** An empty text takes the one that was made. */
  write(field: keyof ReportSummary, text: string): void {
    const { [field]: _, ...others } = this.edits;
    const isMade = text.trim() === "" || text === this.report?.summary[field];
    this.#edits.set(key(this.report), isMade ? others : { ...others, [field]: text });
    this.asked = null;
    void this.#lint().then(() => this.#store.change());
  }

  async #lint(): Promise<void> {
    const { engine } = this.#store;
    const { summary, edits } = this;
    // The report's own passes; where it has none, there is nothing to mend.
    const written = engine && summary && edits.suggestion !== undefined;
    this.faults = written ? await engine.lint(summary, locale.lang).catch(() => []) : [];
  }

  /** What a file of the report is made by. What the user did not write is left to the engine. */
  order(asWritten = false): { role: Role; today: string; summary: ReportSummary; as_written: boolean } {
    return { role: this.role, today: today(), summary: { ...NOTHING, ...this.edits }, as_written: asWritten };
  }

  /**
   * Saves a file of the report. A suggestion of the user that does not say who does what by when waits for a word: it leaves `as_written`,
   * or the report's own stands in its place.
   */
  async save(what: PaperForm, word: "as_written" | "own" | null = null, confirmed = false): Promise<void> {
    const store = this.#store;
    const { engine } = store;
    const { report: shown } = this;
    if (!engine || !shown || shown.role !== this.role || shown.lang !== locale.lang) return;
    if (word === null) await this.#lint();
    this.asked = this.faults.length > 0 && word === null ? what : null;
    store.change();
    if (this.asked) return;
    try {
      const report = this.order(word === "as_written");
      const file = await engine.export({ what, lang: locale.lang, report, confirmed });
      save(file.bytes, file.name, file.type);
      this.failure = null;
      store.saved(what, file.name, file.bytes.length);
    } catch (error) {
      this.failure = failure(error);
      store.insist = () => this.save(what, word, true);
      store.change();
    }
  }
}
