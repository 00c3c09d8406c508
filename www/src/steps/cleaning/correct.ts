import { css, html, type PropertyValues, type TemplateResult } from "lit";
import "../../app/dialog.ts";
import { define, Part } from "../../app/element.ts";
import { label } from "../../charts/label.ts";
import { t } from "../../i18n/locale.ts";
import { field } from "../../styles/field.ts";

/** A cell by its column, and what it is to hold; null for nothing. */
export interface Correction {
  column: number;
  value: string | null;
}

/** Columns that can be chosen. */
const LISTED = 500;

/** Asks what a cell of a row is to hold instead. Emits `correct` or `closed`. */
export class InsituCorrect extends Part {
  static override properties = {
    shown: { type: Boolean },
    row: { type: Number },
    columns: { attribute: false },
    column: { type: Number },
    chosen: { state: true },
  };
  static override styles = [
    ...Part.styles,
    field,
    css`
      .fields {
        display: grid;
        gap: 12px;
        margin-top: 12px;
      }
      input {
        min-height: 32px;
        padding: 4px 8px;
        border: 1px solid var(--line-strong);
        border-radius: var(--radius);
        background: var(--surface);
      }
      .end-row {
        display: flex;
        flex-wrap: wrap;
        justify-content: flex-end;
        gap: 8px;
        margin-top: 16px;
      }
    `,
  ];
  declare shown: boolean;
  /** Number of the row in its file. */
  declare row: number;
  declare columns: readonly string[];
  /** The column proposed. */
  declare column: number;
  declare chosen: number;

  constructor() {
    super();
    this.shown = false;
    this.row = 0;
    this.columns = [];
    this.column = 0;
    this.chosen = 0;
  }

  override willUpdate(changed?: PropertyValues<this>): void {
    super.willUpdate();
    if (changed?.has("shown") && this.shown) this.chosen = this.column;
  }

  override updated(changed: PropertyValues<this>): void {
    // What was typed belongs to no other row.
    const input = this.renderRoot.querySelector("input");
    if (changed.has("shown") && input) input.value = "";
  }

  #go(value: string | null): void {
    this.dispatchEvent(new CustomEvent("correct", { detail: { column: this.chosen, value } satisfies Correction }));
  }

  override render(): TemplateResult {
    const typed = () => this.renderRoot.querySelector("input")?.value ?? "";
    return html`<insitu-dialog .heading=${t("correct.title", { n: this.row })} .shown=${this.shown} @closed=${() =>
      this.dispatchEvent(new CustomEvent("closed"))}>
      <p class="quiet">${t("correct.lead")}</p>
      <div class="fields" @keydown=${(e: KeyboardEvent) => {
        const [inner] = e.composedPath();
        if (e.key === "Enter" && inner instanceof HTMLInputElement) this.#go(typed());
      }}>
        <div class="field"><label for="column">${t("correct.column")}</label>
          <select id="column" @change=${(e: Event) => {
            this.chosen = Number((e.target as HTMLSelectElement).value);
          }}>${this.columns
            .slice(0, LISTED)
            .map(
              (name, at) => html`<option value=${at} .selected=${at === this.chosen}>${label(name)}</option>`,
            )}</select></div>
        <div class="field"><label for="value">${t("correct.value")}</label><input id="value" type="text" autocomplete="off" spellcheck="false" /></div>
        <div class="end-row">
          <button type="button" @click=${() => this.#go(null)}>${t("correct.empty")}</button>
          <button class="primary" type="button" @click=${() => this.#go(typed())}>${t("correct.go")}</button>
        </div>
      </div>
    </insitu-dialog>`;
  }
}

define("insitu-correct", InsituCorrect);
