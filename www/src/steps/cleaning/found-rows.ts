import { css, html, nothing, type TemplateResult } from "lit";
import type { CleaningDesk } from "../../app/cleaning.ts";
import { define, Part } from "../../app/element.ts";
import "../../app/pager.ts";
import { label } from "../../charts/label.ts";
import { locale, t } from "../../i18n/locale.ts";
import { full } from "../../i18n/number.ts";
import { table } from "../../styles/table.ts";
import type { Decision, TablePage } from "../../engine/types.ts";
import "./correct.ts";
import type { Correction } from "./correct.ts";

/** Rows on a page, and columns of them; a table may have thousands. */
const PAGE = 20;
const COLUMNS = 24;

type Decided = "keep" | "drop" | "correct";

/** The masked rows that a rule found, a page at a time, where single ones can be kept, dropped or corrected. */
export class InsituFoundRows extends Part {
  static override properties = {
    ...Part.properties,
    desk: { attribute: false },
    entry: { type: Number },
    rule: { type: String },
    column: { attribute: false },
    fixed: { type: Boolean },
    page: { state: true },
    asking: { state: true },
  };
  static override styles = [
    ...Part.styles,
    table,
    css`
      section {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 8px;
        padding: 8px 0;
      }
      .scroll {
        max-height: 420px;
        overflow: auto;
      }
      thead th {
        position: sticky;
        top: 0;
        z-index: 1;
      }
      th.own,
      td.own {
        background: var(--accent-soft);
      }
      td code {
        font: 12px / 20px var(--mono);
      }
      tr.out td,
      tr.out th {
        color: var(--text-3);
      }
      td .acts {
        display: flex;
        gap: 4px;
      }
      td .acts button.plain {
        margin: 0;
        padding: 0 6px;
      }
    `,
  ];
  declare desk: CleaningDesk;
  declare entry: number;
  declare rule: string;
  /** The column that the rule is about. */
  declare column: number | null;
  /** Whether its rows cannot stay, whatever is decided. */
  declare fixed: boolean;
  declare page: TablePage | null;
  /** The row, by its place on the page, a cell of which is being corrected. */
  declare asking: number | null;
  #from = 0;
  #asked = "";
  /** What was decided here since the list was opened. */
  readonly #decided = new Map<number, Decided>();

  constructor() {
    super();
    this.page = null;
    this.asking = null;
    this.column = null;
    this.fixed = false;
  }

  override willUpdate(): void {
    super.willUpdate();
    const asked = `${this.entry}/${this.desk.turn}/${this.store.table}`;
    if (asked !== this.#asked) {
      this.#asked = asked;
      void this.#fetch();
    }
  }

  async #fetch(): Promise<void> {
    const asked = this.#asked;
    const from = this.#from;
    const page = await this.desk.rows(this.entry, from, PAGE);
    if (asked !== this.#asked || from !== this.#from) return;
    if (page && page.rows.length === 0 && from > 0) {
      this.#from = 0;
      return this.#fetch();
    }
    if (page) this.page = page;
  }

