import { css, html, nothing, type TemplateResult } from "lit";
import "../../app/dialog.ts";
import { define, Part } from "../../app/element.ts";
import { icon } from "../../app/icon.ts";
import type { Journey } from "../../app/journey.ts";
import type { Saved } from "../../app/store.ts";
import { locale, t } from "../../i18n/locale.ts";
import { bytes, clock } from "../../i18n/number.ts";
import { table } from "../../styles/table.ts";
import { ways } from "../../styles/ways.ts";

const TITLES = {
  classes: "export.classes",
  segments: "export.segments",
  shareable: "export.customers.shareable",
  crm: "export.customers.crm",
  results: "export.results",
  rejects: "export.rejects",
  rejected: "export.rejected",
} as const satisfies Record<Saved, string>;

/** The files that can be saved, the question before original IDs leave, and the log of what was saved. */
export class InsituExports extends Part {
  static override properties = { ...Part.properties, journey: { attribute: false }, asking: { state: true } };
  static override styles = [
    ...Part.styles,
    table,
    ways,
    css`
      .lead {
        margin-bottom: 12px;
        font-size: 13px;
      }
      .ways {
        grid-template-columns: repeat(auto-fit, minmax(250px, 1fr));
        margin-bottom: 16px;
      }
      h3 {
        margin-bottom: 4px;
      }
      .end-row {
        display: flex;
        justify-content: flex-end;
        gap: 8px;
        margin-top: 16px;
      }
    `,
  ];
  declare journey: Journey;
  declare asking: boolean;

  constructor() {
    super();
    this.asking = false;
  }

  #way(title: string, more: string, go: () => void): TemplateResult {
    return html`<button type="button" @click=${go}>${icon("save")}<span>${title}</span><small>${more}</small></button>`;
  }

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
              <td>${clock(e.time, lang)}</td><td>${t(TITLES[e.what])}</td><td>${e.file}</td><td class="end">${bytes(e.bytes, lang)}</td>
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
    const outcome = this.store.rfm && "outcome" in this.store.rfm ? this.store.rfm.outcome : null;
    const { journey } = this;
    return html`<section class="card" aria-label=${t("export.title")}>
      <h2>${t("export.title")}</h2>
      <p class="lead">${t("export.lead")}</p>
      <div class="ways">
        ${this.#way(t("export.customers.shareable"), t("export.customers.shareable.more"), () => void journey.export({ what: "customers", form: "shareable" }))}
        ${this.#way(t("export.customers.crm"), t("export.customers.crm.more"), () => {
          this.asking = true;
        })}
        ${this.#way(t("export.classes"), t("export.classes.more"), () => void journey.export({ what: "classes" }))}
        ${
          outcome?.segments
            ? this.#way(
                t("export.segments"),
                t("export.segments.more"),
                () => void journey.export({ what: "segments" }),
              )
            : nothing
        }
        ${this.#way(t("export.results"), t("export.results.more"), () => void journey.export({ what: "results" }))}
      </div>
      ${this.#log()}
      <insitu-dialog .heading=${t("crm.title")} .shown=${this.asking} @closed=${() => {
        this.asking = false;
      }}>
        <p>${t("crm.confirm", { n: outcome?.customers.total ?? 0 })}</p>
        <div class="end-row">
          <button type="button" @click=${() => {
            this.asking = false;
          }}>${t("app.cancel")}</button>
          <button class="primary" type="button" @click=${() => {
            this.asking = false;
            void journey.export({ what: "customers", form: "crm", confirmed: true });
          }}>${t("crm.yes")}</button>
        </div>
      </insitu-dialog>
    </section>`;
  }
}

define("insitu-exports", InsituExports);
