import { html, noChange, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { define, Part } from "../app/element.ts";
import type { Journey } from "../app/journey.ts";
import { locale, t } from "../i18n/locale.ts";
import { day } from "../i18n/number.ts";
import { field } from "../styles/field.ts";

/** The date that all analyses look back from. */
export class InsituAsOf extends Part {
  static override properties = {
    ...Part.properties,
    journey: { attribute: false },
    now: { attribute: false },
    wrong: { state: true },
  };
  static override styles = [...Part.styles, field];
  declare journey: Journey;
  /** The date in force, where the result names it. */
  declare now: string | null;
  /** Whether the field holds something that is no date. */
  declare wrong: boolean;

  constructor() {
    super();
    this.now = null;
    this.wrong = false;
  }

  /** Drops what was typed and is no date. */
  clear(): void {
    this.wrong = false;
  }

  #type(event: Event): void {
    const input = event.target as HTMLInputElement;
    // A date of which a part is missing has no value, as an empty one has none; only the empty one is a wish.
    this.wrong = input.validity.badInput || input.validity.rangeOverflow;
    if (!this.wrong) this.journey.analyses.setAsOf(input.value || null);
  }

  override render(): TemplateResult {
    const { wrong, now } = this;
    return html`<div class="field">
      <label for="as-of">${t("params.as_of")}</label>
      <input id="as-of" type="date" max="9999-12-31" .value=${wrong ? noChange : live(this.store.asOf ?? now ?? "")}
        aria-invalid=${wrong} aria-describedby="as-of-hint" @change=${this.#type} />
      <p class=${wrong ? "bad" : "quiet hint"} id="as-of-hint" role=${wrong ? "alert" : nothing}>${
        wrong
          ? now === null
            ? t("params.as_of.wrong")
            : t("params.as_of.wrong.now", { now: day(now, locale.lang) })
          : t("params.as_of.more")
      }</p>
    </div>`;
  }
}

define("insitu-as-of", InsituAsOf);
