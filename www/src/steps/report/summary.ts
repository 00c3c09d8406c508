import { css, html, nothing, type TemplateResult } from "lit";
import { define, Part } from "../../app/element.ts";
import { icon } from "../../app/icon.ts";
import type { Paper } from "../../app/paper.ts";
import type { ReportSummary } from "../../engine/types.ts";
import { t } from "../../i18n/locale.ts";

const FIELDS = [
  "report_date",
  "core_conclusion",
  "key_metric",
  "problem_diag",
  "suggestion",
  "owner",
  "follow_up_date",
] as const satisfies readonly (keyof ReportSummary)[];
const SHORT: readonly string[] = ["report_date", "owner", "follow_up_date"];

/** The summary table of seven fields, to be written over, with what is wrong with its suggestion. */
export class InsituSummary extends Part {
  static override properties = { ...Part.properties, paper: { attribute: false } };
  static override styles = [
    ...Part.styles,
    css`
      section {
        display: grid;
        gap: 12px;
        padding: 16px;
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--surface);
      }
      h2 {
        font-size: 17px;
      }
      .rows {
        display: grid;
        grid-template-columns: max-content minmax(0, 1fr);
        gap: 8px 16px;
        align-items: start;
      }
      label {
        padding-top: 6px;
        color: var(--text-2);
        font-size: 13px;
      }
      textarea {
        field-sizing: content;
        resize: vertical;
      }
      textarea,
      input {
        box-sizing: border-box;
        width: 100%;
        min-height: 34px;
        padding: 6px 8px;
        font: inherit;
        color: var(--text);
        background: var(--bg);
        border: 1px solid var(--line-strong, var(--line));
        border-radius: var(--radius);
      }
      .short {
        max-width: 280px;
      }
      .faults {
        display: grid;
        gap: 4px;
        margin-top: 6px;
        font-size: 13px;
      }
      .faults li {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 6px;
      }
      .faults svg {
        margin-top: 3px;
        color: var(--watch);
      }
      @media (max-width: 720px) {
        .rows {
          grid-template-columns: minmax(0, 1fr);
          gap: 4px;
        }
      }
    `,
  ];
  declare paper: Paper;

  #field(field: keyof ReportSummary, summary: ReportSummary): TemplateResult {
    const write = (e: Event): void => this.paper.write(field, (e.target as HTMLTextAreaElement).value);
    const value = summary[field];
    const control = SHORT.includes(field)
      ? html`<input id=${field} class="short" .value=${value} @change=${write} />`
      : html`<textarea id=${field} rows="2" .value=${value} aria-describedby=${field === "suggestion" ? "faults" : nothing} @change=${write}></textarea>`;
    const { faults } = this.paper;
    return html`<label for=${field}>${t(`report.summary.${field}`)}</label><div>${control}${
      field === "suggestion"
        ? html`<div id="faults" role="status"><ul class="faults">${faults.map((f) => html`<li>${icon("info")}<span>${f.text}</span></li>`)}</ul></div>`
        : nothing
    }</div>`;
  }

  override render(): TemplateResult | typeof nothing {
    const { summary } = this.paper;
    if (!summary) return nothing;
    return html`<section aria-labelledby="summary">
      <div><h2 id="summary">${t("report.summary")}</h2><p class="quiet">${t("report.summary.hint")}</p></div>
      <div class="rows">${FIELDS.map((field) => this.#field(field, summary))}</div>
    </section>`;
  }
}

define("insitu-summary", InsituSummary);
