import { css, html, nothing, type TemplateResult } from "lit";
import "../app/dialog.ts";
import { define, Part } from "../app/element.ts";
import { icon } from "../app/icon.ts";
import type { Journey } from "../app/journey.ts";
import type { AnalysisName, ExportWhat, Group } from "../engine/api.ts";
import { t } from "../i18n/locale.ts";
import { ways } from "../styles/ways.ts";

/** The files that an analysis can be saved as, and the question before original IDs leave. */
export class InsituWays extends Part {
  static override properties = {
    ...Part.properties,
    journey: { attribute: false },
    name: { attribute: false },
    groups: { attribute: false },
    total: { type: Number },
    more: { attribute: false },
    asking: { state: true },
  };
  static override styles = [
    ...Part.styles,
    ways,
    css`
      .ways {
        grid-template-columns: repeat(auto-fit, minmax(250px, 1fr));
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
  declare name: AnalysisName;
  /** Whose customers; none = all. */
  declare groups: readonly Group[];
  /** How many customers these are; 0 = there is no list. */
  declare total: number;
  /** What can be saved beside the customers. */
  declare more: readonly ExportWhat[];
  declare asking: boolean;

  constructor() {
    super();
    this.groups = [];
    this.total = 0;
    this.more = [];
    this.asking = false;
  }

  #way(title: string, more: string, go: () => void): TemplateResult {
    return html`<button type="button" @click=${go}>${icon("save")}<span>${title}</span><small>${more}</small></button>`;
  }

  #customers(form: "shareable" | "crm"): void {
    this.asking = false;
    void this.journey.export({
      what: "customers",
      analysis: this.name,
      filter: [...this.groups],
      form,
      ...(form === "crm" ? { confirmed: true } : {}),
    });
  }

  #other(what: ExportWhat): TemplateResult | typeof nothing {
    const go = (): void => void this.journey.export({ what });
    switch (what) {
      case "classes":
        return this.#way(t("export.classes"), t("export.classes.more"), go);
      case "segments":
        return this.#way(t("export.segments"), t("export.segments.more"), go);
      case "results":
        return this.#way(t("export.results"), t("export.results.more"), go);
      default:
        return nothing;
    }
  }

  override render(): TemplateResult {
    return html`<div class="ways">
        ${
          this.total > 0
            ? html`${this.#way(t("export.customers.shareable"), t("export.customers.shareable.more"), () => this.#customers("shareable"))}
        ${this.#way(t("export.customers.crm"), t("export.customers.crm.more"), () => {
          this.asking = true;
        })}`
            : nothing
        }
        ${this.more.map((what) => this.#other(what))}
      </div>
      <insitu-dialog .heading=${t("crm.title")} .shown=${this.asking} @closed=${() => {
        this.asking = false;
      }}>
        <p>${t("crm.confirm", { n: this.total })}</p>
        <div class="end-row">
          <button type="button" @click=${() => {
            this.asking = false;
          }}>${t("app.cancel")}</button>
          <button class="primary" type="button" @click=${() => this.#customers("crm")}>${t("crm.yes")}</button>
        </div>
      </insitu-dialog>`;
  }
}

define("insitu-ways", InsituWays);
