import { css, html, nothing, type TemplateResult } from "lit";
import { define, Part } from "../../app/element.ts";
import type { Journey } from "../../app/journey.ts";
import type { Cuts, Method, RfmOutcome, RfmParams } from "../../engine/api.ts";
import { t } from "../../i18n/locale.ts";
import { field } from "../../styles/field.ts";
import "./cuts.ts";
import { proposed } from "./cuts.ts";
import "./window.ts";

const METHODS = ["quantile", "fixed", "mean", "r_rfm"] as const;
const LEAST = 2;
const MOST = 10;

/** The settings of RFM. */
export class InsituParams extends Part {
  static override properties = { ...Part.properties, journey: { attribute: false } };
  static override styles = [
    ...Part.styles,
    field,
    css`
      .fields {
        display: grid;
        gap: 12px;
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

  get #params(): RfmParams | null {
    const { known, params } = this.store.study("rfm");
    return known && { ...known, ...params };
  }

  get #outcome(): RfmOutcome | null {
    const { result } = this.store.study("rfm");
    return result && "outcome" in result ? result.outcome : null;
  }

  #set(change: Partial<RfmParams>): void {
    this.journey.analyses.set("rfm", change);
  }

  #method(method: Method): void {
    const { bins } = this.#params ?? { bins: LEAST };
    this.#set({ method, cuts: method === "fixed" ? proposed(this.#outcome?.dimensions ?? [], bins) : null });
  }

  #bins(bins: number): void {
    const fixed = this.#params?.method === "fixed";
    this.#set({ bins, cuts: fixed ? proposed(this.#outcome?.dimensions ?? [], bins) : null });
  }

  #choice<K extends "split" | "frequency" | "refunds" | "monetary">(
    params: RfmParams,
    key: K,
    name: string,
    options: readonly (readonly [RfmParams[K], string])[],
  ): TemplateResult {
    return html`<fieldset><legend>${name}</legend><div class="segmented">${options.map(
      ([value, words]) =>
        html`<button type="button" aria-pressed=${params[key] === value} @click=${() =>
          this.#set({ [key]: value } as Partial<RfmParams>)}>${words}</button>`,
    )}</div></fieldset>`;
  }

  override render(): TemplateResult | typeof nothing {
    const params = this.#params;
    if (!params) return nothing;
    const bins = params.method === "mean" ? LEAST : params.bins;
    const fixed = params.method === "mean";
    return html`<div class="fields">
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
          <insitu-cuts .value=${params.cuts} @cuts=${(e: CustomEvent<Cuts>) => this.#set({ cuts: e.detail })}></insitu-cuts></fieldset>`
            : nothing
        }
        ${this.#choice(params, "split", t("params.split"), [
          ["mean", t("params.split.mean")],
          ["median", t("params.split.median")],
        ])}
        ${this.#choice(params, "frequency", t("params.frequency"), [
          ["order", t("params.frequency.order")],
          ["day", t("params.frequency.day")],
          ["line", t("params.frequency.line")],
        ])}
        ${this.#choice(params, "monetary", t("params.monetary"), [
          ["total", t("params.monetary.total")],
          ["mean_per_order", t("params.monetary.mean_per_order")],
        ])}
        ${this.#choice(params, "refunds", t("params.refunds"), [
          ["subtract", t("params.refunds.subtract")],
          ["ignore", t("params.refunds.ignore")],
        ])}
        <insitu-window .days=${params.window_days} @window=${(e: CustomEvent<number | null>) =>
          this.#set({ window_days: e.detail })}></insitu-window>
      </div>`;
  }
}

define("insitu-params", InsituParams);
