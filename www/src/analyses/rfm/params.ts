import { css, html, noChange, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { define, Part } from "../../app/element.ts";
import type { Journey } from "../../app/journey.ts";
import type { Cuts, Method, RfmParams } from "../../engine/api.ts";
import { locale, t } from "../../i18n/locale.ts";
import { day } from "../../i18n/number.ts";
import { field } from "../../styles/field.ts";
import "./cuts.ts";
import { proposed } from "./cuts.ts";
import "./window.ts";

const METHODS = ["quantile", "fixed", "mean", "r_rfm"] as const;
const LEAST = 2;
const MOST = 10;

/** The settings of RFM. Every change runs the analysis at once; the old picture stays until the new one is there. */
export class InsituParams extends Part {
  static override properties = { ...Part.properties, journey: { attribute: false }, badDay: { state: true } };
  static override styles = [
    ...Part.styles,
    field,
    css`
      .head {
        display: flex;
        align-items: baseline;
        justify-content: space-between;
        margin-bottom: 8px;
      }
      .head button {
        min-height: 28px;
        font-size: 13px;
      }
      .fields {
        display: grid;
        gap: 12px;
      }
      .refused {
        margin-bottom: 8px;
      }
      .segmented {
        display: flex;
      }
      .segmented button {
        flex: 1;
        padding: 2px 6px;
      }
      .step {
        display: grid;
        grid-template-columns: 36px 1fr 36px;
        gap: 4px;
      }
      .step button {
        padding: 0;
      }
      output {
        display: grid;
        place-items: center;
        border: 1px solid var(--line);
        border-radius: var(--radius);
        font-variant-numeric: tabular-nums;
        font-weight: 600;
      }
    `,
  ];
  declare journey: Journey;
  /** Whether the date field holds something that is no date. */
  declare badDay: boolean;

  constructor() {
    super();
    this.badDay = false;
  }

  #method(method: Method): void {
    const { params, rfm } = this.store;
    if (method !== "fixed") {
      this.journey.set({ method, cuts: null });
      return;
    }
    const dimensions = rfm && "outcome" in rfm ? rfm.outcome.dimensions : [];
    this.journey.set({ method, cuts: proposed(dimensions, params.bins) });
  }

  #bins(bins: number): void {
    const { params, rfm } = this.store;
    const dimensions = rfm && "outcome" in rfm ? rfm.outcome.dimensions : [];
    this.journey.set({ bins, cuts: params.method === "fixed" ? proposed(dimensions, bins) : null });
  }

  #choice<K extends "split" | "frequency" | "refunds" | "monetary">(
    key: K,
    name: string,
    options: readonly (readonly [RfmParams[K], string])[],
  ): TemplateResult {
    return html`<fieldset><legend>${name}</legend><div class="segmented">${options.map(
      ([value, words]) =>
        html`<button type="button" aria-pressed=${this.store.params[key] === value} @click=${() =>
          this.journey.set({ [key]: value } as Partial<RfmParams>)}>${words}</button>`,
    )}</div></fieldset>`;
  }

  #day(event: Event): void {
    const input = event.target as HTMLInputElement;
    // A date of which a part is missing has no value, as an empty one has none; only the empty one is a wish.
    this.badDay = input.validity.badInput || input.validity.rangeOverflow;
    if (!this.badDay) this.journey.setAsOf(input.value || null);
  }

  #asOf(now: string | null): TemplateResult {
    const wrong = this.badDay;
    return html`<div class="field">
      <label for="as-of">${t("params.as_of")}</label>
      <input id="as-of" type="date" max="9999-12-31" .value=${wrong ? noChange : live(this.store.asOf ?? now ?? "")}
        aria-invalid=${wrong} aria-describedby="as-of-hint" @change=${this.#day} />
      <p class=${wrong ? "bad" : "quiet hint"} id="as-of-hint" role=${wrong ? "alert" : nothing}>${
        wrong
          ? now === null
            ? t("params.as_of.wrong")
            : t("params.as_of.wrong.now", { now: day(now, locale.lang) })
          : t("params.as_of.more")
      }</p>
    </div>`;
  }

  override render(): TemplateResult {
    const { store } = this;
    const { params } = store;
    const result = store.rfm && "outcome" in store.rfm ? store.rfm.outcome : null;
    const bins = params.method === "mean" ? LEAST : params.bins;
    const fixed = params.method === "mean";
    return html`<section aria-label=${t("params.title")}>
      <div class="head">
        <p class="quiet">${t("params.live")}</p>
        <button class="plain" type="button" @click=${() => {
          this.badDay = false;
          this.journey.reset();
        }}>${t("params.reset")}</button>
      </div>
      ${store.refused ? html`<p class="bad refused" role="alert">${t("params.refused")}</p>` : nothing}
      <div class="fields">
        ${this.#asOf(result?.as_of ?? null)}
        <div class="field">
          <label for="method">${t("params.method")}</label>
          <select id="method" @change=${(e: Event) => this.#method((e.target as HTMLSelectElement).value as Method)}>
            ${METHODS.map((m) => html`<option value=${m} ?selected=${params.method === m}>${t(`params.method.${m}`)}</option>`)}
          </select>
        </div>
        <fieldset>
          <legend>${t("params.bins")} <span class="quiet">${t("params.bins.hint")}</span></legend>
          <div class="step">
            <button type="button" aria-label=${t("params.bins.less")} ?disabled=${fixed || bins <= LEAST} @click=${() => this.#bins(bins - 1)}>−</button>
            <output aria-live="polite">${bins}</output>
            <button type="button" aria-label=${t("params.bins.more")} ?disabled=${fixed || bins >= MOST} @click=${() => this.#bins(bins + 1)}>+</button>
          </div>
        </fieldset>
        ${
          params.method === "fixed" && params.cuts
            ? html`<fieldset><legend>${t("params.cuts")}</legend>
          <insitu-cuts .value=${params.cuts} @cuts=${(e: CustomEvent<Cuts>) => this.journey.set({ cuts: e.detail })}></insitu-cuts></fieldset>`
            : nothing
        }
        ${this.#choice("split", t("params.split"), [
          ["mean", t("params.split.mean")],
          ["median", t("params.split.median")],
        ])}
        ${this.#choice("frequency", t("params.frequency"), [
          ["order", t("params.frequency.order")],
          ["day", t("params.frequency.day")],
          ["line", t("params.frequency.line")],
        ])}
        ${this.#choice("monetary", t("params.monetary"), [
          ["total", t("params.monetary.total")],
          ["mean_per_order", t("params.monetary.mean_per_order")],
        ])}
        ${this.#choice("refunds", t("params.refunds"), [
          ["subtract", t("params.refunds.subtract")],
          ["ignore", t("params.refunds.ignore")],
        ])}
        <insitu-window .days=${params.window_days} @window=${(e: CustomEvent<number | null>) =>
          this.journey.set({ window_days: e.detail })}></insitu-window>
      </div>
    </section>`;
  }
}

define("insitu-params", InsituParams);
