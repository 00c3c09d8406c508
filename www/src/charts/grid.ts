import { css, html, nothing, type TemplateResult } from "lit";
import { define, Part } from "../app/element.ts";
import "../app/term.ts";
import { whole } from "../app/whole.ts";
import { table } from "../styles/table.ts";
import { breadth } from "./label.ts";
import type { Cell, TableModel } from "./table.ts";

/** Pixels up to which a cell is not broken: a pseudonym, a class. */
const SHORT = 136;

/** Shows a table model as a real table. Emits `pick` from cells that can be chosen. */
export class InsituTable extends Part {
  static override properties = { model: { attribute: false }, count: { type: Number }, from: { type: Number } };
  static override styles = [
    ...Part.styles,
    table,
    css`
      th:has(.swatch) {
        position: relative;
        padding-left: 24px;
      }
      .swatch {
        position: absolute;
        left: 6px;
        top: calc(50% - 5px);
        width: 10px;
        height: 10px;
        border-radius: 2px;
        background: var(--c8);
      }
      .s1 {
        background: var(--c1);
      }
      .s2 {
        background: var(--c2);
      }
      .s3 {
        background: var(--c3);
      }
      .s4 {
        background: var(--c4);
      }
      .s5 {
        background: var(--c5);
      }
      .s6 {
        background: var(--c6);
      }
      .s7 {
        background: var(--c7);
      }
      th,
      td {
        padding: 6px;
      }
      /* Words give way so that the numbers fit; Chinese ones break at no place but a space. */
      thead th,
      tbody th,
      td:not(.end) {
        white-space: normal;
        word-break: keep-all;
      }
      :host([whole]) :is(tbody th, td),
      /* A few words and a name of letters stay in one line: the table has room at its side. */
      tbody .short {
        white-space: nowrap;
      }
      thead th {
        vertical-align: bottom;
      }
      th button.plain {
        white-space: normal;
        text-align: left;
      }
      td:not(.end) {
        min-width: 10ch;
      }
      tbody th {
        min-width: 88px;
      }
      .prose {
        min-width: 230px;
      }
      .part {
        display: inline-block;
        min-width: 44px;
      }
      .tag {
        margin-left: 2px;
      }
    `,
  ];
  declare model: TableModel | null;
  /** Rows of the whole table when only a page of it is shown; 0 = all rows are here. */
  declare count: number;
  /** Rows before this page. */
  declare from: number;

  constructor() {
    super();
    this.model = null;
    this.count = 0;
    this.from = 0;
  }

  #body(cell: Cell): TemplateResult {
    return html`${cell.swatch ? html`<span class="swatch s${cell.swatch}" aria-hidden="true"></span>` : nothing}${
      cell.part === undefined
        ? nothing
        : html`<svg class="bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true"><rect width="100" height="6"></rect><rect width=${100 * Math.min(1, Math.max(0, cell.part))} height="6"></rect></svg>`
    }${
      cell.pick === undefined
        ? cell.part === undefined
          ? whole(cell.text)
          : html`<span class="part">${cell.text}</span>`
        : html`<button
            class="plain"
            type="button"
            aria-label=${cell.pickLabel ?? cell.text}
            @click=${() => this.dispatchEvent(new CustomEvent("pick", { detail: cell.pick }))}
          >${cell.text}</button>`
    }${cell.tag ? html`<span class="tag accent">${cell.tag}</span>` : nothing}`;
  }

  override render(): TemplateResult | typeof nothing {
    const { model } = this;
    if (!model) return nothing;
    const paged = this.count > 0;
    return html`<div class="scroll" tabindex="0" role="group" aria-label=${model.caption}>
      <table aria-rowcount=${paged ? this.count + 1 : nothing}>
        <caption class="sr">${model.caption}</caption>
        <thead>
          <tr aria-rowindex=${paged ? 1 : nothing}>
            ${model.columns.map(
              (c) =>
                html`<th scope="col" class=${c.end ? "end" : nothing}>${
                  c.more ? html`<insitu-term .text=${c.label} .more=${c.more}></insitu-term>` : c.label
                }</th>`,
            )}
          </tr>
        </thead>
        <tbody>
          ${model.rows.map(
            (row, index) => html`<tr aria-rowindex=${paged ? this.from + index + 2 : nothing}>
              ${row.map((cell, at) => {
                const column = model.columns[at];
                const kind = column?.end ? "end" : column?.prose ? "prose" : "";
                const end = breadth(cell.text) <= SHORT ? `${kind} short` : kind || nothing;
                return at === 0
                  ? html`<th scope="row" class=${end}>${this.#body(cell)}</th>`
                  : html`<td class=${end}>${this.#body(cell)}</td>`;
              })}
            </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }
}

define("insitu-table", InsituTable);
