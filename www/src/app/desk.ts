import { save } from "../boot/boot.ts";
import type { Exported } from "../engine/api.ts";
import type { Tables } from "../engine/tables.ts";
import { t } from "../i18n/locale.ts";
import { failure } from "./failure.ts";
import type { Failure, Store } from "./store.ts";

/** What is done to the open table: one call at a time, its refusal kept, its traces in the rest of the page brought up to date. */
export abstract class Desk {
  readonly store: Store;
  busy = false;
  failure: Failure | null = null;
  /** What the page knew of the files when this was made; with another the desk asks anew. */
  protected of: unknown = null;

  constructor(store: Store) {
    this.store = store;
  }

  /** Does something with the engine; null when it was refused, and then the failure says why. */
  protected async run<T>(work: (tables: Tables) => Promise<T>): Promise<T | null> {
    const { engine } = this.store;
    if (!engine || !this.store.inspect) return null;
    this.busy = true;
    this.failure = null;
    this.store.change();
    try {
      return await work(engine.tables);
    } catch (error) {
      this.failure = failure(error);
      return null;
    } finally {
      this.busy = false;
      this.store.change();
    }
  }

  /** Asks for something that changes nothing, without a word on the page; null when it is refused. */
  protected async ask<T>(question: (tables: Tables) => Promise<T>): Promise<T | null> {
    const { engine } = this.store;
    if (!engine || !this.store.inspect) return null;
    return question(engine.tables).catch(() => null);
  }

  /** The same as a run, for what changes results: they are made again when they are next asked for. */
  protected change<T>(work: (tables: Tables) => Promise<T>): Promise<T | null> {
    return this.run(async (tables) => {
      const done = await work(tables);
      const { store } = this;
      if (store.engine) store.inspect = await store.engine.inspect();
      // What the work gave is newer than anything that could be asked for now.
      this.of = store.inspect;
      store.forget();
      return done;
    });
  }

  protected saved(file: Exported): void {
    save(file.bytes, file.name, file.type);
    this.store.say(t("export.done", { name: file.name }));
  }
}
