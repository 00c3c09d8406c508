import { save } from "../boot/boot.ts";
import type { NamedBlob, Overrides } from "../engine/api.ts";
import type { Applied, Change, ProjectFile } from "../engine/types.ts";
import { InsituError } from "../engine/error.ts";
import { locale, t, word } from "../i18n/locale.ts";
import { failure } from "./failure.ts";
import type { Journey } from "./journey.ts";
import { fragment, isRecipe, stated, unpacked } from "./link.ts";
import type { Failure, Store } from "./store.ts";

/** Where settings come from that are to hold for the files that open. */
export type Origin = "recipe" | "link" | "project" | "replace" | "append";

/** Settings that wait for files. */
export interface Waiting {
  from: Origin;
  name: string;
  /** The recipe; the engine holds that of a project. */
  text: string | null;
  reading: Overrides;
  /** The files of a project, which were not saved with it. */
  files: ProjectFile[];
  /** Its sums, as JSON text. */
  results: string | null;
  /** Decisions about single rows that do not come along. */
  decisions: number;
}

/** What came of settings that were put in force. */
export interface Kept {
  from: Origin;
  name: string;
  applied: Applied;
}

/** Bytes of a recipe that are looked at. */
const RECIPE = 4 << 20;
const MAGIC = "INSITU\r\n";

/** Whether a step back changes only settings, so that what is known of the tables stands. */
const isOfSettings = (what: Change): boolean =>
  typeof what === "object" || ["as_of", "filter", "report", "smallest_group"].includes(what);

/** What a step changed, in words. */
export function changeName(what: Change): string {
  return typeof what === "object"
    ? t("keep.step.analysis", { name: word(what.analysis, "title") })
    : word("keep.step", what);
}

/** Settings out of the page and into it: recipes, links, projects, other files under the same settings, and the way back. */
export class Keeper {
  readonly #journey: Journey;
  readonly #store: Store;
  #stepping = false;
  /** Ends the work on a project. */
  #work: AbortController | null = null;

  constructor(journey: Journey) {
    this.#journey = journey;
    this.#store = journey.store;
  }

