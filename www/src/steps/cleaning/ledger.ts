import { css, html, nothing, type TemplateResult } from "lit";
import { define, Part } from "../../app/element.ts";
import type { Journey } from "../../app/journey.ts";
import type { InspectFile } from "../../engine/api.ts";
import { locale, t, word } from "../../i18n/locale.ts";
import { full } from "../../i18n/number.ts";
import { step } from "../../styles/step.ts";
import { table } from "../../styles/table.ts";
import type { Cleaning } from "../../engine/types.ts";
import "../rejects.ts";
import { account } from "./account.ts";
import { ruleWord } from "./sentences.ts";

/** Rejected rows listed on the page; all of them are in the download. */
const SHOWN = 100;

/** Where each row went: counted, left out and why, cleaned away, or set aside because it could not be read. */
export class InsituLedger extends Part {
  static override properties = {
    ...Part.properties,
    journey: { attribute: false },
    file: { attribute: false },
    cleaning: { attribute: false },
  };
  static override styles = [
    ...Part.styles,
    table,
    step,
    css`
      h2 {
        margin-bottom: 12px;
      }
      dl {
        display: flex;
        flex-wrap: wrap;
        gap: 8px 32px;
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
  declare file: InspectFile;
  declare cleaning: Cleaning | null;

  override render(): TemplateResult {
    const { lang } = locale;
    const { file, cleaning, store } = this;
    const { read, accepted, rejected } = file.rows;
    const rejects = file.rejects.slice(0, SHOWN);
    const sum = cleaning ? account(file, store.table, cleaning, store.inspect?.notices ?? []) : null;
    const terms: [string, number][] = [
      [t("gate.rows.read"), read],
      ...(sum === null
        ? [[t("gate.rows.accepted"), accepted] as [string, number]]
        : [
            [t("gate.rows.counted"), sum.counted] as [string, number],
            [t("gate.rows.left"), sum.left] as [string, number],
            ...(sum.cleaned > 0 ? [[t("ledger.cleaned"), sum.cleaned] as [string, number]] : []),
          ]),
      [t("gate.rows.rejected"), rejected],
    ];
    const reasons = sum?.reasons.map(({ code, rows }) => t(`left.${code}`, { n: rows })).join(t("app.join")) ?? "";
    const rules =
      sum?.rules.map(({ rule, rows }) => t("ledger.rule", { rule: ruleWord(rule), n: rows })).join(t("app.join")) ?? "";
    return html`<section class="card" aria-label=${t("gate.rows")}>
      <h2>${t("gate.rows")}</h2>
      <dl>${terms.map(
        ([words, n], index) =>
          html`${index === 0 ? nothing : html`<span aria-hidden="true">${index === 1 ? "=" : "+"}</span>`}<div><dt>${words}</dt><dd>${full(n, lang)}</dd></div>`,
      )}</dl>
      <ul class="why">
        ${sum && sum.left > 0 ? html`<li><b>${t("gate.rows.left")}</b> ${t("gate.rows.left.why", { reasons })}</li>` : nothing}
        ${sum && sum.cleaned > 0 ? html`<li><b>${t("ledger.cleaned")}</b> ${t("ledger.cleaned.why", { reasons: rules })}</li>` : nothing}
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
        <insitu-rejects class="after" .store=${store} .journey=${this.journey} .file=${file}></insitu-rejects>`
      }
    </section>`;
  }
}

define("insitu-ledger", InsituLedger);
