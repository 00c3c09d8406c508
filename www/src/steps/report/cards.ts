import { css, html, nothing, type TemplateResult } from "lit";
import { define, Part } from "../../app/element.ts";
import type { Journey } from "../../app/journey.ts";
import { whole } from "../../app/whole.ts";
import type { Assumptions, StrategyCard } from "../../engine/types.ts";
import { locale, t } from "../../i18n/locale.ts";
import { compact, full } from "../../i18n/number.ts";
import { field } from "../../styles/field.ts";

/** Shares are shown in per cent; costs as they are. */
const KEYS = [
  ["response_low", 100],
  ["response_high", 100],
  ["margin", 100],
  ["contact_cost", 1],
] as const satisfies readonly (readonly [keyof Assumptions, number])[];

/** What to do with each class and what it is worth, under assumptions that the user may change. */
export class InsituCards extends Part {
  static override properties = {
    ...Part.properties,
    journey: { attribute: false },
    cards: { attribute: false },
    small: { type: Number },
  };
  static override styles = [
    ...Part.styles,
    field,
    css`
      :host {
        display: grid;
        gap: 12px;
      }
      .assumed {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(150px, 1fr));
        gap: 8px 16px;
      }
      .cards {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(300px, 100%), 1fr));
        gap: 12px;
      }
      article {
        display: grid;
        gap: 6px;
        align-content: start;
        padding: 12px 16px;
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--surface);
        break-inside: avoid;
      }
      .worth {
        font-size: 16px;
        font-weight: 600;
      }
      button {
        justify-self: start;
      }
    `,
  ];
  declare journey: Journey;
  declare cards: readonly StrategyCard[];
  /** Classes that are too small for a card. */
  declare small: number;

  constructor() {
    super();
    this.small = 0;
  }

  #assume(key: keyof Assumptions, scale: number, event: Event): void {
    const input = event.target as HTMLInputElement;
    const value = input.valueAsNumber / scale;
    const { paper } = this.journey;
    if (!paper.assumed) return;
    const next = { ...paper.assumed, [key]: value };
    const isFit = value >= 0 && (key === "contact_cost" || value <= 1) && next.response_high >= next.response_low;
    if (isFit) paper.assume({ [key]: value });
    else input.value = String(full(paper.assumed[key] * scale, "en", 2));
  }

  #card(card: StrategyCard): TemplateResult {
    const { lang } = locale;
    const { analyses } = this.journey;
    const even = card.break_even === null ? null : full(card.break_even * 100, lang, 1);
    return html`<article>
      <h3>${card.name}</h3>
      <p class="worth num">${t("report.card.worth", { low: compact(card.value_low, lang), high: compact(card.value_high, lang) })}</p>
      <p>${whole(card.action)}</p>
      <p class="quiet">${t("report.card.owner", { owner: card.owner })}${even === null ? "" : ` · ${t("report.card.even", { rate: even })}`}</p>
      <p class="quiet num">${whole(card.sum)}</p>
      <button type="button" class="plain" @click=${() => {
        analyses.list("rfm", [{ grouping: card.group.grouping, group: card.group.group }]);
        void analyses.show("rfm");
        this.journey.go("analysis");
      }}>${t("report.to.customers")}</button>
    </article>`;
  }

  override render(): TemplateResult | typeof nothing {
    const { cards, small } = this;
    const { assumed } = this.journey.paper;
    if (cards.length + small === 0 || !assumed) return nothing;
    return html`<h3>${t("report.cards")}</h3>
      <p class="quiet">${t("report.cards.hint")}</p>
      <div class="assumed">${KEYS.map(
        ([key, scale]) => html`<div class="field"><label for=${key}>${t(`report.assume.${key}`)}</label>
          <input id=${key} type="number" min="0" max=${key === "contact_cost" ? nothing : 100} step="any"
            .value=${String(Math.round(assumed[key] * scale * 1e4) / 1e4)} @change=${(e: Event) => this.#assume(key, scale, e)} /></div>`,
      )}</div>
      ${small > 0 ? html`<p class="quiet">${t("report.cards.small", { n: small })}</p>` : nothing}
      <div class="cards">${cards.map((card) => this.#card(card))}</div>`;
  }
}

define("insitu-cards", InsituCards);
