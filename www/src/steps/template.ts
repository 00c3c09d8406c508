import { css, html, type TemplateResult } from "lit";
import { define, Part } from "../app/element.ts";
import { icon } from "../app/icon.ts";
import type { Journey } from "../app/journey.ts";
import { t } from "../i18n/locale.ts";

/** The tables to fill in, in their order. */
const TEMPLATES = ["customers", "events", "channels", "summary", "orders", "feedback"] as const;

/** Tables to fill in, behind one line. */
export class InsituTemplate extends Part {
  static override properties = { ...Part.properties, journey: { attribute: false } };
  static override styles = [
    ...Part.styles,
    css`
      summary {
        min-height: 32px;
        padding: 4px 0;
        color: var(--accent);
        font-weight: 600;
        cursor: pointer;
      }
      .ways {
        display: flex;
        flex-wrap: wrap;
        gap: 8px 20px;
        margin: 8px 0 0;
        padding: 0;
        list-style: none;
      }
      .ways li {
        display: flex;
        align-items: center;
        gap: 4px;
      }
      @media (max-width: 720px) {
        .ways button {
          min-height: 40px;
        }
      }
    `,
  ];
  declare journey: Journey;

  override render(): TemplateResult {
    return html`<details>
      <summary>${t("template.title")}</summary>
      <p class="quiet">${t("template.lead")}</p>
      <ul class="ways">${TEMPLATES.map((name) => {
        const table = t(`template.${name}`);
        const way = (form: "csv" | "xlsx"): TemplateResult =>
          html`<button type="button" ?disabled=${!this.store.open} aria-label=${t("template.as", { table, form: t(`template.form.${form}`) })}
            @click=${() => void this.journey.template(name, form)}>${icon("save")}${t(`template.form.${form}`)}</button>`;
        return html`<li><span>${table}</span>${way("csv")}${way("xlsx")}</li>`;
      })}</ul>
    </details>`;
  }
}

define("insitu-template", InsituTemplate);
