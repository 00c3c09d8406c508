import { css, html, nothing, type TemplateResult } from "lit";
import { define, Part } from "../../app/element.ts";
import { icon } from "../../app/icon.ts";
import type { Journey } from "../../app/journey.ts";
import "../../app/trouble.ts";
import { type BarsBy, bars, barsSummary, type Scheme } from "../../charts/bars.ts";
import "../../charts/figure.ts";
import { type HeatBy, heatmap, heatSummary } from "../../charts/heatmap.ts";
import type { Look } from "../../charts/look.ts";
import type { Filter, RfmOutcome, RfmParams } from "../../engine/api.ts";
import { locale, t } from "../../i18n/locale.ts";
import { compact, full } from "../../i18n/number.ts";
import { answer, definition, doubts, period, shortage } from "./answer.ts";
import "./chips.ts";
import "./customers.ts";
import "./exports.ts";
import "./params.ts";
import { groupTable, heatTable } from "./tables.ts";
import "./thresholds.ts";

/** The RFM picture: answer, numbers, heat map, classes, score lines, customers, exports, with the settings beside. */
export class InsituRfm extends Part {
  static override properties = {
    ...Part.properties,
    journey: { attribute: false },
    heat: { state: true },
    scheme: { state: true },
    by: { state: true },
    wide: { state: true },
  };
  static override styles = [
    ...Part.styles,
    css`
      .page {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 16px;
      }
      .wide {
        grid-template-columns: minmax(0, 1fr) 240px;
        align-items: start;
      }
      .main {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 16px;
        transition: opacity 0.12s;
      }
      .main[aria-busy="true"] {
        opacity: 0.6;
      }
      aside {
        position: sticky;
        top: 0;
      }
      .head .answer {
        margin-top: 4px;
        font-size: 16px;
        max-width: 68ch;
        text-wrap: pretty;
      }
      .doubts {
        display: grid;
        gap: 4px;
        margin-top: 8px;
      }
      .doubts li {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 8px;
        padding: 6px 12px;
        border-radius: var(--radius);
        background: var(--watch-soft);
      }
      .doubts svg {
        margin-top: 3px;
        color: var(--watch);
      }
      .kpis {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(120px, 1fr));
        overflow: hidden;
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--surface);
      }
      .kpis div {
        padding: 10px 16px;
        box-shadow: 1px 1px 0 var(--line);
      }
      .kpis dt {
        color: var(--text-3);
        font-size: 13px;
      }
      .kpis dd {
        font-size: 20px;
        font-weight: 600;
        font-variant-numeric: tabular-nums;
      }
      .kpis small {
        margin-left: 4px;
        color: var(--text-3);
        font-size: 13px;
        font-weight: 400;
      }
      .pair {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(400px, 100%), 1fr));
        gap: 16px;
      }
      .block > header {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
        align-items: center;
        justify-content: space-between;
        margin-bottom: 8px;
      }
      .note {
        margin-top: 8px;
        font-size: 12px;
      }
      button.plain {
        min-height: 28px;
        font-size: 13px;
      }
      .controls {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
      }
      summary {
        cursor: pointer;
        font-weight: 600;
      }
      .aside-title {
        margin-bottom: 4px;
      }
      details[open] summary {
        margin-bottom: 8px;
      }
    `,
  ];
  declare journey: Journey;
  declare heat: HeatBy;
  declare scheme: Scheme;
  declare by: BarsBy;
  declare wide: boolean;
  readonly #query = matchMedia("(min-width: 1180px)");
  readonly #fit = (): void => {
    this.wide = this.#query.matches;
  };

  constructor() {
    super();
    this.heat = "customers";
    this.scheme = "classes";
    this.by = "customers";
    this.wide = this.#query.matches;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#query.addEventListener("change", this.#fit);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#query.removeEventListener("change", this.#fit);
  }

  #pick(event: CustomEvent<Filter>): void {
    this.journey.filter({ ...this.store.filter, ...event.detail });
    this.renderRoot.querySelector("insitu-customers")?.scrollIntoView({ block: "start" });
  }

  #pressed<T extends string>(
    name: string,
    now: T,
    options: readonly (readonly [T, string])[],
    set: (v: T) => void,
  ): TemplateResult {
    return html`<div class="segmented" role="group" aria-label=${name}>${options.map(
      ([value, words]) =>
        html`<button type="button" aria-pressed=${value === now} @click=${() => set(value)}>${words}</button>`,
    )}</div>`;
  }

  #kpis(outcome: RfmOutcome): TemplateResult {
    const { lang } = locale;
    const { population: p } = outcome;
    const one = (name: string, value: number | null, unit = ""): TemplateResult =>
      html`<div><dt>${name}</dt><dd title=${value === null ? nothing : full(value, lang)}>${value === null ? "–" : compact(value, lang)}${unit ? html`<small>${unit}</small>` : nothing}</dd></div>`;
    return html`<dl class="kpis">
      ${one(t("rfm.kpi.customers"), p.scored, t("rfm.unit.customers"))}
      ${one(t("rfm.kpi.orders"), p.orders, t("rfm.unit.orders"))}
      ${one(t("rfm.kpi.revenue"), p.revenue)}
      ${one(t("rfm.kpi.aov"), p.orders > 0 ? p.revenue / p.orders : null)}
      ${one(t("rfm.kpi.refunds"), p.refund_lines, t("rfm.unit.lines"))}
    </dl>`;
  }

  #charts(outcome: RfmOutcome, params: RfmParams): TemplateResult {
    const scheme = outcome.segments ? this.scheme : "classes";
    const rows = scheme === "segments" && outcome.segments ? outcome.segments.rows.length : outcome.classes.rows.length;
    return html`<div class="pair">
      <insitu-figure
        .store=${this.store}
        .heading=${t("heat.title")}
        .subtitle=${this.heat === "customers" ? t("heat.subtitle.customers", { n: outcome.population.scored }) : t("heat.subtitle.monetary")}
        .summary=${heatSummary(outcome)}
        .note=${definition(outcome, params, "scores")}
        .height=${344}
        .draw=${(look: Look) => heatmap(outcome, this.heat, look)}
        .model=${heatTable(outcome, this.heat)}
        @pick=${this.#pick}
      ><div class="controls" slot="controls">${this.#pressed(
        t("heat.colour"),
        this.heat,
        [
          ["customers", t("heat.by.customers")],
          ["monetary", t("heat.by.monetary")],
        ],
        (v) => {
          this.heat = v;
        },
      )}</div></insitu-figure>
      <insitu-figure
        .store=${this.store}
        .heading=${t(`bars.title.${scheme}`)}
        .subtitle=${t(`bars.subtitle.${this.by}`)}
        .summary=${barsSummary(outcome, scheme, this.by)}
        .note=${definition(outcome, params, scheme)}
        .height=${Math.max(344, rows * 32)}
        .draw=${(look: Look) => bars(outcome, scheme, this.by, look)}
        .model=${groupTable(outcome, scheme)}
        @pick=${this.#pick}
      ><div class="controls" slot="controls">
        ${this.#scheme(outcome)}
        ${this.#pressed(
          t("bars.measure"),
          this.by,
          [
            ["customers", t("bars.by.customers")],
            ["revenue", t("bars.by.revenue")],
          ],
          (v) => {
            this.by = v;
          },
        )}
      </div></insitu-figure>
    </div>`;
  }

  #scheme(outcome: RfmOutcome): TemplateResult {
    const without = outcome.segments === null;
    return html`<div class="segmented" role="group" aria-label=${t("bars.scheme")}>
      <button type="button" aria-pressed=${without || this.scheme === "classes"} @click=${() => {
        this.scheme = "classes";
      }}>${t("bars.scheme.classes")}</button>
      <button type="button" ?disabled=${without} title=${without ? t("bars.scheme.needs5") : nothing} aria-pressed=${!without && this.scheme === "segments"} @click=${() => {
        this.scheme = "segments";
      }}>${t("bars.scheme.segments")}</button>
    </div>`;
  }

  #groups(outcome: RfmOutcome, params: RfmParams): TemplateResult {
    const scheme = outcome.segments ? this.scheme : "classes";
    const model = groupTable(outcome, scheme);
    return html`<section class="block" aria-label=${model.caption}>
      <header>
        <h2>${model.caption}</h2>
        <button class="plain" type="button" aria-label=${t("action.copy.of", { name: model.caption })} @click=${() =>
          this.dispatchEvent(new CustomEvent("copy-table", { detail: model, bubbles: true, composed: true }))}
        >${icon("copy")}${t("action.copy")}</button>
      </header>
      <insitu-table .model=${model} @pick=${this.#pick}></insitu-table>
      <p class="quiet note"><b>${t("note.label")}</b> ${definition(outcome, params, scheme)}</p>
    </section>`;
  }

  #result(): TemplateResult | typeof nothing {
    const result = this.store.rfm;
    if (!result) return nothing;
    if (!("outcome" in result)) {
      return html`<section class="card"><p>${shortage(result)}</p><p class="quiet">${t("rfm.need.todo")}</p></section>`;
    }
    const { outcome, params } = result;
    return html`
      ${this.#kpis(outcome)} ${this.#charts(outcome, params)} ${this.#groups(outcome, params)}
      <insitu-thresholds .store=${this.store}></insitu-thresholds>
      <insitu-customers .store=${this.store} .journey=${this.journey}></insitu-customers>
      <insitu-exports .store=${this.store} .journey=${this.journey}></insitu-exports>
    `;
  }

  override render(): TemplateResult {
    const { store } = this;
    const result = store.rfm;
    const outcome = result && "outcome" in result ? result.outcome : null;
    const remarks = outcome && result ? doubts(outcome, result.params) : [];
    const settings = html`<insitu-params .store=${store} .journey=${this.journey}></insitu-params>`;
    return html`<div class="page ${this.wide ? "wide" : ""}">
      <div class="main" aria-busy=${store.rfmBusy}>
        <div class="head">
          <h1 tabindex="-1">${t("rfm.title")}</h1>
          ${outcome ? html`<p class="answer">${answer(outcome)}</p><p class="quiet num">${period(outcome)}</p><insitu-chips .store=${store} .journey=${this.journey}></insitu-chips>` : nothing}
          ${!result && store.rfmBusy ? html`<p class="quiet" role="status">${t("app.loading")}</p>` : nothing}
          ${
            remarks.length > 0
              ? html`<ul class="doubts">${remarks.map((text) => html`<li>${icon("info")}<span>${text}</span></li>`)}</ul>`
              : nothing
          }
        </div>
        ${store.rfmFailure ? html`<insitu-trouble .failure=${store.rfmFailure} .heading=${t("error.action.title")}></insitu-trouble>` : nothing}
        ${
          this.wide ? nothing : html`<details class="card"><summary>${t("params.title")}</summary>${settings}</details>`
        }
        ${this.#result()}
      </div>
      ${this.wide ? html`<aside class="card" aria-label=${t("params.title")}><h2 class="aside-title">${t("params.title")}</h2>${settings}</aside>` : nothing}
    </div>`;
  }
}

define("insitu-rfm", InsituRfm);
