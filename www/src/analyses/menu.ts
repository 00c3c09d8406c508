import { css, html, nothing, type TemplateResult } from "lit";
import { define, Part } from "../app/element.ts";
import { icon } from "../app/icon.ts";
import type { Journey } from "../app/journey.ts";
import { t } from "../i18n/locale.ts";
import { type AnalysisView, SECTIONS } from "./definition.ts";
import { analysisName } from "./groups.ts";
import { VIEWS } from "./registry.ts";

/** Where an arrow, Home or End leads in a list of so many entries; null for any other key. */
export function reached(key: string, at: number, count: number): number | null {
  switch (key) {
    case "ArrowDown":
    case "ArrowRight":
      return (at + 1) % count;
    case "ArrowUp":
    case "ArrowLeft":
      return (at + count - 1) % count;
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return null;
  }
}

/** The list of analyses: below the steps on a desk; with `row` a row above the panel. */
export class InsituMenu extends Part {
  static override properties = { ...Part.properties, journey: { attribute: false } };
  static override styles = [
    ...Part.styles,
    css`
      nav {
        display: grid;
        gap: 8px;
        padding: 12px 0;
      }
      h2 {
        padding: 0 8px;
        color: var(--text-3);
        font-size: 12px;
        font-weight: 400;
      }
      button {
        width: 100%;
        min-height: 32px;
        justify-content: flex-start;
        padding: 2px 8px;
        border-color: transparent;
        background: none;
        text-align: left;
        white-space: normal;
      }
      button:hover {
        background: var(--surface-2);
      }
      button[aria-current] {
        background: var(--accent-soft);
        color: var(--accent);
        font-weight: 600;
      }
      .mark {
        margin-left: auto;
        color: var(--watch);
      }
      .mark svg {
        width: 14px;
        height: 14px;
        vertical-align: -2px;
      }
      :host([row]) nav {
        display: flex;
        gap: 0;
        margin: -16px -12px 0;
        padding: 0 8px;
        overflow-x: auto;
        border-bottom: 1px solid var(--line);
        background: var(--surface);
      }
      :host([row]) :is(div, ul) {
        display: contents;
      }
      :host([row]) h2 {
        display: none;
      }
      :host([row]) li {
        flex: none;
      }
      :host([row]) button {
        min-height: 44px;
        padding: 4px 10px;
        border: 0;
        border-bottom: 2px solid transparent;
        border-radius: 0;
        white-space: nowrap;
      }
      :host([row]) button:hover {
        background: none;
      }
      :host([row]) button[aria-current] {
        border-bottom-color: var(--accent);
        background: none;
      }
      :host([row]) button:focus-visible {
        outline-offset: -2px;
      }
    `,
  ];
  declare journey: Journey;
  #shown = "";

  override updated(): void {
    const { analysis } = this.store;
    if (analysis === this.#shown) return;
    this.#shown = analysis;
    // On a phone the row scrolls.
    this.renderRoot.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
  }

  #walk(event: KeyboardEvent): void {
    const buttons = [...this.renderRoot.querySelectorAll("button")];
    const at = buttons.indexOf(event.target as HTMLButtonElement);
    const next = at < 0 ? null : reached(event.key, at, buttons.length);
    if (next === null) return;
    event.preventDefault();
    buttons[next]?.focus();
  }

  #mark({ name }: AnalysisView): TemplateResult | typeof nothing {
    const one = this.store.studies.get(name);
    if (one?.failure)
      return html`<span class="mark">${icon("warn")}<span class="sr"> ${t("menu.failed")}</span></span>`;
    if (one?.result && "not_enough_data" in one.result) {
      return html`<span class="mark">${icon("info")}<span class="sr"> ${t("menu.short")}</span></span>`;
    }
    return nothing;
  }

  #entry(view: AnalysisView): TemplateResult {
    const { name } = view;
    return html`<li><button type="button" aria-current=${this.store.analysis === name ? "page" : nothing}
      @click=${() => void this.journey.analyses.show(name)}>${analysisName(name)}${this.#mark(view)}</button></li>`;
  }

  override render(): TemplateResult | typeof nothing {
    const offered = VIEWS.filter(({ name }) => this.store.offers(name));
    if (offered.length < 2) return nothing;
    return html`<nav aria-label=${t("menu.title")} @keydown=${this.#walk}>${SECTIONS.map((section) => {
      const views = offered.filter((view) => view.section === section);
      return views.length === 0
        ? nothing
        : html`<div><h2 id=${section}>${t(`menu.${section}`)}</h2><ul aria-labelledby=${section}>${views.map((view) => this.#entry(view))}</ul></div>`;
    })}</nav>`;
  }
}

define("insitu-menu", InsituMenu);
