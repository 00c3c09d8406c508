import { css, html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { define, Part } from "../app/element.ts";
import { locale, say, t } from "../i18n/locale.ts";
import { day, full } from "../i18n/number.ts";
import { field } from "../styles/field.ts";
import type { Choice, DateSetting, ListSetting, NumberSetting, SeveralSetting, Setting } from "./definition.ts";

type Loose = Record<string, unknown>;

/** Choices that stand beside each other; more are a list. */
const BESIDE = 3;
/** Width of their words together, in Latin letters, for which there is room. */
const ROOM = 20;

function stand(choices: readonly Choice[]): "segmented" | "list" {
  const width = choices.reduce((sum, { words }) => sum + [...words].length + words.replace(/[ -~]/g, "").length, 0);
  return choices.length > BESIDE || width > ROOM ? "list" : "segmented";
}

/** One setting. Emits `set` with its new value; what cannot be one stays to be mended, and is said. */
export class InsituField extends Part {
  static override properties = {
    setting: { attribute: false },
    value: { attribute: false },
    choices: { attribute: false },
    typed: { state: true },
  };
  static override styles = [
    ...Part.styles,
    field,
    css`
      .segmented {
        display: flex;
      }
      .segmented button {
        flex: 1 1 0;
        min-width: min-content;
        padding: 2px 6px;
        white-space: normal;
      }
      .tick {
        display: flex;
        gap: 8px;
        align-items: baseline;
        min-height: 24px;
        margin: 0;
        color: inherit;
      }
      .tick input {
        flex: none;
        width: auto;
        margin: 0;
        accent-color: var(--accent);
      }
      .proposed {
        display: flex;
        flex-wrap: wrap;
        gap: 4px;
      }
      .several {
        max-height: 220px;
        overflow: auto;
      }
    `,
  ];
  declare setting: Setting<Loose>;
  declare value: unknown;
  declare choices: readonly Choice[];
  /** What stands in the field while it is not in force. */
  declare typed: string | null;

  constructor() {
    super();
    this.choices = [];
    this.typed = null;
  }

  override willUpdate(changed?: Map<PropertyKey, unknown>): void {
    super.willUpdate();
    if (changed?.has("value")) this.typed = null;
  }

  #emit(value: unknown): void {
    this.typed = null;
    this.dispatchEvent(new CustomEvent("set", { detail: value }));
  }

  #hint(): TemplateResult | typeof nothing {
    const { hint } = this.setting;
    return hint === undefined ? nothing : html`<p class="quiet hint" id="hint">${say(hint)}</p>`;
  }

  #choice(shape: "segmented" | "list"): TemplateResult {
    const { choices } = this;
    const at = choices.findIndex((one) => one.value === this.value);
    const name = say(this.setting.label);
    if (shape === "segmented") {
      return html`<fieldset><legend>${name}</legend><div class="segmented">${choices.map(
        (one, index) =>
          html`<button type="button" aria-pressed=${index === at} @click=${() => this.#emit(one.value)}>${one.words}</button>`,
      )}</div>${this.#hint()}</fieldset>`;
    }
    return html`<div class="field"><label for="field">${name}</label>
      <select id="field" .value=${live(String(at))} @change=${(e: Event) =>
        this.#emit(choices[Number((e.target as HTMLSelectElement).value)]?.value)}>
        ${choices.map((one, index) => html`<option value=${index} ?selected=${index === at}>${one.words}</option>`)}
      </select>${this.#hint()}</div>`;
  }

  #rule(s: NumberSetting<Loose>): string {
    const [min, max] = [full(s.min, locale.lang, 4), full(s.max, locale.lang, 4)];
    return t(s.step === 1 ? "setting.whole" : "setting.between", { min, max });
  }

  #number(s: NumberSetting<Loose>): TemplateResult {
    const { value } = this;
    const wrong = this.typed !== null;
    const now = typeof value === "number" ? full(value, locale.lang, 4) : t("setting.empty");
    const type = (event: Event): void => {
      const input = event.target as HTMLInputElement;
      const text = input.value.trim();
      const number = text === "" ? Number.NaN : Number(text);
      const fits = number >= s.min && number <= s.max && (s.step !== 1 || Number.isInteger(number));
      if (fits) this.#emit(number);
      else if (text === "" && s.optional && !input.validity.badInput) this.#emit(null);
      else this.typed = input.value;
    };
    return html`<div class="field"><label for="field">${say(s.label)}</label>
      <input id="field" type="number" min=${s.min} max=${s.max} step=${s.step} aria-invalid=${wrong} aria-describedby="rule"
        .value=${live(this.typed ?? (typeof value === "number" ? String(value) : ""))} @change=${type} />
      <p id="rule" class=${wrong ? "bad" : "quiet hint"} role=${wrong ? "alert" : nothing}>${
        wrong
          ? t("setting.wrong", { rule: this.#rule(s), now })
          : s.hint
            ? say(s.hint)
            : s.optional
              ? t("setting.or.empty", { rule: this.#rule(s) })
              : this.#rule(s)
      }</p></div>`;
  }

  #date(s: DateSetting<Loose>): TemplateResult {
    const value = typeof this.value === "string" ? this.value : "";
    const wrong = this.typed !== null;
    const type = (event: Event): void => {
      const input = event.target as HTMLInputElement;
      const bad = input.validity.badInput || (input.value === "" && !s.optional);
      if (bad) this.typed = input.value;
      else this.#emit(input.value || null);
    };
    return html`<div class="field"><label for="field">${say(s.label)}</label>
      <input id="field" type="date" max="9999-12-31" aria-invalid=${wrong} aria-describedby="rule" .value=${live(value)} @change=${type} />
      <p id="rule" class=${wrong ? "bad" : "quiet hint"} role=${wrong ? "alert" : nothing}>${
        wrong
          ? value
            ? t("params.as_of.wrong.now", { now: day(value, locale.lang) })
            : t("params.as_of.wrong")
          : s.hint
            ? say(s.hint)
            : nothing
      }</p></div>`;
  }

  #several(s: SeveralSetting<Loose>): TemplateResult {
    const chosen = Array.isArray(this.value) ? this.value : [];
    const turn = (one: Choice, on: boolean): void => {
      const next = this.choices.map((c) => c.value).filter((v) => (v === one.value ? on : chosen.includes(v)));
      if (next.length >= (s.least ?? 0)) this.#emit(next);
      else this.requestUpdate();
    };
    return html`<fieldset><legend>${say(s.label)}</legend><div class="several">${this.choices.map(
      (one) => html`<label class="tick"><input type="checkbox" .checked=${live(chosen.includes(one.value))}
        @change=${(e: Event) => turn(one, (e.target as HTMLInputElement).checked)} /><span>${one.words}</span></label>`,
    )}</div>${this.#hint()}</fieldset>`;
  }

  #list(s: ListSetting<Loose>): TemplateResult {
    const now: string[] = Array.isArray(this.value) ? this.value : [];
    const proposed = this.choices.filter(({ value }) => typeof value === "string" && !now.includes(value));
    const set = (words: readonly string[]): void => {
      const named = words.map((word) => word.trim()).filter((word) => word !== "");
      this.#emit([...new Set(named)]);
    };
    return html`<div class="field"><label for="field">${say(s.label)}</label>
      <input id="field" type="text" spellcheck="false" autocomplete="off" aria-describedby="hint" .value=${live(now.join(", "))}
        @change=${(e: Event) => set((e.target as HTMLInputElement).value.split(/[,;\n\uff0c\u3001\uff1b]/))} />
      ${this.#hint()}
      ${
        proposed.length > 0
          ? html`<div class="proposed">${proposed.map(
              ({ value, words }) =>
                html`<button class="plain" type="button" @click=${() => set([...now, String(value)])}>${t("setting.add", { words })}</button>`,
            )}</div>`
          : nothing
      }</div>`;
  }

  override render(): TemplateResult {
    const s = this.setting;
    switch (s.kind) {
      case "list":
        return this.#list(s);
      case "choice":
        return this.#choice(s.shape ?? stand(this.choices));
      case "number":
        return this.#number(s);
      case "date":
        return this.#date(s);
      case "toggle":
        return html`<div class="field"><label class="tick"><input type="checkbox" .checked=${live(this.value === true)}
          @change=${(e: Event) => this.#emit((e.target as HTMLInputElement).checked)} /><span>${say(s.label)}</span></label>${this.#hint()}</div>`;
      case "several":
        return this.#several(s);
    }
  }
}

define("insitu-field", InsituField);
