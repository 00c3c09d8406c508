// The element for portals: a frame around the sealed app, and the portal's end of the one port to it.

import { CONNECT, HELLO } from "../boot/portal.ts";
import type { Lang } from "../engine/api.ts";
import {
  type News,
  PROTOCOL,
  type PortalError,
  type PortalFile,
  type PortalOpened,
  type PortalProgress,
  type PortalReady,
  type PortalResult,
  type Requests,
  type Settings,
  type Told,
  TOKENS,
} from "./protocol.ts";

/** What the element tells, each as a `CustomEvent` that bubbles. */
export interface InsituEventMap {
  /** The app is sealed: files may be opened. */
  "insitu-ready": CustomEvent<PortalReady>;
  "insitu-progress": CustomEvent<PortalProgress>;
  /** An analysis has a new result, whoever asked for it. */
  "insitu-result": CustomEvent<PortalResult>;
  "insitu-error": CustomEvent<PortalError>;
}

declare global {
  interface HTMLElementTagNameMap {
    "insitu-analytics": InsituAnalytics;
  }
  interface HTMLElementEventMap extends InsituEventMap {}
}

/** A refusal of the app: a code that stays, a sentence, a place. */
export class PortalRefusal extends Error implements PortalError {
  readonly code: string;
  declare readonly file?: string;
  declare readonly row?: number;
  declare readonly column?: number;

  constructor({ message, code, ...place }: PortalError) {
    super(message);
    this.name = "InsituError";
    this.code = code;
    Object.assign(this, place);
  }
}

export interface AnalyzeOptions {
  /** Asks for single customers as well; the user is asked in the app, and may refuse. */
  rows?: boolean;
}

export interface ReportOptions {
  /** "report": one HTML file; "workbook": XLSX; "summary": CSV. */
  what?: "report" | "workbook" | "summary";
  role?: "all" | "management" | "marketing" | "operations" | "service";
  lang?: Lang;
}

interface Pending {
  settle(payload: unknown): void;
  refuse(error: Error): void;
}

/** Pixels: before the app has said how high it would like to be, and at the most. */
const HEIGHT = { first: 560, most: 30_000 };
/** What the frame may: scripts, downloads, questions, and its own origin, from which it fetches its bytes. */
const SANDBOX = "allow-scripts allow-downloads allow-modals allow-same-origin";

// Where there is no document, as on a server that renders pages, the module can be loaded all the same.
const Base = globalThis.HTMLElement ?? (class {} as typeof HTMLElement);

/**
 * `<insitu-analytics src="./insitu/" lang="zh" theme="auto" analyses="rfm,cluster" chrome="none">`. `src` is the folder of
 * the built app, on this origin or another. Without `height` it is as high as what it shows. Moved in the document, it
 * starts anew.
 */
export class InsituAnalytics extends Base {
  static readonly observedAttributes = ["src", "lang", "theme", "analyses", "chrome", "height"];
  #frame: HTMLIFrameElement | null = null;
  #port: MessagePort | null = null;
  #origin = "";
  /** Calls that wait until the app is sealed. */
  #waiting: Pending[] = [];
  #isReady = false;
  #pending = new Map<number, Pending>();
  #last = 0;
  #files: PortalFile[] = [];
  #recipe: object | null = null;

