import { css, html, nothing, type TemplateResult } from "lit";
import { define, Part } from "../../app/element.ts";
import { icon } from "../../app/icon.ts";
import type { Journey } from "../../app/journey.ts";
import "../../app/pager.ts";
import { GROUPS } from "../../app/view.ts";
import { label } from "../../charts/label.ts";
import type { DuplicateCustomer, DuplicateGroup } from "../../engine/types.ts";
import { t } from "../../i18n/locale.ts";
import { step } from "../../styles/step.ts";

/** Customers of a group that are listed; a shop's telephone may be that of thousands. */
const SHOWN = 20;

/** Groups of customers who may be one person, each with its reason; merging them is the user's choice. */
export class InsituPairs extends Part {
  static override properties = { ...Part.properties, journey: { attribute: false } };
  static override styles = [
    ...Part.styles,
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
      h2:focus {
        outline: none;
      }
      .group + .group,
      .settled {
        padding-top: 12px;
        border-top: 1px solid var(--line);
      }
      .members {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 340px), 1fr));
        gap: 0 16px;
      }
      .members li {
        display: flex;
        flex-wrap: wrap;
        gap: 0 8px;
        align-items: center;
      }
      .members button {
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

  #members(members: DuplicateCustomer[]): TemplateResult {
    const { view } = this.journey;
    return html`<ul class="members">${members.slice(0, SHOWN).map(({ customer, masked_id }) => {
      const name = label(customer, 24);
      return html`<li><code>${label(masked_id)}</code><button class="plain" type="button" aria-label=${t("view.open", { name })} @click=${() => void view.open(customer)}>${name}</button></li>`;
    })}</ul>${
      members.length > SHOWN
        ? html`<p class="quiet">${t("view.member.more", { n: members.length - SHOWN })}</p>`
        : nothing
    }`;
  }

  #group(group: DuplicateGroup, number: number): TemplateResult {
    const { view } = this.journey;
    return html`<li class="group">
      <div class="line">
        <h3>${t("view.group", { n: number, m: group.customers.length })}</h3>
        ${group.reasons.map((reason) => html`<span class="tag accent">${t(`common.${reason}`)}</span>`)}
        ${group.shared ? html`<span class="tag watch">${icon("warn")}${t("view.shared")}</span>` : nothing}
        <button type="button" aria-disabled=${view.busy ? "true" : "false"} aria-label=${t("view.merge.of", { n: number })} @click=${() =>
          this.#settle(() => view.merge(group.customers.map((c) => c.customer)))}>${t("view.merge")}</button>
      </div>
      ${group.shared ? html`<p class="quiet">${t("view.shared.more")}</p>` : nothing}
      ${this.#members(group.customers)}
    </li>`;
  }

  #merged(members: DuplicateCustomer[], number: number): TemplateResult {
    const { view } = this.journey;
    const [first] = members;
    return html`<li class="group">
      <div class="line">
        <h3>${t("view.merged.group", { n: number, m: members.length })}</h3>
        <span class="tag good">${icon("check")}${t("view.merged")}</span>
        <button type="button" aria-disabled=${view.busy ? "true" : "false"} aria-label=${t("view.unmerge.of", { n: number })} @click=${() => {
          if (first) void this.#settle(() => view.unmerge(first.customer));
        }}>${t("view.unmerge")}</button>
      </div>
      ${this.#members(members)}
    </li>`;
  }

  /** The group moves to the other list with its button, so the focus goes to the title above both. */
  async #settle(change: () => Promise<void>): Promise<void> {
    if (this.journey.view.busy) return;
    await change();
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>("h2")?.focus();
  }

  override render(): TemplateResult | typeof nothing {
    const { view } = this.journey;
    const { groups } = view;
    if (groups === null) return nothing;
    return html`<section class="card" aria-label=${t("view.pairs")}>
      <div>
        <h2 tabindex="-1">${t("view.pairs")}</h2>
        <p class="quiet">${
          groups.total > 0
            ? t("view.pairs.lead", { n: groups.total })
            : groups.merged.length > 0
              ? t("view.pairs.done")
              : t("view.pairs.none")
        }</p>
      </div>
      ${groups.total === 0 ? nothing : html`<ul class="groups">${groups.groups.map((group, index) => this.#group(group, view.from + index + 1))}</ul>`}
      ${
        groups.total > GROUPS
          ? html`<insitu-pager .total=${groups.total} .size=${GROUPS} .from=${view.from} @turn=${(e: CustomEvent<number>) => void view.turn(e.detail)}></insitu-pager>`
          : nothing
      }
      ${groups.merged.length === 0 ? nothing : html`<ul class="groups settled">${groups.merged.map((members, index) => this.#merged(members, index + 1))}</ul>`}
    </section>`;
  }
}

define("insitu-pairs", InsituPairs);
