import { css, html, nothing, type TemplateResult } from "lit";
import { define, Part } from "../app/element.ts";
import { icon } from "../app/icon.ts";
import type { Journey } from "../app/journey.ts";
import type { Saved } from "../app/store.ts";
import type { AnalysisName, ExportWhat } from "../engine/api.ts";
import { locale, t } from "../i18n/locale.ts";
import { bytes, clock } from "../i18n/number.ts";
import { table } from "../styles/table.ts";
import "./ways.ts";

const TITLES = {
  copy: "export.copy",
  table: "export.table",
  picture: "export.picture",
  classes: "export.classes",
  segments: "export.segments",
  shareable: "export.customers.shareable",
  crm: "export.customers.crm",
  results: "export.results",
  rejects: "export.rejects",
  rejected: "export.rejected",
  report: "report.save.html",
  workbook: "report.save.xlsx",
  pack: "pack.log",
  summary: "report.save.summary",
} as const satisfies Record<Saved, string>;

/** The files that can be saved, and the log of what was saved. */
export class InsituExports extends Part {
  static override properties = {
    ...Part.properties,
    journey: { attribute: false },
    name: { attribute: false },
    total: { type: Number },
    more: { attribute: false },
  };
  static override styles = [
    ...Part.styles,
    table,
    css`
      .lead {
        margin-bottom: 12px;
        font-size: 13px;
      }
      insitu-ways {
        margin-bottom: 16px;
      }
      h3 {
        margin-bottom: 4px;
      }
    `,
  ];
  declare journey: Journey;
  declare name: AnalysisName;
  /** Customers of its list; 0 = it has none. */
  declare total: number;
  /** What can be saved beside the customers. */
  declare more: readonly ExportWhat[];

  #log(): TemplateResult {
    const { exports } = this.store;
    const { lang } = locale;
    return html`<h3>${t("export.log")}</h3>
      ${
        exports.length === 0
          ? html`<p class="quiet">${t("export.log.none")}</p>`
          : html`<div class="scroll" tabindex="0" role="group" aria-label=${t("export.log")}><table>
          <caption class="sr">${t("export.log")}</caption>
          <thead><tr><th scope="col">${t("export.log.time")}</th><th scope="col">${t("export.log.what")}</th>
            <th scope="col">${t("export.log.file")}</th><th scope="col" class="end">${t("export.log.size")}</th><th scope="col">${t("export.log.privacy")}</th></tr></thead>
          <tbody>${exports.map(
            (e) => html`<tr>
              <td>${clock(e.time, lang)}</td><td>${t(TITLES[e.what])}</td><td>${e.file}${e.to ? html`<br />${t("export.log.to", { origin: e.to })}` : nothing}</td><td class="end">${bytes(e.bytes, lang)}</td>
              <td>${
                e.what === "crm" || e.what === "rejected"
                  ? html`<span class="tag watch">${icon("warn")}${t(e.what === "crm" ? "export.log.ids" : "export.log.raw")}</span>`
                  : html`<span class="tag">${t("export.log.noids")}</span>`
              }</td>
            </tr>`,
          )}</tbody>
        </table></div>`
      }`;
  }

  override render(): TemplateResult {
    return html`<section class="card" aria-label=${t("export.title")}>
      <h2>${t("export.title")}</h2>
      <p class="lead">${t("export.lead")}</p>
      <insitu-ways .store=${this.store} .journey=${this.journey} .name=${this.name} .total=${this.total} .more=${[...this.more, "results"]}></insitu-ways>
      ${this.#log()}
    </section>`;
  }
}

define("insitu-exports", InsituExports);
