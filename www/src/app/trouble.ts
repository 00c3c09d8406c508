import { css, html, nothing, type TemplateResult } from "lit";
import { label } from "../charts/label.ts";
import { locale, t, word } from "../i18n/locale.ts";
import { define, Part } from "./element.ts";
import { icon } from "./icon.ts";
import type { Failure } from "./store.ts";

/** A refusal: what happened, where, what to do. The slot takes the button that does it. */
export class InsituTrouble extends Part {
  static override properties = { failure: { attribute: false }, heading: { type: String } };
  static override styles = [
    ...Part.styles,
    css`
      div.box {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 4px 10px;
        padding: 12px 16px;
        border: 1px solid var(--bad);
        border-radius: var(--radius);
        background: var(--bad-soft);
      }
      svg.icon {
        margin-top: 3px;
        color: var(--bad);
      }
      h2 {
        font-size: 14px;
      }
      .words {
        display: grid;
        gap: 4px;
        min-width: 0;
        overflow-wrap: anywhere;
      }
      .place {
        color: var(--text-2);
        font-size: 13px;
      }
      ::slotted(*) {
        margin-top: 8px;
        justify-self: start;
      }
    `,
  ];
  declare failure: Failure | null;
  declare heading: string;

  constructor() {
    super();
    this.failure = null;
    this.heading = "";
  }

  override render(): TemplateResult | typeof nothing {
    const f = this.failure;
    if (!f) return nothing;
    const place = [
      f.file === null ? null : label(f.file),
      f.row === null ? null : t("error.row", { n: f.row }),
      f.column === null ? null : t("error.column", { n: f.column }),
      f.code === null ? null : t("error.code", { code: f.code }),
    ].filter((part) => part !== null);
    return html`<div class="box" role="alert">
      ${icon("warn")}
      <div class="words">
        <h2>${this.heading || t("error.title")}</h2>
        <p>${f.texts?.[locale.lang] ?? t("error.unexpected")}</p>
        <p>${word("advice", f.code ?? "default", t("advice.default"))}</p>
        ${place.length > 0 ? html`<p class="place">${place.join(" · ")}</p>` : nothing}
        <slot></slot>
      </div>
    </div>`;
  }
}

define("insitu-trouble", InsituTrouble);
