import { css, html, nothing, type TemplateResult } from "lit";
import { define, Part } from "../../app/element.ts";
import { locale, t } from "../../i18n/locale.ts";
import { compact, full, percent } from "../../i18n/number.ts";
import type { Headline, Headlines } from "../../engine/types.ts";
import { figures } from "../../styles/figures.ts";

const NUMBERS = ["rows", "customers", "orders", "revenue"] as const;
type NumberName = (typeof NUMBERS)[number];

function of(headline: Headline, name: NumberName): number | null {
  return name === "rows" ? headline.rows.num : headline[name];
}

/** A difference with its sign, in all digits. */
function signed(value: number): string {
  const words = full(Math.abs(value), locale.lang);
  return value > 0 ? `+${words}` : value < 0 ? `−${words}` : words;
}

/** The headline numbers with cleaning, beside those without, and what of the difference comes from fills. */
export class InsituHeadline extends Part {
  static override properties = { headlines: { attribute: false } };
  static override styles = [
    ...Part.styles,
    figures,
    css`
      h2 {
        margin-bottom: 8px;
      }
      dl {
        display: grid;
        grid-template-columns: repeat(4, minmax(0, 1fr));
        gap: 12px 24px;
      }
      .note {
        margin-top: 12px;
        padding-top: 8px;
        border-top: 1px solid var(--line);
        font-size: 12px;
      }
      @media (max-width: 720px) {
        dl {
          grid-template-columns: repeat(2, minmax(0, 1fr));
        }
      }
    `,
  ];
  declare headlines: Headlines;

  #one(name: NumberName): TemplateResult | typeof nothing {
    const { lang } = locale;
    const after = of(this.headlines.with, name);
    const before = of(this.headlines.without, name);
    const bare = of(this.headlines.without_fills, name);
    if (after === null || before === null) return nothing;
    // Sums of money are decimals; their differences are told to the cent.
    const change = Math.round((after - before) * 100) / 100;
    const fills = bare === null ? 0 : Math.round((after - bare) * 100) / 100;
    const share = before === 0 ? null : percent({ num: Math.abs(change), den: Math.abs(before) }, lang);
    const changed =
      change === 0
        ? t("headline.same")
        : share === null
          ? t("headline.change", { n: signed(change) })
          : t("headline.change.share", { n: signed(change), share });
    return html`<div><dt>${t(`headline.${name}`)}</dt><dd>
      <b title=${full(after, lang)}>${compact(after, lang)}</b>
      <small>${t("headline.before", { n: full(before, lang) })}</small>
      <small>${changed}</small>
      ${fills === 0 ? nothing : html`<small>${t("headline.fills", { n: signed(fills) })}</small>`}
    </dd></div>`;
  }

  override render(): TemplateResult {
    return html`<section class="card" aria-label=${t("headline.title")}>
      <h2>${t("headline.title")}</h2>
      <dl>${NUMBERS.map((name) => this.#one(name))}</dl>
      <p class="quiet note">${t("headline.note")}</p>
    </section>`;
  }
}

define("insitu-headline", InsituHeadline);
