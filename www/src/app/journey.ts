import type { Boot } from "../boot/boot.ts";
import { CSV } from "../charts/table.ts";
import { BootFailure, save } from "../boot/boot.ts";
import type { Engine, ExportQuery, NamedBlob, Overrides } from "../engine/api.ts";
import { source } from "../charts/mark.ts";
import { InsituError } from "../engine/error.ts";
import { isPart } from "../engine/room.ts";
import { locale, t } from "../i18n/locale.ts";
import type { Decision } from "../steps/decision.ts";
import { keep, type Mapped } from "../steps/kept.ts";
import { rejectedCsv } from "../steps/rejected.ts";
import { opening } from "../steps/tables.ts";
import type { FileForm, Inspect, TableKind, Template } from "../engine/types.ts";
import { apply } from "../styles/theme.ts";
import { Analyses } from "./analyses.ts";
import { Checks } from "./checks.ts";
import { Paper } from "./paper.ts";
import { failure } from "./failure.ts";
import { Keeper } from "./keeper.ts";
import { type Failure, type Saved, type Step, Store, type Theme } from "./store.ts";
import { View } from "./view.ts";

function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === "AbortError";
}

/** Whether it is memory that a file lacks. */
function isShort({ code }: Failure): boolean {
  return code === "E_ROOM" || code === "E_MEMORY";
}

/** What a person can do on the page, in one place: each method moves the store to its next state. */
export class Journey {
  readonly store: Store;
  /** The customers of all tables together. */
  readonly view: View;
  /** What the cells of a table say about its fields. */
  readonly checks: Checks;
  readonly analyses: Analyses;
  readonly paper: Paper;
  /** Recipes, projects and the way back. */
  readonly keeper: Keeper;

  constructor(store: Store = new Store()) {
    this.store = store;
    source.print = () => store.inspect?.files[0]?.parts[0]?.fingerprint.slice(0, 8) ?? "";
    this.view = new View(store);
    this.checks = new Checks(store);
    this.analyses = new Analyses(store);
    this.paper = new Paper(store, this.analyses);
    this.keeper = new Keeper(this);
  }

  /** Follows a boot to its seal. The engine is used only after the self-test has passed. */
  async follow(boot: Boot, engine: Engine): Promise<void> {
    const { store } = this;
    store.seal = { stage: "testing", report: null, hashes: boot.hashes, form: boot.form, texts: null };
    store.engine = engine;
    engine.onSteps((steps) => {
      store.steps = steps;
      store.change();
    });
    engine.onState((state) => {
      store.engineState = state;
      // While a file is read the restart may be over before its banner is seen.
      if (state === "restarting" && store.reading) store.say(t("engine.restarting"));
      store.change();
    });
    store.change();
    try {
      // A file waits for the workers here, not in the middle of its reading; if they fail, its reading will say so.
      const [report] = await Promise.all([boot.sealed, engine.ready().catch(() => {})]);
      store.seal = { ...store.seal, stage: report.ok ? "sealed" : "failed", report };
    } catch {
      store.seal = { ...store.seal, stage: "failed" };
    }
    store.change();
    if (store.open) await this.keeper.fromAddress(boot.hash);
  }

  /** The boot gave up before the seal; its own failures bring a sentence. */
  bootFailed(error: unknown): void {
    this.store.seal = { ...this.store.seal, stage: "failed", texts: error instanceof BootFailure ? error.texts : null };
    this.store.change();
  }

  go(step: Step): void {
    const { store } = this;
    // What is said of a file that did not open is said beside the file control alone.
    if (step !== "intake" && store.refusedFiles.length > 0) {
      store.refusedFiles = [];
      store.failure = null;
    }
    store.step = step;
    this.store.change();
    if (step === "analysis") void this.analyses.show(store.analysis);
  }

  setTheme(theme: Theme): void {
    this.store.theme = theme;
    // Before the views hear of it: charts read their colours from the document.
    apply(theme);
    this.store.change();
  }

