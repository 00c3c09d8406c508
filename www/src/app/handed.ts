import type { AnalysisName } from "../engine/api.ts";
import { BORROWERS } from "./analyses.ts";
import type { Store } from "./store.ts";
import type { Study } from "./study.ts";

/** An object as text, whatever the order of its keys. */
const text = (params: object): string => JSON.stringify(Object.entries(params).sort(([a], [b]) => (a < b ? -1 : 1)));

/** Settings of an analysis, all of them spelled out. */
export type Settled = [name: AnalysisName, params: object];

/**
 * Under which settings the page around this one got tables of a file. The first are free; others, subtracted from these,
 * may tell of single customers, whatever groups each of them hides.
 */
export class Handed {
  readonly #store: Store;
  /** What was counted, the same for all analyses. */
  #counted: string | null = null;
  readonly #settings = new Map<AnalysisName, string>();

  constructor(store: Store) {
    this.#store = store;
  }

  /** Of what tables tell at this moment. */
  get counted(): string {
    const { epoch, asOf, filter, smallest } = this.#store;
    return JSON.stringify([epoch, asOf, filter, smallest]);
  }

  /** Whether results under these settings are the first or like the first, which they are from now on. */
  takes(settled: readonly Settled[]): boolean {
    const { counted } = this;
    const keys = settled.map(([name, params]) => [name, text(params) + this.#borrowed(name)] as const);
    const isNew = ([name, key]: readonly [AnalysisName, string]): boolean => (this.#settings.get(name) ?? key) !== key;
    if ((this.#counted ?? counted) !== counted || keys.some(isNew)) return false;
    this.#counted = counted;
    for (const [name, key] of keys) this.#settings.set(name, key);
    return true;
  }

  /** What is set of the others, for an analysis that divides customers by their groups. */
  #borrowed(name: AnalysisName): string {
    if (!BORROWERS.includes(name)) return "";
    const isSet = ([other, { params }]: [AnalysisName, Study]): boolean =>
      !BORROWERS.includes(other) && Object.keys(params).length > 0;
    const others = [...this.#store.studies].filter(isSet).sort(([a], [b]) => (a < b ? -1 : 1));
    return JSON.stringify(others.map(([other, { params }]) => [other, text(params)]));
  }
}
