import { css, html, nothing, type TemplateResult } from "lit";
import { define, Part } from "../../app/element.ts";
import { icon } from "../../app/icon.ts";
import type { Journey } from "../../app/journey.ts";
import type { Filter } from "../../engine/api.ts";
import { t, word } from "../../i18n/locale.ts";
import { className } from "./tables.ts";

/** Words of a filter, one for each chip, with what remains without it. */
export function chips(filter: Filter): { name: string; rest: Filter }[] {
  const out: { name: string; rest: Filter }[] = [];
  const { class: code, segment, r, f } = filter;
  if (r !== undefined && f !== undefined) {
    const { r: _r, f: _f, ...rest } = filter;
    out.push({ name: t("heat.cell", { r, f }), rest });
  }
  if (code !== undefined) {
    const { class: _class, ...rest } = filter;
    out.push({ name: className(code), rest });
  }
  if (segment !== undefined) {
    const { segment: _segment, ...rest } = filter;
    out.push({ name: word("segment", segment), rest });
  }
  return out;
}

/** The filters in force, each removed by a click. */
export class InsituChips extends Part {
  static override properties = { ...Part.properties, journey: { attribute: false } };
  static override styles = [
    ...Part.styles,
    css`
      .chips {
        display: flex;
        flex-wrap: wrap;
        gap: 6px;
        margin: 8px 0;
      }
      button {
        min-height: 28px;
        padding: 2px 10px;
        border-color: transparent;
        background: var(--accent-soft);
        color: var(--accent);
        font-size: 13px;
      }
      svg.icon {
        width: 12px;
        height: 12px;
      }
    `,
  ];
  declare journey: Journey;

  override render(): TemplateResult | typeof nothing {
    const list = chips(this.store.filter);
    if (list.length === 0) return nothing;
    return html`<div class="chips" role="group" aria-label=${t("list.filters")}>${list.map(
      (chip) =>
        html`<button type="button" aria-label=${t("list.remove", { name: chip.name })} @click=${() => this.journey.filter(chip.rest)}>${chip.name}${icon("cross")}</button>`,
    )}${
      list.length > 1
        ? html`<button type="button" @click=${() => this.journey.filter({})}>${t("list.clear")}</button>`
        : nothing
    }</div>`;
  }
}

define("insitu-chips", InsituChips);
