import { css, html, nothing, type TemplateResult } from "lit";
import "../../app/dialog.ts";
import { define, Part } from "../../app/element.ts";
import { icon } from "../../app/icon.ts";
import type { MaskingDesk } from "../../app/masking.ts";
import { label } from "../../charts/label.ts";
import { t } from "../../i18n/locale.ts";
import type { ColumnMasking, Operator } from "../../engine/types.ts";
import "./operator.ts";
import { codeOf, effectWords, isPersonal, kindName, kindOf, usual, why } from "./sentences.ts";

/** One column: what was found and why, what is done to it, and what of it leaves. */
export class InsituMaskedColumn extends Part {
  static override properties = {
    ...Part.properties,
    desk: { attribute: false },
    column: { attribute: false },
    explained: { state: true },
    asking: { state: true },
    sure: { state: true },
  };
  static override styles = [
    ...Part.styles,
    css`
      .column {
        display: grid;
        grid-template-columns: minmax(0, 4fr) minmax(0, 4fr) minmax(0, 5fr);
        gap: 8px 24px;
      }
      .name {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 8px;
        align-items: center;
        overflow-wrap: anywhere;
      }
      .column > div {
        display: grid;
        gap: 4px;
        align-content: start;
        min-width: 0;
      }
      .name button.plain {
        min-height: 24px;
        padding: 0 4px;
        font-size: 13px;
      }
      .tag svg {
        width: 12px;
        height: 12px;
      }
      .doubt {
        padding: 8px;
        border-radius: var(--radius);
        background: var(--watch-soft);
      }
      .doubt div {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
        margin-top: 4px;
      }
      .warn {
        color: var(--bad);
        font-size: 13px;
      }
      dl {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        gap: 2px 12px;
        font-size: 13px;
      }
      dt {
        color: var(--text-3);
        font-size: 12px;
      }
      dd {
        display: flex;
        flex-wrap: wrap;
        gap: 4px;
        min-width: 0;
      }
      code {
        padding: 0 5px;
        border-radius: 3px;
        background: var(--surface-2);
        font: 12px / 20px var(--mono);
        overflow-wrap: anywhere;
      }
      .out code {
        background: var(--accent-soft);
      }
      label {
        display: flex;
        gap: 8px;
        align-items: flex-start;
        margin-top: 12px;
      }
      .end-row {
        display: flex;
        flex-wrap: wrap;
        justify-content: flex-end;
        gap: 8px;
        margin-top: 16px;
      }
      @media (max-width: 720px) {
        .column {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];
  declare desk: MaskingDesk;
  declare column: ColumnMasking;
  declare explained: boolean;
  /** Whether keeping the column as it is waits for a word. */
  declare asking: boolean;
  declare sure: boolean;

  constructor() {
    super();
    this.explained = false;
    this.asking = false;
    this.sure = false;
  }

  #choose(operator: Operator | null): void {
    if (this.desk.busy) {
      this.requestUpdate();
      return;
    }
    const { column } = this;
    const offered = operator && column.operators.find(({ code }) => code === codeOf(operator));
    if (offered?.needs_confirmation) {
      this.sure = !column.verdict.sensitive;
      this.asking = true;
      return;
    }
    void this.desk.set(column.column, operator, false);
  }

  #found(): TemplateResult {
    const { column, explained } = this;
    const { verdict } = column;
    const name = label(column.name);
    const kept = column.operator === "keep" && isPersonal(column);
    return html`<div>
      <p class="name"><b>${name}</b>
        ${isPersonal(column) ? html`<span class="tag watch">${icon("shield")}${kindName(column)}</span>` : html`<span class="tag">${t(`kind.${column.type}`)}</span>`}
        ${verdict.sensitive ? html`<span class="tag bad" title=${t("mask.sensitive.more")}>${icon("warn")}${t("mask.sensitive")}</span>` : nothing}
        ${kindOf(column) === "hash" ? html`<span class="tag bad">${icon("warn")}${t("mask.reversible")}</span>` : nothing}
        ${verdict.doubtful && column.operator === null ? html`<span class="tag watch">${t("mask.doubtful")}</span>` : nothing}
        ${kept ? html`<span class="tag bad">${icon("open")}${t("mask.kept")}</span>` : nothing}
        ${
          isPersonal(column)
            ? html`<button class="plain" type="button" aria-expanded=${explained} aria-label=${t("mask.why.of", { name })} @click=${() => {
                this.explained = !explained;
              }}>${t("mask.why")}</button>`
            : nothing
        }
      </p>
      ${explained ? why(column).map((text) => html`<p class="quiet">${text}</p>`) : nothing}
      ${kindOf(column) === "hash" ? html`<p class="warn">${t("mask.reversible.more")}</p>` : nothing}
      ${
        verdict.doubtful && column.operator === null
          ? html`<div class="doubt">${t("mask.ask", { pii: kindName(column) })}
            <div><button type="button" @click=${() => this.#choose(usual(column))}>${t("mask.ask.yes")}</button>
            <button type="button" @click=${() => this.#choose("keep")}>${t("mask.ask.no")}</button></div></div>`
          : nothing
      }
    </div>`;
  }

  #leaves(): TemplateResult {
    const { column } = this;
    const after = column.after.filter((text) => text !== null);
    return html`<div><dl>
      <dt>${t("mask.before")}</dt><dd>${column.before.map((text) => html`<code>${label(text, 28)}</code>`)}</dd>
      <dt>${t("mask.after")}</dt><dd class="out">${
        after.length === 0
          ? html`<span class="tag">${t("mask.gone")}</span>`
          : after.map((text) => html`<code>${label(text, 28)}</code>`)
      }</dd>
    </dl></div>`;
  }

  #question(): TemplateResult {
    const { column } = this;
    const close = () => {
      this.asking = false;
      this.requestUpdate();
    };
    return html`<insitu-dialog .heading=${t("keep.title", { name: label(column.name) })} .shown=${this.asking} @closed=${close}>
      <p>${t("keep.lead", { pii: kindName(column) })}</p>
      ${
        column.verdict.sensitive
          ? html`<label><input type="checkbox" .checked=${this.sure} @change=${(e: Event) => {
              this.sure = (e.target as HTMLInputElement).checked;
            }} /><span>${t("keep.sensitive")}</span></label>`
          : nothing
      }
      <div class="end-row">
        <button type="button" @click=${close}>${t("app.cancel")}</button>
        <button class="primary" type="button" ?disabled=${!this.sure} @click=${() => {
          this.asking = false;
          void this.desk.set(column.column, "keep", true);
        }}>${t("keep.go")}</button>
      </div>
    </insitu-dialog>`;
  }

  override render(): TemplateResult {
    const { column } = this;
    return html`<div class="column">
      ${this.#found()}
      <div>
        <insitu-operator .column=${column} .turn=${this.asking} @choose=${(e: CustomEvent<Operator | null>) => this.#choose(e.detail)}></insitu-operator>
        ${column.operator !== null || isPersonal(column) ? html`<p class="quiet">${effectWords(column)}</p>` : nothing}
      </div>
      ${this.#leaves()}
    </div>
    ${this.#question()}`;
  }
}

define("insitu-masked-column", InsituMaskedColumn);
