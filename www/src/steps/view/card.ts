import { css, html, nothing, type TemplateResult } from "lit";
import "../../app/dialog.ts";
import { define, Part } from "../../app/element.ts";
import type { Journey } from "../../app/journey.ts";
import "../../app/trouble.ts";
import { label } from "../../charts/label.ts";
import type { Card, CardRow } from "../../engine/types.ts";
import { locale, t } from "../../i18n/locale.ts";
import { full } from "../../i18n/number.ts";
import { step } from "../../styles/step.ts";
import { table } from "../../styles/table.ts";

/** One customer: what the tables say, masked, with the row that says it; asked for by pseudonym. */
export class InsituCard extends Part {
  static override properties = { ...Part.properties, journey: { attribute: false } };
  static override styles = [
    ...Part.styles,
    table,
    step,
    css`
      .ask {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
        align-items: end;
        margin-top: 10px;
      }
      .ask label {
        display: grid;
        gap: 4px;
        color: var(--text-2);
        font-size: 13px;
      }
      input {
        width: 280px;
        max-width: 100%;
        min-height: 32px;
        padding: 4px 8px;
        border: 1px solid var(--line-strong);
        border-radius: var(--radius);
        background: var(--surface);
        font-family: var(--mono);
      }
      insitu-trouble {
        margin-top: 10px;
      }
      dl {
        display: flex;
        flex-wrap: wrap;
        gap: 8px 32px;
        margin-bottom: 16px;
      }
      dt {
        color: var(--text-3);
        font-size: 13px;
      }
      dd {
        font-weight: 600;
        font-variant-numeric: tabular-nums;
        overflow-wrap: anywhere;
      }
      h3 {
        margin: 16px 0 6px;
      }
      td,
      tbody th {
        white-space: normal;
        overflow-wrap: anywhere;
      }
      .from {
        color: var(--text-3);
        font-size: 12px;
      }
      .line li {
        display: grid;
        grid-template-columns: 150px minmax(0, 1fr);
        gap: 2px 16px;
        padding: 8px 0;
        border-bottom: 1px solid var(--line);
      }
      .line li:last-child {
        border: 0;
      }
      .line time,
      .line .when {
        font-variant-numeric: tabular-nums;
      }
      .cells {
        display: flex;
        flex-wrap: wrap;
        gap: 2px 16px;
        min-width: 0;
        overflow-wrap: anywhere;
      }
      .cells span span {
        color: var(--text-3);
      }
      .top {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 8px;
        align-items: baseline;
      }
      @media (max-width: 720px) {
        input,
        .ask button {
          min-height: 40px;
        }
        .line li {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];
  declare journey: Journey;

  #kind(place: number): string {
    const file = this.store.inspect?.files[place];
    return file ? t(`tablekind.${file.kind}`) : "";
  }

  #source(place: number, row: number): string {
    return t("card.row", { name: this.#kind(place), n: row });
  }

  #facts(card: Card): TemplateResult {
    if (card.facts.length === 0) return html`<p class="quiet">${t("card.facts.none")}</p>`;
    return html`<div class="scroll" tabindex="0" role="group" aria-label=${t("card.facts")}><table>
      <caption class="sr">${t("card.facts")}</caption>
      <thead><tr><th scope="col">${t("card.fact")}</th><th scope="col">${t("card.value")}</th><th scope="col">${t("card.source")}</th></tr></thead>
      <tbody>${card.facts.map(
        (fact) =>
          html`<tr><th scope="row">${label(fact.column)}</th><td>${label(fact.value, 80)}</td><td class="from">${this.#source(fact.table, fact.row)}</td></tr>`,
      )}</tbody>
    </table></div>`;
  }

  #moment(moment: CardRow): TemplateResult {
    return html`<li>
      <div class="when">${moment.time === null ? t("card.notime") : label(moment.time)}</div>
      <div>
        <p class="top"><span class="tag">${t(`tablekind.${moment.kind}`)}</span><span class="from">${t("error.row", { n: moment.row })}</span></p>
        <p class="cells">${moment.cells
          .filter(([, value]) => value !== moment.time)
          .map(
            ([name, value]) => html`<span>${t("card.cell", { name: label(name, 24), value: label(value, 60) })}</span>`,
          )}</p>
      </div>
    </li>`;
  }

  #card(card: Card): TemplateResult {
    return html`<dl>
        <div><dt>${t("card.id")}</dt><dd>${label(card.masked_id)}</dd></div>
        ${card.rows.map((rows, place) =>
          rows > 0
            ? html`<div><dt>${this.#kind(place)}</dt><dd>${t("step.count.rows", { n: full(rows, locale.lang) })}</dd></div>`
            : nothing,
        )}
      </dl>
      <h3>${t("card.facts")}</h3>
      ${this.#facts(card)}
      <h3>${t("card.timeline")}</h3>
      ${
        card.timeline.length === 0
          ? html`<p class="quiet">${t("card.timeline.none")}</p>`
          : html`<ol class="line">${card.timeline.map((moment) => this.#moment(moment))}</ol>`
      }
      ${card.truncated ? html`<p class="quiet">${t("card.truncated", { n: card.timeline.length })}</p>` : nothing}`;
  }

  // No form: the frame is sealed against sending one, and its browser says so before any script hears of it.
  #ask(): void {
    void this.journey.view.open(this.renderRoot.querySelector("input")?.value.trim() ?? "");
  }

  override render(): TemplateResult {
    const { view } = this.journey;
    const { card } = view;
    return html`<section class="card" aria-label=${t("card.title")}>
        <h2>${t("card.title")}</h2>
        <p class="quiet">${t("card.lead")}</p>
        <div class="ask">
          <label>${t("card.field")}<input type="text" autocomplete="off" spellcheck="false" maxlength="200" @keydown=${(
            e: KeyboardEvent,
          ) => {
            if (e.key === "Enter") this.#ask();
          }} /></label>
          <button type="button" @click=${this.#ask}>${t("card.go")}</button>
        </div>
        ${view.cardFailure ? html`<insitu-trouble .failure=${view.cardFailure} .heading=${t("error.action.title")}></insitu-trouble>` : nothing}
      </section>
      <insitu-dialog wide .heading=${card ? t("card.of", { name: label(card.customer, 24) }) : t("card.title")} .shown=${card !== null} @closed=${() => view.close()}>
        ${card ? this.#card(card) : nothing}
      </insitu-dialog>`;
  }
}

define("insitu-card", InsituCard);
