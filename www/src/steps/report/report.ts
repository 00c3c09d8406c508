import { css, html, nothing, type TemplateResult } from "lit";
import { anyway } from "../../app/anyway.ts";
import { define, Part } from "../../app/element.ts";
import { icon } from "../../app/icon.ts";
import type { Journey } from "../../app/journey.ts";
import type { PaperForm } from "../../app/paper.ts";
import "../../app/trouble.ts";
import { whole } from "../../app/whole.ts";
import "../../charts/grid.ts";
import { stamp } from "../../charts/mark.ts";
import "../../analyses/filters.ts";
import type { Report, ReportPart, Role } from "../../engine/types.ts";
import { locale, t, word } from "../../i18n/locale.ts";
import { full } from "../../i18n/number.ts";
import { step } from "../../styles/step.ts";
import "./finding.ts";
import "./cards.ts";
import "./pack.ts";
import { sheetModel } from "./sheet.ts";
import "./summary.ts";

const ROLES: readonly Role[] = ["all", "management", "marketing", "operations", "service"];
const FORMS: readonly PaperForm[] = ["report", "workbook", "summary"];
const NUMBERS = ["report.part.1", "report.part.2", "report.part.3", "report.part.4", "report.part.5"] as const;
const SAVE = { report: "report.save.html", workbook: "report.save.xlsx", summary: "report.save.summary" } as const;

/** Data that ended more days before the report are called old. */
const QUARTER = 90;

/** The day on which the data end, with how long ago that is where it is long. */
function ended({ as_of: day, date }: Report): string {
  if (day === null) return "–";
  const days = Math.round((Date.parse(date) - Date.parse(day)) / 86_400_000);
  return days > QUARTER ? t("report.old", { day, n: full(days, locale.lang) }) : day;
}

