import { css, html, nothing, type TemplateResult } from "lit";
import { define, Part } from "../../app/element.ts";
import type { Journey } from "../../app/journey.ts";
import type { Cuts, Method, RfmOutcome, RfmParams } from "../../engine/api.ts";
import { t } from "../../i18n/locale.ts";
import { field } from "../../styles/field.ts";
import type { DateSetting, ToggleSetting } from "../definition.ts";
import "../field.ts";
import "./cuts.ts";
import { proposed } from "./cuts.ts";
import { beginning } from "./rule-set.ts";
import "./window.ts";

const METHODS = ["quantile", "nested", "fixed", "mean", "r_rfm"] as const;
const SETS = ["ours", "r_readme_ten", "own"] as const;
const COMPARE: ToggleSetting<RfmParams> = { kind: "toggle", key: "compare", label: "effect.ask" };
const FROM: DateSetting<RfmParams> = {
  kind: "date",
  key: "migration",
  label: "migration.ask",
  hint: "migration.ask.hint",
  optional: true,
};
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
    const steps = method === "mean" ? LEAST : bins;
    const cuts = method === "fixed" ? proposed(this.#outcome?.dimensions ?? [], bins) : null;
    this.#set({ method, cuts, ...this.#fitting(steps) });
  }

  #bins(bins: number): void {
    const fixed = this.#params?.method === "fixed";
    const cuts = fixed ? proposed(this.#outcome?.dimensions ?? [], bins) : null;
    this.#set({ bins, cuts, ...this.#fitting(bins) });
  }

  /** Rules that were drawn on other scores go when the number of scores changes. */
  #fitting(steps: number): Partial<RfmParams> {
    const params = this.#params;
    const drawn = Array.isArray(params?.segments) && params.segment_grid === "scores";
    return drawn && params.bins !== steps ? { segments: null } : {};
  }

  #rules(set: (typeof SETS)[number]): void {
    const bins = this.#params?.bins;
    if (set === "ours") this.#set({ segments: null });
    else if (set === "r_readme_ten") this.#set({ segments: set, segment_grid: "scores" });
    else {
      const shown = this.#outcome?.segments?.steps === bins ? this.#outcome : null;
      this.#set({ segments: beginning(shown, "scores"), segment_grid: "scores" });
    }
  }

  /** An earlier date to compare with, and what today is scored by then. */
  #migration(params: RfmParams): TemplateResult {
    const { migration } = params;
    const from = ({ detail }: CustomEvent<string | null>): void =>
      this.#set({ migration: detail === null ? null : { cuts: "frozen", ...migration, from: detail } });
    return html`<insitu-field .setting=${FROM} .value=${migration?.from ?? null} @set=${from}></insitu-field>
      ${
        migration
          ? html`<fieldset><legend>${t("migration.cuts")}</legend><div class="segmented">${(
              ["frozen", "re_estimated"] as const
            ).map(
              (cuts) =>
                html`<button type="button" aria-pressed=${migration.cuts === cuts} @click=${() =>
                  this.#set({ migration: { ...migration, cuts } })}>${t(`migration.cuts.${cuts}`)}</button>`,
            )}</div></fieldset>`
          : nothing
      }`;
  }

  #segments(params: RfmParams): TemplateResult {
    const now = params.segments === null ? "ours" : Array.isArray(params.segments) ? "own" : params.segments;
    return html`<div class="field">
      <label for="segments">${t("params.segments")}</label>
      <select id="segments" @change=${(e: Event) => this.#rules((e.target as HTMLSelectElement).value as (typeof SETS)[number])}>
        ${SETS.map((set) => html`<option value=${set} ?selected=${set === now}>${t(`params.segments.${set}`)}</option>`)}
      </select>
    </div>`;
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
        <insitu-field .setting=${COMPARE} .value=${params.compare} @set=${(e: CustomEvent<boolean>) =>
          this.#set({ compare: e.detail })}></insitu-field>
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
        ${this.#segments(params)}
        ${this.#migration(params)}
      </div>`;
  }
}

define("insitu-params", InsituParams);
