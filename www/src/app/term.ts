import { css, html, type TemplateResult } from "lit";
import { define, Part } from "./element.ts";

/** A word with its definition on hover and focus; Esc hides it. */
export class InsituTerm extends Part {
  static override properties = { text: { type: String }, more: { type: String } };
  static override styles = [
    ...Part.styles,
    css`
      :host {
        display: inline;
        font: inherit;
        color: inherit;
      }
      .term {
        text-decoration: underline dotted;
        text-underline-offset: 3px;
        cursor: help;
      }
      .box {
        position: fixed;
        inset: auto;
        margin: 0;
        max-width: 260px;
        padding: 8px 10px;
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--surface);
        color: var(--text);
        box-shadow: var(--float);
        font-size: 12px;
        font-weight: 400;
        white-space: normal;
        text-align: left;
      }
    `,
  ];
  declare text: string;
  declare more: string;

  constructor() {
    super();
    this.text = "";
    this.more = "";
  }

  #show(): void {
    const box = this.renderRoot.querySelector<HTMLElement>(".box");
    const term = this.renderRoot.querySelector<HTMLElement>(".term");
    if (!box || !term || box.matches(":popover-open")) return;
    box.showPopover();
    const at = term.getBoundingClientRect();
    const size = box.getBoundingClientRect();
    const above = at.top - size.height - 6;
    box.style.left = `${Math.max(8, Math.min(at.left, innerWidth - size.width - 8))}px`;
    box.style.top = `${above > 8 ? above : at.bottom + 6}px`;
  }

  #hide(): void {
    const box = this.renderRoot.querySelector<HTMLElement>(".box");
    if (box?.matches(":popover-open")) box.hidePopover();
  }

  override render(): TemplateResult {
    return html`<span
        class="term"
        tabindex="0"
        role="note"
        aria-label=${this.text}
        aria-describedby="box"
        @mouseenter=${this.#show}
        @mouseleave=${this.#hide}
        @focus=${this.#show}
        @blur=${this.#hide}
        @keydown=${(e: KeyboardEvent) => {
          if (e.key === "Escape") this.#hide();
        }}
        >${this.text}</span
      ><span id="box" class="box" popover="manual" role="tooltip">${this.more}</span>`;
  }
}

define("insitu-term", InsituTerm);
