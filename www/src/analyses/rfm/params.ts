import { css, html, nothing, type TemplateResult } from "lit";
import { define, Part } from "../../app/element.ts";
import type { Journey } from "../../app/journey.ts";
import type { Cuts, Method, RfmParams } from "../../engine/api.ts";
import { t } from "../../i18n/locale.ts";
import "./cuts.ts";
import { proposed } from "./cuts.ts";

const WINDOWS = [90, 180, 365] as const;
const METHODS = ["quantile", "fixed", "mean", "r_rfm"] as const;
const LEAST = 2;
const MOST = 10;
const LONGEST = 36_525;

/** The settings of RFM. Every change runs the analysis at once; the old picture stays until the new one is there. */
export class InsituParams extends Part {
  static override properties = { ...Part.properties, journey: { attribute: false }, custom: { state: true } };
  static override styles = [
    ...Part.styles,
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
      fieldset {
        display: grid;
        gap: 4px;
        min-width: 0;
        margin: 0;
        padding: 0;
        border: 0;
      }
      legend,
      label {
        padding: 0;
        color: var(--text-2);
        font-size: 13px;
        margin-bottom: 4px;
      }
      .field {
        display: grid;
      }
      select,
      input {
        width: 100%;
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
      .hint {
        font-size: 12px;
        margin-top: 2px;
      }
      .custom {
        margin-top: 4px;
      }
    `,
  ];
  declare journey: Journey;
  declare custom: boolean;

  constructor() {
    super();
    this.custom = false;
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

  #window(): TemplateResult {
    const days = this.store.params.window_days;
    const listed = days === null || WINDOWS.some((w) => w === days);
    const own = this.custom || !listed;
    const choose = (event: Event): void => {
      const { value } = event.target as HTMLSelectElement;
      this.custom = value === "custom";
      if (!this.custom) this.journey.set({ window_days: value === "" ? null : Number(value) });
    };
    const type = (event: Event): void => {
      const n = Number((event.target as HTMLInputElement).value);
      if (Number.isInteger(n) && n >= 1 && n <= LONGEST) this.journey.set({ window_days: n });
    };
    return html`<div class="field">
      <label for="window">${t("params.window")}</label>
      <select id="window" @change=${choose}>
        <option value="" ?selected=${days === null && !own}>${t("params.window.all")}</option>
        ${WINDOWS.map((w) => html`<option value=${w} ?selected=${days === w && !own}>${t("params.window.days", { n: w })}</option>`)}
        <option value="custom" ?selected=${own}>${t("params.window.custom")}</option>
      </select>
      ${
        own
          ? html`<input class="custom" type="number" min="1" max=${LONGEST} step="1" aria-label=${t("params.window.field")}
              .value=${days === null ? "" : String(days)} @change=${type} />`
          : nothing
      }
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
          this.custom = false;
          this.journey.reset();
        }}>${t("params.reset")}</button>
      </div>
      <div class="fields">
        <div class="field">
          <label for="as-of">${t("params.as_of")}</label>
          <input id="as-of" type="date" .value=${store.asOf ?? result?.as_of ?? ""} aria-describedby="as-of-hint"
            @change=${(e: Event) => this.journey.setAsOf((e.target as HTMLInputElement).value || null)} />
          <p class="quiet hint" id="as-of-hint">${t("params.as_of.more")}</p>
        </div>
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
        ${this.#window()}
      </div>
    </section>`;
  }
}

define("insitu-params", InsituParams);
