import { css, html, nothing, type TemplateResult } from "lit";
import { define, Part } from "../app/element.ts";
import { icon } from "../app/icon.ts";
import type { Journey } from "../app/journey.ts";
import "../app/pager.ts";
import { label } from "../charts/label.ts";
import type { Inspect, InspectColumn, InspectFile } from "../engine/api.ts";
import { locale, t, word } from "../i18n/locale.ts";
import { full } from "../i18n/number.ts";
import { step } from "../styles/step.ts";
import { table } from "../styles/table.ts";
import { balance, reasonWords } from "./balance.ts";
import "./notices.ts";
import "./rejects.ts";

/** Rejected rows listed on the page, all of them are in the download; and masked columns on a page of them. */
const SHOWN = 100;
/** Columns without personal data that are named. */
const NAMED = 40;

/** What the gate did: rows set aside and why, columns masked and why. Nothing can be changed here. */
export class InsituGate extends Part {
  static override properties = { ...Part.properties, journey: { attribute: false }, from: { state: true } };
  static override styles = [
    ...Part.styles,
    table,
    step,
    css`
      .card .head {
        align-items: center;
        margin-bottom: 12px;
      }
      dl {
        display: flex;
        flex-wrap: wrap;
        gap: 8px 40px;
        margin-bottom: 12px;
      }
      @media (max-width: 720px) {
        dl {
          gap: 8px 14px;
        }
      }
      dt {
        color: var(--text-3);
        font-size: 13px;
      }
      dd {
        font-size: 20px;
        font-weight: 600;
        font-variant-numeric: tabular-nums;
      }
      dl span {
        align-self: end;
        padding-bottom: 4px;
        color: var(--text-3);
      }
      .list {
        max-height: 280px;
        overflow: auto;
      }
      .list thead th {
        position: sticky;
        top: 0;
      }
      .list th.end {
        width: 88px;
      }
      td {
        white-space: normal;
      }
      .why {
        display: grid;
        gap: 4px;
        margin-bottom: 12px;
      }
      .why:last-child {
        margin-bottom: 0;
      }
      .why b {
        font-weight: 600;
      }
    `,
  ];
  declare journey: Journey;
  /** Masked columns before the page of them that is shown. */
  declare from: number;

  constructor() {
    super();
    this.from = 0;
  }

  #rows(inspect: Inspect, file: InspectFile): TemplateResult {
    const { lang } = locale;
    const { read, accepted, rejected } = file.rows;
    const rejects = file.rejects.slice(0, SHOWN);
    const sum = balance(inspect);
    const terms: [string, number][] = [
      [t("gate.rows.read"), read],
      ...(sum === null
        ? [[t("gate.rows.accepted"), accepted] as [string, number]]
        : [
            [t("gate.rows.counted"), sum.counted] as [string, number],
            [t("gate.rows.left"), sum.left] as [string, number],
          ]),
      [t("gate.rows.rejected"), rejected],
    ];
    return html`<section class="card" aria-label=${t("gate.rows")}>
      <div class="head"><h2>${t("gate.rows")}</h2></div>
      <dl>${terms.map(
        ([words, n], index) =>
          html`${index === 0 ? nothing : html`<span aria-hidden="true">${index === 1 ? "=" : "+"}</span>`}<div><dt>${words}</dt><dd>${full(n, lang)}</dd></div>`,
      )}</dl>
      <ul class="why">
        ${sum && sum.left > 0 ? html`<li><b>${t("gate.rows.left")}</b> ${t("gate.rows.left.why", { reasons: reasonWords(sum) })}</li>` : nothing}
        <li><b>${t("gate.rows.rejected")}</b> ${rejected === 0 ? t("gate.rows.none") : t("gate.rows.rejected.why")}</li>
      </ul>
      ${
        rejected === 0
          ? nothing
          : html`<div class="scroll list" tabindex="0" role="group" aria-label=${t("gate.rejects")}><table>
          <caption class="sr">${t("gate.rejects")}</caption>
          <thead><tr><th scope="col" class="end">${t("gate.rejects.row")}</th><th scope="col">${t("gate.rejects.reason")}</th></tr></thead>
          <tbody>${rejects.map((r) => html`<tr><th scope="row" class="end">${full(r.row, lang)}</th><td>${word("reject", r.code)}</td></tr>`)}</tbody>
        </table></div>
        ${rejected > rejects.length ? html`<p class="quiet after">${t("gate.rejects.first", { shown: rejects.length, n: rejected })}</p>` : nothing}
        <insitu-rejects class="after" .store=${this.store} .journey=${this.journey} .file=${file}></insitu-rejects>`
      }
    </section>`;
  }

  #masked(column: InspectColumn): TemplateResult {
    const pseudonym = column.field === "user_id";
    return html`<tr>
      <th scope="row">${label(column.name)}</th>
      <td><span class="tag watch">${icon("shield")}${word("pii", column.pii ?? "user_id")}</span></td>
      <td class="num">${column.pii === null ? "–" : `${Math.round(100 * Math.min(1, column.pii_score))}%`}</td>
      <td>${t(pseudonym ? "gate.mask.do.pseudonym" : "gate.mask.do.mask")}</td>
      <td><code>${label(column.samples[0] ?? "", 24)}</code></td>
    </tr>`;
  }

  #columns(file: InspectFile): TemplateResult {
    const masked = file.columns.filter((c) => c.pii !== null || c.field === "user_id");
    const kept = file.columns.filter((c) => c.pii === null && c.field !== "user_id");
    const from = this.from < masked.length ? this.from : 0;
    const names = kept.slice(0, NAMED).map((c) => label(c.name));
    return html`<section class="card" aria-label=${t("gate.mask")}>
      <div class="head"><h2>${t("gate.mask")}</h2></div>
      ${
        masked.length === 0
          ? html`<p class="quiet">${t("gate.mask.none")}</p>`
          : html`<div class="scroll" tabindex="0" role="group" aria-label=${t("gate.mask")}><table>
          <caption class="sr">${t("gate.mask")}</caption>
          <thead><tr>
            <th scope="col">${t("gate.mask.column")}</th><th scope="col">${t("gate.mask.what")}</th>
            <th scope="col">${t("gate.mask.sure")}</th><th scope="col">${t("gate.mask.how")}</th><th scope="col">${t("gate.mask.example")}</th>
          </tr></thead>
          <tbody>${masked.slice(from, from + SHOWN).map((c) => this.#masked(c))}</tbody>
        </table></div>
        ${
          masked.length > SHOWN
            ? html`<insitu-pager .total=${masked.length} .size=${SHOWN} .from=${from} @turn=${(
                e: CustomEvent<number>,
              ) => {
                this.from = e.detail;
              }}></insitu-pager>`
            : nothing
        }`
      }
      ${
        kept.length === 0
          ? nothing
          : html`<p class="quiet after">${t(kept.length > NAMED ? "gate.mask.kept.more" : "gate.mask.kept", { n: kept.length, names: names.join(t("app.join")) })}</p>`
      }
    </section>`;
  }

  override render(): TemplateResult | typeof nothing {
    const { inspect } = this.store;
    const { file } = this.store;
    if (!inspect || !file) return nothing;
    return html`<div class="page">
      <div><h1 tabindex="-1">${t("gate.title")}</h1><p class="lead">${t("gate.lead")}</p></div>
      ${this.#rows(inspect, file)} ${this.#columns(file)}
      <insitu-notices .store=${this.store}></insitu-notices>
    </div>`;
  }
}

define("insitu-gate", InsituGate);
