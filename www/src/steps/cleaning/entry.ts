import { css, html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import type { CleaningDesk } from "../../app/cleaning.ts";
import { define, Part } from "../../app/element.ts";
import { locale, t } from "../../i18n/locale.ts";
import { full } from "../../i18n/number.ts";
import type { CleaningAction, CleaningEffect, CleaningEntry, OutlierMethod } from "../../engine/types.ts";
import "./found-rows.ts";
import "./outliers.ts";
import { actionName, actionsOf, acts, does, found, isRequired, reasons, ruleName } from "./sentences.ts";

export type Move = "up" | "down";
/** Settings of an entry that become others; undefined takes one away. */
export type Edit = { [K in keyof CleaningEntry]?: CleaningEntry[K] | undefined };

const METHODS: readonly OutlierMethod[] = ["box", "sigma3", "p99", "mad"];
const FACTORS: Record<OutlierMethod, number> = { box: 1.5, sigma3: 3, p99: 1, mad: 3.5 };

/** One rule: what it is about, what it found and did and why, and everything that can be changed about it. */
export class InsituPlanEntry extends Part {
  static override properties = {
    ...Part.properties,
    desk: { attribute: false },
    entry: { attribute: false },
    effect: { attribute: false },
    index: { type: Number },
    isFirst: { type: Boolean },
    isLast: { type: Boolean },
    open: { state: true },
    wrong: { state: true },
  };
  static override styles = [
    ...Part.styles,
    css`
      .entry {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 8px;
        padding: 10px 12px;
        border: 1px solid var(--line);
        border-left: 4px solid var(--line);
        border-radius: var(--radius);
      }
      .entry.acts {
        border-left-color: var(--accent);
      }
      .top {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: 0 16px;
        align-items: start;
      }
      .words {
        grid-row: 2;
      }
      .order {
        grid-area: 1 / 2 / 3 / 3;
      }
      h3 {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 8px;
        align-items: center;
        overflow-wrap: anywhere;
      }
      .off h3 {
        color: var(--text-3);
      }
      .order {
        display: flex;
        gap: 4px;
      }
      .order button {
        width: 32px;
        padding: 0;
      }
      .controls {
        display: flex;
        flex-wrap: wrap;
        gap: 8px 12px;
        align-items: center;
      }
      label {
        max-width: 100%;
        display: inline-flex;
        gap: 6px;
        align-items: center;
        font-size: 13px;
        color: var(--text-2);
      }
      input[type="checkbox"] {
        width: 18px;
        height: 18px;
        margin: 0;
        accent-color: var(--accent);
      }
      input[type="number"] {
        width: 72px;
      }
      .bad {
        color: var(--bad);
        font-size: 12px;
      }
      select {
        min-width: 0;
        max-width: 100%;
      }
      @media (max-width: 720px) {
        .words {
          grid-area: 2 / 1 / 3 / 3;
          margin-top: 4px;
        }
        .order {
          grid-area: 1 / 2 / 2 / 3;
        }
        .controls > label:has(select) {
          flex: 1 1 100%;
        }
        .controls select {
          flex: 1;
          min-width: 0;
          min-height: 40px;
        }
        .controls button,
        .order button {
          min-height: 40px;
        }
        .order button {
          width: 40px;
        }
      }
    `,
  ];
  declare desk: CleaningDesk;
  declare entry: CleaningEntry;
  declare effect: CleaningEffect;
  /** Its place in the plan, by which the engine knows it. */
  declare index: number;
  declare isFirst: boolean;
  declare isLast: boolean;
  declare open: "rows" | "methods" | null;
  declare wrong: boolean;

  constructor() {
    super();
    this.open = null;
    this.wrong = false;
  }

  /** Gives the focus back to the button that moved it, or to its neighbour where that cannot be pressed any more. */
  async focusMove(way: Move): Promise<void> {
    await this.updateComplete;
    const [up, down] = this.renderRoot.querySelectorAll<HTMLButtonElement>(".order button");
    const wanted = way === "up" ? up : down;
    (wanted?.disabled ? (way === "up" ? down : up) : wanted)?.focus();
  }

  #edit(change: Edit): void {
    this.dispatchEvent(new CustomEvent("edit", { detail: change }));
  }

  #move(way: Move): void {
    this.dispatchEvent(new CustomEvent("move", { detail: way }));
  }

  #show(part: "rows" | "methods"): void {
    this.open = this.open === part ? null : part;
  }

  #factor(event: Event): void {
    const value = Number((event.target as HTMLInputElement).value);
    this.wrong = !(Number.isFinite(value) && value > 0);
    if (!this.wrong) this.#edit({ factor: value });
  }

  #method(rule: string): TemplateResult {
    const { entry } = this;
    const method = entry.method ?? "box";
    return html`<label>${t("plan.method")} <select aria-label=${t("plan.method.of", { rule })} @change=${(e: Event) => {
      const method = (e.target as HTMLSelectElement).value as OutlierMethod;
      this.#edit({ method, factor: undefined, log: undefined });
    }}>${METHODS.map((m) => html`<option value=${m} .selected=${live(m === method)}>${t(`method.${m}`)}</option>`)}</select></label>
      <label>${t("plan.factor")} <input type="number" min="0.1" step="any" aria-label=${t("plan.factor.of", { rule })}
        aria-invalid=${this.wrong} .value=${live(String(entry.factor ?? FACTORS[method]))} @change=${this.#factor} /></label>
      ${
        method === "mad"
          ? html`<label><input type="checkbox" aria-label=${t("plan.log.of", { rule })} .checked=${live(entry.log ?? false)}
            @change=${(e: Event) => this.#edit({ log: (e.target as HTMLInputElement).checked })} />${t("plan.log")}</label>`
          : nothing
      }
      ${this.wrong ? html`<span class="bad" role="alert">${t("plan.factor.wrong")}</span>` : nothing}`;
  }

  override render(): TemplateResult {
    const { entry, effect } = this;
    const rule = ruleName(entry);
    const required = isRequired(entry.rule);
    const off = !entry.on && !required;
    const actions = actionsOf(entry.rule);
    const acting = acts(entry);
    const why = reasons(effect);
    return html`<div class="entry ${acting ? "acts" : ""} ${off ? "off" : ""}">
      <div class="top">
        <h3>${rule} <span class="tag ${acting ? "accent" : ""}">${t(off ? "plan.off" : acting ? "plan.acts" : "plan.counts")}</span></h3>
        <div class="order">
          <button type="button" aria-label=${t("plan.up", { rule })} ?disabled=${this.isFirst} @click=${() => this.#move("up")}>↑</button>
          <button type="button" aria-label=${t("plan.down", { rule })} ?disabled=${this.isLast} @click=${() => this.#move("down")}>↓</button>
        </div>
        <div class="words">
          <p class="num">${found(effect)} ${effect.found > 0 || off ? does(effect) : nothing}</p>
          ${why.map((text) => html`<p class="quiet">${text}</p>`)}
          ${required ? html`<p class="quiet">${t("plan.always.more")}</p>` : nothing}
        </div>
      </div>
      <div class="controls">
        ${
          required
            ? html`<span class="tag">${t("plan.always")}</span>`
            : html`<label><input type="checkbox" role="switch" aria-label=${t("plan.on.of", { rule })} .checked=${live(entry.on)}
              @change=${(e: Event) => this.#edit({ on: (e.target as HTMLInputElement).checked })} />${t("plan.on")}</label>`
        }
        ${
          actions.length < 2
            ? nothing
            : html`<label>${t("plan.action")} <select aria-label=${t("plan.action.of", { rule })} @change=${(
                e: Event,
              ) => this.#edit({ action: (e.target as HTMLSelectElement).value as CleaningAction })}>${actions.map(
                (action) =>
                  html`<option value=${action} .selected=${live(action === entry.action)}>${actionName(entry.rule, action)}</option>`,
              )}</select></label>`
        }
        ${entry.rule === "outlier" ? this.#method(rule) : nothing}
        ${
          effect.found > 0
            ? html`<button type="button" aria-expanded=${this.open === "rows"} aria-label=${t("plan.rows.of", { rule })}
              @click=${() => this.#show("rows")}>${t("plan.rows")} ${full(effect.found, locale.lang)}</button>`
            : nothing
        }
        ${
          effect.outliers
            ? html`<button type="button" aria-expanded=${this.open === "methods"} aria-label=${t("plan.methods.of", { rule })}
              @click=${() => this.#show("methods")}>${t("plan.methods")}</button>`
            : nothing
        }
      </div>
      ${
        this.open === "methods" && effect.outliers
          ? html`<insitu-outliers .outliers=${effect.outliers} .rule=${rule} .method=${entry.method ?? "box"}></insitu-outliers>`
          : nothing
      }
      ${
        this.open === "rows" && effect.found > 0
          ? html`<insitu-found-rows .store=${this.store} .desk=${this.desk} .entry=${this.index} .rule=${rule}
            .column=${effect.column} .fixed=${required}></insitu-found-rows>`
          : nothing
      }
    </div>`;
  }
}

define("insitu-plan-entry", InsituPlanEntry);