/** The fifth step: the report in five parts, for whom it is, and the files that it leaves as. */
export class InsituReport extends Part {
  static override properties = { ...Part.properties, journey: { attribute: false } };
  static override styles = [
    ...Part.styles,
    step,
    css`
      .bar {
        display: flex;
        flex-wrap: wrap;
        gap: 8px 16px;
        align-items: end;
        justify-content: space-between;
      }
      .bar label {
        display: grid;
        gap: 4px;
        color: var(--text-2);
        font-size: 13px;
      }
      .files {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
      }
      .box {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        gap: 8px;
        padding: 12px 16px;
        border: 1px solid var(--watch);
        border-radius: var(--radius);
      }
      .box > ul,
      .box > .files {
        grid-column: 2;
      }
      .page {
        position: relative;
      }
      .stamp {
        position: absolute;
        inset: 0;
        width: 100%;
        height: 100%;
        pointer-events: none;
        fill: currentColor;
        font-size: 12px;
        opacity: 0.07;
      }
      .lead {
        margin-top: 4px;
        font-size: 16px;
        max-width: 68ch;
        text-wrap: pretty;
      }
      .paper {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 24px;
        transition: opacity 0.12s;
      }
      .paper[aria-busy="true"] {
        opacity: 0.6;
      }
      section {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 12px;
      }
      h2 {
        font-size: 17px;
      }
      h3 {
        margin-top: 8px;
      }
      .tables {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(420px, 100%), 1fr));
        gap: 16px;
        align-items: start;
      }
      .sheet {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 6px;
      }
      .name {
        font-weight: 600;
      }
      ul.quiet {
        display: grid;
        gap: 4px;
        padding-left: 18px;
        list-style: disc;
        font-size: 13px;
      }
      progress {
        width: min(320px, 100%);
        height: 6px;
        accent-color: var(--accent);
      }
      @media print {
        .bar,
        .box,
        insitu-filters {
          display: none;
        }
        section {
          break-inside: auto;
        }
        .sheet {
          break-inside: avoid;
        }
      }
    `,
  ];
  declare journey: Journey;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.journey.paper.make();
  }

  override updated(): void {
    const { paper } = this.journey;
    if (paper.stale && !paper.progress) void paper.make();
  }

  #bar(): TemplateResult {
    const { paper } = this.journey;
    return html`<div class="bar">
      <label>${t("report.role")}
        <select id="role" @change=${(e: Event) => paper.setRole((e.target as HTMLSelectElement).value as Role)}>
          ${ROLES.map((role) => html`<option value=${role} ?selected=${role === paper.role}>${t(`report.role.${role}`)}</option>`)}
        </select></label>
      <div class="files">
        ${FORMS.map(
          (
            form,
          ) => html`<button type="button" class=${form === "report" ? "primary" : ""} ?disabled=${!paper.report || paper.progress !== null}
            @click=${() => void paper.save(form)}>${icon("save")}${t(SAVE[form])}</button>`,
        )}
        <button type="button" ?disabled=${!paper.report} @click=${() => window.print()}>${icon("file")}${t("report.print")}</button>
      </div>
    </div>`;
  }

  /** What is asked before a suggestion with faults leaves. */
  #asked(): TemplateResult | typeof nothing {
    const { paper } = this.journey;
    const { asked, faults } = paper;
    if (!asked) return nothing;
    return html`<div class="box" role="group" aria-labelledby="vague">${icon("warn")}
      <p id="vague" role="alert">${t("report.vague", { n: faults.length })}</p>
      <ul class="quiet">${faults.map((one) => html`<li>${one.text}</li>`)}</ul>
      <div class="files">
        <button type="button" class="primary" @click=${() => void paper.save(asked, "own")}>${t("report.vague.own")}</button>
        <button type="button" @click=${() => void paper.save(asked, "as_written")}>${t("report.vague.keep")}</button>
        <button type="button" @click=${() => {
          paper.asked = null;
          this.store.change();
          this.renderRoot
            .querySelector("insitu-summary")
            ?.shadowRoot?.querySelector<HTMLElement>("#suggestion")
            ?.focus();
        }}>${t("report.vague.mend")}</button>
      </div></div>`;
  }

  #part(report: Report, part: ReportPart, at: number): TemplateResult {
    const number = NUMBERS[at];
    const findings = part.findings.flatMap((at) => report.findings[at] ?? []);
    const sheets = part.sheets.flatMap((at) => report.sheets[at] ?? []);
    const groups =
      part.code === "dimensions" ? [...new Set([...findings, ...sheets].map((one) => one.analysis))] : [null];
    const shown = (name: string | null): TemplateResult => html`
      ${name === null ? nothing : html`<h3>${word(name, "name")}</h3>`}
      ${findings
        .filter((one) => name === null || one.analysis === name)
        .map(
          (one) =>
            html`<insitu-finding .store=${this.store} .journey=${this.journey} .finding=${one} .place=${part.code}></insitu-finding>`,
        )}
      <div class="tables">${sheets
        .filter((one) => name === null || one.analysis === name)
        .map(
          (one) =>
            html`<div class="sheet"><p class="name" aria-hidden="true">${one.title}</p><insitu-table .model=${sheetModel(one, locale.lang)}></insitu-table>${
              one.note ? html`<p class="quiet">${whole(one.note)}</p>` : nothing
            }</div>`,
        )}</div>`;
    const isEmpty = findings.length + sheets.length === 0;
    return html`<section aria-labelledby="part-${part.code}">
      <h2 id="part-${part.code}">${number ? t(number) : nothing}${part.title}</h2>
      ${isEmpty ? html`<p class="quiet">${t("report.part.empty")}</p>` : groups.map(shown)}
      ${
        part.code === "actions"
          ? html`<insitu-cards .store=${this.store} .journey=${this.journey} .cards=${report.cards} .small=${report.small_cards}></insitu-cards>`
          : nothing
      }
    </section>`;
  }

  #paper(report: Report): TemplateResult {
    const { paper } = this.journey;
    return html`<div class="paper" aria-busy=${paper.progress ? "true" : "false"}>
      <insitu-summary .store=${this.store} .paper=${paper}></insitu-summary>
      ${report.parts.map((part, at) => this.#part(report, part, at))}
      ${
        report.gaps.length === 0
          ? nothing
          : html`<section><h2>${t("report.gaps")}</h2><ul class="quiet">${report.gaps.map(
              (gap) => html`<li><b>${gap.title}</b> ${gap.why}</li>`,
            )}</ul></section>`
      }
      <section><h2>${t("report.notes")}</h2><ul class="quiet">${report.notes.map((note) => html`<li>${note}</li>`)}</ul></section>
    </div>`;
  }

  override render(): TemplateResult {
    const { store, journey } = this;
    const { paper } = journey;
    const { report, progress, failure } = paper;
    return html`<div class="page">
      <div>
        <h1 tabindex="-1">${report ? report.title : t("step.report")}</h1>
        ${report ? html`<p class="lead">${report.summary.core_conclusion}</p>` : nothing}
        ${
          report
            ? html`<p class="quiet num">${t("report.basis", {
                date: report.date,
                asOf: ended(report),
                n: full(report.customers, locale.lang),
              })}</p>`
            : nothing
        }
        <insitu-filters .store=${store} .journey=${journey}></insitu-filters>
      </div>
      ${this.#bar()}
      ${this.#asked()}
      <insitu-pack .store=${store} .journey=${journey}></insitu-pack>
      ${
        progress
          ? html`<p role="status" class="quiet">${t("report.making", { n: progress.done, of: progress.of })}<br>
            <progress max=${progress.of} value=${progress.done} aria-label=${t("report.making.label")}></progress></p>`
          : nothing
      }
      ${failure ? html`<insitu-trouble .failure=${failure}>${anyway(store, failure)}</insitu-trouble>` : nothing}
      ${report ? html`${this.#paper(report)}${stamp(report.watermark)}` : nothing}
    </div>`;
  }
}

define("insitu-report", InsituReport);
