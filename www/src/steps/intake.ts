import { css, html, nothing, type TemplateResult } from "lit";
import "../app/dialog.ts";
import { define, Part } from "../app/element.ts";
import { icon } from "../app/icon.ts";
import type { Journey } from "../app/journey.ts";
import { isRecipe } from "../app/link.ts";
import "../app/trouble.ts";
import { label } from "../charts/label.ts";
import { locale, t, word } from "../i18n/locale.ts";
import { bytes, full, percent } from "../i18n/number.ts";
import { isHelped } from "./attempt.ts";
import "./room.ts";

/** What the file dialog shows; a name says little, so anything may still be dropped. */
const ACCEPTED =
  ".insitu,.csv,.tsv,.txt,.xlsx,.xlsm,.xlsb,.xls,.ods,.json,.ndjson,.jsonl,.parquet,.arrow,.feather,.gz,.zip,text/csv,text/plain,text/tab-separated-values";

const STAGES = ["load", "seal", "test"] as const;
const NEEDS = ["user", "time", "amount"] as const;

/** First view: the ways to hand over a table, closed until the seal; then the progress of reading it. */
export class InsituIntake extends Part {
  static override properties = {
    ...Part.properties,
    journey: { attribute: false },
    over: { type: Boolean },
    pasting: { state: true },
  };
  static override styles = [
    ...Part.styles,
    css`
      .intro {
        max-width: 760px;
        margin: 24px auto 0;
        display: grid;
        gap: 16px;
      }
      h1 {
        font-size: 24px;
        text-wrap: balance;
      }
      .zone {
        display: grid;
        justify-items: center;
        gap: 12px;
        padding: 36px 24px;
        border: 1.5px dashed var(--line-strong);
        border-radius: var(--radius);
        background: var(--surface);
        text-align: center;
      }
      .zone.over {
        border-style: solid;
        border-color: var(--accent);
        background: var(--accent-soft);
      }
      .zone p.big {
        font-size: 16px;
        font-weight: 600;
      }
      .ways {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
        justify-content: center;
      }
      .ways .primary {
        min-height: 40px;
        padding: 4px 24px;
        font-size: 15px;
      }
      .ways button {
        min-height: 40px;
      }
      .stages {
        display: flex;
        flex-wrap: wrap;
        justify-content: center;
        gap: 4px 20px;
        font-size: 13px;
        color: var(--text-3);
      }
      .stages li {
        display: inline-flex;
        align-items: center;
        gap: 6px;
      }
      .stages .now {
        color: var(--text);
      }
      .stages .done {
        color: var(--good);
      }
      .pair {
        display: grid;
        grid-template-columns: 1.2fr 1fr;
        gap: 16px;
      }
      .pair h2 {
        font-size: 14px;
        margin-bottom: 8px;
      }
      .pair li {
        display: grid;
        grid-template-columns: 16px 1fr;
        gap: 8px;
        margin-bottom: 4px;
      }
      .pair svg.icon {
        margin-top: 3px;
        color: var(--accent);
      }
      .pair b {
        font-weight: 600;
      }
      .calm {
        display: flex;
        align-items: center;
        gap: 8px;
        padding: 8px 12px;
        border-radius: var(--radius);
        background: var(--surface-2);
        color: var(--text-2);
      }
      .stuck {
        padding: 12px 16px;
        border: 1px solid var(--bad);
        border-radius: var(--radius);
        background: var(--bad-soft);
      }
      .stuck li {
        font-weight: 600;
      }
      progress {
        width: 100%;
        height: 8px;
        border: 0;
        border-radius: 4px;
        overflow: hidden;
        appearance: none;
        background: var(--surface-2);
      }
      progress::-webkit-progress-bar {
        background: var(--surface-2);
      }
      progress::-webkit-progress-value {
        background: var(--accent);
      }
      progress::-moz-progress-bar {
        background: var(--accent);
      }
      .reading {
        display: grid;
        gap: 12px;
      }
      .row {
        display: flex;
        flex-wrap: wrap;
        gap: 8px 16px;
        align-items: center;
        justify-content: space-between;
      }
      .file {
        overflow-wrap: anywhere;
        font-weight: 600;
      }
      textarea {
        width: 100%;
        min-height: 200px;
        margin: 12px 0;
        font: 12px / 1.5 var(--mono);
        resize: vertical;
      }
      @media (max-width: 720px) {
        .intro {
          margin-top: 8px;
        }
        h1 {
          font-size: 20px;
        }
        .zone {
          padding: 24px 16px;
        }
        .pair {
          grid-template-columns: 1fr;
        }
      }
    `,
  ];
  declare journey: Journey;
  declare over: boolean;
  declare pasting: boolean;

