import type { Inspect } from "../engine/api.ts";
import type { TableChecks } from "../engine/types.ts";
import { failure } from "./failure.ts";
import type { Failure, Store } from "./store.ts";

/** What the cells of the table that is looked at say about its fields; asked for when nothing more urgent is. */
export class Checks {
  readonly #store: Store;
  #found: TableChecks | null = null;
  #of: Inspect | null = null;
  #table = 0;
  failure: Failure | null = null;

  constructor(store: Store) {
    this.#store = store;
  }

  get found(): TableChecks | null {
    return this.#isOf ? this.#found : null;
  }

  get #isOf(): boolean {
    return this.#of === this.#store.inspect && this.#table === this.#store.table;
  }

  /** Asks once for each table as it stands, and not before the result that is being worked out. */
  async load(): Promise<void> {
    const store = this.#store;
    const { engine, inspect, table } = store;
    if (!engine || !inspect || this.#isOf || store.busy || store.rereading) return;
    this.#of = inspect;
    this.#table = table;
    this.#found = null;
    this.failure = null;
    try {
      const found = await engine.tables.checks(table);
      if (this.#of !== inspect || this.#table !== table) return;
      this.#found = found;
    } catch (error) {
      if (this.#of !== inspect || this.#table !== table) return;
      this.failure = failure(error);
    }
    store.change();
  }
}
