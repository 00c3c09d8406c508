import { css, html, nothing, type TemplateResult } from "lit";
import { copy } from "../boot/boot.ts";
import { label } from "../charts/label.ts";
import type { NamedBlob } from "../engine/api.ts";
import { locale, t } from "../i18n/locale.ts";
import { bytes } from "../i18n/number.ts";
import { field } from "../styles/field.ts";
import { ways } from "../styles/ways.ts";
import "./dialog.ts";
import { define, Part } from "./element.ts";
import { type IconName, icon } from "./icon.ts";
import type { Journey } from "./journey.ts";
import { secret, secretField, sends } from "./secret.ts";
import type { Failure } from "./store.ts";
import "./trouble.ts";

/** Files that are named one by one. */
const NAMED = 8;

type Page = "all" | "link" | "save";
type Taking = "replace" | "append" | "recipe" | "project";

const TAKEN: Record<Taking, string> = {
  replace: "",
  append: "",
  recipe: ".json,application/json",
  project: ".insitu",
};

/** Everything that goes in or out as a whole: the files, the recipe, the project. Emits `closed`. */
export class InsituBinder extends Part {
  static override properties = {
    ...Part.properties,
    journey: { attribute: false },
    shown: { type: Boolean },
    page: { state: true },
    link: { state: true },
    hand: { state: true },
    differ: { state: true },
    rows: { state: true },
    failure: { state: true },
  };
  static override styles = [
    ...Part.styles,
    ways,
    field,
    secretField,
    css`
      .page,
      section {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 8px;
      }
      .page {
        gap: 16px;
      }
      li {
        overflow-wrap: anywhere;
      }
      textarea {
        width: 100%;
        min-height: 96px;
        font: 12px / 1.5 var(--mono);
        overflow-wrap: anywhere;
      }
      .check {
        display: flex;
        gap: 8px;
        align-items: flex-start;
        margin: 0;
      }
      .check input {
        width: auto;
        margin-top: 3px;
      }
      .warn {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        gap: 8px;
        padding: 8px 12px;
        border-radius: var(--radius);
        background: var(--watch-soft);
      }
      .warn svg {
        margin-top: 3px;
        color: var(--watch);
      }
      .end {
        display: flex;
        flex-wrap: wrap;
        justify-content: flex-end;
        gap: 8px;
      }
      progress {
        width: 100%;
        accent-color: var(--accent);
      }
    `,
  ];
  declare journey: Journey;
  declare shown: boolean;
  declare page: Page;
  /** The address with the recipe; null where it would be too long. */
  declare link: string | null;
  declare hand: boolean;
  declare differ: boolean;
  declare rows: boolean;
  declare failure: Failure | null;
  #taking: Taking = "replace";

  constructor() {
    super();
    this.shown = false;
    this.#to("all");
  }

