// Tries one channel in the sealed page and reads what the page itself can see of a refusal.
import { type Kind, KINDS } from "./channels/channels.ts";
import type { Target, Try } from "./channels/try.ts";

/**
 * How a refusal showed. report: the browser reported a violation of the policy. lock: the lock threw. types: Trusted Types
 * threw. absent: the interface is not there. frame: the browser refused it to a sandboxed frame.
 */
export type Sign = "report" | "lock" | "types" | "absent" | "frame";

export interface Finding {
  name: string;
  kind: Kind;
  /** listener: a page cannot tell. skipped: it could end a page that turned out not to be sealed. */
  state: "refused" | "open" | "listener" | "skipped";
  sign: Sign | null;
  /** The directive of the policy that refused, when the browser named it. */
  directive: string;
}

/** What a page cannot see: it leaves no trace in the page, waits for a click, saves a file, or ends the page. */
const BLIND = new Set([
  // no trace
  "script-clone",
  "svg-document-image",
  "attribution-source",
  "history-state",
  "tamper-stack",
  "audio-worklet",
  "paint-worklet",
  "body-background",
  "svg-use",
  "style-filter",
  // a click
  "style-cursor",
  "open",
  "open-blank",
  "open-prototype",
  "picture-in-picture",
  // a file
  "tamper-save",
  "blob-document-saved",
  // the end of the page
  "location-href",
  "location-assign",
  "location-replace",
  "location-own",
  "location-search",
  "document-location",
  "top-location",
  "parent-location",
  "push-state-reload",
  "tampered-navigation",
  "intercepted-navigation",
  "javascript-address",
  "blob-document-text",
  "srcdoc-again",
  "unload-beacon",
]);

const PATIENCE = 900;

/** Nothing but this run's tries holds this text, so whoever finds it in a log has found a leak. */
export function canary(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(5));
  return `canary${Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

function aim(token: string, index: number): Target {
  const id = `${token}x${String(index).padStart(3, "0")}q`;
  // A name that cannot exist: what were not refused would end at the resolver.
  const host = `${id}.seal-probe.invalid`;
  const url = `https://${host}/${id}`;
  const base = document.baseURI;
  const own = base.startsWith("http") ? new URL(`own/${id}`, base).href : url;
  return { id, url, host, own, ws: `wss://${host}/${id}`, tcp: 9, udp: 9 };
}

function read(error: unknown): Sign | null {
  const message = error instanceof Error ? error.message : "";
  if (message.startsWith("insitu: refused")) return "lock";
  if (error instanceof DOMException) return error.name === "SecurityError" ? "frame" : null;
  if (error instanceof EvalError) return "report";
  if (/trusted\s?(types?|html|script)/i.test(message)) return "types";
  if (error instanceof TypeError || error instanceof ReferenceError) return "absent";
  return null;
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Runs all tries one after the other and hands each finding over; `reports` takes the policies that the browser named. */
export class Trial {
  readonly token = canary();
  /** The texts of the policies in force, as the browser reported them. */
  readonly policies = new Set<string>();
  readonly #app: Element;
  #open = false;

  /** `app` is the one element of the body that stays. */
  constructor(app: Element) {
    this.#app = app;
  }

  async run(found: (finding: Finding) => void): Promise<void> {
    const sheets = [...document.adoptedStyleSheets];
    let index = 0;
    for (const kind of Object.keys(KINDS) as Kind[]) {
      for (const one of KINDS[kind] as readonly Try[]) {
        const finding = await this.#judge(kind, one, aim(this.token, index));
        index += 1;
        if (finding.state === "open") this.#open = true;
        found(finding);
        this.#tidy(sheets);
      }
    }
  }

  async #judge(kind: Kind, one: Try, target: Target): Promise<Finding> {
    const finding = { name: one.name, kind, sign: null, directive: "" };
    if (one.how === "worker" || one.how === "handoff" || BLIND.has(one.name)) return { ...finding, state: "listener" };
    // A page whose lock has gone would be led away before anyone could read what was found.
    if (this.#open && (one.how === "alone" || one.how === "click")) return { ...finding, state: "skipped" };
    let directive = "";
    let tell = () => {};
    const reported = new Promise<void>((resolve) => (tell = resolve));
    const hear = (event: SecurityPolicyViolationEvent) => {
      this.policies.add(event.originalPolicy);
      const other = new RegExp(`${this.token}x(?!${target.id.slice(-4)})`).test(event.blockedURI);
      if (other || event.effectiveDirective.includes("trusted-types")) return;
      directive ||= event.effectiveDirective;
      tell();
    };
    document.addEventListener("securitypolicyviolation", hear);
    const sign = await this.#attempt(one, target, reported);
    // A report may follow an exception; it belongs to this try.
    await pause(0);
    document.removeEventListener("securitypolicyviolation", hear);
    if (directive !== "") return { ...finding, state: "refused", sign: "report", directive };
    return sign === null ? { ...finding, state: "open" } : { ...finding, state: "refused", sign };
  }

  async #attempt(one: Try, target: Target, reported: Promise<void>): Promise<Sign | null> {
    let answer: Promise<unknown>;
    try {
      answer = Promise.resolve(one.code(target));
    } catch (error) {
      return read(error);
    }
    // What fails in the same breath failed for want of an interface; what fails later failed on its way out.
    let early: unknown;
    answer.catch((error: unknown) => (early = error));
    for (let i = 0; i < 8; i += 1) await Promise.resolve();
    const sign = early === undefined ? null : read(early);
    if (sign !== null) return sign;
    await Promise.race([reported, pause(PATIENCE)]);
    return null;
  }

  /** Takes away what a try left, which would ask again at the next layout. */
  #tidy(sheets: CSSStyleSheet[]): void {
    document.adoptedStyleSheets = sheets;
    for (const node of [...document.body.children]) if (node !== this.#app) node.remove();
    for (const node of document.head.querySelectorAll("style, img")) node.remove();
    document.body.removeAttribute("background");
  }
}
