import { css, html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { define, Part } from "../../app/element.ts";
import { icon } from "../../app/icon.ts";
import type { MaskingDesk } from "../../app/masking.ts";
import "../../app/term.ts";
import "../../charts/figure.ts";
import "../../charts/grid.ts";
import { label } from "../../charts/label.ts";
import type { Look } from "../../charts/look.ts";
import type { Ratio } from "../../engine/api.ts";
import { locale, t, word } from "../../i18n/locale.ts";
import { full, percent } from "../../i18n/number.ts";
import { step } from "../../styles/step.ts";
import { table } from "../../styles/table.ts";
import type { RiskFigures, RiskReport } from "../../engine/types.ts";
import { sizes, sizesTable } from "./histogram.ts";

const THRESHOLDS = [5, 11, 20] as const;
const LAMPS = ["singling_out", "linkability", "inference"] as const;
const MEASURES = ["k_min", "below", "uniques", "classes", "prosecutor_max", "prosecutor_mean", "level"] as const;
/** Columns that can be added from a list. */
const LISTED = 500;

/** A share with its numbers: 12.0% (12 / 100). */
function shared(ratio: Ratio | null): string {
  if (ratio === null) return "–";
  const { lang } = locale;
  const share = percent(ratio, lang);
  return share === null ? "–" : `${share} (${full(ratio.num, lang)} / ${full(ratio.den, lang)})`;
}

/** A measure of one side in words. */
function measured(name: (typeof MEASURES)[number], figures: RiskFigures): string {
  const { lang } = locale;
  switch (name) {
    case "k_min":
      return figures.k_min === null ? "–" : full(figures.k_min, lang);
    case "classes":
      return full(figures.classes, lang);
    case "level":
      return t("risk.level.n", { n: figures.level, words: word("risk.level", String(figures.level)) });
    default:
      return shared(figures[name]);
  }
}

/** How far rows can be led back to people, before and after what is done to the columns. */
export class InsituRisk extends Part {
  static override properties = { ...Part.properties, desk: { attribute: false }, risk: { attribute: false } };
  static override styles = [
    ...Part.styles,
    table,
    step,
    css`
      .body {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 16px;
        margin-top: 12px;
      }
      h3 {
        margin-bottom: 4px;
      }
      .chips {
        display: flex;
        flex-wrap: wrap;
        gap: 6px;
        align-items: center;
      }
      .chips button[aria-pressed] {
        min-height: 32px;
        border-radius: 16px;
        white-space: normal;
        overflow-wrap: anywhere;
      }
      .chips button[aria-pressed="true"] {
        border-color: var(--accent);
        background: var(--accent-soft);
        color: var(--accent);
        font-weight: 600;
      }
      .chips small {
        color: var(--text-3);
        font-weight: 400;
      }
      .chips select {
        max-width: 200px;
      }
      .pair {
        display: grid;
        grid-template-columns: minmax(0, 3fr) minmax(0, 2fr);
        gap: 16px;
        align-items: start;
      }
      .lamps {
        display: grid;
        gap: 8px;
      }
      .lamp {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto auto auto;
        gap: 4px 8px;
        align-items: center;
        padding: 8px 12px;
        border: 1px solid var(--line);
        border-radius: var(--radius);
      }
      .lamp .tag {
        font-variant-numeric: tabular-nums;
      }
      .tag svg {
        width: 12px;
        height: 12px;
      }
      .key {
        display: flex;
        gap: 16px;
        font-size: 12px;
        color: var(--text-2);
      }
      .key i {
        display: inline-block;
        width: 10px;
        height: 10px;
        margin-right: 6px;
        border-radius: 2px;
        background: var(--text-3);
      }
      .key span + span i {
        background: var(--accent);
      }
      td,
      th {
        white-space: normal;
      }
      .law {
        padding-top: 8px;
        border-top: 1px solid var(--line);
      }
      @media (max-width: 720px) {
        .pair {
          grid-template-columns: minmax(0, 1fr);
        }
        .lamp {
          grid-template-columns: auto auto auto 1fr;
        }
        .lamp insitu-term {
          grid-column: 1 / -1;
        }
      }
    `,
  ];
  declare desk: MaskingDesk;
  declare risk: RiskReport;

  #quasi(column: number): void {
    const chosen = this.risk.columns.filter((c) => c.chosen).map((c) => c.column);
    const { desk } = this;
    desk.columns = chosen.includes(column)
      ? chosen.filter((c) => c !== column)
      : [...chosen, column].sort((a, b) => a - b);
    void desk.measure();
  }

  #guarded(column: number): void {
    const { desk } = this;
    desk.sensitive = desk.sensitive.includes(column)
      ? desk.sensitive.filter((c) => c !== column)
      : [...desk.sensitive, column];
    void desk.measure();
  }

  /** Columns as buttons that are pressed or not, and the others in a list to add one from. */
  #chips(
    name: string,
    columns: RiskReport["columns"],
    isOn: (c: RiskReport["columns"][number]) => boolean,
    isShown: (c: RiskReport["columns"][number]) => boolean,
    toggle: (column: number) => void,
  ): TemplateResult {
    const rest = columns.filter((c) => !isShown(c)).slice(0, LISTED);
    return html`<div class="chips" role="group" aria-label=${name}>
      ${columns
        .filter(isShown)
        .map(
          (c) =>
            html`<button type="button" aria-pressed=${isOn(c)} @click=${() => toggle(c.column)}>${
              isOn(c) ? icon("check") : nothing
            }${label(c.name)}${c.why === null ? nothing : html`<small>${word("risk.why", c.why, "")}</small>`}</button>`,
        )}
      ${
        rest.length === 0
          ? nothing
          : html`<select aria-label=${`${t("risk.quasi.add")} ${name}`} @change=${(e: Event) => {
              const { value } = e.target as HTMLSelectElement;
              if (value !== "") toggle(Number(value));
            }}><option value="" .selected=${live(true)}>${t("risk.quasi.add")}</option>${rest.map(
              (c) => html`<option value=${c.column}>${label(c.name)}</option>`,
            )}</select>`
      }
    </div>`;
  }

  #choices(): TemplateResult {
    const { desk, risk } = this;
    const isSensitive = (c: { column: number }) => desk.sensitive.includes(c.column);
    return html`<div>
        <h3>${t("risk.quasi")}</h3>
        ${this.#chips(
          t("risk.quasi"),
          risk.columns,
          (c) => c.chosen,
          (c) => c.chosen || c.why !== null,
          (column) => this.#quasi(column),
        )}
        ${risk.columns.some((c) => c.chosen) ? nothing : html`<p class="quiet">${t("risk.quasi.none")}</p>`}
        ${
          desk.columns === null
            ? nothing
            : html`<button class="plain" type="button" @click=${() => {
                desk.columns = null;
                void desk.measure();
              }}>${t("risk.proposed")}</button>`
        }
      </div>
      <div>
        <h3>${t("risk.sensitive")}</h3>
        ${this.#chips(t("risk.sensitive"), risk.columns, isSensitive, isSensitive, (column) => this.#guarded(column))}
      </div>
      <div>
        <h3 id="k">${t("risk.k")}</h3>
        <div class="segmented" role="group" aria-labelledby="k">${THRESHOLDS.map(
          (k) =>
            html`<button type="button" aria-pressed=${k === risk.k} @click=${() => desk.setSmallest(k)}>${t(`risk.k.${k}`)}</button>`,
        )}</div>
        <input type="number" min="3" max="1000" required aria-labelledby="k" .value=${live(String(risk.k))} @change=${(
          e: Event,
        ) => {
          const input = e.target as HTMLInputElement;
          if (input.reportValidity()) void desk.setSmallest(input.valueAsNumber);
        }} />
        <p class="quiet">${t("risk.k.more")}</p>
      </div>`;
  }

  #figures(): TemplateResult {
    const { before, after } = this.risk;
    return html`<div class="scroll" tabindex="0" role="group" aria-label=${t("risk.figures")}><table>
      <caption class="sr">${t("risk.figures")}</caption>
      <thead><tr><th scope="col">${t("risk.measure")}</th><th scope="col" class="end">${t("risk.before")}</th><th scope="col" class="end">${t("risk.after")}</th></tr></thead>
      <tbody>${MEASURES.map(
        (name) => html`<tr>
          <th scope="row"><insitu-term .text=${t(`risk.${name}`)} .more=${t(`risk.${name}.more`)}></insitu-term></th>
          <td class="end">${measured(name, before)}</td>
          <td class="end">${measured(name, after)}</td>
        </tr>`,
      )}</tbody>
    </table></div>`;
  }

  #lamp(name: (typeof LAMPS)[number]): TemplateResult {
    const tag = (lamp: [number, boolean] | null): TemplateResult => {
      if (lamp === null) return html`<span class="tag">${t("risk.lamp.untested")}</span>`;
      const [value, lit] = lamp;
      const share = percent({ num: value, den: 1 }, locale.lang) ?? "–";
      const state = t(lit ? "risk.lamp.lit" : "risk.lamp.dark");
      return html`<span class="tag ${lit ? "watch" : "good"}">${icon(lit ? "warn" : "check")}${t("risk.lamp.sentence", { state, share })}</span>`;
    };
    const { before, after } = this.risk;
    return html`<li class="lamp"><insitu-term .text=${t(`risk.lamp.${name}`)} .more=${t(`risk.lamp.${name}.more`)}></insitu-term>
      <span><span class="sr">${t("risk.before")}</span>${tag(before[name])}</span><span aria-hidden="true">→</span>
      <span><span class="sr">${t("risk.after")}</span>${tag(after[name])}</span></li>`;
  }

  #diversity(): TemplateResult | typeof nothing {
    const { before, after, columns } = this.risk;
    const { lang } = locale;
    if (before.sensitive.length === 0) return nothing;
    const pair = (a: number | null | undefined, b: number | null | undefined, digits = 2): string =>
      [a, b].map((v) => (v === null || v === undefined ? "–" : full(v, lang, digits))).join(" → ");
    return html`<div><h3>${t("risk.diversity")}</h3>
      <insitu-table .model=${{
        caption: t("risk.diversity"),
        columns: [
          { label: t("risk.diversity.column") },
          { label: t("risk.diversity.distinct"), end: true, more: t("risk.diversity.distinct.more") },
          { label: t("risk.diversity.entropy"), end: true, more: t("risk.diversity.entropy.more") },
          { label: t("risk.diversity.t"), end: true, more: t("risk.diversity.t.more") },
        ],
        rows: before.sensitive.map((own) => {
          const then = after.sensitive.find((s) => s.column === own.column);
          const name = label(columns.find((c) => c.column === own.column)?.name ?? "");
          return [
            name,
            pair(own.distinct, then?.distinct, 0),
            pair(own.entropy, then?.entropy),
            pair(own.t, then?.t, 3),
          ].map((text) => ({ text, raw: text }));
        }),
      }}></insitu-table></div>`;
  }

  override render(): TemplateResult {
    const { risk } = this;
    return html`<div class="page"><section class="card" aria-label=${t("risk.title")} aria-busy=${this.desk.busy}>
      <h2>${t("risk.title")}</h2>
      <p class="quiet">${t("risk.lead")}</p>
      <div class="body">
        ${this.#choices()}
        <div class="pair">
          ${this.#figures()}
          <div><h3>${t("risk.lamps")}</h3><ul class="lamps">${LAMPS.map((name) => this.#lamp(name))}</ul>
          ${risk.before.inference === null ? html`<p class="quiet after">${t("risk.lamp.inference.todo")}</p>` : nothing}</div>
        </div>
        ${this.#diversity()}
        <p class="law quiet">${t("risk.law")}</p>
      </div>
    </section>
        <insitu-figure
          .store=${this.store}
          .heading=${t("risk.histogram")}
          .subtitle=${t("risk.histogram.sub")}
          .summary=${t("risk.histogram.summary", { k: risk.k, before: risk.before.below.num, after: risk.after.below.num })}
          .note=${t("risk.histogram.note")}
          .height=${240}
          .draw=${(look: Look) => sizes(risk, look)}
          .model=${sizesTable(risk)}
        ><div class="key" slot="controls"><span><i></i>${t("risk.before")}</span><span><i></i>${t("risk.after")}</span></div></insitu-figure></div>`;
  }
}

define("insitu-risk", InsituRisk);
