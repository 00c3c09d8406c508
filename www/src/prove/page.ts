import { html, LitElement, nothing, type TemplateResult } from "lit";
import { icon } from "../app/icon.ts";
import type { BootFailure } from "../boot/failure.ts";
import type { Found, Hashes } from "../boot/load.ts";
import type { SealReport } from "../boot/self-test.ts";
import type { Lang } from "../engine/api.ts";
import { base } from "../styles/base.ts";
import { table } from "../styles/table.ts";
import { adopt } from "../styles/theme.ts";
import { channels, type Kind, KINDS } from "./channels/channels.ts";
import { look } from "./look.ts";
import type { Finding } from "./trial.ts";
import { isKey, type Key, say } from "./words.ts";

declare const __HASHES__: (Hashes & { lock: string }) | null;

type State = Finding["state"];
interface Row {
  name: string;
  state: State;
  how: string;
}

const NAME = "insitu";
const COMMANDS = { prove: "./pkg-scripts/prove.sh", sums: "sha256sum -c SHA256SUMS" };
const STATES = ["open", "refused", "listener", "skipped"] as const satisfies State[];
const MARKS = {
  refused: ["good", "check"],
  open: ["bad", "cross"],
  listener: ["watch", "wait"],
  skipped: ["watch", "warn"],
} as const;
const LIMITS = ["extensions", "clipboard", "screen", "browser", "host", "timing", "names", "connection"] as const;
const PARTS = ["core", "reader", "formats", "worker"] as const;

/** What was tried, what it showed, what the program's bytes are, and what none of it covers. */
export class InsituProve extends LitElement {
  static override properties = { lang: { type: String }, token: { type: String } };
  static override styles = [base, table, look];
  declare lang: Lang;
  /** The mark that every channel tries to send. */
  declare token: string;
  readonly #findings: Finding[] = [];
  #hashes: Found | null = null;
  #report: SealReport | null = null;
  #scripts: { own: string; allowed: readonly string[] } | null = null;
  #failure: BootFailure["texts"] | null = null;
  #failed = false;
  #theme: "light" | "dark";
  readonly #date = new Date();

  constructor() {
    super();
    this.lang = (navigator.languages[0] ?? "zh").toLowerCase().startsWith("zh") ? "zh" : "en";
    this.token = "";
    this.#theme = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
    adopt();
    document.documentElement.dataset["theme"] = this.#theme;
    // On paper the page is light, whatever it is on screen.
    addEventListener("beforeprint", () => (document.documentElement.dataset["theme"] = "light"));
    addEventListener("afterprint", () => (document.documentElement.dataset["theme"] = this.#theme));
  }

  boot(hashes: Found, report: SealReport): void {
    this.#hashes = hashes;
    this.#report = report;
    this.requestUpdate();
  }

  found(finding: Finding): void {
    this.#findings.push(finding);
    this.requestUpdate();
  }

  /** `own` is the SHA-256 of this page's script, `allowed` those of the scripts that the policies in force let run. */
  end(own: string, allowed: readonly string[]): void {
    this.#scripts = { own, allowed };
    this.requestUpdate();
  }

  fail(texts: BootFailure["texts"] | null): void {
    this.#failed = true;
    this.#failure = texts;
    this.requestUpdate();
  }

  override updated(): void {
    document.documentElement.lang = this.lang === "zh" ? "zh-CN" : "en";
    document.title = `${NAME} · ${this.#say("title")}`;
  }

  #say(key: Key, values: Readonly<Record<string, string | number>> = {}): string {
    return say(this.lang, key, values);
  }

  #word(prefix: string, code: string): string {
    const key = `${prefix}.${code}`;
    return isKey(key) ? this.#say(key) : code;
  }

