import type { AnalysisView } from "../analyses/definition.ts";
import { viewOf, VIEWS } from "../analyses/registry.ts";
import type { Link } from "../boot/boot.ts";
import {
  type Asked,
  type News,
  PROTOCOL,
  type PortalError,
  type PortalOpened,
  type PortalReport,
  type PortalResult,
  type Requests,
  read,
  type Settings,
  type Told,
} from "../door/protocol.ts";
import type { AnalysisName, Progress, RowsPage } from "../engine/api.ts";
import { today } from "../engine/today.ts";
import { InsituError } from "../engine/error.ts";
import type { Role } from "../engine/types.ts";
import { locale, word } from "../i18n/locale.ts";
import { dress } from "../styles/theme.ts";
import { failure } from "./failure.ts";
import { Handed, type Settled } from "./handed.ts";
import { handout } from "./handout.ts";
import type { Journey } from "./journey.ts";
import type { Study } from "./study.ts";
import type { Consent, Embedding, Failure, Favour, Store } from "./store.ts";

/** Customers that leave at a time. */
const ROWS = 1000;

/** What the engine says of tables that tell, beside earlier ones, of a few customers. */
const REFUSED: readonly string[] = ["E_DIFFERENCE", "E_EXPORTS"];
/** Without tables for one of these reasons there are no customers either. */
const UNLISTED: readonly PortalResult["withheld"][] = ["data", "again", "difference"];

const refusal = (code: string): Failure => ({ code, texts: null, file: null, row: null, column: null });

/**
 * The page around this one: what it asks is done if it is valid, and it hears how that went, of every result the tables
 * that may leave, and nothing else. It is the one way out of the sealed page.
 */
export class Portal implements Embedding {
  readonly origin: string;
  readonly consent: Record<Favour, Consent> = { rows: "unasked", again: "unasked" };
  bare = false;
  flow = false;
  readonly #port: MessagePort;
  readonly #journey: Journey;
  readonly #store: Store;
  readonly #decided: Record<Favour, ((given: boolean) => void)[]> = { rows: [], again: [] };
  #handed: Handed;
  readonly #known = new WeakMap<object, Handed>();
  /** What the engine knows to be handed out. */
  #entered: string | null = null;
  /** What was told last, so that each change is told once. */
  readonly #runs = new Map<AnalysisName, number>();
  #failure: Failure | null = null;
  /** Whether a file is read for the portal, which is answered and needs no news of its failure. */
  #opening = false;
  #files: unknown = null;
  #stage = "";
  #progressed: Progress | null = null;
  #height = 0;

  /** `hash` is the fragment of the page's address, which holds the first settings. */
  constructor({ port, origin }: Link, journey: Journey, hash: string) {
    this.origin = origin;
    this.#port = port;
    this.#journey = journey;
    this.#store = journey.store;
    this.#handed = new Handed(journey.store);
    const words = new URLSearchParams(hash.replace(/^#/, ""));
    this.flow = words.get("height") === "auto";
    const first: Record<string, unknown> = {};
    for (const name of ["lang", "theme", "chrome"]) if (words.has(name)) first[name] = words.get(name);
    if (words.has("analyses")) first["analyses"] = words.get("analyses")?.split(",").filter(Boolean);
    const asked = read({ v: PROTOCOL, id: 1, type: "settings", payload: first });
    this.#store.embedding = this;
    if (asked?.type === "settings") this.#set(asked.payload);
    this.#store.addEventListener("change", () => this.#tellNews());
    port.onmessage = ({ data }) => this.hear(data);
  }

  /** Takes a message of the portal, whatever it is. */
  hear(data: unknown): void {
    const asked = read(data);
    if (asked === null) return;
    const { id } = asked;
    this.#do(asked).then(
      (payload) => this.#post({ v: PROTOCOL, id, type: "done", payload }),
      (error: unknown) => {
        const known = typeof error === "object" && error !== null && "texts" in error && !(error instanceof Error);
        const why = known ? (error as Failure) : failure(error);
        this.#post({ v: PROTOCOL, id, type: "failed", payload: worded(why) });
      },
    );
  }

  /** Tells how high the page would like to be, whenever that changes. */
  follow(element: Element): void {
    if (!this.flow) return;
    new ResizeObserver(() => {
      const height = Math.ceil(element.getBoundingClientRect().height);
      if (height !== this.#height) this.#tell("height", height);
      this.#height = height;
    }).observe(element);
  }

  /** The user's word on what may be handed out; it holds until another file is opened. */
  decide(favour: Favour, given: boolean): void {
    this.consent[favour] = given ? "given" : "refused";
    for (const settle of this.#decided[favour].splice(0)) settle(given);
    this.#store.change();
  }

  async #do(asked: Asked): Promise<unknown> {
    switch (asked.type) {
      case "open":
        return this.#open(asked.payload);
      case "recipe":
        return this.#recipe(asked.payload.recipe);
      case "analyze":
        return this.#analyze(asked.payload);
      case "report":
        return this.#report(asked.payload);
      case "settings":
        this.#set(asked.payload);
        return null;
    }
  }

  #set({ lang, theme, chrome, analyses, tokens }: Settings): void {
    const store = this.#store;
    if (lang) locale.set(lang);
    if (tokens) dress(tokens);
    if (analyses) {
      const known = analyses.map((name) => viewOf(name as AnalysisName)?.name);
      store.only = known.filter((name) => name !== undefined);
    }
    if (chrome) this.bare = chrome === "none";
    if (theme) this.#journey.setTheme(theme);
    else store.change();
  }

  async #open({ files }: Requests["open"]["asked"]): Promise<PortalOpened> {
    const store = this.#store;
    if (!store.open) throw refusal("E_BUSY");
    const named = files.map(({ name, bytes }) => ({ name, blob: bytes instanceof Blob ? bytes : new Blob([bytes]) }));
    this.#opening = true;
    await this.#journey.open(named, true);
    this.#opening = false;
    const { inspect } = store;
    if (store.cancelled) throw refusal("E_CANCELLED");
    if (store.files !== named || !inspect) throw store.failure ?? refusal("E_ROOM");
    return {
      files: inspect.files.map(({ name, kind, rows: { read, accepted, rejected } }) => ({
        name,
        kind,
        rows: { read, accepted, rejected },
      })),
      ready: store.ready,
    };
  }