  constructor() {
    super();
    this.over = false;
    this.pasting = false;
  }

  /** Opens the browser's file dialog; also called by other views. */
  choose(): void {
    this.renderRoot.querySelector<HTMLInputElement>("input[type=file]")?.click();
  }

  #picked(event: Event): void {
    const input = event.target as HTMLInputElement;
    const files = [...(input.files ?? [])].map((file) => ({ name: file.name, blob: file }));
    input.value = "";
    void this.journey.keeper.take(files);
  }

  #pasted(): void {
    const text = this.renderRoot.querySelector("textarea")?.value ?? "";
    this.pasting = false;
    if (isRecipe(text)) void this.journey.keeper.load(text, t("paste.recipe"), "recipe");
    else if (text.trim() !== "") void this.journey.open([{ name: t("paste.name"), blob: new Blob([text]) }]);
  }

  #stages(): TemplateResult | typeof nothing {
    const { stage } = this.store.seal;
    if (stage === "sealed" || stage === "failed") return nothing;
    const now = stage === "loading" ? 0 : 2;
    return html`<ol class="stages">${STAGES.map(
      (name, index) =>
        html`<li class=${index < now ? "done" : index === now ? "now" : ""}>${icon(
          index < now ? "check" : "wait",
        )}${t(`seal.stage.${name}`)}</li>`,
    )}</ol>`;
  }

  #stuck(): TemplateResult {
    const open = this.store.seal.report?.tries.filter((one) => !one.closed) ?? [];
    return html`<div class="stuck" role="alert">
      <h2>${t("seal.failed.title")}</h2>
      ${
        open.length === 0
          ? html`<p>${this.store.seal.texts?.[locale.lang] ?? t("seal.failed.boot")}</p>`
          : html`<p>${t("seal.failed.tries", { n: open.length })}</p><ul>${open.map((one) => html`<li>${word("try", one.name)}</li>`)}</ul>`
      }
      <p>${t("seal.failed.todo")}</p>
    </div>`;
  }

  #zone(): TemplateResult {
    const { store } = this;
    const { stage } = store.seal;
    const why =
      stage === "loading"
        ? t("seal.why.loading")
        : stage === "testing"
          ? t("seal.why.testing")
          : stage === "failed"
            ? t("seal.why.failed")
            : null;
    return html`<div class="zone ${this.over ? "over" : ""}">
      <p class="big">${this.over ? t(store.open ? "intake.drop.now" : "intake.drop.closed") : t("intake.drop")}</p>
      <div class="ways">
        <button class="primary" type="button" ?disabled=${!store.open} aria-describedby=${why ? "why" : nothing}
          @click=${this.choose}>${t("intake.choose")}</button>
        <button type="button" ?disabled=${!store.open} @click=${() => this.journey.demo()}>${t("intake.sample")}</button>
        <button type="button" ?disabled=${!store.open} @click=${() => {
          this.pasting = true;
        }}>${t("intake.paste")}</button>
      </div>
      ${this.#stages()}
      <p class="quiet" id="why">${why ?? [t("intake.formats"), t("tables.more")].join(locale.lang === "en" ? " " : "")}</p>
    </div>`;
  }

  #reading(): TemplateResult {
    const reading = this.store.reading;
    const p = reading?.progress;
    const { lang } = locale;
    const done = p && p.total > 0 ? p.bytes / p.total : 0;
    return html`<section class="card reading" aria-label=${t("intake.reading")}>
      <div class="row">
        <p><span class="file">${label(reading?.name ?? "")}</span>${
          reading && reading.files > 1 ? t("intake.reading.more", { n: reading.files - 1 }) : nothing
        }</p>
        <span class="tag">${p ? t(`phase.${p.phase}`) : t("phase.sniff")}</span>
      </div>
      <progress max="1" .value=${done} aria-label=${t("intake.reading")}></progress>
      <div class="row">
        <p class="quiet num">${
          p
            ? html`${t("intake.progress", { done: bytes(p.bytes, lang), total: bytes(p.total, lang), rows: p.rows })} · ${percent({ num: p.bytes, den: p.total }, lang) ?? ""}`
            : t("phase.sniff")
        }</p>
        <button type="button" @click=${() => this.journey.cancel()}>${icon("cross")}${t("app.cancel")}</button>
      </div>
    </section>`;
  }

  #current(): TemplateResult | typeof nothing {
    const files = this.store.inspect?.files ?? [];
    const [file] = files;
    if (!file) return nothing;
    const parts = files.flatMap((one) => one.parts);
    const { lang } = locale;
    return html`<section class="card row" aria-label=${t("intake.current")}>
      <div>
        <p class="quiet">${t("intake.current")}</p>
        <p><span class="file">${label(file.name)}</span>${
          parts.length > 1 ? t("intake.reading.more", { n: parts.length - 1 }) : nothing
        }</p>
        <p class="quiet num">${files.length > 1 ? `${t("tables.count", { n: files.length })} · ` : nothing}${bytes(
          parts.reduce((sum, part) => sum + part.bytes, 0),
          lang,
        )} · ${t("step.count.rows", {
          n: full(
            files.reduce((sum, one) => sum + one.rows.read, 0),
            lang,
          ),
        })}</p>
      </div>
      <div class="ways">
        <button type="button" @click=${() =>
          this.dispatchEvent(
            new CustomEvent("binder", { bubbles: true, composed: true }),
          )}>${t("keep.replace")}…</button>
        <button class="primary" type="button" @click=${() => this.journey.go("fields")}>${t("intake.continue")}</button>
      </div>
    </section>`;
  }

  override render(): TemplateResult {
    const { store } = this;
    return html`<div class="intro">
      <div>
        <h1 tabindex="-1">${store.reading ? t("intake.reading") : t("intake.title")}</h1>
        <p class="lead">${t("intake.lead")}</p>
      </div>
      ${store.cancelled ? html`<p class="calm">${icon("info")}${t(store.inspect ? "intake.cancelled.kept" : "intake.cancelled")}</p>` : nothing}
      ${
        store.failure && (!store.inspect || store.refusedFiles.length > 0)
          ? html`<insitu-trouble .failure=${store.failure}><button type="button" ?disabled=${!store.open} @click=${this.choose}>${t("error.again")}</button></insitu-trouble>
            ${
              store.refusedFiles.length === 1 && isHelped(store.failure.code)
                ? html`<insitu-attempt .store=${store} .journey=${this.journey}></insitu-attempt>`
                : nothing
            }`
          : nothing
      }
      ${store.offer && !store.reading ? html`<insitu-room .store=${store} .journey=${this.journey} .offer=${store.offer}></insitu-room>` : nothing}
      ${store.seal.stage === "failed" ? this.#stuck() : nothing}
      ${store.reading ? this.#reading() : html`${this.#current()}${this.#zone()}`}
      ${
        store.reading || store.inspect
          ? nothing
          : html`<div class="pair">
        <section class="card" aria-label=${t("intake.needs")}>
          <h2>${t("intake.needs")}</h2>
          <ul>${NEEDS.map(
            (need) =>
              html`<li>${icon("check")}<span><b>${t(`intake.needs.${need}`)}</b> <span class="quiet">${t(`intake.needs.${need}.more`)}</span></span></li>`,
          )}</ul>
          <p class="quiet">${t("intake.needs.more")}</p>
        </section>
        <section class="card" aria-label=${t("intake.gets")}>
          <h2>${t("intake.gets")}</h2>
          <ul>${(["1", "2", "3"] as const).map((n) => html`<li>${icon("analysis")}<span>${t(`intake.gets.${n}`)}</span></li>`)}</ul>
        </section>
      </div>`
      }
      <input type="file" multiple hidden accept=${ACCEPTED} aria-label=${t("intake.file")} ?disabled=${!store.open} @change=${this.#picked} />
      <insitu-dialog .heading=${t("paste.title")} .shown=${this.pasting} @closed=${() => {
        this.pasting = false;
      }}>
        <p class="quiet">${t("paste.lead")}</p>
        <textarea aria-label=${t("paste.field")} spellcheck="false" autocomplete="off"></textarea>
        <div class="row"><span></span><button class="primary" type="button" @click=${this.#pasted}>${t("paste.open")}</button></div>
      </insitu-dialog>
    </div>`;
  }
}

define("insitu-intake", InsituIntake);