  connectedCallback(): void {
    window.addEventListener("message", this.#hello);
    this.#build();
  }

  disconnectedCallback(): void {
    window.removeEventListener("message", this.#hello);
    this.#drop();
  }

  attributeChangedCallback(name: string, before: string | null, now: string | null): void {
    if (!this.#frame || before === now) return;
    if (name === "src" || name === "height") this.#build();
    else this.refresh();
  }

  /** The files of the last `open`; setting them opens them. */
  get files(): PortalFile[] {
    return this.#files;
  }

  set files(files: Iterable<File | PortalFile>) {
    // What goes wrong is told by an event.
    this.open(files).catch(() => {});
  }

  /** The recipe that was given last; setting it applies it. */
  get recipe(): object | null {
    return this.#recipe;
  }

  set recipe(recipe: object | null) {
    this.#recipe = recipe;
    if (recipe) this.#ask("recipe", { recipe }).catch(() => {});
  }

  /** Opens files in place of those that are open; resolves when they are read. */
  open(files: Iterable<File | PortalFile>): Promise<PortalOpened> {
    this.#files = [...files].map((file) => (file instanceof File ? { name: file.name, bytes: file } : file));
    return this.#ask("open", { files: this.#files });
  }

  /** Shows an analysis and resolves to its tables; settings that are left out stay. */
  analyze(name: string, params: object = {}, { rows = false }: AnalyzeOptions = {}): Promise<PortalResult> {
    return this.#ask("analyze", { name, params, rows });
  }

  /** The report as a file. */
  async exportReport({ what = "report", role = "all", lang }: ReportOptions = {}): Promise<File> {
    const { name, type, bytes } = await this.#ask<"report">("report", { what, role, lang: lang ?? null });
    return new File([bytes], name, { type });
  }

  /** Tells the app the attributes and the custom properties `--insitu-…` as they are now. */
  refresh(): void {
    if (this.#port) void this.#ask("settings", { ...this.#attributes(), tokens: this.#tokens() }).catch(() => {});
  }

  #build(): void {
    this.#drop();
    const address = new URL(this.getAttribute("src") ?? "./insitu/", document.baseURI);
    if (!/\/$|\.html$/.test(address.pathname)) address.pathname += "/";
    const words = new URLSearchParams({ portal: window.origin });
    const { lang, theme, chrome, analyses } = this.#attributes();
    for (const [name, value] of Object.entries({ lang, theme, chrome, analyses })) {
      if (value) words.set(name, String(value));
    }
    const height = this.getAttribute("height");
    if (height === null) words.set("height", "auto");
    address.hash = words.toString();
    this.#origin = address.origin;
    const frame = document.createElement("iframe");
    frame.title = "insitu";
    frame.setAttribute("sandbox", SANDBOX);
    frame.referrerPolicy = "no-referrer";
    Object.assign(frame.style, { display: "block", width: "100%", border: "0", height: height ?? `${HEIGHT.first}px` });
    frame.src = address.href;
    this.#frame = frame;
    (this.shadowRoot ?? this.attachShadow({ mode: "open" })).replaceChildren(frame);
    this.style.display ||= "block";
  }

  #drop(): void {
    this.#port?.close();
    this.#port = null;
    this.#frame?.remove();
    this.#frame = null;
    const gone = new PortalRefusal({ code: "E_CLOSED", message: "The element was taken out of the page." });
    for (const { refuse } of this.#pending.values()) refuse(gone);
    this.#pending.clear();
    this.#isReady = false;
    this.#giveUp(gone);
  }

  #giveUp(error: Error): void {
    for (const { refuse } of this.#waiting.splice(0)) refuse(error);
  }

  /** The shell says that it is there; it is given its end of the port, once. */
  readonly #hello = ({ source, origin, data }: MessageEvent): void => {
    const isShell = source !== null && source === this.#frame?.contentWindow && origin === this.#origin;
    if (!isShell || this.#port || data?.v !== PROTOCOL || data.type !== HELLO) return;
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    port1.onmessage = ({ data: told }: MessageEvent<Told>) => this.#hear(told);
    (source as Window).postMessage({ v: PROTOCOL, id: 0, type: CONNECT, payload: null }, this.#origin, [port2]);
    this.refresh();
  };

  #hear({ v, id, type, payload }: Told): void {
    if (v !== PROTOCOL) return;
    switch (type) {
      case "done":
        this.#pending.get(id)?.settle(payload);
        this.#pending.delete(id);
        break;
      case "failed":
        this.#pending.get(id)?.refuse(new PortalRefusal(payload));
        this.#pending.delete(id);
        this.#tell("error", payload);
        break;
      case "height":
        if (this.#frame) this.#frame.style.height = `${Math.min(HEIGHT.most, Math.max(0, payload))}px`;
        break;
      case "ready":
        this.#isReady = true;
        for (const { settle } of this.#waiting.splice(0)) settle(null);
        this.#tell(type, payload);
        break;
      case "error":
        if (payload.code === "E_NOT_SEALED") this.#giveUp(new PortalRefusal(payload));
        this.#tell(type, payload);
        break;
      default:
        this.#tell(type, payload);
    }
  }

  #tell<T extends Exclude<keyof News, "height">>(type: T, detail: News[T]): void {
    this.dispatchEvent(new CustomEvent(`insitu-${type}`, { detail, bubbles: true, composed: true }));
  }

  /** Asks when the app can answer. */
  async #ask<T extends keyof Requests>(type: T, payload: Requests[T]["asked"]): Promise<Requests[T]["answer"]> {
    if (type !== "settings" && !this.#isReady) {
      await new Promise((settle, refuse) => this.#waiting.push({ settle, refuse }));
    }
    const id = ++this.#last;
    return new Promise((settle, refuse) => {
      this.#pending.set(id, { settle: settle as Pending["settle"], refuse });
      this.#port?.postMessage({ v: PROTOCOL, id, type, payload });
    });
  }

  #attributes(): Settings {
    const word = (name: string): string | undefined => this.getAttribute(name)?.trim() || undefined;
    const read: Settings = { analyses: word("analyses")?.split(/[\s,]+/) ?? [] };
    const lang = word("lang")?.toLowerCase();
    if (lang) read.lang = lang.startsWith("zh") ? "zh" : "en";
    const theme = word("theme");
    if (theme === "light" || theme === "dark" || theme === "auto") read.theme = theme;
    read.chrome = word("chrome") === "none" ? "none" : "full";
    return read;
  }

  #tokens(): Record<string, string> {
    const style = getComputedStyle(this);
    const values = TOKENS.map((name) => [name, style.getPropertyValue(`--insitu-${name}`).trim()] as const);
    return Object.fromEntries(values.filter(([, value]) => value !== ""));
  }
}
