import { css, html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { define, Part } from "../../app/element.ts";
import type { MaskingDesk } from "../../app/masking.ts";
import "../../app/pager.ts";
import "../../app/trouble.ts";
import { t } from "../../i18n/locale.ts";
import { step } from "../../styles/step.ts";
import type { ColumnMasking, Masking } from "../../engine/types.ts";
import "./column.ts";
import "./keys.ts";
import "./risk.ts";
import { isPersonal } from "./sentences.ts";

/** Columns on a page of them. */
const PAGE = 40;

/** Masking: what leaves of each column, how far that can be led back to people, and the key. */
export class InsituMasking extends Part {
  static override properties = {
    ...Part.properties,
    desk: { attribute: false },
    from: { state: true },
    others: { state: true },
  };
  static override styles = [
    ...Part.styles,
    step,
    css`
      ul {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
      }
      li {
        padding: 12px 0;
        border-bottom: 1px solid var(--line);
      }
      li:last-child {
        border: 0;
        padding-bottom: 0;
      }
      h3 {
        margin-top: 12px;
      }
      details {
        margin-top: 8px;
        border-top: 1px solid var(--line);
      }
      summary {
        padding: 8px 0;
        cursor: pointer;
        color: var(--text-2);
      }
    `,
  ];
  declare desk: MaskingDesk;
  /** Columns before the page that is shown, of those with personal data and of the others. */
  declare from: number;
  declare others: number;

  constructor() {
    super();
    this.from = 0;
    this.others = 0;
  }

  #list(columns: ColumnMasking[], at: number, name: string, turn: (from: number) => void): TemplateResult {
    const from = at < columns.length ? at : 0;
    return html`<ul aria-label=${name}>${repeat(
      columns.slice(from, from + PAGE),
      ({ column }) => column,
      (column) =>
        html`<li><insitu-masked-column .store=${this.store} .desk=${this.desk} .column=${column}></insitu-masked-column></li>`,
    )}</ul>
    ${
      columns.length > PAGE
        ? html`<insitu-pager .total=${columns.length} .size=${PAGE} .from=${from} @turn=${(e: CustomEvent<number>) => turn(e.detail)}></insitu-pager>`
        : nothing
    }`;
  }

  #columns({ columns }: Masking): TemplateResult {
    const personal = columns.filter(isPersonal);
    const others = columns.filter((column) => !isPersonal(column));
    return html`<section class="card" aria-label=${t("mask.title")}>
      <h2>${t("mask.title")}</h2>
      <p class="quiet">${t("mask.lead")}</p>
      ${
        personal.length === 0
          ? html`<p>${t("mask.none")}</p>`
          : html`<h3>${t("mask.found", { n: personal.length })}</h3>${this.#list(
              personal,
              this.from,
              t("mask.list"),
              (from) => {
                this.from = from;
              },
            )}`
      }
      ${
        others.length === 0
          ? nothing
          : html`<details><summary>${t("mask.others", { n: others.length })}</summary>${this.#list(
              others,
              this.others,
              t("mask.others.list"),
              (from) => {
                this.others = from;
              },
            )}</details>`
      }
    </section>`;
  }

  override render(): TemplateResult {
    const { store, desk } = this;
    const { masking, risk } = desk;
    return html`<div class="page" aria-busy=${desk.busy}>
      ${desk.failure && !desk.asked ? html`<insitu-trouble .failure=${desk.failure} .heading=${t("error.action.title")}></insitu-trouble>` : nothing}
      ${masking ? this.#columns(masking) : desk.busy ? html`<p class="quiet" role="status">${t("gate.wait")}</p>` : nothing}
      ${risk ? html`<insitu-risk .store=${store} .desk=${desk} .risk=${risk}></insitu-risk>` : nothing}
      ${masking ? html`<insitu-keys .store=${store} .desk=${desk}></insitu-keys>` : nothing}
    </div>`;
  }
}

define("insitu-masking", InsituMasking);
