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
import type { AnalysisName, RowsPage } from "../engine/api.ts";
import { today } from "../engine/today.ts";
import type { Role } from "../engine/types.ts";
import { locale, word } from "../i18n/locale.ts";
import { dress } from "../styles/theme.ts";
import { failure } from "./failure.ts";
import { handout } from "./handout.ts";
import type { Journey } from "./journey.ts";
import type { Consent, Embedding, Failure, Store } from "./store.ts";

/** Customers that leave at a time. */
const ROWS = 1000;
/** Milliseconds between two words on how far a file is read. */
const PACE = 100;

const refusal = (code: string): Failure => ({ code, texts: null, file: null, row: null, column: null });

/**
 * The page around this one: what it asks is done if it is valid, and it hears how that went, of every result the tables
 * that may leave, and nothing else. It is the one way out of the sealed page.
 */
export class Portal implements Embedding {
  readonly origin: string;
  consent: Consent = "unasked";
  bare = false;
  flow = false;
  readonly #port: MessagePort;
  readonly #journey: Journey;
  readonly #store: Store;
  #decided: ((given: boolean) => void)[] = [];
  /** What was told last, so that each change is told once. */
  readonly #runs = new Map<AnalysisName, number>();
  #failure: Failure | null = null;
  /** Whether a file is read for the portal, which is answered and needs no news of its failure. */
  #opening = false;
  #files: unknown = null;
  #stage = "";
  #progressed = 0;
  #height = 0;

  /** `hash` is the fragment of the page's address, which holds the first settings. */
  constructor({ port, origin }: Link, journey: Journey, hash: string) {
    this.origin = origin;
    this.#port = port;
    this.#journey = journey;
    this.#store = journey.store;
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

  /** The user's word on whether rows may be handed out; it holds until another file is opened. */
  decide(given: boolean): void {
    this.consent = given ? "given" : "refused";
    for (const settle of this.#decided.splice(0)) settle(given);
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

  /** Settings for what is open, or for the file that will be. */
  async #recipe(recipe: object): Promise<null> {
    const store = this.#store;
    if (!store.open) throw refusal("E_BUSY");
    store.unkept = null;
    await this.#journey.keeper.load(JSON.stringify(recipe), "", "recipe");
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
    const result = handout(view, study.result, store.filter.length > 0);
    return rows ? { ...result, rows: await this.#rows(view.name, result) } : result;
  }

  async #rows(analysis: AnalysisName, { withheld }: PortalResult): Promise<RowsPage | null> {
    const { engine } = this.#store;
    if (!engine || withheld === "data" || !(await this.#mayHand())) return null;
    return engine.rows({ analysis, from: 0, count: ROWS });
  }

  /** Asks the user once for each file. */
  #mayHand(): Promise<boolean> {
    if (this.consent === "given" || this.consent === "refused") return Promise.resolve(this.consent === "given");
    this.consent = "asking";
    this.#store.change();
    return new Promise((resolve) => this.#decided.push(resolve));
  }

  async #report({ what, role, lang }: Requests["report"]["asked"]): Promise<PortalReport> {
    const store = this.#store;
    if (!store.engine || !store.ready) throw refusal("E_NO_DATA");
    if (store.filter.length > 0) throw refusal("E_WITHHELD");
    await this.#journey.analyses.tell(store.engine);
    // The engine refuses a role that it does not know.
    const report = { role: role as Role, today: today() };
    return store.engine.export({ what, lang: lang ?? locale.lang, report });
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
      if (this.consent !== "unasked") this.decide(false);
      this.consent = "unasked";
    }
    const progress = (store.reading ?? store.rereading)?.progress;
    if (progress && performance.now() - this.#progressed > PACE) {
      this.#progressed = performance.now();
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
      this.#tell("result", handout(view, result, store.filter.length > 0));
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
