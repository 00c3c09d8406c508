import { css, html, nothing, type TemplateResult } from "lit";
import { define, Part } from "../app/element.ts";
import { icon } from "../app/icon.ts";
import type { Journey } from "../app/journey.ts";
import "../app/pager.ts";
import "../charts/grid.ts";
import type { Cell, TableModel } from "../charts/table.ts";
import type { AnalysisName, RowsPage } from "../engine/api.ts";
import { t } from "../i18n/locale.ts";
import { chips } from "../styles/chips.ts";
import { groupingName, groupName, measured, measureName } from "./groups.ts";
import "./ways.ts";

const PAGE = 50;
const DASH = "–";

/** A page of masked customers with their numbers and groups. */
export function customerTable(name: AnalysisName, page: RowsPage, outcome: unknown = null): TableModel {
  const text = (value: string): Cell => ({ text: value, raw: value });
  return {
    caption: t("list.title"),
    columns: [
      { label: t("list.masked") },
      { label: t("list.customer") },
      ...page.columns.map(({ code }) => ({ label: measureName(name, code), end: true })),
      ...page.groupings.map((grouping) => ({ label: groupingName(name, grouping, outcome) })),
    ],
    rows: page.rows.map((row) => [
      text(row.masked_id),
      text(row.customer),
      ...row.values.map((raw, at) => ({
        text: raw === null ? DASH : measured(raw, page.columns[at]?.unit ?? ""),
        raw,
      })),
      ...row.groups.map((group, at) =>
        text(group === null ? DASH : groupName(name, { grouping: page.groupings[at] ?? "", group })),
      ),
    ]),
  };
}

/** The masked customers of an analysis, a page at a time from the worker; the page keeps no other rows. */
export class InsituCustomers extends Part {
  static override properties = {
    ...Part.properties,
    journey: { attribute: false },
    name: { attribute: false },
    all: { attribute: false },
    page: { state: true },
    busy: { state: true },
    saving: { state: true },
  };
  static override styles = [
    ...Part.styles,
    chips,
    css`
      header {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
        align-items: flex-start;
        justify-content: space-between;
        margin-bottom: 8px;
      }
      button.plain {
        min-height: 28px;
        font-size: 13px;
      }
      .narrow {
        min-height: 28px;
        padding: 2px 10px;
        font-size: 13px;
      }
      insitu-ways {
        margin-bottom: 12px;
      }
    `,
  ];
  declare journey: Journey;
  declare name: AnalysisName;
  /** Customers without any filter. */
  declare all: number;
  declare page: RowsPage | null;
  declare busy: boolean;
  /** Whether the ways to save the list are open. */
  declare saving: boolean;
  #from = 0;
  #asked = "";

  constructor() {
    super();
    this.all = 0;
    this.page = null;
    this.busy = false;
    this.saving = false;
  }

  override willUpdate(changed?: Map<PropertyKey, unknown>): void {
    super.willUpdate();
    if (changed?.has("name")) this.page = null;
    const { run, picks } = this.store.study(this.name);
    const asked = JSON.stringify([this.name, run, picks]);
    if (asked !== this.#asked) {
      this.#asked = asked;
      this.#from = 0;
      if (picks.length === 0) this.saving = false;
      void this.#fetch();
    }
  }

  async #fetch(): Promise<void> {
    const { engine } = this.store;
    if (!engine) return;
    const asked = this.#asked;
    const from = this.#from;
    const filter = [...this.store.study(this.name).picks];
    this.busy = true;
    try {
      const page = await engine.rows({ analysis: this.name, filter, from, count: PAGE });
      if (asked === this.#asked && from === this.#from) this.page = page;
    } catch {
      if (asked !== this.#asked) return;
      // Groups that the result no longer has are asked for no longer; any other failure is told by the analysis that follows.
      this.page = null;
      if (filter.length > 0) this.journey.analyses.list(this.name, []);
    }
    this.busy = false;
  }

  #turn(from: number): void {
    this.#from = from;
    void this.#fetch();
  }

  #chips(): TemplateResult | typeof nothing {
    const { picks } = this.store.study(this.name);
    const { analyses } = this.journey;
    if (picks.length === 0) return nothing;
    return html`<div class="chips" role="group" aria-label=${t("list.filters")}>${picks.map((one) => {
      const name = groupName(this.name, one);
      return html`<button class="chip" type="button" aria-label=${t("list.remove", { name })} @click=${() =>
        analyses.list(
          this.name,
          picks.filter((other) => other !== one),
        )}>${name}${icon("cross")}</button>`;
    })}${
      picks.length > 1
        ? html`<button class="chip" type="button" @click=${() => analyses.list(this.name, [])}>${t("list.clear")}</button>`
        : nothing
    }
      <button class="narrow" type="button" title=${t("filter.use.more")} @click=${() => analyses.narrow(this.name)}>${t("filter.use")}</button>
      <button class="narrow" type="button" aria-expanded=${this.saving} @click=${() => {
        this.saving = !this.saving;
      }}>${t("list.export")}</button>
    </div>
    ${
      this.saving
        ? html`<insitu-ways .store=${this.store} .journey=${this.journey} .name=${this.name} .groups=${picks} .total=${this.page?.total ?? 0}></insitu-ways>`
        : nothing
    }`;
  }

  override render(): TemplateResult {
    const { store, page } = this;
    const total = page?.total ?? 0;
    const { picks, result } = store.study(this.name);
    const filtered = picks.length > 0;
    const outcome = result && "outcome" in result ? result.outcome : null;
    const model = page ? customerTable(this.name, page, outcome) : null;
    return html`<section class="card" aria-label=${t("list.title")} aria-busy=${this.busy}>
      <header>
        <div>
          <h2>${t("list.title")}</h2>
          <p class="quiet num" role="status">${filtered ? t("list.lead.filtered", { n: total, all: this.all }) : t("list.lead", { n: total })}</p>
        </div>
        <button class="plain" type="button" ?disabled=${total === 0} aria-label=${t("action.copy.of", { name: t("list.title") })} @click=${() =>
          this.dispatchEvent(new CustomEvent("copy-table", { detail: model, bubbles: true, composed: true }))}
        >${icon("copy")}${t("action.copy")}</button>
      </header>
      ${this.#chips()}
      ${
        total === 0
          ? html`<p class="quiet">${this.busy || !page ? t("list.wait") : t("list.empty")}</p>`
          : html`<insitu-table whole .model=${model} .count=${total} .from=${page?.from ?? 0}></insitu-table>
        <insitu-pager .total=${total} .size=${PAGE} .from=${page?.from ?? 0} @turn=${(e: CustomEvent<number>) =>
          this.#turn(e.detail)}></insitu-pager>`
      }
    </section>`;
  }
}

define("insitu-customers", InsituCustomers);
