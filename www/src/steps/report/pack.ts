import { css, html, nothing, type TemplateResult } from "lit";
import { anyway } from "../../app/anyway.ts";
import { define, Part } from "../../app/element.ts";
import { icon } from "../../app/icon.ts";
import type { Journey } from "../../app/journey.ts";
import { secret, secretField, sends } from "../../app/secret.ts";
import type { Failure } from "../../app/store.ts";
import "../../app/trouble.ts";
import { t } from "../../i18n/locale.ts";
import { field } from "../../styles/field.ts";

/** The report as one file that opens by a passphrase alone. */
export class InsituPack extends Part {
  static override properties = {
    ...Part.properties,
    journey: { attribute: false },
    on: { state: true },
    differ: { state: true },
    failure: { state: true },
  };
  static override styles = [
    ...Part.styles,
    field,
    secretField,
    css`
      :host,
      .form {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 8px;
        width: 100%;
      }
      .check {
        display: flex;
        gap: 8px;
        align-items: center;
        font-size: 13px;
      }
      .check input {
        width: auto;
      }
      .pair {
        display: flex;
        flex-wrap: wrap;
        gap: 8px 16px;
        align-items: start;
      }
      .form button {
        justify-self: start;
      }
      @media print {
        :host {
          display: none;
        }
      }
    `,
  ];
  declare journey: Journey;
  declare on: boolean;
  declare differ: boolean;
  declare failure: Failure | null;

  constructor() {
    super();
    this.on = false;
    this.differ = false;
    this.failure = null;
  }

  #value(id: string): string {
    return this.renderRoot.querySelector<HTMLInputElement>(`#${id}`)?.value ?? "";
  }

  async #save(confirmed: boolean): Promise<void> {
    this.differ = this.#value("passphrase") !== this.#value("again");
    if (this.differ) return;
    this.failure = await this.journey.keeper.savePack(this.#value("passphrase"), confirmed);
    this.store.insist = () => this.#save(true);
    // What was typed does not stay.
    if (!this.failure) this.on = false;
  }

  #enter(event: KeyboardEvent): void {
    if (sends(event) && !this.#busy) void this.#save(false);
  }

  get #busy(): boolean {
    const { journey, store } = this;
    return store.working !== null || !journey.paper.report || journey.paper.progress !== null;
  }

  override render(): TemplateResult {
    const { store, failure } = this;
    return html`<label class="check"><input type="checkbox" .checked=${this.on} @change=${(e: Event) => {
      this.on = (e.target as HTMLInputElement).checked;
      this.failure = null;
    }} />${t("pack.tick")}</label>
      ${
        this.on
          ? html`<div class="form" @keydown=${this.#enter}><p class="quiet">${t("pack.warn")}</p>
        <div class="pair">${secret("passphrase", t("key.passphrase.hint"))}${secret("again", null, this.differ)}</div>
        ${failure ? html`<insitu-trouble .failure=${failure} .heading=${t("error.action.title")}>${anyway(store, failure)}</insitu-trouble>` : nothing}
        <button class="primary" type="button" ?disabled=${this.#busy} @click=${() => void this.#save(false)}>${icon("lock")}${t("pack.go")}</button></div>`
          : nothing
      }`;
  }
}

define("insitu-pack", InsituPack);
