import { css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { define, Part } from "../../app/element.ts";
import type { Journey } from "../../app/journey.ts";
import "../../app/trouble.ts";
import { t } from "../../i18n/locale.ts";
import { step } from "../../styles/step.ts";
import "./audit.ts";
import "./card.ts";
import "./pairs.ts";

/** The customers of all tables together: how the tables meet, who may be one person, and one customer's card. */
export class InsituView extends Part {
  static override properties = { ...Part.properties, journey: { attribute: false } };
  static override styles = [
    ...Part.styles,
    step,
    css`
      .wait {
        min-height: 120px;
      }
    `,
  ];
  declare journey: Journey;

  // Cleaning changes what is counted without a new inspection, so each visit asks anew.
  override firstUpdated(): void {
    void this.journey.view.load();
  }

  override updated(_changed: PropertyValues): void {
    const { view } = this.journey;
    if (view.isStale && !view.busy) void view.load();
  }

  override render(): TemplateResult {
    const { store, journey } = this;
    const { audit, failure } = journey.view;
    const tables = store.inspect?.files.length ?? 0;
    return html`<div class="page">
      ${failure ? html`<insitu-trouble .failure=${failure} .heading=${t("error.action.title")}></insitu-trouble>` : nothing}
      ${
        audit === null
          ? html`<p class="wait quiet" role="status">${failure ? nothing : t("view.wait")}</p>`
          : html`<p class="lead">${tables > 1 ? t("view.lead.several", { tables, n: audit.customers }) : t("view.lead", { n: audit.customers })}</p>
            <insitu-audit .store=${store} .audit=${audit}></insitu-audit>
            <insitu-pairs .store=${store} .journey=${journey}></insitu-pairs>
            <insitu-card .store=${store} .journey=${journey}></insitu-card>`
      }
    </div>`;
  }
}

define("insitu-view", InsituView);
