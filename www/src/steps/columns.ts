import { css, html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { define, Part } from "../app/element.ts";
import { icon } from "../app/icon.ts";
import type { Journey } from "../app/journey.ts";
import "../app/pager.ts";
import { label } from "../charts/label.ts";
import type { Inspect, InspectColumn, InspectFile } from "../engine/api.ts";
import { locale, t, word } from "../i18n/locale.ts";
import { full } from "../i18n/number.ts";
import type { FieldInfo } from "../engine/types.ts";
import { cards } from "../styles/cards.ts";
import { step } from "../styles/step.ts";
import { table } from "../styles/table.ts";
import { grouped, lacking } from "./tables.ts";

/** Columns drawn at a time; a table may have thousands, and each brings a list of all fields. */
const SHOWN = 100;

function share(score: number): number {
  return Math.round(100 * Math.min(1, Math.max(0, score)));
}

/** Each column of a table with its kind, trouble, masked samples and use; the use can be corrected. */
export class InsituColumns extends Part {
  static override properties = {
    ...Part.properties,
    journey: { attribute: false },
    from: { state: true },
    sought: { state: true },
    used: { state: true },
  };
  static override styles = [
    ...Part.styles,
    table,
    cards,
    step,
    css`
      select {
        width: 170px;
      }
      .find {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
        margin-bottom: 12px;
      }
      .none {
        padding: 12px;
      }
      .find input {
        flex: 0 1 280px;
      }
      .use {
        display: flex;
        align-items: center;
        gap: 8px;
      }
      .use .quiet {
        font-size: 12px;
        width: 64px;
      }
      .samples {
        display: flex;
        gap: 4px;
        max-width: 300px;
        overflow: hidden;
        mask-image: linear-gradient(to right, #000 88%, transparent);
      }
      .samples code {
        padding: 0 5px;
        border-radius: 3px;
        background: var(--surface-2);
        white-space: pre;
      }
      .warn {
        color: var(--watch);
        font-weight: 600;
      }
      @media (max-width: 720px) {
        td.wide {
          grid-column: 1 / -1;
        }
        td.wide::before {
          display: block;
        }
        select {
          flex: 1;
          min-height: 40px;
        }
        .samples {
          max-width: none;
        }
      }
    `,
  ];
  declare journey: Journey;
  /** Columns before the page of them that is shown. */
  declare from: number;
  /** Part of a name, in lower case, by which columns of a wide table are found. */
  declare sought: string;
  /** Whether only columns with a use are shown. */
  declare used: boolean;

  constructor() {
    super();
    this.from = 0;
    this.sought = "";
    this.used = false;
  }

  /** The columns to be shown, with their places. */
  #listed(file: InspectFile): { column: InspectColumn; index: number }[] {
    const all = file.columns.map((column, index) => ({ column, index }));
    if (all.length <= SHOWN) return all;
    return all.filter(
      ({ column }) =>
        (!this.used || column.field !== null) &&
        (this.sought === "" || column.name.toLowerCase().includes(this.sought)),
    );
  }

  #finder(): TemplateResult {
    const use = (used: boolean, words: string) =>
      html`<button type="button" aria-pressed=${this.used === used} @click=${() => {
        this.used = used;
        this.from = 0;
      }}>${words}</button>`;
    return html`<div class="find">
      <input type="search" placeholder=${t("fields.find")} aria-label=${t("fields.find")} @input=${(e: Event) => {
        this.sought = (e.target as HTMLInputElement).value.trim().toLowerCase();
        this.from = 0;
      }} />
      <div class="segmented" role="group" aria-label=${t("fields.which")}>${use(false, t("fields.which.all"))}${use(true, t("fields.which.used"))}</div>
    </div>`;
  }

  #options(column: InspectColumn, inspect: Inspect, file: InspectFile): TemplateResult {
    const { kind } = file;
    const { own, others } = grouped(inspect.fields, kind);
    const wanted = lacking(file, inspect);
    const option = (f: FieldInfo, needed: boolean): TemplateResult =>
      html`<option value=${f.field} ?selected=${f.field === column.field}>${f[locale.lang]}${needed ? ` · ${t("fields.required")}` : ""}</option>`;
    const isNeeded = ({ field, required }: FieldInfo): boolean =>
      wanted.includes(field) || (required && (kind === "orders" || kind === "unknown"));
    if (own.length === 0) return html`${others.map((f) => option(f, isNeeded(f)))}`;
    return html`<optgroup label=${t("tables.own", { kind: t(`tablekind.${kind}`) })}>${own.map((f) => option(f, isNeeded(f)))}</optgroup>
      <optgroup label=${t("tables.others")}>${others.map((f) => option(f, false))}</optgroup>`;
  }

  #row(column: InspectColumn, index: number, inspect: Inspect, file: InspectFile): TemplateResult {
    const { lang } = locale;
    const name = label(column.name);
    const samples = column.samples.slice(0, 4).map((s) => label(s, 24));
    return html`<tr role="row">
      <th scope="row" role="rowheader" title=${label(column.name, 200)}>${name}</th>
      <td role="cell" class="wide" data-label=${t("fields.use")}><div class="use">
        <select aria-label=${t("fields.use.of", { name })} ?disabled=${this.store.rereading !== null} @change=${(
          e: Event,
        ) => {
          const { value } = e.target as HTMLSelectElement;
          void this.journey.assign(index, value === "" ? null : value);
        }}>
          <option value="" ?selected=${column.field === null}>${t("fields.use.none")}</option>
          ${this.#options(column, inspect, file)}
        </select>
        <span class="quiet num">${
          this.store.chosen[this.store.table]?.has(index)
            ? t("fields.chosen")
            : column.field === null
              ? ""
              : t("fields.match", { n: share(column.field_score) })
        }</span></div>
      </td>
      <td role="cell" data-label=${t("fields.kind")}>${t(`kind.${column.type}`)}</td>
      <td role="cell" class="end" data-label=${t("fields.nulls")}>${full(column.nulls, lang)}</td>
      <td role="cell" class="end" data-label=${t("fields.invalid")}>${
        column.invalid > 0 ? html`<span class="warn">${full(column.invalid, lang)}</span>` : "0"
      }</td>
      <td role="cell" data-label=${t("fields.pii")}>${
        column.pii === null
          ? html`<span class="muted">${t("fields.pii.none")}</span>`
          : html`<span class="tag watch" title=${t("fields.pii.score", { n: share(column.pii_score) })}>${icon("shield")}${word("pii", column.pii)}</span>`
      }</td>
      <td role="cell" class="wide" data-label=${t("fields.samples")}><div class="samples">${samples.map((s) => html`<code>${s}</code>`)}</div></td>
    </tr>`;
  }

  override render(): TemplateResult | typeof nothing {
    const { inspect, file, table } = this.store;
    if (!inspect || !file) return nothing;
    const listed = this.#listed(file);
    const from = this.from < listed.length ? this.from : 0;
    return html`
      ${file.columns.length > SHOWN ? this.#finder() : nothing}
      <div class="scroll" tabindex="0" role="group" aria-label=${t("fields.table")}>
        <table role="table">
          <caption class="sr">${t("fields.table")}</caption>
          <thead role="rowgroup"><tr role="row">
            <th role="columnheader" scope="col">${t("fields.column")}</th>
            <th role="columnheader" scope="col">${t("fields.use")}</th>
            <th role="columnheader" scope="col">${t("fields.kind")}</th>
            <th role="columnheader" scope="col" class="end">${t("fields.nulls")}</th>
            <th role="columnheader" scope="col" class="end" title=${t("fields.invalid.more")}>${t("fields.invalid")}</th>
            <th role="columnheader" scope="col">${t("fields.pii")}</th>
            <th role="columnheader" scope="col">${t("fields.samples")}</th>
          </tr></thead>
          <tbody role="rowgroup">${repeat(
            listed.slice(from, from + SHOWN),
            ({ index }) => `${table} ${index}`,
            ({ column, index }) => this.#row(column, index, inspect, file),
          )}</tbody>
        </table>
        ${listed.length === 0 ? html`<p class="none quiet">${t("fields.find.none")}</p>` : nothing}
      </div>
      ${
        listed.length > SHOWN
          ? html`<insitu-pager .total=${listed.length} .size=${SHOWN} .from=${from} @turn=${(
              e: CustomEvent<number>,
            ) => {
              this.from = e.detail;
            }}></insitu-pager>`
          : nothing
      }`;
  }
}

define("insitu-columns", InsituColumns);