  /** Each try of a kind, in its order. */
  #rows(kind: Kind): Row[] {
    const found = this.#findings.filter((one) => one.kind === kind);
    return found.map(({ name, state, sign, directive }) => {
      const word = this.#word("sign", state === "refused" ? (sign ?? "") : state);
      return { name, state, how: directive ? `${word} (${directive})` : word };
    });
  }

  #self(): Row[] {
    return (this.#report?.tries ?? []).map(({ name, closed, by }) => {
      const sign = { policy: "report", lock: "lock", frame: "frame" }[by];
      const state = closed ? "refused" : "open";
      return { name, state, how: this.#word("sign", closed ? sign : "open") };
    });
  }

  get #all(): Row[] {
    return [...this.#self(), ...(Object.keys(KINDS) as Kind[]).flatMap((kind) => this.#rows(kind))];
  }

  get #same(): boolean {
    const published = __HASHES__;
    const hashes = this.#hashes;
    if (published === null || hashes === null) return false;
    const parts = PARTS.every((name) => hashes[name] === null || hashes[name] === published[name]);
    return parts && this.#allows(published.lock) && this.#allows(this.#scripts?.own ?? "");
  }

  #allows(hash: string): boolean {
    return this.#scripts?.allowed.includes(hash) ?? false;
  }

  override render(): TemplateResult {
    return html`
      <header>
        <span class="name">${NAME}</span>
        <button type="button" lang=${this.lang === "zh" ? "en" : "zh-CN"} @click=${this.#speak}>${this.#say("lang")}</button>
        <button type="button" @click=${this.#paint}>${icon(this.#theme === "dark" ? "sun" : "moon")}${this.#say(`theme.${this.#theme === "dark" ? "light" : "dark"}`)}</button>
        <button type="button" class="primary" ?disabled=${this.#scripts === null} @click=${() => window.print()}>${this.#say("print")}</button>
      </header>
      <main>
        <h1>${this.#say("title")}</h1>
        ${this.#verdict()} ${this.#facts()} ${this.#kinds()} ${this.#fingerprints()} ${this.#gaps()}
        <section>
          <h2>${this.#say("limits")}</h2>
          <ul class="plain">${LIMITS.map((name) => html`<li>${this.#say(`limit.${name}`)}</li>`)}</ul>
        </section>
        <section>
          <h2>${this.#say("rest")}</h2>
          <p>${this.#say("rest.listener")}</p>
          <pre>${COMMANDS.prove}</pre>
          <p>${this.#say("rest.sums")}</p>
          <pre>${COMMANDS.sums}</pre>
        </section>
        <div class="paper"><div class="sign"><div>${this.#say("print.by")}</div><div>${this.#say("print.date")}</div></div></div>
      </main>
      <footer class="quiet">${this.#say("footer")}</footer>
    `;
  }

  #verdict(): TemplateResult {
    const rows = this.#all;
    const count = (state: State) => rows.filter((row) => row.state === state).length;
    const [open, ended] = [count("open"), this.#scripts !== null];
    const bad = this.#failed || open > 0 || (ended && !(this.#report?.ok && this.#same));
    const lead = this.#failed
      ? `${this.#say("lead.failed")} ${this.#failure?.[this.lang] ?? ""}`
      : open > 0
        ? this.#say("lead.bad", { n: open })
        : !ended
          ? this.#say("lead.wait", { done: this.#findings.length, all: channels.length })
          : bad
            ? this.#say("lead.failed")
            : this.#say("lead.ok", { n: count("refused"), m: count("listener") });
    return html`
      <div class="verdict ${bad ? "bad" : ended ? "good" : ""}" role="status">
        ${icon(bad ? "cross" : ended ? "check" : "wait")}
        <div>
          <p>${lead}</p>
          <div class="counts">${this.#tags(rows)}</div>
        </div>
      </div>`;
  }

  #tags(rows: readonly Row[]): TemplateResult[] {
    return STATES.flatMap((state) => {
      const n = rows.filter((row) => row.state === state).length;
      const [tone, mark] = MARKS[state];
      return n === 0 ? [] : [html`<span class="tag ${tone}">${icon(mark)}${this.#say(`count.${state}`, { n })}</span>`];
    });
  }

  #facts(): TemplateResult {
    const date = this.#date.toLocaleString(this.lang === "zh" ? "zh-CN" : "en-GB", { timeZoneName: "short" });
    return html`
      <section>
        <h2>${this.#say("facts")}</h2>
        <dl>
          <dt>${this.#say("facts.date")}</dt><dd>${date}</dd>
          <dt>${this.#say("facts.browser")}</dt><dd>${navigator.userAgent}</dd>
          <dt>${this.#say("facts.address")}</dt><dd>${document.baseURI}</dd>
          <dt>${this.#say("facts.canary")}</dt><dd><code>${this.token}</code></dd>
        </dl>
        <p class="quiet">${this.#say("facts.canary.use")}</p>
      </section>`;
  }

  #kinds(): TemplateResult {
    const groups: ["self" | Kind, Row[]][] = [
      ["self", this.#self()],
      ...(Object.keys(KINDS) as Kind[]).map((kind): [Kind, Row[]] => [kind, this.#rows(kind)]),
    ];
    return html`
      <section>
        <h2 id="kinds">${this.#say("kinds")}</h2>
        <p class="paper quiet">${this.#say("print.names")}</p>
        <div class="scroll">
          <table aria-labelledby="kinds">
            <thead><tr><th scope="col">${this.#say("kinds.what")}</th><th scope="col" class="results">${this.#say("kinds.result")}</th></tr></thead>
            <tbody>${groups.map(([kind, rows]) => this.#group(kind, rows))}</tbody>
          </table>
        </div>
      </section>`;
  }

  #group(kind: "self" | Kind, rows: Row[]): TemplateResult {
    return html`
      <tr>
        <th scope="row">
          <b>${this.#say(kind)}</b>
          <p>${this.#say(`${kind}.why`)}</p>
          ${
            rows.length === 0
              ? nothing
              : html`
          <div class="paper names">${rows.map((row) => `${row.name}${row.state === "listener" ? "°" : ""}`).join(", ")}</div>
          <details ?open=${rows.some((row) => row.state === "open")}>
            <summary>${this.#say("kinds.list")}</summary>
            <ul>${rows.map((row) => this.#row(row))}</ul>
          </details>`
          }
        </th>
        <td class="results">${this.#tags(rows)}</td>
      </tr>`;
  }

  #row({ name, state, how }: Row): TemplateResult {
    const [tone, mark] = MARKS[state];
    return html`<li data-name=${name} data-state=${state}>
      <code>${name}</code>
      <span><span class="tag ${tone}">${icon(mark)}${this.#say(`state.${state}`)}</span></span>
      <span class="quiet">${how}</span>
    </li>`;
  }

  #fingerprints(): TemplateResult {
    const published = __HASHES__;
    const ended = this.#scripts !== null;
    const lock = published?.lock ?? "";
    const rows: [Key, string, string | null][] = PARTS.map((name) => [
      `hash.${name}`,
      published?.[name] ?? "",
      this.#hashes?.[name] ?? null,
    ]);
    rows.push(["hash.lock", lock, this.#allows(lock) ? lock : null]);
    return html`
      <section>
        <h2>${this.#say("hashes")}</h2>
        <p class="quiet">${this.#say("hashes.why")}</p>
        ${rows.map(([key, wanted, running]) => this.#fingerprint(key, wanted, running, running !== null && running === wanted))}
        ${ended ? this.#fingerprint("hash.page", this.#say("hash.page.published"), this.#scripts?.own ?? null, this.#allows(this.#scripts?.own ?? "")) : nothing}
      </section>`;
  }

  #fingerprint(key: Key, wanted: string, running: string | null, same: boolean): TemplateResult {
    const tag = same
      ? html`<span class="tag good">${icon("check")}${this.#say("hashes.same")}</span>`
      : running === null
        ? html`<span class="tag watch">${icon("wait")}${this.#say("hashes.none")}</span>`
        : html`<span class="tag bad">${icon("cross")}${this.#say("hashes.other")}</span>`;
    return html`
      <div class="hash">
        <h3>${this.#say(key)} ${this.#scripts === null && !this.#failed ? nothing : tag}</h3>
        <dl>
          <dt>${this.#say("hashes.published")}</dt><dd><code>${wanted}</code></dd>
          <dt>${this.#say("hashes.running")}</dt><dd><code>${running ?? ""}</code></dd>
        </dl>
      </div>`;
  }

  #gaps(): TemplateResult | typeof nothing {
    const reduced = this.#report?.reduced ?? [];
    if (reduced.length === 0) return nothing;
    return html`
      <section>
        <h2>${this.#say("reduced")}</h2>
        <ul class="plain">${reduced.map((one) => html`<li>${this.#word("reduced", one)}</li>`)}</ul>
      </section>`;
  }

  #speak(): void {
    this.lang = this.lang === "zh" ? "en" : "zh";
  }

  #paint(): void {
    this.#theme = this.#theme === "dark" ? "light" : "dark";
    document.documentElement.dataset["theme"] = this.#theme;
    this.requestUpdate();
  }
}

customElements.define("insitu-prove", InsituProve);
