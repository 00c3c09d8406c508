import { css, html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { define, Part } from "../../app/element.ts";
import { t } from "../../i18n/locale.ts";
import { field } from "../../styles/field.ts";
import { LONGEST, windowOf, windowWords } from "./bounds.ts";

const LISTED = [90, 180, 365] as const;

/** The window of time. Emits `window` with days or null; a number that cannot be one stays to be mended, and is said. */
export class InsituWindow extends Part {
  static override properties = {
    days: { attribute: false },
    own: { state: true },
    typed: { state: true },
  };
  static override styles = [
    ...Part.styles,
    field,
    css`
      input {
        margin-top: 4px;
      }
    `,
  ];
  /** The window in force. */
  declare days: number | null;
  declare own: boolean;
  /** What stands in the field while it is not in force. */
  declare typed: string | null;

  constructor() {
    super();
    this.days = null;
    this.own = false;
    this.typed = null;
  }

  override willUpdate(changed?: Map<PropertyKey, unknown>): void {
    super.willUpdate();
    if (!changed?.has("days")) return;
    this.typed = null;
    this.own = this.days !== null && (this.own || !LISTED.some((n) => n === this.days));
  }

  #emit(days: number | null): void {
    this.typed = null;
    this.dispatchEvent(new CustomEvent("window", { detail: days }));
  }

  #choose(event: Event): void {
    const { value } = event.target as HTMLSelectElement;
    this.own = value === "custom";
    this.typed = null;
    if (!this.own) this.#emit(value === "" ? null : Number(value));
  }

  #type(event: Event): void {
    const { value } = event.target as HTMLInputElement;
    const days = windowOf(value);
    if (days === null) this.typed = value;
    else this.#emit(days);
  }

  #field(): TemplateResult {
    const wrong = this.typed !== null;
    const now = windowWords(this.days);
    return html`<input type="number" min="1" max=${LONGEST} step="1" aria-label=${t("params.window.field")}
        aria-invalid=${wrong} aria-describedby="rule"
        .value=${live(this.typed ?? (this.days === null ? "" : String(this.days)))} @change=${this.#type} />
      <p class=${wrong ? "bad" : "quiet hint"} id="rule" role=${wrong ? "alert" : nothing}>${
        wrong
          ? t("params.window.wrong", { most: LONGEST, now })
          : this.days === null
            ? t("params.window.rule.now", { most: LONGEST, now })
            : t("params.window.rule", { most: LONGEST })
      }</p>`;
  }

  override render(): TemplateResult {
    return html`<div class="field">
      <label for="window">${t("params.window")}</label>
      <select id="window" .value=${live(this.own ? "custom" : this.days === null ? "" : String(this.days))} @change=${this.#choose}>
        <option value="">${windowWords(null)}</option>
        ${LISTED.map((n) => html`<option value=${n}>${windowWords(n)}</option>`)}
        <option value="custom">${t("params.window.custom")}</option>
      </select>
      ${this.own ? this.#field() : nothing}
    </div>`;
  }
}

define("insitu-window", InsituWindow);
