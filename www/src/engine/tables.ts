// What the page asks of the engine about tables before results: kinds, checks, cleaning, masking, risk, customers.

import type { Exported } from "./api.ts";
import type {
  Card,
  Cleaning,
  CleaningPlan,
  Decision,
  DuplicatePage,
  Inspect,
  JoinAudit,
  Lang,
  Masking,
  Operator,
  Profile,
  RiskQuery,
  RiskReport,
  TableChecks,
  TableKind,
  TablePage,
  TableRows,
  FileForm,
  Template,
} from "./types.ts";

/** Asks the engine about what is open. */
export type Ask = <T>(method: string, ...args: unknown[]) => Promise<T>;

/** The tables that are open; each is named by its place in `Inspect.files`. */
export class Tables {
  private readonly ask: Ask;

  constructor(ask: Ask) {
    this.ask = ask;
  }

  /** One field or null for each column. */
  map = (table: number, mapping: (string | null)[]) => this.ask<Inspect>("map", table, mapping);
  /** The fields are guessed anew for the kind. */
  setKind = (table: number, kind: TableKind) => this.ask<Inspect>("setKind", table, kind);
  checks = (table: number) => this.ask<TableChecks>("checks", table);
  /** Walks all cells. */
  profile = (table: number) => this.ask<Profile>("profile", table);
  cleaning = (table: number) => this.ask<Cleaning>("cleaning", table);
  /** null = the proposed plan. */
  setCleaning = (table: number, plan: CleaningPlan | null) => this.ask<Cleaning>("setCleaning", table, plan);
  decide = (table: number, decision: Decision) => this.ask<Cleaning>("decide", table, decision);
  /** Takes back the last change of whatever was set or decided. */
  undo = () => this.ask<Inspect>("undo", false);
  redo = () => this.ask<Inspect>("undo", true);
  /** Rows, masked. */
  tableRows = (query: TableRows) => this.ask<TablePage>("tableRows", query);
  masking = (table: number) => this.ask<Masking>("masking", table);
  /** null = the default; personal data kept as they are must be confirmed. */
  setOperator = (table: number, column: number, operator: Operator | null, confirmed: boolean) =>
    this.ask<Masking>("setOperator", table, column, operator, confirmed);
  /** The smallest group that anything which leaves tells of. */
  setSmallest = (k: number) => this.ask<void>("setSmallest", k);
  risk = (query: RiskQuery) => this.ask<RiskReport>("risk", query);
  /** Names under the old key and under the new one have nothing to do with each other. */
  newKey = () => this.ask<void>("newKey");
  /** The key as a file, sealed by a passphrase. */
  wrapKey = (passphrase: string) => this.ask<Exported>("wrapKey", passphrase);
  unwrapKey = (text: string, passphrase: string) => this.ask<void>("unwrapKey", text, passphrase);
  /** The original ids of a list of keyed names, as CSV. */
  openPseudonyms = (list: string, confirmed: boolean, lang: Lang) =>
    this.ask<Exported>("openPseudonyms", list, confirmed, lang);
  join = () => this.ask<JoinAudit>("join");
  duplicates = (from: number, count: number) => this.ask<DuplicatePage>("duplicates", from, count);
  /** Takes customers, by their keyed names, for one person … */
  merge = (customers: string[]) => this.ask<Inspect>("merge", customers, false);
  /** … and takes that back. */
  unmerge = (customer: string) => this.ask<Inspect>("merge", [customer], true);
  card = (customer: string) => this.ask<Card>("card", customer);
  /** An empty table to fill in. */
  template = (name: Template, lang: Lang, form: FileForm) => this.ask<Exported>("template", name, lang, form);
}