  #fail(error: unknown): void {
    this.#store.unkept = failure(error);
    this.#store.change();
  }

  /** Takes what was handed over: a project is unlocked, a recipe put in force, anything else opened. */
  async take(files: NamedBlob[]): Promise<void> {
    const store = this.#store;
    if (!store.open) return;
    const rest: NamedBlob[] = [];
    for (const file of files) {
      const { name, blob } = file;
      try {
        if (/\.insitu$/i.test(name) || (await blob.slice(0, MAGIC.length).text()) === MAGIC) {
          this.lock(file);
          return;
        }
        const text = /\.json$/i.test(name) && blob.size <= RECIPE ? await blob.text() : "";
        if (isRecipe(text)) await this.load(text, name, "recipe", files.length > 1);
        else rest.push(file);
      } catch {
        // It cannot be read; its opening says so.
        rest.push(file);
      }
    }
    if (rest.length > 0) await this.#journey.open(rest);
  }

  /** Takes a recipe: puts it in force over what is open, or has it wait for files. */
  async load(text: string, name: string, from: "recipe" | "link", waits = false): Promise<void> {
    const store = this.#store;
    const { engine } = store;
    if (!engine) return;
    store.unkept = null;
    try {
      const reading = stated((await engine.readRecipe(text)).reading);
      const waiting: Waiting = { from, name, text, reading, files: [], results: null, decisions: 0 };
      if (store.inspect === null || waits) {
        store.waiting = waiting;
        return store.change();
      }
      const now = JSON.parse(await engine.recipe()) as { reading: Overrides };
      if (JSON.stringify(stated(now.reading)) !== JSON.stringify(reading)) {
        // How a file is read is decided when it is read.
        store.waiting = waiting;
        await this.#journey.open(store.files);
        store.waiting = null;
        return store.change();
      }
      await this.#put(waiting);
      store.forget();
      await this.#follow();
      if (store.ready && store.step === "analysis") await this.#journey.analyses.run();
    } catch (error) {
      this.#fail(error);
    }
  }

  /** A recipe in the address of the page. */
  async fromAddress(hash: string): Promise<void> {
    const text = await unpacked(hash);
    if (text !== null) await this.load(text, "", "link");
  }

  /** Gives up what waits for files. */
  drop(): void {
    const store = this.#store;
    store.waiting = null;
    store.engine?.projects.forget();
    store.change();
  }

  /** Puts what waits in force over the files that have just been opened. */
  async settle(): Promise<void> {
    const store = this.#store;
    const { waiting } = store;
    if (!waiting || !store.engine) return;
    store.waiting = null;
    try {
      await this.#put(waiting);
      await this.#follow();
    } catch (error) {
      store.unkept = failure(error);
    }
  }

  async #put({ from, name, text, decisions }: Waiting): Promise<void> {
    const store = this.#store;
    const { engine } = store;
    if (!engine) return;
    const applied = text === null ? await engine.projects.restore() : await engine.apply(text);
    if (text === null) engine.projects.forget();
    applied.decisions += decisions;
    store.kept = { from, name, applied };
    store.chosen = [];
  }

  /** Brings the page to what the engine has. */
  async #follow(): Promise<void> {
    const store = this.#store;
    const { engine } = store;
    if (!engine) return;
    store.inspect = await engine.inspect();
    const settings = await engine.settings();
    this.#journey.analyses.take(settings);
    this.#journey.paper.take(settings.report);
    store.change();
  }

  /** One step back, or forward again. */
  async step(again: boolean): Promise<void> {
    const store = this.#store;
    const { engine } = store;
    const what = store.steps[again ? "redo" : "undo"];
    if (!engine || !store.inspect || !store.open || what === null || this.#stepping) return;
    this.#stepping = true;
    try {
      this.#journey.analyses.halt();
      const inspect = await engine.tables[again ? "redo" : "undo"]();
      if (!isOfSettings(what)) {
        store.forget();
        this.#journey.mapped(inspect);
        if (what === "fields" || what === "kind" || what === "recipe") store.chosen = [];
      }
      const settings = await engine.settings();
      this.#journey.analyses.take(settings);
      this.#journey.paper.take(settings.report);
      store.say(t(again ? "keep.redone" : "keep.undone", { what: changeName(what) }));
    } catch (error) {
      this.#fail(error);
    }
    this.#stepping = false;
    if (store.step !== "analysis") return;
    if (store.ready) await this.#journey.analyses.run();
    else this.#journey.go("fields");
  }

  /** Opens other files, alone or behind those that are open, under the settings as they are. */
  async others(from: "replace" | "append", files: NamedBlob[]): Promise<void> {
    const store = this.#store;
    const { engine } = store;
    if (!engine || !store.open || files.length === 0) return;
    try {
      const text = await engine.recipe();
      const { decisions } = await engine.settings();
      const name = files.map((file) => file.name).join(t("app.join"));
      store.waiting = { from, name, text, reading: store.overrides, files: [], results: null, decisions };
      store.change();
    } catch (error) {
      return this.#fail(error);
    }
    await this.#journey.open(from === "append" ? [...store.files, ...files] : files);
    // Files that did not open have no use for the settings, which are still those of what is open.
    store.waiting = null;
    store.change();
  }

  async saveRecipe(): Promise<void> {
    await this.#do(async (engine) => {
      save(`${await engine.recipe()}\n`, "insitu-recipe.json", "application/json");
      this.#store.say(t("export.done", { name: "insitu-recipe.json" }));
    });
  }

  /** The address that brings the recipe with it; null where it would be too long. */
  async link(): Promise<string | null> {
    let code: string | null = null;
    await this.#do(async (engine) => {
      code = await fragment(await engine.recipe(), await engine.usual());
    });
    return code === null ? null : document.baseURI.replace(/#.*$/, "") + code;
  }

  /** Saves what is open as a sealed project; null: done. */
  async saveProject(passphrase: string, rows: boolean): Promise<Failure | null> {
    const store = this.#store;
    const { engine } = store;
    if (!engine) return null;
    const names = [...store.studies].filter(([, one]) => one.result && !one.stale).map(([name]) => name);
    return this.#working(async (o) => {
      // In the order in which the project names them.
      const parts = store.inspect?.files.flatMap((file) => file.parts) ?? [];
      const files = store.origins(rows ? parts : []);
      if (rows && files.length < parts.length) throw new InsituError("E_FILE_GONE");
      const blobs = files.map((file) => file.blob);
      const project = await engine.projects.save(passphrase, names, blobs, o);
      const name = "project.insitu";
      save(project, name);
      store.say(t("export.done", { name }));
    });
  }

  /** Asks for the passphrase of a project. */
  lock(file: NamedBlob | null): void {
    const store = this.#store;
    store.locked = file;
    store.unkept = null;
    this.#work?.abort();
    store.change();
  }

  /** Opens the locked file: a project, and its files where they are in it, or a report; null: done. */
  async unlock(passphrase: string): Promise<Failure | null> {
    const store = this.#store;
    const { engine, locked } = store;
    if (!engine || !locked) return null;
    let held: NamedBlob[] = [];
    const failed = await this.#working(async (o) => {
      const project = await engine.projects.open(locked.blob, passphrase, o);
      if ("pack" in project) {
        store.unpacked = project.pack;
        store.locked = null;
        return;
      }
      const { files } = project;
      const reading = stated(project.reading);
      held = project.held;
      const results = JSON.stringify(project.results, null, 2);
      store.waiting = { from: "project", name: locked.name, text: null, reading, files, results, decisions: 0 };
      store.locked = null;
      store.step = "intake";
    });
    if (held.length > 0) void this.#journey.open(held);
    return failed;
  }

  /** Saves the report as a page and a workbook in one file, sealed by a passphrase; null: done. */
  async savePack(passphrase: string, confirmed = false): Promise<Failure | null> {
    const store = this.#store;
    const { engine } = store;
    const { paper } = this.#journey;
    const { role } = paper;
    if (!engine || !paper.summary) return null;
    return this.#working(async (o) => {
      const files: NamedBlob[] = [];
      for (const what of ["report", "workbook"] as const) {
        const { name, type, bytes } = await engine.export({
          what,
          lang: locale.lang,
          report: paper.order(),
          confirmed,
        });
        files.push({ name, blob: new Blob([bytes], { type }) });
      }
      const sealed = await engine.projects.pack(passphrase, files, o);
      const name = `insitu-report-${role}.insitu`;
      save(sealed, name);
      store.saved("pack", name, sealed.size);
    });
  }

  /** Saves a file of a sealed report. */
  saveUnpacked({ name, blob }: NamedBlob): void {
    save(blob, name);
    this.#store.say(t("export.done", { name }));
  }

  /** Puts the files of a sealed report away. */
  putAway(): void {
    this.#store.unpacked = null;
    this.#store.change();
  }

  /** Saves the sums of a project whose files are not there. */
  saveSums(): void {
    const { waiting } = this.#store;
    if (!waiting?.results) return;
    const name = "insitu-project-results.json";
    save(`${waiting.results}\n`, name, "application/json");
    this.#store.say(t("export.done", { name }));
  }

  cancel(): void {
    this.#work?.abort();
  }

  async #working(work: (o: { signal: AbortSignal; onProgress: (n: number, of: number) => void }) => Promise<void>) {
    const store = this.#store;
    const controller = new AbortController();
    this.#work = controller;
    const onProgress = (done: number, total: number): void => {
      store.working = total > 0 ? done / total : 1;
      store.change();
    };
    onProgress(0, 1);
    try {
      await work({ signal: controller.signal, onProgress });
      return null;
    } catch (error) {
      return controller.signal.aborted ? null : failure(error);
    } finally {
      if (this.#work === controller) {
        this.#work = null;
        store.working = null;
      }
      store.change();
    }
  }

  async #do(work: (engine: NonNullable<Store["engine"]>) => Promise<void>): Promise<void> {
    const { engine } = this.#store;
    try {
      if (!engine) throw new InsituError("E_NO_DATA");
      await work(engine);
    } catch (error) {
      this.#fail(error);
    }
  }
}
