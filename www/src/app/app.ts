import { css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import "../analyses/menu.ts";
import "../analyses/panel.ts";
import { viewOf } from "../analyses/registry.ts";
import type { TableModel } from "../charts/table.ts";
import { locale, t } from "../i18n/locale.ts";
import "../steps/fields.ts";
import "../steps/gate.ts";
import "../steps/intake.ts";
import "../steps/report/report.ts";
import { adopt, apply, follow } from "../styles/theme.ts";
import "./around.ts";
import "./bar.ts";
import "./binder.ts";
import "./copier.ts";
import type { InsituCopier } from "./copier.ts";
import "./dialog.ts";
import { define, Part } from "./element.ts";
import { icon } from "./icon.ts";
import { Journey } from "./journey.ts";
import "./kept.ts";
import { isRecipe } from "./link.ts";
import "./proof.ts";
import "./rail.ts";
import type { Step } from "./store.ts";

const NARROW = (): MediaQueryList => matchMedia("(max-width: 720px)");

/** How long the quiet line at the bottom stays. */
const SAID = 6000;

/** The frame of the page: bar, steps, the step at hand; takes files dropped or pasted anywhere. */
export class InsituApp extends Part {
  static override properties = {
    ...Part.properties,
    over: { state: true },
    proof: { state: true },
    binder: { state: true },
    narrow: { state: true },
  };
  static override styles = [
    ...Part.styles,
    css`
      .page {
        display: grid;
        grid-template: auto minmax(0, 1fr) / 192px minmax(0, 1fr);
        height: 100dvh;
        overflow: clip;
      }
      .top {
        grid-column: 1 / -1;
      }
      .bare {
        grid-template-columns: minmax(0, 1fr);
      }
      .bare main {
        padding: 16px 12px 24px;
      }
      .flow {
        height: auto;
        overflow: visible;
      }
      .flow main {
        overflow: visible;
      }
      main:focus-visible {
        outline-offset: -2px;
      }
      main {
        position: relative;
        overflow: auto;
        padding: 20px 24px 48px;
        scroll-padding: 16px;
      }
      .inner {
        max-width: 1240px;
        margin: 0 auto;
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 16px;
      }
      .banner {
        display: flex;
        flex-wrap: wrap;
        gap: 8px 12px;
        align-items: center;
        padding: 8px 16px;
        border-radius: var(--radius);
        background: var(--watch-soft);
      }
      .banner svg {
        color: var(--watch);
      }
      .said {
        position: fixed;
        left: 50%;
        bottom: 20px;
        z-index: 5;
        max-width: min(520px, calc(100vw - 32px));
        padding: 8px 16px;
        border-radius: var(--radius);
        background: var(--text);
        color: var(--bg);
        box-shadow: var(--float);
        transform: translateX(-50%);
        overflow-wrap: anywhere;
      }
      .said:empty {
        visibility: hidden;
      }
      .drop {
        position: fixed;
        inset: 0;
        z-index: 4;
        display: grid;
        place-items: center;
        border: 2px solid var(--accent);
        background: color-mix(in srgb, var(--bg) 86%, transparent);
        font-size: 16px;
        font-weight: 600;
        pointer-events: none;
      }
      .skip {
        position: absolute;
        left: 8px;
        top: -60px;
        z-index: 10;
      }
      .skip:focus {
        top: 8px;
      }
      @media (max-width: 720px) {
        .page {
          grid-template: auto minmax(0, 1fr) auto / minmax(0, 1fr);
        }
        main:focus-visible {
        outline-offset: -2px;
      }
      main {
          grid-row: 2;
          padding: 16px 12px 24px;
        }
        insitu-rail {
          grid-row: 3;
        }
        .said {
          bottom: 72px;
        }
      }
      @media print {
        insitu-rail,
        .said {
          display: none;
        }
        .page {
          display: block;
          height: auto;
        }
        main:focus-visible {
        outline-offset: -2px;
      }
      main {
          overflow: visible;
        }
      }
    `,
  ];
  declare over: boolean;
  declare proof: boolean;
  /** Whether files, recipe and project are shown. */
  declare binder: boolean;
  /** Whether the steps are a bar below. */
  declare narrow: boolean;
  readonly journey = new Journey();
  #step: Step = "intake";
  #analysisShown = "";
  #depth = 0;
  #said = "";
  #quiet: ReturnType<typeof setTimeout> | undefined;
  #stops: (() => void)[] = [];

  constructor() {
    super();
    this.store = this.journey.store;
    this.over = false;
    this.proof = false;
    this.binder = false;
    this.narrow = NARROW().matches;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    adopt();
    apply(this.store.theme);
    const on = <K extends keyof WindowEventMap>(type: K, f: (e: WindowEventMap[K]) => void): void => {
      window.addEventListener(type, f);
      this.#stops.push(() => window.removeEventListener(type, f));
    };
    on("dragenter", (e) => this.#drag(e, 1));
    on("dragleave", (e) => this.#drag(e, -1));
    on("dragover", (e) => e.preventDefault());
    on("drop", (e) => this.#drop(e));
    on("paste", (e) => this.#paste(e));
    on("keydown", (e) => {
      if (e.key === "Escape" && (this.store.reading || this.store.rereading)) this.journey.cancel();
      else this.#key(e);
    });
    const query = NARROW();
    const fit = (): void => {
      this.narrow = query.matches;
    };
    query.addEventListener("change", fit);
    this.#stops.push(() => query.removeEventListener("change", fit));
    this.#stops.push(
      follow(() => {
        apply(this.store.theme);
        this.store.change();
      }),
    );
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const stop of this.#stops.splice(0)) stop();
  }

  #drag(event: DragEvent, by: number): void {
    event.preventDefault();
    if (!event.dataTransfer?.types.includes("Files")) return;
    this.#depth = Math.max(0, this.#depth + by);
    this.over = this.#depth > 0;
  }

  // A drop is always taken, closed or not: the browser would open the file in place of the page.
  #drop(event: DragEvent): void {
    event.preventDefault();
    this.#depth = 0;
    this.over = false;
    const files = [...(event.dataTransfer?.files ?? [])].map((file) => ({ name: file.name, blob: file }));
    if (files.length > 0) void this.journey.keeper.take(files);
  }

  // What is typed into a field has a way back of its own.
  #key(event: KeyboardEvent): void {
    const [inner] = event.composedPath();
    const typing =
      (inner instanceof HTMLInputElement && inner.type !== "checkbox") || inner instanceof HTMLTextAreaElement;
    if (typing || this.binder || this.proof || event.altKey || !(event.ctrlKey || event.metaKey)) return;
    const key = event.key.toLowerCase();
    const again = key === "y" || (key === "z" && event.shiftKey);
    if (!again && key !== "z") return;
    event.preventDefault();
    void this.journey.keeper.step(again);
  }

  #paste(event: ClipboardEvent): void {
    const [inner] = event.composedPath();
    if (inner instanceof HTMLInputElement || inner instanceof HTMLTextAreaElement) return;
    const files = [...(event.clipboardData?.files ?? [])].map((file) => ({ name: file.name, blob: file }));
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (files.length > 0) void this.journey.keeper.take(files);
    else if (isRecipe(text)) void this.journey.keeper.load(text, t("paste.recipe"), "recipe");
    else if (this.store.step === "intake" && text.includes("\n")) {
      void this.journey.open([{ name: t("paste.name"), blob: new Blob([text]) }]);
    }
  }

  override updated(_changed: PropertyValues): void {
    document.documentElement.lang = locale.lang === "zh" ? "zh-CN" : "en";
    document.documentElement.toggleAttribute("data-flow", this.store.embedding?.flow ?? false);
    document.title = `${t("app.name")} · ${t("app.tagline")}`;
    if (this.#step !== this.store.step) {
      this.#step = this.store.step;
      void this.#arrive();
    }
    if (this.#analysisShown !== this.store.analysis) {
      this.#analysisShown = this.store.analysis;
      this.renderRoot.querySelector("main")?.scrollTo(0, 0);
    }
    if (this.store.said !== this.#said) {
      this.#said = this.store.said;
      clearTimeout(this.#quiet);
      if (this.#said) this.#quiet = setTimeout(() => this.store.say(""), SAID);
    }
  }

  /** A new step begins at its top, with the focus on its title. */
  async #arrive(): Promise<void> {
    const view = this.renderRoot.querySelector<Part>("#step");
    this.renderRoot.querySelector("main")?.scrollTo(0, 0);
    await view?.updateComplete;
    view?.renderRoot.querySelector<HTMLElement>("h1")?.focus({ preventScroll: true });
  }

  #view(): TemplateResult {
    const { store, journey } = this;
    switch (store.step) {
      case "intake":
        return html`<insitu-intake id="step" .store=${store} .journey=${journey} .over=${this.over}></insitu-intake>`;
      case "fields":
        return html`<insitu-fields id="step" .store=${store} .journey=${journey}></insitu-fields>`;
      case "gate":
        return html`<insitu-gate id="step" .store=${store} .journey=${journey}></insitu-gate>`;
      case "analysis":
        return this.#analysis();
      case "report":
        return html`<insitu-report id="step" .store=${store} .journey=${journey}></insitu-report>`;
    }
  }

  #analysis(): TemplateResult {
    const { store, journey } = this;
    const view = viewOf(store.analysis);
    return html`${this.#row ? html`<insitu-menu row .store=${store} .journey=${journey}></insitu-menu>` : nothing}
      <insitu-analysis id="step" .store=${store} .journey=${journey} .view=${view}></insitu-analysis>`;
  }

  /** Whether the list of analyses is a row above the panel. */
  get #row(): boolean {
    return this.narrow || (this.store.embedding?.bare ?? false);
  }

  #banner(): TemplateResult | typeof nothing {
    switch (this.store.engineState) {
      case "ready":
        return nothing;
      case "restarting":
        return html`<div class="banner" role="status">${icon("wait")}<span>${t("engine.restarting")}</span></div>`;
      case "needs_files":
        // Without a kept file the failure on the first view has said it already.
        if (this.store.files.length === 0) return nothing;
        return html`<div class="banner" role="status">${icon("warn")}<span>${t("engine.needs_files")}</span>
          <button type="button" @click=${() => void this.journey.reopen()}>${t("engine.reopen")}</button></div>`;
    }
  }

  override render(): TemplateResult {
    const { store, journey } = this;
    const { bare = false, flow = false } = store.embedding ?? {};
    const prove = (): void => {
      this.proof = true;
    };
    const bind = (): void => {
      this.binder = true;
    };
    return html`
      <button class="skip" type="button" @click=${() => this.renderRoot.querySelector<HTMLElement>("main")?.focus()}>${t("app.skip")}</button>
      <div class="page ${bare ? "bare" : ""} ${flow ? "flow" : ""}" @copy-table=${(e: CustomEvent<TableModel>) =>
        this.renderRoot.querySelector<InsituCopier>("insitu-copier")?.take(e.detail)}>
        <div class="top">
          ${bare ? nothing : html`<insitu-bar .store=${store} .journey=${journey} @proof=${prove} @binder=${bind}></insitu-bar>`}
          ${store.embedding ? html`<insitu-around .store=${store} @proof=${prove}></insitu-around>` : nothing}
        </div>
        ${
          bare
            ? nothing
            : html`<insitu-rail .store=${store} .journey=${journey}>${
                store.step === "analysis" && !this.narrow
                  ? html`<insitu-menu .store=${store} .journey=${journey}></insitu-menu>`
                  : nothing
              }</insitu-rail>`
        }
        <main tabindex="0"><div class="inner" @binder=${bind}>${this.#banner()}<insitu-kept .store=${store} .journey=${journey}></insitu-kept>${this.#view()}</div></main>
      </div>
      ${
        this.over && store.step !== "intake"
          ? html`<p class="drop">${t(store.open ? "intake.drop.now" : "intake.drop.closed")}</p>`
          : nothing
      }
      <p class="said" role="status">${store.said}</p>
      <insitu-dialog wide .heading=${t("proof.title")} .shown=${this.proof} @closed=${() => {
        this.proof = false;
      }}><insitu-proof .store=${store}></insitu-proof></insitu-dialog>
      <insitu-binder .store=${store} .journey=${journey} .shown=${this.binder} @closed=${() => {
        this.binder = false;
      }}></insitu-binder>
      <insitu-copier .store=${store}></insitu-copier>
    `;
  }
}

define("insitu-app", InsituApp);