  /**
   * Reads a table. With `straight`, a complete mapping leads to the result at once (the example). A file that will hardly fit
   * is read `anyway`, or the store has an offer of what to read of it.
   */
  async open(
    files: NamedBlob[],
    straight = false,
    mappings: (string | null)[][] | null = null,
    overrides: Overrides = this.store.waiting?.reading ?? {},
    anyway = false,
  ): Promise<void> {
    const { store } = this;
    const first = files[0];
    if (!first || !store.open || !store.engine) return;
    const controller = new AbortController();
    const { inspect, table, overrides: former, chosen } = store;
    const before = { files: store.files, inspect, table, overrides: former, chosen, kept: store.kept };
    const { analysis, waiting } = store;
    const resume = this.analyses.restart();
    this.paper.forget();
    store.reading = { name: first.name, files: files.length, progress: null, controller };
    store.files = files;
    store.refusedFiles = [];
    store.failure = null;
    store.cancelled = false;
    store.kept = null;
    store.unkept = null;
    store.inspect = null;
    store.overrides = overrides;
    store.unread = null;
    store.offer = null;
    store.table = 0;
    this.view.shown = false;
    store.chosen = [];
    store.step = "intake";
    store.change();
    try {
      let inspect = await store.engine.open(files, {
        signal: controller.signal,
        lang: locale.lang,
        overrides,
        anyway,
        onProgress: (progress) => {
          if (store.reading?.controller !== controller) return;
          store.reading = { ...store.reading, progress };
          store.change();
        },
      });
      for (const [table, codes] of (mappings ?? []).entries()) {
        if (codes.length === inspect.files[table]?.columns.length)
          inspect = await store.engine.tables.map(table, codes);
      }
      store.inspect = inspect;
      store.epoch += 1;
      store.reading = null;
      store.engineState = "ready";
      await this.keeper.settle();
      store.analysis = waiting?.from === "replace" || waiting?.from === "append" ? analysis : opening(store.inspect);
      store.step = straight && store.ready ? "analysis" : "fields";
    } catch (error) {
      const cancelled = isAbort(error);
      const stands = store.engine.inspect().catch(() => null);
      // The engine keeps what was open until another file is, unless that was too large; a cancel does not wait to hear it.
      const kept = before.inspect !== null && (cancelled || (await stands) !== null);
      store.reading = null;
      store.step = "intake";
      store.files = [];
      store.cancelled = cancelled;
      if (kept) {
        Object.assign(store, before);
        resume();
      }
      if (!cancelled) {
        const refusal = failure(error);
        store.failure = refusal.code === "E_ROOM" ? null : refusal;
        store.refusedReading = overrides;
        store.refusedFiles = files;
        if (isShort(refusal)) store.offer = await store.engine.offer().catch(() => null);
      }
      store.change();
      if (store.inspect && !(await stands) && store.inspect === before.inspect) {
        store.inspect = null;
        store.files = [];
      }
    }
    store.change();
    // The result is worked out while the mapping is looked at, so that it is there when it is asked for.
    if (store.ready) await this.analyses.run();
  }

  /** Opens the example as if its files had been chosen; its fields need no look. */
  async demo(): Promise<void> {
    const { store } = this;
    if (!store.engine || !store.open) return;
    try {
      const files = await store.engine.demo();
      await this.open(
        files.map(({ name, type, bytes }) => ({ name, blob: new Blob([bytes], { type }) })),
        true,
      );
    } catch (error) {
      store.failure = failure(error);
      store.change();
    }
  }

  cancel(): void {
    this.store.reading?.controller.abort();
    this.store.rereading?.controller.abort();
  }

  /** After a restart of the engine: the same file, the same mapping. */
  async reopen(): Promise<void> {
    const { store } = this;
    const mappings = store.inspect?.files.map((file) => file.columns.map((c) => c.field)) ?? null;
    const had = [...store.studies.values()].some((one) => one.result !== null);
    await this.open(store.files, had, mappings, store.overrides, true);
  }

  /**
   * Reads the open file in another way and keeps what was set for columns whose names stay. Refused or cancelled, the
   * former reading stands, and the store says beside which decision to tell it.
   */
  async reread(part: Decision, overrides: Overrides): Promise<void> {
    const { store } = this;
    const { engine, inspect } = store;
    const columns = inspect?.files[0]?.columns;
    const chosen = store.chosen[0] ?? new Set();
    // A control that was turned while the engine is busy turns back.
    if (!engine || !columns || !store.open) return store.change();
    this.analyses.halt();
    store.unread = null;
    const former = store.overrides;
    try {
      await this.#readAgain(engine, part, overrides, false, { columns, chosen });
      store.forget();
      store.failure = null;
    } catch (error) {
      store.unread = { part, failure: isAbort(error) ? null : failure(error) };
      try {
        // Either the engine kept the former table, or it is made once more.
        const kept = await engine.inspect().catch(() => null);
        if (kept === null) await this.#readAgain(engine, part, former, true, { columns, chosen });
      } catch (lost) {
        store.inspect = null;
        store.unread = null;
        store.files = [];
        store.step = "intake";
        if (isAbort(lost)) store.cancelled = true;
        else store.failure = failure(lost);
      }
    }
    store.rereading = null;
    store.change();
    if (store.ready) await this.analyses.run();
  }

