import { css, html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { CleaningDesk } from "../../app/cleaning.ts";
import { define, Part } from "../../app/element.ts";
import { t } from "../../i18n/locale.ts";
import { step } from "../../styles/step.ts";
import type { Cleaning, CleaningEffect, CleaningEntry } from "../../engine/types.ts";
import "./entry.ts";
import type { Edit, InsituPlanEntry, Move } from "./entry.ts";

/** Folded rules drawn at once; a table of thousands of columns has as many. */
const FOLDED = 100;

interface Place {
  entry: CleaningEntry;
  effect: CleaningEffect;
  index: number;
  key: string;
}

/** An entry with other settings; those that are undefined are gone. */
function changed(entry: CleaningEntry, change: Edit): CleaningEntry {
  const members = Object.entries({ ...entry, ...change }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(members) as unknown as CleaningEntry;
}

/** The rules in their order; those that found nothing are folded away. */
export class InsituPlan extends Part {
  static override properties = { ...Part.properties, desk: { attribute: false }, cleaning: { attribute: false } };
  static override styles = [
    ...Part.styles,
    step,
    css`
      .head {
        margin-bottom: 12px;
      }
      ol {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 8px;
      }
      summary {
        padding: 8px 0;
        cursor: pointer;
        color: var(--text-2);
      }
      details {
        margin-top: 8px;
      }
      .foot {
        display: grid;
        gap: 4px;
        margin-top: 12px;
        padding-top: 8px;
        border-top: 1px solid var(--line);
      }
    `,
  ];
  declare desk: CleaningDesk;
  declare cleaning: Cleaning;
  /** What has the focus back once the list is drawn in its new order. */
  #moved: { key: string; way: Move } | null = null;

  #places(): Place[] {
    const { plan, effects } = this.cleaning;
    const seen = new Map<string, number>();
    return plan.entries.flatMap((entry, index) => {
      const effect = effects[index];
      if (!effect) return [];
      const name = `${entry.rule}/${entry.column ?? ""}`;
      const nth = seen.get(name) ?? 0;
      seen.set(name, nth + 1);
      return [{ entry, effect, index, key: `${name}/${nth}` }];
    });
  }

  #edit(index: number, change: Edit): void {
    if (this.desk.busy) {
      this.requestUpdate();
      return;
    }
    const { plan } = this.cleaning;
    const entries = plan.entries.map((entry, at) => (at === index ? changed(entry, change) : entry));
    void this.desk.set({ ...plan, entries });
  }

  /** Moves a rule before the one that is seen above it, or behind the one below. */
  async #move(shown: Place[], at: number, way: Move): Promise<void> {
    const place = shown[at];
    const other = shown[way === "up" ? at - 1 : at + 1];
    if (!place || !other || this.desk.busy) return;
    const { plan } = this.cleaning;
    const entries = plan.entries.filter((_, index) => index !== place.index);
    const target = entries.indexOf(plan.entries[other.index] as CleaningEntry);
    entries.splice(way === "up" ? target : target + 1, 0, place.entry);
    this.#moved = { key: place.key, way };
    await this.desk.set({ ...plan, entries });
    // The new order comes down from the panel in an update of its own.
    requestAnimationFrame(() => this.#focus());
  }

  #focus(): void {
    const moved = this.#moved;
    this.#moved = null;
    if (!moved) return;
    const views = [...this.renderRoot.querySelectorAll<InsituPlanEntry>("insitu-plan-entry")];
    void views.find((view) => view.dataset["key"] === moved.key)?.focusMove(moved.way);
  }

  #list(places: Place[]): TemplateResult {
    return html`<ol aria-label=${t("plan.list")}>${repeat(
      places,
      ({ key }) => key,
      ({ entry, effect, index, key }, at) => html`<li><insitu-plan-entry
        data-key=${key}
        .store=${this.store}
        .desk=${this.desk}
        .entry=${entry}
        .effect=${effect}
        .index=${index}
        .isFirst=${at === 0}
        .isLast=${at === places.length - 1}
        @edit=${(e: CustomEvent<Edit>) => this.#edit(index, e.detail)}
        @move=${(e: CustomEvent<Move>) => void this.#move(places, at, e.detail)}
      ></insitu-plan-entry></li>`,
    )}</ol>`;
  }

  override render(): TemplateResult {
    const places = this.#places();
    const shown = places.filter(({ effect }) => effect.found > 0);
    const folded = places.filter(({ effect }) => effect.found === 0);
    const { decided } = this.cleaning;
    return html`<section class="card" aria-label=${t("plan.title")}>
      <div class="head">
        <div><h2>${t("plan.title")}</h2><p class="quiet">${t("plan.lead")}</p></div>
        <button type="button" @click=${() => void this.desk.set(null)}>${t("plan.reset")}</button>
      </div>
      ${shown.length === 0 ? html`<p class="quiet">${t("plan.empty")}</p>` : this.#list(shown)}
      ${
        folded.length === 0
          ? nothing
          : html`<details><summary>${t("plan.none", { n: folded.length })}</summary>${this.#list(folded.slice(0, FOLDED))}</details>`
      }
      <div class="foot">
        ${decided > 0 ? html`<p class="num">${t("plan.decided", { n: decided })}</p>` : nothing}
        <p class="quiet">${t("plan.recipe")}</p>
      </div>
    </section>`;
  }
}

define("insitu-plan", InsituPlan);
