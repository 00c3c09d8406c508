import type { AnalysisName, Engine, Group, ParamsOf, Selection } from "../engine/api.ts";
import { InsituError } from "../engine/error.ts";
import type { Settings } from "../engine/types.ts";
import { SMALLEST } from "../charts/shareable.ts";
import { t } from "../i18n/locale.ts";
import { failure } from "./failure.ts";
import type { Store } from "./store.ts";
import type { Study } from "./study.ts";

/** What a run was made with. */
interface Force {
  params: object;
  asOf: string | null;
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Those that divide customers by groups of others, with the settings in force of these. */
export const BORROWERS: readonly AnalysisName[] = ["abc", "segments", "portrait"];

/** Runs the analyses: one is shown and kept up to date, the others run when they are next shown. */
export class Analyses {
  readonly #store: Store;
  #ticket = 0;
  /** Number of the newest run of each analysis; the answer of an older one is dropped. */
  readonly #newest = new Map<AnalysisName, number>();
  readonly #inForce = new Map<AnalysisName, Force>();
  /** What the engine was last told. */
  #asOf: string | null = null;
  #smallest = SMALLEST;
  #filter: readonly Selection[] = [];
  #epoch = 0;

  constructor(store: Store) {
    this.#store = store;
  }

  /** Before a file is read: everything as at the start. Returns the way back, for a file that does not open. */
  restart(): () => void {
    const store = this.#store;
    const { analysis, asOf, filter, smallest } = store;
    const studies = new Map([...store.studies].map(([name, one]) => [name, { ...one, busy: false }]));
    const [sentAsOf, sentFilter, sentSmallest] = [this.#asOf, this.#filter, this.#smallest];
    const inForce = [...this.#inForce];
    this.halt();
    store.studies = new Map();
    store.analysis = "rfm";
    store.asOf = null;
    store.filter = [];
    store.smallest = SMALLEST;
    this.#inForce.clear();
    this.engineForgot();
    return () => {
      Object.assign(store, { analysis, asOf, filter, smallest, studies });
      this.#asOf = sentAsOf;
      this.#filter = sentFilter;
      this.#smallest = sentSmallest;
      for (const [name, force] of inForce) this.#inForce.set(name, force);
    };
  }

  /** Whatever is still being worked out has no use any more. */
  halt(): void {
    this.#newest.clear();
    for (const one of this.#store.studies.values()) one.busy = false;
  }

  /** The engine has made its tables anew and holds neither date nor filter nor smallest group; the next run sets them. */
  engineForgot(): void {
    this.#asOf = null;
    this.#smallest = SMALLEST;
    this.#filter = [];
  }

  /** Takes the settings that the engine has: after a step back, or under a recipe. What was found is old then. */
  take({ as_of: asOf, filter, analyses, smallest_group: smallest }: Settings): void {
    const store = this.#store;
    store.asOf = this.#asOf = asOf;
    store.filter = this.#filter = filter as Selection[];
    store.smallest = this.#smallest = smallest;
    this.#epoch = store.epoch;
    for (const [name, params] of Object.entries(analyses)) {
      const study = store.study(name as AnalysisName);
      Object.assign(study, { params, failure: null, refused: false, busy: false });
      this.#inForce.set(name as AnalysisName, { params, asOf });
    }
    this.#age();
  }

  /** Shows an analysis; it runs unless its result stands. */
  async show(name: AnalysisName): Promise<void> {
    const store = this.#store;
    store.analysis = name;
    const { result, stale, busy } = store.study(name);
    store.change();
    if ((result === null || stale) && !busy) await this.run(name);
  }

  set<N extends AnalysisName>(name: N, change: Partial<ParamsOf<N>>): void {
    const study = this.#store.study(name);
    study.params = { ...study.params, ...change };
    void this.run(name);
  }

  setAsOf(day: string | null): void {
    this.#store.asOf = day;
    this.#age();
    void this.run();
  }

  /** All settings of an analysis and the date as they are without a word of the user. */
  async reset(name: AnalysisName): Promise<void> {
    const store = this.#store;
    if (!store.engine) return;
    const study = store.study(name);
    try {
      // The engine keeps what it was told, so that what is left out would stay as it is.
      study.params = await store.engine.defaults(name);
    } catch (error) {
      study.failure = failure(error);
      return store.change();
    }
    if (store.asOf !== null) this.#age();
    store.asOf = null;
    await this.run(name);
  }

  /** Lists the customers of groups: of one partition in any, of several in all; an empty list stands for everybody. */
  list(name: AnalysisName, picks: readonly Group[]): void {
    this.#store.study(name).picks = picks;
    this.#store.change();
  }

  /** Adds groups to those that are listed, each in place of the former one of its partition. */
  pick(name: AnalysisName, groups: readonly Group[]): void {
    const kept = this.#store.study(name).picks.filter((one) => !groups.some((g) => g.grouping === one.grouping));
    this.list(name, [...kept, ...groups]);
  }

  /** Narrows all analyses to the listed groups of one. */
  narrow(name: AnalysisName): void {
    const { filter } = this.#store;
    const study = this.#store.study(name);
    const added = study.picks.map(({ grouping, group }) => ({ analysis: name, grouping, group }));
    study.picks = [];
    // What is listed was worked out of those chosen before: the new groups are theirs.
    const [first, ...rest] = added;
    if (first) this.filter([...filter, filter.length > 0 ? { ...first, within: true } : first, ...rest]);
  }

  /** Takes a group out of the filter; the others keep their steps. */
  widen(gone: Selection): void {
    const { filter } = this.#store;
    const at = filter.indexOf(gone);
    const kept = filter.map((one, n) => (n === at + 1 && gone.within ? { ...one, within: true } : one));
    this.filter(kept.filter((_, n) => n !== at));
  }

  /** Narrows all analyses to these groups and no others. */
  filter(selections: readonly Selection[]): void {
    this.#store.filter = selections;
    this.#age();
    void this.run();
  }

  /** These results, or all, depend on what has just changed. */
  #age(except?: AnalysisName, only?: readonly AnalysisName[]): void {
    for (const [name, one] of this.#store.studies) {
      if (name !== except && (only?.includes(name) ?? true) && one.result !== null) one.stale = true;
    }
  }

  /** Runs an analysis with its settings as they are now; a newer call replaces an older one. The old result stays on screen meanwhile. */
  async run(name: AnalysisName = this.#store.analysis): Promise<void> {
    const store = this.#store;
    const { engine } = store;
    if (!engine || !store.inspect || store.rereading) return;
    this.#ticket += 1;
    const ticket = this.#ticket;
    const epoch = store.epoch;
    const study = store.study(name);
    this.#newest.set(name, ticket);
    study.busy = true;
    store.change();
    const isOld = (): boolean => this.#newest.get(name) !== ticket || epoch !== store.epoch;
    try {
      await this.tell(engine);
      const { params } = study;
      const { asOf } = store;
      const result = await engine.analyze(name, params);
      if (isOld()) return;
      study.result = result;
      study.known = result.params;
      study.failure = null;
      study.refused = false;
      study.stale = false;
      study.run += 1;
      const changed = !same(this.#inForce.get(name)?.params ?? {}, params);
      this.#inForce.set(name, { params, asOf });
      const turns = (one: Selection): boolean =>
        one.analysis === name || BORROWERS.some((other) => other === one.analysis);
      if (changed && store.filter.some(turns)) this.#age(name);
      else if (changed) this.#age(name, BORROWERS);
    } catch (error) {
      if (isOld()) return;
      if (error instanceof InsituError && error.code === "E_PARAM") this.#refuse(name, study);
      else study.failure = failure(error);
    }
    study.busy = false;
    store.change();
  }

  /** Gives the engine the date, the filter and the smallest group that are shown. */
  async tell(engine: Engine): Promise<void> {
    const store = this.#store;
    if (this.#asOf !== store.asOf) {
      const { asOf } = store;
      await engine.asOf(asOf);
      this.#asOf = asOf;
    }
    if (this.#smallest !== store.smallest) {
      const { smallest } = store;
      await engine.tables.setSmallest(smallest);
      this.#smallest = smallest;
    }
    const anew = this.#epoch !== store.epoch && this.#filter.length + store.filter.length > 0;
    if (anew || !same(this.#filter, store.filter)) {
      const { filter, epoch } = store;
      try {
        await engine.setFilter([...filter]);
        this.#filter = filter;
        this.#epoch = epoch;
      } catch (error) {
        if (store.filter === filter) store.filter = this.#filter;
        if (!(error instanceof InsituError && error.code === "E_PARAM")) throw error;
        store.say(t("filter.gone"));
      }
    }
  }

  /** The engine's own sentence names the setting as a recipe does; the panel has it in the words of the page. */
  #refuse(name: AnalysisName, study: Study): void {
    const store = this.#store;
    const force = this.#inForce.get(name) ?? { params: {}, asOf: null };
    study.params = force.params;
    store.asOf = force.asOf;
    study.failure = null;
    study.refused = true;
  }
}
