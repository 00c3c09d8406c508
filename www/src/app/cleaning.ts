import type { Cleaning, CleaningPlan, Decision, Profile, TablePage } from "../engine/types.ts";
import { Desk } from "./desk.ts";

/** The cleaning of the table that is looked at: its plan, what each rule did, and the way back. */
export class CleaningDesk extends Desk {
  cleaning: Cleaning | null = null;
  profile: Profile | null = null;
  /** Whether the profile is being made. */
  profiling = false;
  /** Counts changes, so that lists of rows know when they are stale. */
  turn = 0;
  #table = -1;

  /** Asks for the plan where the table or what is known of it is another than before. */
  follow(): void {
    const { inspect, table } = this.store;
    if (inspect === this.of && table === this.#table) return;
    if (table !== this.#table) {
      this.cleaning = null;
      this.profile = null;
    }
    this.of = inspect;
    this.#table = table;
    if (inspect) void this.#look();
  }

  async #look(): Promise<void> {
    const { table } = this.store;
    const cleaning = await this.run((tables) => tables.cleaning(table));
    if (cleaning && table === this.store.table) this.#take(cleaning);
  }

  #take(cleaning: Cleaning): void {
    this.cleaning = cleaning;
    this.turn += 1;
    this.store.change();
  }

  async #changed(work: Parameters<typeof this.change<Cleaning>>[0]): Promise<boolean> {
    const { table } = this.store;
    const cleaning = await this.change(work);
    if (cleaning && table === this.store.table) this.#take(cleaning);
    return cleaning !== null;
  }

  /** Another plan; null is the proposed one. */
  set(plan: CleaningPlan | null): Promise<boolean> {
    return this.#changed((tables) => tables.setCleaning(this.store.table, plan));
  }

  decide(decision: Partial<Decision>): Promise<boolean> {
    return this.#changed((tables) =>
      tables.decide(this.store.table, { keep: [], drop: [], forget: [], correct: [], ...decision }),
    );
  }

  /** Walks all cells of the table. */
  async examine(): Promise<void> {
    const { table } = this.store;
    this.profiling = true;
    const profile = await this.run((tables) => tables.profile(table));
    this.profiling = false;
    if (table === this.store.table && profile) this.profile = profile;
    this.store.change();
  }

  /** Masked rows, of an entry or all; null when the engine refuses. */
  async rows(entry: number, from: number, count: number): Promise<TablePage | null> {
    const { table } = this.store;
    return this.ask((tables) => tables.tableRows({ table, entry, from, count }));
  }
}
