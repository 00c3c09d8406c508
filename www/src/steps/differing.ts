import { css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import "../app/dialog.ts";
import { define, Part } from "../app/element.ts";
import { failure } from "../app/failure.ts";
import type { Failure } from "../app/store.ts";
import "../app/trouble.ts";
import "../charts/grid.ts";
import { label } from "../charts/label.ts";
import type { Cell, TableModel } from "../charts/table.ts";
import type { TablePage } from "../engine/types.ts";
import { locale, t } from "../i18n/locale.ts";
import { full } from "../i18n/number.ts";

/** The first rows in which a supplied value differs from the computed one, masked. Emits `closed`. */
export class InsituDiffering extends Part {
  static override properties = {
    ...Part.properties,
    rows: { attribute: false },
    heading: { type: String },
    pages: { state: true },
    failure: { state: true },
  };
  static override styles = [
    ...Part.styles,
    css`
      insitu-table {
        margin-top: 8px;
      }
    `,
  ];
  /** Their places in the table; null as long as nothing is asked. */
  declare rows: number[] | null;
  declare heading: string;
  declare pages: TablePage[];
  declare failure: Failure | null;

  constructor() {
    super();
    this.rows = null;
    this.heading = "";
    this.pages = [];
    this.failure = null;
  }

  override updated(changed: PropertyValues): void {
    if (changed.has("rows") && this.rows) void this.#load(this.rows);
  }

  async #load(rows: number[]): Promise<void> {
    const { engine, table } = this.store;
    this.pages = [];
    this.failure = null;
    if (!engine) return;
    try {
      const one = (from: number) => engine.tables.tableRows({ table, entry: null, from, count: 1 });
      const pages = await Promise.all(rows.map(one));
      if (this.rows === rows) this.pages = pages;
    } catch (error) {
      if (this.rows === rows) this.failure = failure(error);
    }
  }

  #model(columns: string[]): TableModel {
    const row = ({ row: number, cells }: TablePage["rows"][number]): Cell[] => [
      { text: full(number, locale.lang), raw: number },
      ...cells.map((cell) => ({ text: cell === null ? "–" : label(cell), raw: cell })),
    ];
    return {
      caption: this.heading,
      columns: [{ label: t("gate.rejects.row") }, ...columns.map((name) => ({ label: label(name) }))],
      rows: this.pages.flatMap((page) => page.rows.map(row)),
    };
  }

  override render(): TemplateResult {
    const [first] = this.pages;
    return html`<insitu-dialog wide .heading=${this.heading} .shown=${this.rows !== null} @closed=${() => this.dispatchEvent(new CustomEvent("closed"))}>
      ${this.failure ? html`<insitu-trouble .failure=${this.failure} .heading=${t("error.action.title")}></insitu-trouble>` : nothing}
      ${
        first
          ? html`<p class="quiet">${t("check.rows.first", { n: this.pages.length })}</p><insitu-table .model=${this.#model(first.columns)}></insitu-table>`
          : html`<p class="quiet" role="status">${this.failure ? nothing : t("list.wait")}</p>`
      }
    </insitu-dialog>`;
  }
}

define("insitu-differing", InsituDiffering);
