import { css, html, type TemplateResult } from "lit";
import { define, Part } from "../../app/element.ts";
import { icon } from "../../app/icon.ts";
import type { Journey } from "../../app/journey.ts";
import "../../app/pager.ts";
import type { RowsPage } from "../../engine/api.ts";
import { t } from "../../i18n/locale.ts";
import "./chips.ts";
import { customerTable } from "./tables.ts";

const PAGE = 50;

/** Masked customers, a page at a time from the worker; the page keeps no other rows. */
export class InsituCustomers extends Part {
  static override properties = {
    ...Part.properties,
    journey: { attribute: false },
    page: { state: true },
    busy: { state: true },
  };
  static override styles = [
    ...Part.styles,
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
    `,
  ];
  declare journey: Journey;
  declare page: RowsPage | null;
  declare busy: boolean;
  #from = 0;
  #asked = "";

  constructor() {
    super();
    this.page = null;
    this.busy = false;
  }

  override willUpdate(): void {
    super.willUpdate();
    const { run, filter } = this.store;
    const asked = JSON.stringify([run, filter.class, filter.segment, filter.r, filter.f]);
    if (asked !== this.#asked) {
      this.#asked = asked;
      this.#from = 0;
      void this.#fetch();
    }
  }

  async #fetch(): Promise<void> {
    const { engine, filter } = this.store;
    if (!engine) return;
    const asked = this.#asked;
    const from = this.#from;
    this.busy = true;
    try {
      const page = await engine.rows({ analysis: "rfm", filter, from, count: PAGE });
      if (asked === this.#asked && from === this.#from) this.page = page;
    } catch {
      // The engine's own failure is told by the analysis that follows; a page of rows has nothing to add.
      this.page = null;
    }
    this.busy = false;
  }

  #turn(from: number): void {
    this.#from = from;
    void this.#fetch();
  }

  override render(): TemplateResult {
    const { store, page } = this;
    const total = page?.total ?? 0;
    const outcome = store.rfm && "outcome" in store.rfm ? store.rfm.outcome : null;
    const all = outcome?.customers.total ?? total;
    const filtered = Object.keys(store.filter).length > 0;
    const model = page ? customerTable(page, outcome?.segments !== null) : null;
    return html`<section class="card" aria-label=${t("list.title")} aria-busy=${this.busy}>
      <header>
        <div>
          <h2>${t("list.title")}</h2>
          <p class="quiet num" role="status">${filtered ? t("list.lead.filtered", { n: total, all }) : t("list.lead", { n: total })}</p>
        </div>
        <button class="plain" type="button" ?disabled=${total === 0} aria-label=${t("action.copy.of", { name: t("list.title") })} @click=${() =>
          this.dispatchEvent(new CustomEvent("copy-table", { detail: model, bubbles: true, composed: true }))}
        >${icon("copy")}${t("action.copy")}</button>
      </header>
      <insitu-chips .store=${store} .journey=${this.journey}></insitu-chips>
      ${
        total === 0
          ? html`<p class="quiet">${this.busy || !page ? t("list.wait") : t("list.empty")}</p>`
          : html`<insitu-table .model=${model} .count=${total} .from=${page?.from ?? 0}></insitu-table>
        <insitu-pager .total=${total} .size=${PAGE} .from=${page?.from ?? 0} @turn=${(e: CustomEvent<number>) =>
          this.#turn(e.detail)}></insitu-pager>`
      }
    </section>`;
  }
}

define("insitu-customers", InsituCustomers);
