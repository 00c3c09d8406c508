import type { Inspect } from "../engine/api.ts";
import { t } from "../i18n/locale.ts";
import type { Tables } from "../engine/tables.ts";
import type { Card, DuplicatePage, JoinAudit } from "../engine/types.ts";
import { failure } from "./failure.ts";
import type { Failure, Store } from "./store.ts";

/** Groups on a page. */
export const GROUPS = 20;

/** The customers of all tables together: how the tables meet, who may be one person, and one customer's card. */
export class View {
  readonly #store: Store;
  /** Whether it is looked at in place of a table. */
  shown = false;
  audit: JoinAudit | null = null;
  groups: DuplicatePage | null = null;
  /** Groups before the page of them that is shown. */
  from = 0;
  card: Card | null = null;
  busy = false;
  failure: Failure | null = null;
  /** Why a card did not open. */
  cardFailure: Failure | null = null;
  /** What was inspected when all this was asked. */
  #of: Inspect | null = null;
  /** Number of the newest question; the answer of an older one is dropped. */
  #ticket = 0;

  constructor(store: Store) {
    this.#store = store;
  }

  /** Whether a table names customers. */
  get isPossible(): boolean {
    return this.#store.inspect?.files.some((file) => file.columns.some((c) => c.field === "user_id")) ?? false;
  }

  /** Whether the tables have changed since. */
  get isStale(): boolean {
    return this.#of !== this.#store.inspect;
  }

  show(): void {
    this.shown = true;
    this.#store.change();
  }

  /** Asks anew how the tables meet and who may be one person. */
  async load(): Promise<void> {
    const { inspect } = this.#store;
    if (this.#of?.files.length !== inspect?.files.length) this.from = 0;
    this.#of = inspect;
    if (!this.isPossible) {
      this.audit = null;
      this.groups = null;
      return;
    }
    await this.#ask(async (tables) => {
      const audit = await tables.join();
      const groups = await tables.duplicates(this.from, GROUPS);
      return () => {
        this.audit = audit;
        this.groups = groups;
      };
    });
  }

  async turn(from: number): Promise<void> {
    await this.#ask(async (tables) => {
      const groups = await tables.duplicates(from, GROUPS);
      return () => {
        this.from = from;
        this.groups = groups;
      };
    });
  }

  /** Counts the customers of a group as one from now on. */
  async merge(customers: string[]): Promise<void> {
    await this.#settle(
      (tables) => tables.merge(customers),
      () => t("view.merge.done", { n: customers.length }),
    );
  }

  async unmerge(customer: string): Promise<void> {
    await this.#settle(
      (tables) => tables.unmerge(customer),
      () => t("view.unmerge.done"),
    );
  }

  async open(customer: string): Promise<void> {
    const { engine } = this.#store;
    if (!engine || customer === "") return;
    this.cardFailure = null;
    try {
      this.card = await engine.tables.card(customer);
    } catch (error) {
      this.cardFailure = failure(error);
    }
    this.#store.change();
  }

  close(): void {
    this.card = null;
    this.#store.change();
  }

  /** What is counted changes with who is one person, so the result is worked out again. */
  async #settle(call: (tables: Tables) => Promise<Inspect>, done: () => string): Promise<void> {
    const store = this.#store;
    if (!store.engine || this.busy) return;
    this.busy = true;
    this.failure = null;
    store.change();
    try {
      store.inspect = await call(store.engine.tables);
      store.forget();
      store.say(done());
    } catch (error) {
      this.failure = failure(error);
      this.busy = false;
      return store.change();
    }
    await this.load();
  }

  async #ask(call: (tables: Tables) => Promise<() => void>): Promise<void> {
    const store = this.#store;
    if (!store.engine) return;
    this.#ticket += 1;
    const ticket = this.#ticket;
    this.busy = true;
    this.failure = null;
    store.change();
    try {
      const take = await call(store.engine.tables);
      if (ticket !== this.#ticket) return;
      take();
    } catch (error) {
      if (ticket !== this.#ticket) return;
      this.failure = failure(error);
    }
    this.busy = false;
    store.change();
  }
}
