import { css, html, type TemplateResult } from "lit";
import { t } from "../i18n/locale.ts";
import { define, Part } from "./element.ts";
import { icon } from "./icon.ts";

/** Where the user last clicked: in a frame as high as what is in it, a dialog opens there and not in its middle. */
let last = 0;
globalThis.addEventListener?.(
  "pointerdown",
  ({ clientY }) => {
    last = clientY;
  },
  true,
);

/** The first field that somebody may type into, in shadows too. */
function fieldIn(root: ParentNode): HTMLElement | null {
  for (const element of root.querySelectorAll<HTMLElement>("*")) {
    const own = element.matches("input:enabled, textarea:enabled") ? element : null;
    const found = own ?? (element.shadowRoot ? fieldIn(element.shadowRoot) : null);
    if (found) return found;
  }
  return null;
}

/** A modal with a title, which begins at its first field if it has one; Esc and the cross close it, focus returns to where it was. Emits `closed`. */
export class InsituDialog extends Part {
  static override properties = { heading: { type: String }, shown: { type: Boolean }, wide: { type: Boolean } };
  static override styles = [
    ...Part.styles,
    css`
      dialog {
        width: min(520px, calc(100vw - 24px));
        max-height: calc(100dvh - 32px);
        padding: 0;
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--surface);
        color: var(--text);
        box-shadow: var(--float);
      }
      dialog.wide {
        width: min(760px, calc(100vw - 24px));
      }
      dialog::backdrop {
        background: var(--shade);
      }
      .head {
        position: sticky;
        top: 0;
        z-index: 1;
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: 16px;
        padding: 12px 16px;
        border-bottom: 1px solid var(--line);
        background: var(--surface);
      }
      .head button {
        min-width: 32px;
        padding: 0;
      }
      .body {
        padding: 16px;
      }
    `,
  ];
  declare heading: string;
  declare shown: boolean;
  declare wide: boolean;

  constructor() {
    super();
    this.heading = "";
    this.shown = false;
    this.wide = false;
  }

  override updated(): void {
    const dialog = this.renderRoot.querySelector("dialog");
    if (!dialog || dialog.open === this.shown) return;
    dialog.style.marginTop = document.documentElement.hasAttribute("data-flow") ? `${Math.max(16, last - 240)}px` : "";
    if (!this.shown) {
      dialog.close();
      return;
    }
    dialog.showModal();
    // What is slotted in may open in an update of its own.
    requestAnimationFrame(() => fieldIn(this)?.focus());
  }

  #closed(): void {
    if (!this.shown) return;
    this.shown = false;
    this.dispatchEvent(new CustomEvent("closed"));
  }

  override render(): TemplateResult {
    return html`<dialog class=${this.wide ? "wide" : ""} aria-labelledby="heading" @close=${this.#closed}>
      <div class="head">
        <h2 id="heading">${this.heading}</h2>
        <button class="plain" type="button" aria-label=${t("app.close")} @click=${this.#closed}>${icon("cross")}</button>
      </div>
      <div class="body"><slot></slot></div>
    </dialog>`;
  }
}

define("insitu-dialog", InsituDialog);
