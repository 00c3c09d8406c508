import { css, html, nothing, type TemplateResult } from "lit";
import { define, Part } from "../../app/element.ts";
import "../../app/term.ts";
import { locale, t } from "../../i18n/locale.ts";
import { full } from "../../i18n/number.ts";
import { table } from "../../styles/table.ts";
import type { OutlierMethod, Outliers } from "../../engine/types.ts";
import { agreement } from "./sentences.ts";

/** What four methods say of one column: bounds and counts side by side, and how far they agree. */
export class InsituOutliers extends Part {
  static override properties = {
    outliers: { attribute: false },
    rule: { type: String },
    method: { type: String },
  };
  static override styles = [
    ...Part.styles,
    table,
    css`
      section {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 8px;
        padding: 8px 0;
      }
      h4 {
        margin: 0 0 4px;
        font-size: 13px;
        font-weight: 650;
      }
      .pair {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(300px, 100%), 1fr));
        gap: 12px;
      }
      .pair > div {
        min-width: 0;
      }
      .used {
        color: var(--accent);
        font-weight: 650;
      }
    `,
  ];
  declare outliers: Outliers;
  declare rule: string;
  /** The method in force. */
  declare method: OutlierMethod;

  #number(value: number | null): string {
    return value === null ? "–" : full(value, locale.lang);
  }

  override render(): TemplateResult {
    const { outliers } = this;
    const { lang } = locale;
    const { methods } = outliers;
    const matrix = agreement(outliers.agreement, methods.length);
    const names = methods.map(({ method }) => t(`method.${method}`));
    const all = outliers.agreement[(1 << methods.length) - 1] ?? 0;
    const none = outliers.agreement[0] ?? 0;
    const words = [
      t("outliers.lead", { n: outliers.judged }),
      ...(outliers.returns > 0 ? [t("outliers.returns", { n: outliers.returns })] : []),
      ...(outliers.sigma3_cannot_fire && outliers.largest_z !== null
        ? [t("outliers.sigma", { z: full(outliers.largest_z, lang) })]
        : []),
      t("outliers.all", { n: all, none }),
    ];
    const title = t("outliers.title", { rule: this.rule });
    return html`<section aria-label=${title}>
      <p class="quiet num">${words.join(" ")}</p>
      <div class="pair">
        <div><h4>${t("outliers.bounds")}</h4><div class="scroll" tabindex="0" role="group" aria-label=${title}><table>
          <caption class="sr">${title}</caption>
          <thead><tr><th scope="col">${t("outliers.method")}</th><th scope="col" class="end">${t("outliers.low")}</th>
            <th scope="col" class="end">${t("outliers.high")}</th><th scope="col" class="end">${t("outliers.rows")}</th></tr></thead>
          <tbody>${methods.map(
            (m, at) => html`<tr>
              <th scope="row" class=${m.method === this.method ? "used" : nothing}><insitu-term .text=${names[at] ?? ""} .more=${t(`method.${m.method}.more`)}></insitu-term></th>
              <td class="end">${this.#number(m.low)}</td><td class="end">${this.#number(m.high)}</td><td class="end">${full(m.rows, lang)}</td>
            </tr>`,
          )}</tbody>
        </table></div></div>
        <div><h4>${t("outliers.agreement")}</h4><div class="scroll" tabindex="0" role="group" aria-label=${t("outliers.agreement")}><table>
          <caption class="sr">${t("outliers.agreement")}</caption>
          <thead><tr><th scope="col">${t("outliers.method")}</th>${names.map((name) => html`<th scope="col" class="end">${name}</th>`)}</tr></thead>
          <tbody>${matrix.map(
            (row, a) =>
              html`<tr><th scope="row">${names[a]}</th>${row.map((n) => html`<td class="end">${full(n, lang)}</td>`)}</tr>`,
          )}</tbody>
        </table></div></div>
      </div>
    </section>`;
  }
}

define("insitu-outliers", InsituOutliers);
