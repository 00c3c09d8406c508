import { css, html, nothing, type TemplateResult } from "lit";
import { define, Part } from "../app/element.ts";
import { icon } from "../app/icon.ts";
import type { Journey } from "../app/journey.ts";
import "../app/trouble.ts";
import "../charts/grid.ts";
import { label } from "../charts/label.ts";
import type { Cell, TableModel } from "../charts/table.ts";
import type { InspectFile } from "../engine/api.ts";
import type {
  DerivedCheck,
  DomainCounts,
  DriftInspect,
  FilledTemplate,
  Rival,
  TemplateProblem,
} from "../engine/types.ts";
import { locale, t, word } from "../i18n/locale.ts";
import { full, percent } from "../i18n/number.ts";
import "./differing.ts";

/** Names of columns in one list; all of them stand in the table of columns. */
const NAMED = 20;

/** What was found between columns: changes since last time, rivals for a field, computed against supplied, values of short lists. */
export class InsituFindings extends Part {
  static override properties = { ...Part.properties, journey: { attribute: false }, opened: { state: true } };
  static override styles = [
    ...Part.styles,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 16px;
      }
      h3 {
        margin: 16px 0 2px;
      }
      h2 + h3 {
        margin-top: 8px;
      }
      .list {
        display: grid;
        gap: 4px;
        margin-top: 6px;
        overflow-wrap: anywhere;
      }
      .list li {
        display: grid;
        grid-template-columns: 16px minmax(0, 1fr);
        gap: 8px;
      }
      .list svg {
        margin-top: 3px;
        color: var(--text-3);
      }
      .list .watch svg {
        color: var(--watch);
      }
      insitu-table {
        margin-top: 8px;
      }
      .domains {
        display: grid;
        grid-template-columns: max-content minmax(0, 1fr);
        gap: 6px 16px;
        margin-top: 8px;
      }
      .domains dt {
        color: var(--text-2);
      }
      .domains dd ul {
        display: flex;
        flex-wrap: wrap;
        gap: 2px 0;
        font-variant-numeric: tabular-nums;
      }
      .domains li:not(:last-child)::after {
        content: "·";
        padding: 0 8px;
        color: var(--text-3);
      }
      .domains .unknown {
        color: var(--watch);
      }
      @media (max-width: 720px) {
        .domains {
          grid-template-columns: minmax(0, 1fr);
          gap: 0;
        }
        .domains dd {
          margin-bottom: 8px;
        }
      }
    `,
  ];

  declare journey: Journey;
  /** The check whose differing rows are shown. */
  declare opened: DerivedCheck | null;

  constructor() {
    super();
    this.opened = null;
  }

  override updated(): void {
    void this.journey.checks.load();
  }

  #field(code: string): string {
    return this.store.inspect?.fields.find((f) => f.field === code)?.[locale.lang] ?? word("field", code);
  }

  #column(file: InspectFile, index: number): string {
    return label(file.columns[index]?.name ?? "");
  }

  #drift(file: InspectFile, drift: DriftInspect): TemplateResult {
    const known = (at: number): string => label(drift.columns[at]?.header ?? "");
    const names = (list: string[]): string =>
      list.slice(0, NAMED).join(t("app.join")) + (list.length > NAMED ? "…" : "");
    const gone = drift.missing.map((at) => {
      const field = drift.columns[at]?.field ?? null;
      return field === null ? known(at) : t("drift.missing.one", { name: known(at), field: this.#field(field) });
    });
    const lines: { words: string; watch: boolean }[] = [
      ...(gone.length > 0 ? [{ words: t("drift.missing", { n: gone.length, names: names(gone) }), watch: true }] : []),
      ...drift.renamed.map(({ known: at, column, score, applied }) => ({
        words: applied
          ? t("drift.renamed", { was: known(at), is: this.#column(file, column) })
          : t("drift.renamed.offered", {
              was: known(at),
              is: this.#column(file, column),
              n: Math.round(100 * score),
            }),
        watch: !applied,
      })),
      ...drift.type_changed.map(({ column, was, is }) => ({
        words: t("drift.type", { name: this.#column(file, column), was: t(`kind.${was}`), is: t(`kind.${is}`) }),
        watch: true,
      })),
      ...(drift.new.length > 0
        ? [
            {
              words: t("drift.new", {
                n: drift.new.length,
                names: names(drift.new.map((at) => this.#column(file, at))),
              }),
              watch: false,
            },
          ]
        : []),
    ];
    return html`<section class="card" aria-label=${t("drift.title")}>
      <h2>${t("drift.title")}</h2>
      <ul class="list">${lines.map(({ words, watch }) => html`<li class=${watch ? "watch" : ""}>${icon(watch ? "warn" : "info")}<span>${words}</span></li>`)}</ul>
    </section>`;
  }

  #rivals(file: InspectFile, rivals: Rival[]): TemplateResult {
    const words = ({ column, field }: Rival): string => {
      const at = file.columns.findIndex((c) => c.field === field);
      const other = this.#column(file, column);
      return at < 0
        ? t("check.rival.free", { other, field: this.#field(field) })
        : t("check.rival", { other, field: this.#field(field), name: this.#column(file, at) });
    };
    return html`<h3>${t("check.rivals")}</h3>
      <ul class="list">${rivals.map((rival) => html`<li class="watch">${icon("warn")}<span>${words(rival)}</span></li>`)}</ul>`;
  }

  #filled({ template, problems }: FilledTemplate): TemplateResult {
    const { lang } = locale;
    const line = ({ required, texts }: TemplateProblem): TemplateResult =>
      html`<li class="watch">${icon(required ? "warn" : "info")}<span>${texts[lang]}</span></li>`;
    return html`<h3>${t("check.template", { table: t(`template.${template}`) })}</h3>
      <ul class="list">${
        problems.length > 0
          ? problems.map(line)
          : html`<li>${icon("check")}<span>${t("check.template.right")}</span></li>`
      }</ul>`;
  }

  #checks(checks: DerivedCheck[]): TemplateResult {
    const { lang } = locale;
    const row = (check: DerivedCheck): Cell[] => {
      const { compared, equal, differ, missing } = check;
      const share = percent({ num: equal, den: compared }, lang);
      return [
        { text: this.#field(check.field), raw: check.field },
        { text: word("definition", check.definition), raw: check.definition },
        { text: t("check.share", { n: equal, of: compared, share: share ?? "–" }), raw: equal },
        {
          text: full(differ, lang),
          raw: differ,
          ...(check.rows.length > 0
            ? { pick: check, pickLabel: t("check.rows.open", { field: this.#field(check.field), n: differ }) }
            : {}),
        },
        { text: full(missing, lang), raw: missing },
        { text: t(check.fits ? "check.fits" : "check.fits.not"), raw: check.fits ? "fits" : "open" },
      ];
    };
    const model: TableModel = {
      caption: t("check.derived"),
      columns: [
        { label: t("check.field") },
        { label: t("check.by") },
        { label: t("check.equal"), end: true },
        { label: t("check.differ"), end: true },
        { label: t("check.open"), end: true, more: t("check.open.more") },
        { label: t("check.verdict"), more: t("check.fits.not.more") },
      ],
      rows: checks.map(row),
    };
    return html`<h3>${t("check.derived")}</h3>
      <p class="quiet">${t("check.derived.lead")}</p>
      <insitu-table .model=${model} @pick=${(e: CustomEvent<DerivedCheck>) => {
        this.opened = e.detail;
      }}></insitu-table>
      <insitu-differing .store=${this.store} .rows=${this.opened?.rows ?? null}
        .heading=${this.opened ? t("check.rows.of", { field: this.#field(this.opened.field) }) : ""} @closed=${() => {
          this.opened = null;
        }}></insitu-differing>`;
  }

  #domains(file: InspectFile, domains: DomainCounts[]): TemplateResult {
    const { lang } = locale;
    return html`<h3>${t("check.domains")}</h3>
      <p class="quiet">${t("check.domains.lead")}</p>
      <dl class="domains">${domains.map(
        ({ column, counts, unknown }) =>
          html`<dt>${this.#column(file, column)}</dt><dd><ul>${counts
            .filter(({ rows }) => rows > 0)
            .map((value) => html`<li>${t("check.domain.one", { name: value[lang], n: value.rows })}</li>`)}${
            unknown > 0 ? html`<li class="unknown">${t("check.domain.unknown", { n: unknown })}</li>` : nothing
          }</ul></dd>`,
      )}</dl>`;
  }

  override render(): TemplateResult | typeof nothing {
    const { file } = this.store;
    if (!file) return nothing;
    const { checks } = this.journey;
    const { drift, rivals } = file;
    const { derived, domains, template } = checks.found ?? { derived: [], domains: [], template: null };
    const found = rivals.length + derived.length + domains.length > 0 || template !== null;
    this.toggleAttribute("hidden", !drift && !found && !checks.failure);
    return html`${drift ? this.#drift(file, drift) : nothing}
      ${checks.failure ? html`<insitu-trouble .failure=${checks.failure} .heading=${t("error.action.title")}></insitu-trouble>` : nothing}
      ${
        found
          ? html`<section class="card" aria-label=${t("check.title")}>
        <h2>${t("check.title")}</h2>
        ${template ? this.#filled(template) : nothing}
        ${rivals.length > 0 ? this.#rivals(file, rivals) : nothing}
        ${derived.length > 0 ? this.#checks(derived) : nothing}
        ${domains.length > 0 ? this.#domains(file, domains) : nothing}
      </section>`
          : nothing
      }`;
  }
}

define("insitu-findings", InsituFindings);