  async #decide(row: number, what: Decided | null, decision: Partial<Decision>): Promise<void> {
    if (this.desk.busy) return;
    const done = await this.desk.decide(decision);
    if (!done) return;
    if (what === null) this.#decided.delete(row);
    else this.#decided.set(row, what);
    this.requestUpdate();
  }

  #state(row: TablePage["rows"][number]): TemplateResult {
    const decided = this.#decided.get(row.index);
    return html`<span class="tag ${row.kept ? "" : "watch"}">${t(row.kept ? "rows.kept" : "rows.dropped")}</span>${
      decided ? html` <span class="tag accent">${t(`rows.decided.${decided}`)}</span>` : nothing
    }`;
  }

  #acts(row: TablePage["rows"][number], at: number): TemplateResult {
    const n = row.row;
    const index = row.index;
    return html`<div class="acts">
      ${
        row.kept
          ? html`<button class="plain" type="button" aria-label=${t("rows.drop.of", { n })} @click=${() => void this.#decide(index, "drop", { drop: [index] })}>${t("rows.drop")}</button>`
          : this.fixed
            ? nothing
            : html`<button class="plain" type="button" aria-label=${t("rows.keep.of", { n })} @click=${() => void this.#decide(index, "keep", { keep: [index] })}>${t("rows.keep")}</button>`
      }
      <button class="plain" type="button" aria-label=${t("rows.correct.of", { n })} @click=${() => {
        this.asking = at;
      }}>${t("rows.correct")}</button>
      ${
        this.#decided.has(index)
          ? html`<button class="plain" type="button" aria-label=${t("rows.forget.of", { n })} @click=${() => void this.#decide(index, null, { forget: [index] })}>${t("rows.forget")}</button>`
          : nothing
      }
    </div>`;
  }

  #shown(page: TablePage): number[] {
    const first = page.columns.map((_, at) => at).slice(0, COLUMNS);
    const { column } = this;
    return column === null ? first : [column, ...first.filter((at) => at !== column)].slice(0, COLUMNS);
  }

  override render(): TemplateResult {
    const { page, column } = this;
    const title = t("rows.title", { rule: this.rule });
    if (!page) return html`<p class="quiet" role="status">${t("gate.wait")}</p>`;
    const shown = this.#shown(page);
    const files = (this.store.file?.parts.length ?? 1) > 1;
    const row = this.asking === null ? undefined : page.rows[this.asking];
    const own = (at: number) => (at === column ? "own" : nothing);
    return html`<section aria-label=${title}>
      <p class="quiet num">${t("rows.lead", { n: page.total })} ${
        page.columns.length > shown.length
          ? t("rows.columns", { shown: shown.length, n: page.columns.length })
          : nothing
      }</p>
      <div class="scroll" tabindex="0" role="group" aria-label=${title}><table aria-rowcount=${page.total + 1}>
        <caption class="sr">${title}</caption>
        <thead><tr aria-rowindex="1">
          <th scope="col" class="end">${t("rows.row")}</th>${files ? html`<th scope="col">${t("rows.file")}</th>` : nothing}
          <th scope="col">${t("rows.state")}</th><th scope="col">${t("rows.decide")}</th>
          ${shown.map((at) => html`<th scope="col" class=${own(at)}>${label(page.columns[at] ?? "")}</th>`)}
        </tr></thead>
        <tbody>${page.rows.map(
          (r, at) => html`<tr class=${r.kept ? "" : "out"} aria-rowindex=${page.from + at + 2}>
            <th scope="row" class="end">${full(r.row, locale.lang)}</th>${files ? html`<td>${label(r.file)}</td>` : nothing}
            <td>${this.#state(r)}</td><td>${this.#acts(r, at)}</td>
            ${shown.map((c) => {
              const cell = r.cells[c] ?? null;
              return html`<td class=${own(c)}>${cell === null ? html`<span class="muted">${t("rows.empty")}</span>` : html`<code>${label(cell, 32)}</code>`}</td>`;
            })}
          </tr>`,
        )}</tbody>
      </table></div>
      ${
        page.total > PAGE
          ? html`<insitu-pager .total=${page.total} .size=${PAGE} .from=${page.from} @turn=${(
              e: CustomEvent<number>,
            ) => {
              this.#from = e.detail;
              void this.#fetch();
            }}></insitu-pager>`
          : nothing
      }
      <insitu-correct .shown=${row !== undefined} .row=${row?.row ?? 0} .columns=${page.columns} .column=${column ?? 0}
        @closed=${() => {
          this.asking = null;
        }}
        @correct=${(e: CustomEvent<Correction>) => {
          this.asking = null;
          if (row) {
            const { column: at, value } = e.detail;
            void this.#decide(row.index, "correct", { correct: [[row.index, at, value]] });
          }
        }}></insitu-correct>
    </section>`;
  }
}

define("insitu-found-rows", InsituFoundRows);
