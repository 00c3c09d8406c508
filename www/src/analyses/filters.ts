import { css, html, nothing, type TemplateResult } from "lit";
import { define, Part } from "../app/element.ts";
import { icon } from "../app/icon.ts";
import type { Journey } from "../app/journey.ts";
import { t } from "../i18n/locale.ts";
import { chips } from "../styles/chips.ts";
import { selectionName } from "./groups.ts";

/** The groups that all analyses are narrowed to, each removed by a click. */
export class InsituFilters extends Part {
  static override properties = { ...Part.properties, journey: { attribute: false } };
  static override styles = [
    ...Part.styles,
    chips,
    css`
      .chips {
        padding: 6px 12px;
        border: 1px solid var(--accent);
        border-radius: var(--radius);
        background: var(--surface);
      }
    `,
  ];
  declare journey: Journey;

  override render(): TemplateResult | typeof nothing {
    const { filter } = this.store;
    const { analyses } = this.journey;
    if (filter.length === 0) return nothing;
    return html`<div class="chips" role="group" aria-label=${t("filter.title")}>
      <span>${t("filter.only")}</span>
      ${filter.map((one) => {
        const name = selectionName(one);
        return html`<button class="chip" type="button" aria-label=${t("list.remove", { name })} @click=${() =>
          analyses.widen(one)}>${name}${icon("cross")}</button>`;
      })}
      ${
        filter.length > 1
          ? html`<button class="chip" type="button" @click=${() => analyses.filter([])}>${t("list.clear")}</button>`
          : nothing
      }
    </div>`;
  }
}

define("insitu-filters", InsituFilters);
