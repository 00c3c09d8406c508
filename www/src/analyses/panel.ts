import { css, html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { anyway } from "../app/anyway.ts";
import { define, Part } from "../app/element.ts";
import { icon } from "../app/icon.ts";
import type { Journey } from "../app/journey.ts";
import "../app/trouble.ts";
import { whole } from "../app/whole.ts";
import "../charts/figure.ts";
import "../charts/grid.ts";
import { t, word } from "../i18n/locale.ts";
import "./customers.ts";
import type { AnalysisView, FigureModel, Listing, Picked, Shown, Switch } from "./definition.ts";
import "./exports.ts";
import "./filters.ts";
import "./kpis.ts";
import "./settings.ts";
import { shortage } from "./shortage.ts";

/** Options up to which a switch stands as buttons; more are a list. */
const ROOMY = 4;

/** One analysis: its answer, numbers, figures, tables, customers and files, with the settings beside. */
export class InsituAnalysis extends Part {
  static override properties = {
    ...Part.properties,
    journey: { attribute: false },
    view: { attribute: false },
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
        max-height: calc(100dvh - 116px);
        overflow: auto;
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
      .figures {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(400px, 100%), 1fr));
        gap: 16px;
      }
      .figures .row {
        grid-column: 1 / -1;
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
      .go {
        margin: 4px 0 0 -8px;
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
  declare view: AnalysisView;
  declare wide: boolean;
  /** What is chosen of the switches, by analysis. */
  #shown = new Map<string, Shown>();
  readonly #query = matchMedia("(min-width: 1180px)");
  readonly #fit = (): void => {
    this.wide = this.#query.matches;
  };

  constructor() {
    super();
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

  #pick({ detail }: CustomEvent<Picked>): void {
    this.journey.analyses.pick(this.view.name, "grouping" in detail ? [detail] : detail);
    this.renderRoot.querySelector("insitu-customers")?.scrollIntoView({ block: "start" });
  }

  #turn(key: string, value: string): void {
    const { name } = this.view;
    this.#shown.set(name, { ...this.#shown.get(name), [key]: value });
    this.requestUpdate();
  }

  #switch({ key, name, now, options }: Switch): TemplateResult {
    if (options.length > ROOMY) {
      return html`<select aria-label=${name} @change=${(event: Event) =>
        this.#turn(key, (event.target as HTMLSelectElement).value)}>${options.map(
        ({ value, words, barred }) =>
          html`<option value=${value} ?disabled=${barred !== undefined} ?selected=${value === now}>${words}</option>`,
      )}</select>`;
    }
    return html`<div class="segmented" role="group" aria-label=${name}>${options.map(
      ({ value, words, barred }) =>
        html`<button type="button" ?disabled=${barred !== undefined} title=${barred ?? nothing} aria-pressed=${value === now}
          @click=${() => this.#turn(key, value)}>${words}</button>`,
    )}</div>`;
  }

  #figure(one: FigureModel): TemplateResult {
    return html`<insitu-figure
      class=${one.wide ? "row" : nothing}
      .store=${this.store}
      .heading=${one.heading}
      .subtitle=${one.subtitle}
      .summary=${one.summary || t("chart.even")}
      .note=${one.note}
      .height=${one.height ?? 320}
      .draw=${one.draw}
      .model=${one.table}
      @pick=${this.#pick}
    >${
      one.switches && one.switches.length > 0
        ? html`<div class="controls" slot="controls">${one.switches.map((s) => this.#switch(s))}</div>`
        : nothing
    }</insitu-figure>`;
  }

  #listing({ table, note }: Listing): TemplateResult {
    return html`<section class="block" aria-label=${table.caption}>
      <header>
        <h2>${table.caption}</h2>
        <button class="plain" type="button" aria-label=${t("action.copy.of", { name: table.caption })} @click=${() =>
          this.dispatchEvent(new CustomEvent("copy-table", { detail: table, bubbles: true, composed: true }))}
        >${icon("copy")}${t("action.copy")}</button>
      </header>
      <insitu-table .model=${table} @pick=${this.#pick}></insitu-table>
      <p class="quiet note"><b>${t("note.label")}</b> ${note}</p>
    </section>`;
  }

  #outcome(outcome: unknown, params: Record<string, unknown>): TemplateResult {
    const { view, store, journey } = this;
    const shown = this.#shown.get(view.name) ?? {};
    const figures = view.figures(outcome, params, shown);
    const customers = view.customers?.(outcome);
    return html`
      <insitu-kpis .list=${view.kpis(outcome, params)}></insitu-kpis>
      ${
        figures.length === 0
          ? nothing
          : html`<div class="figures">${repeat(
              figures,
              (one) => `${view.name}.${one.id}`,
              (one) => this.#figure(one),
            )}</div>`
      }
      ${(view.listings?.(outcome, params, shown, store.smallest) ?? []).map((one) => this.#listing(one))}
      ${view.extras?.(journey) ?? nothing}
      ${
        customers === undefined
          ? nothing
          : html`<insitu-customers .store=${store} .journey=${journey} .name=${view.name} .all=${customers}></insitu-customers>`
      }
      <insitu-exports .store=${store} .journey=${journey} .name=${view.name} .total=${customers ?? 0} .more=${view.exports?.(outcome) ?? []}></insitu-exports>
    `;
  }

  #head(): TemplateResult {
    const { store, view } = this;
    const { result, busy } = store.study(view.name);
    const found = result && "outcome" in result ? result : null;
    const params = (found?.params ?? {}) as Record<string, unknown>;
    const doubts = found ? (view.doubts?.(found.outcome, params) ?? []) : [];
    const basis = found ? view.basis?.(found.outcome, params) : undefined;
    return html`<div class="head">
      <h1 tabindex="-1">${word(view.name, "title")}</h1>
      ${found ? html`<p class="answer">${whole(view.answer(found.outcome, params))}</p>` : nothing}
      ${basis ? html`<p class="quiet num">${basis}</p>` : nothing}
      <insitu-filters .store=${store} .journey=${this.journey}></insitu-filters>
      ${!result && busy ? html`<p class="quiet" role="status">${t("app.loading")}</p>` : nothing}
      ${
        doubts.length > 0
          ? html`<ul class="doubts">${doubts.map((text) => html`<li>${icon("info")}<span>${text}</span></li>`)}</ul>`
          : nothing
      }
    </div>`;
  }

  #result(): TemplateResult | typeof nothing {
    const { store, view } = this;
    const { result } = store.study(view.name);
    if (!result) return nothing;
    if ("outcome" in result) return this.#outcome(result.outcome, result.params as Record<string, unknown>);
    const sentences = shortage(view.name, result.not_enough_data, store.inspect);
    return html`<section class="card">${sentences.map((text) => html`<p>${text}</p>`)}<p class="quiet">${t("need.todo")}</p>
      <button class="plain go" type="button" @click=${() => this.journey.go("fields")}>${t("need.go")}</button></section>`;
  }

  override render(): TemplateResult {
    const { store, view, journey } = this;
    const { busy, failure } = store.study(view.name);
    const settings = html`<insitu-settings .store=${store} .journey=${journey} .view=${view}></insitu-settings>`;
    return html`<div class="page ${this.wide ? "wide" : ""}">
      <div class="main" aria-busy=${busy}>
        ${this.#head()}
        ${
          failure
            ? html`<insitu-trouble .failure=${failure} .heading=${t("error.action.title")}>
            <button type="button" ?disabled=${busy} @click=${() => void journey.analyses.run(view.name)}>${t("analysis.again")}</button>
            ${anyway(store, failure)}</insitu-trouble>`
            : nothing
        }
        ${
          this.wide ? nothing : html`<details class="card"><summary>${t("params.title")}</summary>${settings}</details>`
        }
        ${this.#result()}
      </div>
      ${this.wide ? html`<aside class="card" aria-label=${t("params.title")}><h2 class="aside-title">${t("params.title")}</h2>${settings}</aside>` : nothing}
    </div>`;
  }
}

define("insitu-analysis", InsituAnalysis);
