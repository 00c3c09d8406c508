import { css, html, nothing, type TemplateResult } from "lit";
import { define, Part } from "../../app/element.ts";
import { icon } from "../../app/icon.ts";
import type { TableModel } from "../../charts/table.ts";
import type { RfmOutcome } from "../../engine/api.ts";
import { locale, t, word } from "../../i18n/locale.ts";
import { full } from "../../i18n/number.ts";
import { definition, measured, scoreLines } from "./answer.ts";

/** Where each score begins, in words, and what divides the eight classes. */
export class InsituThresholds extends Part {
  static override styles = [
    ...Part.styles,
    css`
      header {
        display: flex;
        gap: 8px;
        align-items: flex-start;
        justify-content: space-between;
        margin-bottom: 12px;
      }
      .three {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(220px, 1fr));
        gap: 16px 32px;
      }
      h3 {
        margin-bottom: 4px;
      }
      li {
        display: grid;
        grid-template-columns: 28px 1fr auto;
        gap: 8px;
        padding: 3px 0;
        border-bottom: 1px solid var(--line);
        font-variant-numeric: tabular-nums;
      }
      li b {
        display: inline-grid;
        place-items: center;
        width: 22px;
        height: 22px;
        border-radius: 4px;
        background: var(--accent-soft);
        color: var(--accent);
        font-size: 12px;
      }
      li span:last-child {
        color: var(--text-3);
      }
      .spread {
        margin-top: 6px;
        font-size: 12px;
      }
      .split {
        margin-top: 12px;
      }
      .note {
        margin-top: 8px;
        padding-top: 8px;
        border-top: 1px solid var(--line);
        font-size: 12px;
      }
      .note b {
        margin-right: 6px;
        font-weight: 600;
      }
      button.plain {
        min-height: 28px;
        font-size: 13px;
      }
    `,
  ];

  #table(outcome: RfmOutcome): TableModel {
    return {
      caption: t("cuts.title"),
      columns: [
        { label: t("cuts.dimension") },
        { label: t("cuts.score"), end: true },
        { label: t("cuts.range") },
        { label: t("group.customers"), end: true, people: true },
      ],
      rows: outcome.dimensions.flatMap((d) =>
        scoreLines(d).map((line) => [
          { text: word("dim", d.name), raw: word("dim", d.name) },
          { text: String(line.score), raw: line.score },
          { text: line.range, raw: line.range },
          { text: String(line.customers), raw: line.customers },
        ]),
      ),
    };
  }

  override render(): TemplateResult | typeof nothing {
    const { result } = this.store.study("rfm");
    if (!result || !("outcome" in result)) return nothing;
    const { outcome, params } = result;
    const { lang } = locale;
    const { split, values } = outcome.classes;
    const by = (name: string): string => {
      const d = outcome.dimensions.find((one) => one.name === name);
      const value = values[name as keyof typeof values];
      return d ? measured(d, value, 1) : full(value, lang, 1);
    };
    return html`<section class="card" aria-label=${t("cuts.title")}>
      <header>
        <div><h2>${t("cuts.title")}</h2><p class="quiet">${t("cuts.subtitle")}</p></div>
        <button class="plain" type="button" aria-label=${t("action.copy.of", { name: t("cuts.title") })} @click=${() =>
          this.dispatchEvent(
            new CustomEvent("copy-table", { detail: this.#table(outcome), bubbles: true, composed: true }),
          )}>${icon("copy")}${t("action.copy")}</button>
      </header>
      <div class="three">${outcome.dimensions.map(
        (d) => html`<div>
          <h3><insitu-term .text=${word("dim", d.name)} .more=${word("dim", `${d.name}.more`)}></insitu-term></h3>
          <ol>${scoreLines(d).map(
            (line) =>
              html`<li><b>${line.score}</b><span>${line.range}</span><span>${t("rfm.people", { n: line.customers })}</span></li>`,
          )}</ol>
          <p class="quiet spread num">${t("cuts.spread", {
            mean: measured(d, d.mean, 1),
            median: measured(d, d.median, 1),
            min: measured(d, d.min),
            max: measured(d, d.max),
          })}</p>
        </div>`,
      )}</div>
      <p class="split">${t("cuts.split", {
        split: t(`split.${split}`),
        r: by("recency"),
        f: by("frequency"),
        m: by("monetary"),
      })}</p>
      <p class="note quiet"><b>${t("note.label")}</b>${definition(outcome, params, "scores")}</p>
    </section>`;
  }
}

define("insitu-thresholds", InsituThresholds);
