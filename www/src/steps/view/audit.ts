import { css, html, nothing, type TemplateResult } from "lit";
import { define, Part } from "../../app/element.ts";
import { icon } from "../../app/icon.ts";
import "../../app/term.ts";
import { label } from "../../charts/label.ts";
import type { JoinAudit, Source } from "../../engine/types.ts";
import { locale, t } from "../../i18n/locale.ts";
import { full, percent } from "../../i18n/number.ts";
import { cards } from "../../styles/cards.ts";
import { table } from "../../styles/table.ts";

import { fanOut, holds, matched, type Sum, sums } from "./sums.ts";

const RULES = ["trim", "width", "tail", "case", "zeros"] as const;

/** How the tables meet: per table its rows and customers against the table of reference, and sums that must hold. */
export class InsituAudit extends Part {
  static override properties = { ...Part.properties, audit: { attribute: false } };
  static override styles = [
    ...Part.styles,
    table,
    cards,
    css`
      .card {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 10px;
      }
      tbody th small,
      td small {
        display: block;
        color: var(--text-3);
        font-size: 12px;
        font-weight: 400;
      }
      tbody th small {
        max-width: 200px;
        overflow: hidden;
        text-overflow: ellipsis;
      }
      .rate {
        font-weight: 600;
      }
      h3 {
        margin-top: 4px;
      }
      .sums,
      .notes {
        display: grid;
        gap: 4px;
      }
      .sums > li {
        display: grid;
        grid-template-columns: 112px minmax(0, 1fr);
        gap: 2px 16px;
        font-variant-numeric: tabular-nums;
      }
      .sums b {
        font-weight: 600;
      }
      .sums span svg {
        width: 14px;
        height: 14px;
        margin-right: 4px;
        vertical-align: -2px;
      }
      .good svg {
        color: var(--good);
      }
      .broken svg {
        color: var(--bad);
      }
      .notes li {
        display: grid;
        grid-template-columns: 16px minmax(0, 1fr);
        gap: 8px;
        overflow-wrap: anywhere;
      }
      .notes svg {
        margin-top: 3px;
        color: var(--watch);
      }
      .rules {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 8px;
        align-items: baseline;
      }
      @media (max-width: 720px) {
        .sums > li {
          grid-template-columns: minmax(0, 1fr);
        }
        td::before {
          display: block;
        }
      }
    `,
  ];
  declare audit: JoinAudit;

