import { css, html, nothing, type TemplateResult } from "lit";
import { define, Part } from "../../app/element.ts";
import { icon } from "../../app/icon.ts";
import type { Journey } from "../../app/journey.ts";
import "../../app/pager.ts";
import { GROUPS } from "../../app/view.ts";
import { label } from "../../charts/label.ts";
import { locale, t } from "../../i18n/locale.ts";
import { full } from "../../i18n/number.ts";
import { step } from "../../styles/step.ts";
import { table } from "../../styles/table.ts";
import type { Group, Member } from "../pending.ts";

/** Customers of a group that are listed; a shop's telephone may be that of thousands. */
const SHOWN = 20;

/** Groups of customers who may be one person, each with its reason; merging them is the user's choice. */
export class InsituPairs extends Part {
  static override properties = { ...Part.properties, journey: { attribute: false } };
  static override styles = [
    ...Part.styles,
    table,
    step,
    css`
      .card {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 12px;
      }
      .groups {
        display: grid;
        gap: 16px;
      }
      .group {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 6px;
      }
      .line {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 8px;
        align-items: center;
      }
      .line h3 {
        margin-right: 4px;
      }
      .line button {
        margin-left: auto;
      }
      td button.plain {
        font-family: var(--mono);
        font-size: 12px;
      }
      @media (max-width: 720px) {
        .line button {
          min-height: 40px;
        }
      }
    `,
  ];
  declare journey: Journey;

  #member(member: Member, places: number[]): TemplateResult {
    const { view } = this.journey;
    const name = label(member.customer, 24);
    return html`<tr>
      <th scope="row"><code>${label(member.masked_id)}</code></th>
      <td><button class="plain" type="button" aria-label=${t("view.open", { name })} @click=${() => void view.open(member.customer)}>${name}</button></td>
      ${places.map((place) => html`<td class="end">${full(member.rows[place] ?? 0, locale.lang)}</td>`)}
    </tr>`;
  }

  #group(group: Group, number: number): TemplateResult {
    const { view } = this.journey;
    const { files = [] } = this.store.inspect ?? {};
    const places = files
      .map((_, place) => place)
      .filter((place) => group.customers.some((c) => (c.rows[place] ?? 0) > 0));
    const kinds = view.audit?.sources.map((source) => t(`tablekind.${source.kind}`)) ?? [];
    const name = t("view.group", { n: number, m: group.customers.length });
    const [first] = group.customers;
    const turn = (): void => {
      if (!first || view.busy) return;
      void (group.merged ? view.unmerge(first.customer) : view.merge(group.customers.map((c) => c.customer)));
    };
    return html`<li class="group">
      <div class="line">
        <h3>${name}</h3>
        ${group.reasons.map((reason) => html`<span class="tag accent">${t(`common.${reason}`)}</span>`)}
        ${group.shared ? html`<span class="tag watch">${icon("warn")}${t("view.shared")}</span>` : nothing}
        ${group.merged ? html`<span class="tag good">${icon("check")}${t("view.merged")}</span>` : nothing}
        <button type="button" aria-disabled=${view.busy ? "true" : "false"} aria-label=${t(group.merged ? "view.unmerge.of" : "view.merge.of", { n: number })} @click=${turn}>${t(group.merged ? "view.unmerge" : "view.merge")}</button>
      </div>
      ${group.shared ? html`<p class="quiet">${t("view.shared.more")}</p>` : nothing}
      <div class="scroll" tabindex="0" role="group" aria-label=${name}><table>
        <caption class="sr">${name}</caption>
        <thead><tr>
          <th scope="col">${t("view.member.id")}</th><th scope="col">${t("view.member")}</th>
          ${places.map((place) => html`<th scope="col" class="end">${kinds[place] ?? ""}</th>`)}
        </tr></thead>
        <tbody>${group.customers.slice(0, SHOWN).map((member) => this.#member(member, places))}</tbody>
      </table></div>
      ${group.customers.length > SHOWN ? html`<p class="quiet">${t("view.member.more", { n: group.customers.length - SHOWN })}</p>` : nothing}
    </li>`;
  }

  override render(): TemplateResult | typeof nothing {
    const { view } = this.journey;
    const { groups } = view;
    if (groups === null) return nothing;
    return html`<section class="card" aria-label=${t("view.pairs")}>
      <div>
        <h2>${t("view.pairs")}</h2>
        <p class="quiet">${groups.total === 0 ? t("view.pairs.none") : t("view.pairs.lead", { n: groups.total })}</p>
      </div>
      ${groups.total === 0 ? nothing : html`<ul class="groups">${groups.groups.map((group, index) => this.#group(group, view.from + index + 1))}</ul>`}
      ${
        groups.total > GROUPS
          ? html`<insitu-pager .total=${groups.total} .size=${GROUPS} .from=${view.from} @turn=${(e: CustomEvent<number>) => void view.turn(e.detail)}></insitu-pager>`
          : nothing
      }
    </section>`;
  }
}

define("insitu-pairs", InsituPairs);