  #to(page: Page): void {
    this.page = page;
    this.link = null;
    this.hand = false;
    this.differ = false;
    this.rows = false;
    this.failure = null;
  }

  #close(): void {
    this.journey.keeper.cancel();
    if (this.store.locked) this.journey.keeper.lock(null);
    if (this.store.unpacked) this.journey.keeper.putAway();
    this.#to("all");
    this.dispatchEvent(new CustomEvent("closed"));
  }

  #value(id: string): string {
    return this.renderRoot.querySelector<HTMLInputElement>(`#${id}`)?.value ?? "";
  }

  #choose(taking: Taking): void {
    const input = this.renderRoot.querySelector<HTMLInputElement>("#file");
    if (!input) return;
    this.#taking = taking;
    input.accept = TAKEN[taking];
    input.multiple = TAKEN[taking] === "";
    input.click();
  }

  async #chosen(event: Event): Promise<void> {
    const input = event.target as HTMLInputElement;
    const files: NamedBlob[] = [...(input.files ?? [])].map((file) => ({ name: file.name, blob: file }));
    input.value = "";
    const [first] = files;
    const { keeper } = this.journey;
    if (!first) return;
    if (this.#taking === "project") return keeper.lock(first);
    this.#close();
    if (this.#taking === "recipe") await keeper.load(await first.blob.slice(0, 4 << 20).text(), first.name, "recipe");
    else await keeper.others(this.#taking, files);
  }

  async #share(): Promise<void> {
    const link = await this.journey.keeper.link();
    this.#to("link");
    this.link = link;
  }

  #copy(): void {
    this.hand = !copy(this.link ?? "");
    if (this.hand) this.renderRoot.querySelector("textarea")?.select();
    else this.store.say(t("keep.link.copied"));
  }

  async #save(): Promise<void> {
    this.differ = this.#value("passphrase") !== this.#value("again");
    if (this.differ) return;
    this.failure = await this.journey.keeper.saveProject(this.#value("passphrase"), this.rows);
    if (!this.failure) this.#close();
  }

  async #unlock(): Promise<void> {
    const { keeper } = this.journey;
    this.failure = await keeper.unlock(this.#value("passphrase"));
    if (!this.failure && !this.store.locked && !this.store.unpacked) this.#close();
  }

  #enter(event: KeyboardEvent, go: () => Promise<void>): void {
    if (sends(event) && !this.#busy) void go();
  }

  get #busy(): boolean {
    return this.store.working !== null;
  }

  #way(name: string, words: string, more: string, drawn: IconName, go: () => void): TemplateResult {
    return html`<button type="button" data-way=${name} ?disabled=${!this.store.open} @click=${go}>${icon(drawn)}<span>${words}</span><small>${more}</small></button>`;
  }

  #all(): TemplateResult {
    const { keeper } = this.journey;
    const { inspect } = this.store;
    const parts = inspect?.files.flatMap((file) => file.parts) ?? [];
    const { lang } = locale;
    return html`
      ${
        inspect
          ? html`<section><h3>${t("keep.files")}</h3>
        <ul class="quiet num">${parts
          .slice(0, NAMED)
          .map(
            (part) =>
              html`<li>${t("keep.file", { name: label(part.name), size: bytes(part.bytes, lang), n: part.rows.read })}</li>`,
          )}${parts.length > NAMED ? html`<li>${t("keep.files.more", { n: parts.length - NAMED })}</li>` : nothing}</ul>
        <div class="ways">
          ${this.#way("replace", t("keep.replace"), t("keep.replace.more"), "intake", () => this.#choose("replace"))}
          ${this.#way("append", t("keep.append"), t("keep.append.more"), "file", () => this.#choose("append"))}
        </div></section>`
          : nothing
      }
      <section><h3>${t("keep.recipe")}</h3><p class="quiet">${t("keep.recipe.lead")}</p>
        <div class="ways">
          ${inspect ? this.#way("recipe", t("keep.recipe.save"), t("keep.recipe.save.more"), "save", () => void keeper.saveRecipe()) : nothing}
          ${this.#way("load", t("keep.recipe.load"), t("keep.recipe.load.more"), "intake", () => this.#choose("recipe"))}
          ${inspect ? this.#way("link", t("keep.link"), t("keep.link.more"), "copy", () => void this.#share()) : nothing}
        </div></section>
      <section><h3>${t("keep.project")}</h3><p class="quiet">${t("keep.project.lead")}</p>
        <div class="ways">
          ${
            inspect
              ? this.#way("save", t("keep.project.save"), t("keep.project.save.more"), "lock", () => this.#to("save"))
              : nothing
          }
          ${this.#way("project", t("keep.project.load"), t("keep.project.load.more"), "open", () => this.#choose("project"))}
        </div></section>`;
  }

  #shared(): TemplateResult {
    if (this.link === null) return html`<p role="status">${t("keep.link.long")}</p>`;
    return html`<p>${t("keep.link.lead")}</p>
      <div class="field"><label for="link">${t("keep.link.field")}</label>
        <textarea id="link" readonly spellcheck="false" .value=${this.link}></textarea></div>
      ${this.hand ? html`<p role="status">${t("keep.link.hand")}</p>` : nothing}
      <div class="end"><button type="button" @click=${() => this.#to("all")}>${t("app.cancel")}</button>
        <button class="primary" type="button" @click=${this.#copy}>${icon("copy")}${t("keep.link.copy")}</button></div>`;
  }

  #end(words: string, back: () => void, go: () => Promise<void>): TemplateResult {
    return html`${this.failure ? html`<insitu-trouble .failure=${this.failure} .heading=${t("error.action.title")}></insitu-trouble>` : nothing}
      ${this.#busy ? html`<progress max="1" .value=${this.store.working ?? 0} aria-label=${t("keep.working")}></progress>` : nothing}
      <div class="end"><button type="button" @click=${back}>${t("app.cancel")}</button>
        <button class="primary" type="button" ?disabled=${this.#busy} @click=${() => void go()}>${words}</button></div>`;
  }

  #saving(): TemplateResult {
    const size = this.store.files.reduce((sum, file) => sum + file.blob.size, 0);
    return html`<div class="page" @keydown=${(e: KeyboardEvent) => this.#enter(e, () => this.#save())}>
      <p class="warn">${icon("warn")}<span>${t("keep.save.warn")}</span></p>
      ${secret("passphrase", t("key.passphrase.hint"))}${secret("again", null, this.differ)}
      <label class="check"><input type="checkbox" .checked=${this.rows} @change=${(e: Event) => {
        this.rows = (e.target as HTMLInputElement).checked;
      }} /><span>${t("keep.save.rows", { size: bytes(size, locale.lang) })}<br /><span class="quiet">${t("keep.save.rows.more")}</span></span></label>
      ${this.#end(
        t("keep.save.go"),
        () => {
          this.journey.keeper.cancel();
          this.#to("all");
        },
        () => this.#save(),
      )}
    </div>`;
  }

  #locked(name: string): TemplateResult {
    return html`<div class="page" @keydown=${(e: KeyboardEvent) => this.#enter(e, () => this.#unlock())}>
      <p>${t("keep.unlock.lead", { name: label(name) })}</p>
      ${secret("passphrase")}
      ${this.#end(
        t("keep.unlock.go"),
        () => this.#close(),
        () => this.#unlock(),
      )}
    </div>`;
  }

  #opened(files: readonly NamedBlob[]): TemplateResult {
    const { lang } = locale;
    return html`<p>${t("pack.opened")}</p><div class="ways">${files.map(
      (file) =>
        html`<button type="button" data-way="unpacked" @click=${() => this.journey.keeper.saveUnpacked(file)}>${icon("save")}<span>${label(file.name)}</span><small>${bytes(file.blob.size, lang)}</small></button>`,
    )}</div><div class="end"><button type="button" @click=${() => this.#close()}>${t("keep.close")}</button></div>`;
  }

  override render(): TemplateResult {
    const { locked, unpacked } = this.store;
    const page = this.page;
    const heading = unpacked
      ? t("pack.title")
      : locked
        ? t("keep.unlock")
        : page === "link"
          ? t("keep.link")
          : page === "save"
            ? t("keep.project.save")
            : t("keep.open");
    const shown = this.shown || locked !== null || unpacked !== null;
    return html`<insitu-dialog wide .heading=${heading} .shown=${shown} @closed=${this.#close}>${
      shown
        ? html`<div class="page">${
            unpacked
              ? this.#opened(unpacked)
              : locked
                ? this.#locked(locked.name)
                : page === "link"
                  ? this.#shared()
                  : page === "save"
                    ? this.#saving()
                    : this.#all()
          }</div><input class="sr" id="file" type="file" tabindex="-1" aria-label=${t("intake.file")} ?disabled=${!this.store.open} @change=${this.#chosen} />`
        : nothing
    }</insitu-dialog>`;
  }
}

define("insitu-binder", InsituBinder);