  #kind(place: number): string {
    const source = this.audit.sources[place];
    return source ? t(`tablekind.${source.kind}`) : "";
  }

  /** Name of a table; with its file where two are of one kind. */
  #name(place: number): string {
    const kind = this.#kind(place);
    const same = this.audit.sources.filter((source) => source.kind === this.audit.sources[place]?.kind);
    return same.length > 1 ? `${kind} ${this.#file(place)}` : kind;
  }

  #file(place: number): string {
    return label(this.store.inspect?.files[place]?.name ?? "", 32);
  }

  #hasKey(place: number): boolean {
    return this.store.inspect?.files[place]?.columns.some((c) => c.field === "user_id") ?? true;
  }

  #row(source: Source, place: number): TemplateResult {
    const { lang } = locale;
    const { audit } = this;
    const number = (n: number): string => full(n, lang);
    const head = html`<th scope="row" role="rowheader">${this.#kind(place)}${
      audit.reference === place ? html` <span class="tag accent">${t("view.audit.reference.tag")}</span>` : nothing
    }<small>${this.#file(place)}</small></th>
      <td role="cell" class="end" data-label=${t("view.audit.rows")}>${number(source.rows)}</td>`;
    if (!this.#hasKey(place)) {
      return html`<tr role="row">${head}<td role="cell" colspan="8" class="muted">${t("view.audit.nokey")}</td></tr>`;
    }
    const rate = matched(audit, place);
    const none = t("view.audit.none");
    return html`<tr role="row">${head}
      <td role="cell" class="end" data-label=${t("view.audit.named")}>${number(source.rows_named)}</td>
      <td role="cell" class="end" data-label=${t("view.audit.unnamed")}>${number(source.rows_unnamed)}</td>
      <td role="cell" class="end" data-label=${t("view.audit.customers")}>${number(source.customers)}</td>
      <td role="cell" class="end" data-label=${t("view.audit.rate")}>${
        rate
          ? html`<span class="rate">${percent(rate, lang)}</span><small>${t("view.audit.rate.of", { num: rate.num, den: rate.den })}</small>`
          : none
      }</td>
      <td role="cell" class="end" data-label=${t("view.audit.orphans")}>${
        rate === null
          ? none
          : source.orphans > 0
            ? t("view.audit.orphans.rows", { n: source.orphans, rows: source.orphan_rows })
            : t("view.audit.people", { n: 0 })
      }</td>
      <td role="cell" class="end" data-label=${t("view.audit.absent")}>${rate ? t("view.audit.people", { n: source.absent }) : none}</td>
      <td role="cell" class="end" data-label=${t("view.audit.repeated")}>${
        source.repeated > 0
          ? t("view.audit.repeated.most", { n: source.repeated, most: source.most_rows })
          : t("view.audit.people", { n: 0 })
      }</td>
    </tr>`;
  }

  #sum(sum: Sum): TemplateResult {
    const [a, b] = sum.parts;
    const ok = holds(sum);
    return html`<span class=${ok ? "good" : "broken"}>${icon(ok ? "check" : "warn")}${t(`view.sum.${sum.of}`, { whole: sum.whole, a, b })}<span
        class="sr"> ${t(ok ? "view.sum.holds" : "view.sum.broken")}</span></span>`;
  }

  #notes(): string[] {
    const { audit } = this;
    const reference = audit.reference === null ? undefined : audit.sources[audit.reference];
    return [
      ...(reference && reference.repeated > 0
        ? [t("view.repeat", { name: this.#name(audit.reference ?? 0), n: reference.repeated })]
        : []),
      ...audit.sources.flatMap((source, place) => [
        ...(reference && place !== audit.reference && fanOut(source) > 0
          ? [t("view.fan", { name: this.#name(place), n: fanOut(source) })]
          : []),
        ...(source.met_without_case > 0
          ? [t("view.case", { name: this.#name(place), n: source.met_without_case })]
          : []),
      ]),
    ];
  }

  #term(key: "orphans" | "absent" | "repeated"): TemplateResult {
    return html`<th role="columnheader" scope="col" class="end"><insitu-term .text=${t(`view.audit.${key}`)} .more=${t(`view.audit.${key}.more`)}></insitu-term></th>`;
  }

  override render(): TemplateResult {
    const { audit } = this;
    const notes = this.#notes();
    const end = (key: "rows" | "named" | "unnamed" | "customers" | "rate"): TemplateResult =>
      html`<th role="columnheader" scope="col" class="end">${t(`view.audit.${key}`)}</th>`;
    return html`<section class="card" aria-label=${t("view.audit")}>
      <div>
        <h2>${t("view.audit")}</h2>
        <p class="quiet">${
          audit.reference === null
            ? t("view.audit.alone")
            : t("view.audit.reference", { name: this.#name(audit.reference) })
        }</p>
      </div>
      <div class="scroll" tabindex="0" role="group" aria-label=${t("view.audit")}><table role="table">
        <caption class="sr">${t("view.audit")}</caption>
        <thead role="rowgroup"><tr role="row">
          <th role="columnheader" scope="col">${t("view.audit.table")}</th>
          ${end("rows")}${end("named")}${end("unnamed")}${end("customers")}${end("rate")}
          ${this.#term("orphans")}${this.#term("absent")}${this.#term("repeated")}
        </tr></thead>
        <tbody role="rowgroup">${audit.sources.map((source, place) => this.#row(source, place))}</tbody>
      </table></div>
      ${
        notes.length > 0
          ? html`<ul class="notes">${notes.map((words) => html`<li>${icon("warn")}<span>${words}</span></li>`)}</ul>`
          : nothing
      }
      <h3>${t("view.sums")}</h3>
      <ul class="sums">${audit.sources.map((_, place) =>
        this.#hasKey(place)
          ? html`<li><b>${this.#name(place)}</b><ul>${sums(audit, place).map((sum) => html`<li>${this.#sum(sum)}</li>`)}</ul></li>`
          : nothing,
      )}</ul>
      <h3>${t("view.keys")}</h3>
      <ul class="rules">${RULES.map((rule) => html`<li class="tag">${t(`view.keys.${rule}`)}</li>`)}</ul>
    </section>`;
  }
}

define("insitu-audit", InsituAudit);