  async #readAgain(engine: Engine, part: Decision, overrides: Overrides, back: boolean, before: Mapped): Promise<void> {
    const { store } = this;
    const controller = new AbortController();
    store.rereading = { part, overrides, progress: null, controller, back };
    store.change();
    const read = await engine.reopen({
      signal: controller.signal,
      lang: locale.lang,
      overrides,
      // What was read whole, or in part as now, was found to fit or wanted all the same.
      anyway: !isPart(store.overrides) || isPart(overrides),
      onProgress: (progress) => {
        if (store.rereading?.controller !== controller) return;
        store.rereading = { ...store.rereading, progress };
        store.change();
      },
    });
    const after = read.files[0]?.columns ?? [];
    const { mapping, chosen } = keep(before, after);
    const same = mapping.every((field, index) => field === after[index]?.field);
    store.inspect = same ? read : await engine.tables.map(0, mapping);
    store.chosen = [chosen];
    store.overrides = overrides;
    store.engineState = "ready";
    this.analyses.engineForgot();
  }

  async assign(column: number, field: string | null): Promise<void> {
    const { store } = this;
    const { table } = store;
    const columns = store.file?.columns;
    if (!columns || !store.engine || store.rereading) return;
    const mapping = columns.map((c, i) => (i === column ? field : c.field === field ? null : c.field));
    try {
      this.mapped(await store.engine.tables.map(table, mapping));
      const chosen = [...store.chosen];
      chosen[table] = new Set([...(chosen[table] ?? []), column]);
      store.chosen = chosen;
      store.failure = null;
      store.forget();
    } catch (error) {
      store.failure = failure(error);
    }
    store.change();
  }

  /** Other fields may let another analysis come first; one that the user went to stays. */
  mapped(inspect: Inspect): void {
    const { store } = this;
    if (store.inspect && store.analysis === opening(store.inspect)) store.analysis = opening(inspect);
    store.inspect = inspect;
  }

  /** Looks at another of the open tables. */
  look(table: number): void {
    this.store.table = table;
    this.view.shown = false;
    this.store.change();
  }

  /** Takes the table that is looked at for another kind; its fields are guessed anew. */
  async setKind(kind: TableKind): Promise<void> {
    const { store } = this;
    const { table } = store;
    if (!store.engine || store.rereading) return;
    try {
      this.mapped(await store.engine.tables.setKind(table, kind));
      const chosen = [...store.chosen];
      chosen[table] = new Set();
      store.chosen = chosen;
      store.failure = null;
      store.forget();
    } catch (error) {
      store.failure = failure(error);
    }
    store.change();
  }

  /** Saves a table to fill in; it holds no data. */
  async template(name: Template, form: FileForm): Promise<void> {
    const { store } = this;
    if (!store.engine) return;
    try {
      const file = await store.engine.tables.template(name, locale.lang, form);
      save(file.bytes, file.name, file.type);
      store.say(t("export.done", { name: file.name }));
    } catch (error) {
      store.failure = failure(error);
      store.change();
    }
  }

  async export(query: Omit<ExportQuery, "lang">): Promise<void> {
    const { store } = this;
    if (!store.engine) return;
    try {
      const file = await store.engine.export({ ...query, lang: locale.lang });
      save(file.bytes, file.name, file.type);
      const what: Saved = query.what === "customers" ? (query.form === "crm" ? "crm" : "shareable") : query.what;
      store.saved(what, file.name, file.bytes.length);
    } catch (error) {
      store.study(store.analysis).failure = failure(error);
      store.insist = () => {
        store.study(store.analysis).failure = null;
        return this.export({ ...query, confirmed: true });
      };
      store.change();
    }
  }

  /** Saves the rows set aside with what stands in them, read here from the user's file; the caller has asked. */
  async exportRejected(): Promise<void> {
    const { store } = this;
    const { engine } = store;
    const { file, table } = store;
    if (!engine || !file) return;
    const origins = store.origins(file.parts);
    if (origins.length < file.parts.length) return;
    try {
      const bytes = await rejectedCsv(origins, (from, count) => engine.rejects(table, from, count));
      const name = "insitu-rejects-raw.csv";
      save(bytes, name, CSV);
      store.saved("rejected", name, bytes.length);
    } catch (error) {
      store.failure = error instanceof DOMException ? failure(new InsituError("E_FILE_GONE")) : failure(error);
      store.change();
    }
  }
}