  /** Settings for what is open, or for the file that will be. They may ask for greater groups than are set, not for smaller ones. */
  async #recipe(recipe: object & { smallest_group?: unknown }): Promise<null> {
    const store = this.#store;
    if (!store.open) throw refusal("E_BUSY");
    store.unkept = null;
    const smallest_group = Math.max(store.smallest, Number(recipe.smallest_group ?? 0));
    await this.#journey.keeper.load(JSON.stringify({ ...recipe, smallest_group }), "", "recipe");
    if (store.unkept) throw store.unkept;
    return null;
  }

  async #analyze({ name, params, rows }: Requests["analyze"]["asked"]): Promise<PortalResult> {
    const store = this.#store;
    const view = viewOf(name as AnalysisName);
    if (!view || !store.offers(view.name)) throw refusal("E_UNKNOWN_ANALYSIS");
    if (!store.ready || store.reading || store.rereading) throw refusal("E_NO_DATA");
    const study = store.study(view.name);
    study.params = { ...study.params, ...params };
    study.refused = false;
    store.analysis = view.name;
    store.step = "analysis";
    await this.#journey.analyses.run(view.name);
    if (study.refused) throw refusal("E_PARAM");
    if (study.failure) throw study.failure;
    // A later change took its place; whoever made that is told of its result.
    if (!study.result) throw refusal("E_BUSY");
    const result = await this.#hand(view, study.result, true);
    return rows ? { ...result, rows: await this.#rows(view.name, result) } : result;
  }

  /**
   * What leaves of a result. Under other settings than the first it leaves if the user agrees, who is asked where the portal did,
   * and in no case where the engine finds that it tells, beside what left before, of a few customers.
   */
  async #hand(view: AnalysisView, found: NonNullable<Study["result"]>, asks: boolean): Promise<PortalResult> {
    const result = handout(view, found, this.#store.filter.length > 0, this.#store.smallest);
    if (result.withheld) return result;
    const nothing = (withheld: "again" | "difference"): PortalResult => ({ ...result, tables: [], withheld });
    const { counted } = this.#handed;
    if (!(await this.#mayTell([[view.name, found.params]], asks))) return nothing("again");
    // While the user was asked, what is counted has changed.
    if (this.#handed.counted !== counted) throw refusal("E_BUSY");
    try {
      await this.#enter(counted);
    } catch (error) {
      if (error instanceof InsituError && REFUSED.includes(error.code)) return nothing("difference");
      throw error;
    }
    return result;
  }

  async #mayTell(settled: readonly Settled[], asks: boolean): Promise<boolean> {
    return this.#handed.takes(settled) || (asks ? this.#may("again") : this.consent.again === "given");
  }

  /** Tells the engine that tables leave, once for each population. */
  async #enter(counted: string): Promise<void> {
    if (this.#entered === counted) return;
    await this.#store.engine?.enter(this.origin);
    this.#entered = counted;
  }

  async #rows(analysis: AnalysisName, { withheld }: PortalResult): Promise<RowsPage | null> {
    const { engine } = this.#store;
    if (!engine || UNLISTED.includes(withheld) || !(await this.#may("rows"))) return null;
    return engine.rows({ analysis, from: 0, count: ROWS });
  }

  /** Asks the user once for each file. */
  #may(favour: Favour): Promise<boolean> {
    const word = this.consent[favour];
    if (word === "given" || word === "refused") return Promise.resolve(word === "given");
    this.consent[favour] = "asking";
    this.#store.change();
    return new Promise((resolve) => this.#decided[favour].push(resolve));
  }

  async #report({ what, role, lang }: Requests["report"]["asked"]): Promise<PortalReport> {
    const store = this.#store;
    const { engine } = store;
    if (!engine || !store.ready) throw refusal("E_NO_DATA");
    if (store.filter.length > 0) throw refusal("E_WITHHELD");
    await this.#journey.analyses.tell(engine);
    const { counted } = this.#handed;
    // All analyses are in it, those with their own settings too that were not run.
    const settled = VIEWS.map(async ({ name }): Promise<Settled> => {
      const { params, known } = store.study(name);
      return [name, { ...(known ?? (await engine.defaults(name))), ...params }];
    });
    if (!(await this.#mayTell(await Promise.all(settled), true))) throw refusal("E_AGAIN");
    if (this.#handed.counted !== counted) throw refusal("E_BUSY");
    // The engine refuses a role that it does not know, and what tells of a few customers beside what left before.
    const report = { role: role as Role, today: today() };
    const file = await engine.export({ what, lang: lang ?? locale.lang, report });
    const entry = { time: Date.now(), what, file: file.name, bytes: file.bytes.length, to: this.origin };
    store.exports = [...store.exports, entry];
    store.change();
    return file;
  }

  #tellNews(): void {
    const store = this.#store;
    const { stage, report } = store.seal;
    if (stage !== this.#stage) {
      this.#stage = stage;
      const analyses = VIEWS.map(({ name }) => name).filter((name) => store.offers(name));
      if (stage === "sealed") this.#tell("ready", { analyses, reduced: report?.reduced ?? [] });
      if (stage === "failed") this.#tell("error", worded(refusal("E_NOT_SEALED")));
    }
    if (store.files !== this.#files) {
      this.#files = store.files;
      // What was agreed to was about another file.
      for (const favour of ["rows", "again"] as const) {
        if (this.consent[favour] !== "unasked") this.decide(favour, false);
        this.consent[favour] = "unasked";
      }
      // A file that does not open leaves the former one as it was, and what is known of that.
      this.#handed = this.#known.get(store.files) ?? new Handed(store);
      this.#known.set(store.files, this.#handed);
    }
    const progress = (store.reading ?? store.rereading)?.progress;
    if (progress && progress !== this.#progressed) {
      this.#progressed = progress;
      const { phase, bytes, total, rows } = progress;
      this.#tell("progress", { phase, bytes, total, rows });
    }
    if (store.failure !== this.#failure) {
      this.#failure = store.failure;
      if (store.failure && !this.#opening) this.#tell("error", worded(store.failure));
    }
    for (const [name, { run, result, stale, busy }] of store.studies) {
      const view = viewOf(name);
      if (!view || !result || stale || busy || this.#runs.get(name) === run) continue;
      this.#runs.set(name, run);
      this.#hand(view, result, false).then(
        (handed) => this.#tell("result", handed),
        (error: unknown) => this.#tell("error", worded(failure(error))),
      );
    }
    for (const name of this.#runs.keys()) if (!store.studies.get(name)?.result) this.#runs.delete(name);
  }

  #tell<T extends keyof News>(type: T, payload: News[T]): void {
    this.#post({ v: PROTOCOL, id: 0, type, payload } as Told);
  }

  #post(message: Told): void {
    this.#port.postMessage(message);
  }
}

/** A failure in the language of the page. */
function worded({ code, texts, file, row, column }: Failure): PortalError {
  const known = code ?? "E_INTERNAL";
  return {
    code: known,
    message: texts?.[locale.lang] ?? word("portal.error", known, known),
    ...(file === null ? {} : { file }),
    ...(row === null ? {} : { row }),
    ...(column === null ? {} : { column }),
  };
}
