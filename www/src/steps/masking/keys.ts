import { css, html, nothing, type TemplateResult } from "lit";
import "../../app/dialog.ts";
import { define, Part } from "../../app/element.ts";
import { icon } from "../../app/icon.ts";
import type { MaskingDesk } from "../../app/masking.ts";
import { secret, secretField, sends } from "../../app/secret.ts";
import "../../app/trouble.ts";
import { label } from "../../charts/label.ts";
import { t } from "../../i18n/locale.ts";
import { field } from "../../styles/field.ts";
import { ways } from "../../styles/ways.ts";

const WAYS = ["new", "export", "import", "open"] as const;
type Way = (typeof WAYS)[number];

/** Bytes of a file of a key, and of a list of pseudonyms, that are read. */
const KEY_FILE = 64 << 10;
const LIST_FILE = 64 << 20;

/** The key of the pseudonyms: a new one, out and in under a passphrase, and what a list of pseudonyms stands for. */
export class InsituKeys extends Part {
  static override properties = {
    ...Part.properties,
    desk: { attribute: false },
    way: { state: true },
    differ: { state: true },
    fileless: { state: true },
    sure: { state: true },
    tried: { state: true },
    picked: { state: true },
  };
  static override styles = [
    ...Part.styles,
    ways,
    field,
    secretField,
    css`
      .lead {
        margin: 4px 0 12px;
        font-size: 13px;
      }
      .form {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 12px;
        margin-top: 12px;
      }
      textarea {
        width: 100%;
        min-height: 120px;
        font: 12px / 1.5 var(--mono);
      }
      .file {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
        align-items: center;
        position: relative;
      }
      .check {
        display: flex;
        gap: 8px;
        align-items: flex-start;
      }
      .check input {
        width: auto;
        margin-top: 3px;
      }
      .end-row {
        display: flex;
        flex-wrap: wrap;
        justify-content: flex-end;
        gap: 8px;
      }
    `,
  ];
  declare desk: MaskingDesk;
  /** What is being asked. */
  declare way: Way | null;
  declare differ: boolean;
  declare fileless: boolean;
  declare sure: boolean;
  /** Whether the engine's last refusal is about what is being asked. */
  declare tried: boolean;
  /** Name of the file chosen. */
  declare picked: string | null;

  constructor() {
    super();
    this.way = null;
    this.differ = false;
    this.fileless = false;
    this.sure = false;
    this.tried = false;
    this.picked = null;
  }

  #ask(way: Way | null): void {
    this.way = way;
    this.differ = false;
    this.fileless = false;
    this.sure = false;
    this.picked = null;
    if (this.tried) this.desk.failure = null;
    this.tried = false;
    this.desk.asked = way !== null;
  }

  #input(id: string): HTMLInputElement | null {
    return this.renderRoot.querySelector<HTMLInputElement>(`#${id}`);
  }

  #enter(event: KeyboardEvent): void {
    if (sends(event)) void this.#go();
  }

  async #go(): Promise<void> {
    const { way, desk } = this;
    if (desk.busy) return;
    this.tried = true;
    const done = await this.#do(way);
    if (!done) return;
    this.tried = false;
    this.#ask(null);
  }

  async #do(way: Way | null): Promise<boolean> {
    const { desk, store } = this;
    const passphrase = this.#input("passphrase")?.value ?? "";
    switch (way) {
      case "new": {
        const done = await desk.newKey();
        if (done) store.say(t("key.new.done"));
        return done;
      }
      case "export": {
        this.differ = passphrase !== this.#input("again")?.value;
        return this.differ ? false : desk.exportKey(passphrase);
      }
      case "import": {
        const file = this.#input("file")?.files?.[0];
        this.fileless = file === undefined;
        if (!file) return false;
        const done = await desk.importKey(await file.slice(0, KEY_FILE).text(), passphrase);
        if (done) store.say(t("key.import.done"));
        return done;
      }
      case "open": {
        const file = this.#input("file")?.files?.[0];
        const typed = this.renderRoot.querySelector("textarea")?.value ?? "";
        return desk.openPseudonyms(file ? await file.slice(0, LIST_FILE).text() : typed);
      }
      case null:
        return false;
    }
  }

  #file(words: string, accept: string): TemplateResult {
    return html`<div class="field"><label for="file">${words}</label><div class="file">
      <input class="sr" id="file" type="file" tabindex="-1" accept=${accept} @change=${(e: Event) => {
        this.picked = (e.target as HTMLInputElement).files?.[0]?.name ?? null;
        this.fileless = false;
      }} />
      <button type="button" @click=${() => this.#input("file")?.click()}>${t("key.file.choose")}</button>
      <span class="quiet">${this.picked === null ? t("key.file.none") : label(this.picked)}</span></div>
      ${this.fileless ? html`<p class="bad" role="alert">${t("key.import.choose")}</p>` : nothing}</div>`;
  }

  #fields(way: Way): TemplateResult | typeof nothing {
    switch (way) {
      case "new":
        return nothing;
      case "export":
        return html`${secret("passphrase", t("key.passphrase.hint"))}${secret("again", null, this.differ)}`;
      case "import":
        return html`${this.#file(t("key.import.file"), ".json,application/json")}${secret("passphrase")}`;
      case "open":
        return html`<div class="field"><label for="list">${t("key.open.list")}</label><textarea id="list" autocomplete="off" spellcheck="false"></textarea></div>
          ${this.#file(t("key.open.file"), ".csv,.txt,text/*")}
          <label class="check"><input type="checkbox" .checked=${this.sure} @change=${(e: Event) => {
            this.sure = (e.target as HTMLInputElement).checked;
          }} /><span>${t("key.open.confirm")}</span></label>`;
    }
  }

  #dialog(): TemplateResult {
    const { way, desk } = this;
    return html`<insitu-dialog .heading=${way ? t(`key.${way}.title`) : ""} .shown=${way !== null} @closed=${() => this.#ask(null)}>${
      way === null
        ? nothing
        : html`<p>${t(`key.${way}.lead`)}</p>
      <div class="form" @keydown=${this.#enter}>
        ${this.#fields(way)}
        ${this.tried && desk.failure ? html`<insitu-trouble .failure=${desk.failure} .heading=${t("error.action.title")}></insitu-trouble>` : nothing}
        <div class="end-row">
          <button type="button" @click=${() => this.#ask(null)}>${t("app.cancel")}</button>
          <button class="primary" type="button" @click=${() => void this.#go()} ?disabled=${desk.busy || (way === "open" && !this.sure)}>${t(`key.${way}.go`)}</button>
        </div>
      </div>`
    }</insitu-dialog>`;
  }

  override render(): TemplateResult {
    return html`<section class="card" aria-label=${t("key.title")}>
      <h2>${t("key.title")}</h2>
      <p class="lead">${t("key.lead")}</p>
      <div class="ways">${WAYS.map(
        (way) =>
          html`<button type="button" @click=${() => this.#ask(way)}>${icon(way === "new" ? "lock" : way === "export" ? "save" : way === "import" ? "intake" : "open")}<span>${t(`key.${way}`)}</span><small>${t(`key.${way}.more`)}</small></button>`,
      )}</div>
      ${this.#dialog()}
    </section>`;
  }
}

define("insitu-keys", InsituKeys);
