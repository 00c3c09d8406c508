import { locale } from "../i18n/locale.ts";
import type { Masking, Operator, RiskReport } from "../engine/types.ts";
import { BORROWERS } from "./analyses.ts";
import { Desk } from "./desk.ts";

/** What leaves of the table that is looked at, how far that can be led back to people, and the key of its pseudonyms. */
export class MaskingDesk extends Desk {
  masking: Masking | null = null;
  risk: RiskReport | null = null;
  /** Quasi-identifiers chosen by hand; null takes the proposed ones. */
  columns: number[] | null = null;
  sensitive: number[] = [];
  /** The smallest group that the risk was last measured by. */
  #k = 0;
  /** Whether a question about the key stands open, beside which a refusal is told. */
  asked = false;
  #table = -1;

  /** Asks anew where the table or what is known of it is another than before. */
  follow(): void {
    const { inspect, table } = this.store;
    if (inspect === this.of && table === this.#table) {
      if (this.risk && this.#k !== this.store.smallest) void this.measure();
      return;
    }
    if (table !== this.#table) {
      this.masking = null;
      this.risk = null;
      this.columns = null;
      this.sensitive = [];
    }
    this.of = inspect;
    this.#table = table;
    if (inspect) void this.#look();
  }

  async #look(): Promise<void> {
    const { table } = this.store;
    const masking = await this.run((tables) => tables.masking(table));
    if (!masking || table !== this.store.table) return;
    this.masking = masking;
    await this.measure();
  }

  /** The risk under the choices that are made. */
  async measure(): Promise<void> {
    const { table, smallest: k } = this.store;
    const { columns, sensitive } = this;
    this.#k = k;
    const risk = await this.run((tables) =>
      tables.risk({ table, sensitive, k, ...(columns === null ? {} : { columns }) }),
    );
    if (risk && table === this.store.table) this.risk = risk;
    this.store.change();
  }

  /** Another operator of a column; null is the usual one. */
  async set(column: number, operator: Operator | null, confirmed: boolean): Promise<boolean> {
    const { table } = this.store;
    const masking = await this.change((tables) => tables.setOperator(table, column, operator, confirmed));
    if (!masking || table !== this.store.table) return false;
    this.masking = masking;
    await this.measure();
    return true;
  }

  /** Another smallest group, for the risk and for all that leaves. */
  async setSmallest(k: number): Promise<void> {
    const { store } = this;
    const done = await this.run(async (tables) => {
      await tables.setSmallest(k);
      return true;
    });
    if (!done) return;
    store.smallest = k;
    // What divides customers by groups of others tells of typical ones, for which there must be as many.
    for (const name of BORROWERS) store.study(name).stale = store.study(name).result !== null;
    await this.measure();
  }

  async newKey(): Promise<boolean> {
    const done = await this.change(async (tables) => {
      await tables.newKey();
      return true;
    });
    if (done) await this.#look();
    return done === true;
  }

  async exportKey(passphrase: string): Promise<boolean> {
    const file = await this.run((tables) => tables.wrapKey(passphrase));
    if (file) this.saved(file);
    return file !== null;
  }

  async importKey(text: string, passphrase: string): Promise<boolean> {
    const done = await this.change(async (tables) => {
      await tables.unwrapKey(text, passphrase);
      return true;
    });
    if (done) await this.#look();
    return done === true;
  }

  /** Saves the original ids of a list of pseudonyms; the caller has asked. */
  async openPseudonyms(list: string): Promise<boolean> {
    const file = await this.run((tables) => tables.openPseudonyms(list, true, locale.lang));
    if (file) this.saved(file);
    return file !== null;
  }
}
