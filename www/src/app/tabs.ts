import { css, html, nothing, type TemplateResult } from "lit";
import { t } from "../i18n/locale.ts";
import { icon } from "./icon.ts";

export interface Tab {
  title: string;
  /** Below the title. */
  more: string;
  /** Whether something in it waits for the user. */
  attention: boolean;
}

/** Where an arrow, Home or End leads from a tab; null for any other key. */
export function reached(key: string, at: number, count: number): number | null {
  switch (key) {
    case "ArrowRight":
      return (at + 1) % count;
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

/** A list of tabs over the element with the id `panel`; the arrow keys walk it. */
export function tabs(name: string, list: Tab[], at: number, choose: (index: number) => void): TemplateResult {
  return html`<div class="tabs" role="tablist" aria-label=${name} @keydown=${(event: KeyboardEvent) => {
    const next = reached(event.key, at, list.length);
    if (next === null) return;
    event.preventDefault();
    const box = event.currentTarget as HTMLElement;
    choose(next);
    box.querySelectorAll<HTMLElement>("[role=tab]")[next]?.focus();
  }}>${list.map(
    (tab, index) => html`<button
      type="button"
      role="tab"
      id="tab${index}"
      aria-selected=${index === at ? "true" : "false"}
      aria-controls=${index === at ? "panel" : nothing}
      tabindex=${index === at ? 0 : -1}
      @click=${() => choose(index)}
    ><span class="title">${tab.title}${
      tab.attention
        ? html`<span class="mark">${icon("warn")}<span class="sr"> ${t("tables.tab.attention")}</span></span>`
        : nothing
    }</span><small>${tab.more}</small></button>`,
  )}</div>`;
}

export const tabsStyle = css`
  .tabs {
    display: flex;
    gap: 4px;
    overflow-x: auto;
    padding: 2px 2px 0;
    border-bottom: 1px solid var(--line);
  }
  .tabs button {
    flex: none;
    flex-direction: column;
    align-items: flex-start;
    gap: 0;
    max-width: 260px;
    min-height: 48px;
    padding: 4px 14px 6px;
    border: 0;
    border-bottom: 2px solid transparent;
    border-radius: var(--radius) var(--radius) 0 0;
    background: none;
    text-align: left;
  }
  .tabs button:hover {
    background: var(--surface-2);
  }
  .tabs button[aria-selected="true"] {
    border-bottom-color: var(--accent);
    background: var(--surface);
    color: var(--accent);
  }
  /* The list clips what stands out of it. */
  .tabs button:focus-visible {
    outline-offset: -2px;
  }
  .tabs .title {
    display: inline-flex;
    gap: 6px;
    align-items: center;
    font-weight: 600;
  }
  .tabs small {
    max-width: 100%;
    overflow: hidden;
    color: var(--text-3);
    font-size: 12px;
    font-variant-numeric: tabular-nums;
    text-overflow: ellipsis;
  }
  .tabs .mark {
    color: var(--watch);
  }
  .tabs .mark svg {
    width: 14px;
    height: 14px;
    vertical-align: -2px;
  }
  @media (max-width: 720px) {
    .tabs button {
      max-width: 170px;
    }
  }
`;
