import { css, html, nothing, type TemplateResult } from "lit";
import { define, Part } from "../../app/element.ts";
import { icon, type IconName } from "../../app/icon.ts";
import type { Journey } from "../../app/journey.ts";
import { whole } from "../../app/whole.ts";
import type { AnalysisName, Group } from "../../engine/api.ts";
import type { FindingSeverity, ReportFinding } from "../../engine/types.ts";
import { t, word } from "../../i18n/locale.ts";

const SIGN: Record<FindingSeverity, IconName> = { bad: "warn", watch: "info", good: "check", info: "analysis" };

/** One finding: what, why, what to do; its numbers, its rule, and the way to its customers. */
export class InsituFinding extends Part {
  static override properties = {
    ...Part.properties,
    journey: { attribute: false },
    finding: { attribute: false },
    place: { type: String },
  };
  static override styles = [
    ...Part.styles,
    css`
      article {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        gap: 2px 10px;
        padding: 12px 16px;
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--surface);
        break-inside: avoid;
      }
      .sign {
        margin-top: 2px;
        color: var(--text-3);
      }
      .bad .sign {
        color: var(--bad);
      }
      .watch .sign {
        color: var(--watch);
      }
      .good .sign {
        color: var(--good);
      }
      .body {
        display: grid;
        gap: 6px;
        min-width: 0;
        overflow-wrap: anywhere;
      }
      .what {
        font-weight: 600;
        text-wrap: pretty;
      }
      dl {
        display: grid;
        grid-template-columns: max-content minmax(0, 1fr);
        gap: 4px 10px;
        margin: 0;
      }
      dt {
        color: var(--text-3);
        font-size: 13px;
      }
      dd {
        margin: 0;
        max-width: 76ch;
        text-wrap: pretty;
      }
      details {
        font-size: 13px;
      }
      summary {
        width: fit-content;
        color: var(--text-2);
        cursor: pointer;
      }
      .more {
        display: grid;
        gap: 6px;
        padding: 6px 0 0;
      }
      .ways {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
      }
      @media print {
        details {
          display: none;
        }
      }
    `,
  ];
  declare journey: Journey;
  declare finding: ReportFinding;
  declare place: string;

  #go(customers: boolean): void {
    const { finding, journey } = this;
    const name = finding.analysis as AnalysisName;
    const groups: Group[] = finding.groups.map(({ grouping, group }) => ({ grouping, group }));
    if (customers) journey.analyses.list(name, groups);
    void journey.analyses.show(name);
    journey.go("analysis");
  }

  override render(): TemplateResult {
    const { finding, place } = this;
    const onlyHow = place === "actions";
    return html`<article class=${finding.severity}>
      <span class="sign">${icon(SIGN[finding.severity])}<span class="sr">${t(`report.severity.${finding.severity}`)}</span></span>
      <div class="body">
        <p class="what">${whole(onlyHow && finding.how ? finding.how.text : finding.what)}</p>
        ${
          place === "dimensions"
            ? finding.why
              ? html`<p class="quiet">${whole(finding.why)}</p>`
              : nothing
            : html`<dl>
                ${onlyHow ? html`<dt>${t("report.what")}</dt><dd>${whole(finding.what)}</dd>` : nothing}
                ${finding.why ? html`<dt>${t("report.why")}</dt><dd>${whole(finding.why)}</dd>` : nothing}
                ${!onlyHow && finding.how ? html`<dt>${t("report.how")}</dt><dd>${whole(finding.how.text)}</dd>` : nothing}
              </dl>`
        }
        <details>
          <summary>${t("report.evidence")}</summary>
          <div class="more">
            <dl>${finding.numbers.map((one) => html`<dt>${one.name}</dt><dd class="num">${one.value}</dd>`)}
              <dt>${t("report.rule")}</dt><dd>${whole(finding.rule)}</dd></dl>
            <div class="ways">
              <button type="button" class="plain" @click=${() => this.#go(false)}>${t("report.to.analysis", { name: word(finding.analysis, "name") })}</button>
              ${
                finding.groups.length > 0
                  ? html`<button type="button" class="plain" @click=${() => this.#go(true)}>${t("report.to.customers")}</button>`
                  : nothing
              }
            </div>
          </div>
        </details>
      </div>
    </article>`;
  }
}

define("insitu-finding", InsituFinding);
