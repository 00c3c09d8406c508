import { css, html, type TemplateResult } from "lit";
import { copy } from "../boot/boot.ts";
import { type TableModel, tsv } from "../charts/table.ts";
import { t } from "../i18n/locale.ts";
import "./dialog.ts";
import { define, Part } from "./element.ts";

/** Copies a table as TSV. Where the frame may not touch the clipboard, it shows the text selected. */
export class InsituCopier extends Part {
  static override properties = { ...Part.properties, text: { state: true } };
  static override styles = [
    ...Part.styles,
    css`
      textarea {
        width: 100%;
        min-height: 240px;
        margin-top: 12px;
        font: 12px / 1.5 var(--mono);
        white-space: pre;
      }
    `,
  ];
  declare text: string | null;

  constructor() {
    super();
    this.text = null;
  }

  take(model: TableModel): void {
    const text = tsv(model, this.store.smallest);
    this.store.log("copy", model.caption, new TextEncoder().encode(text).length);
    if (copy(text)) this.store.say(t("copy.done", { n: model.rows.length }));
    else this.text = text;
  }

  override updated(): void {
    if (this.text === null) return;
    const area = this.renderRoot.querySelector("textarea");
    // The dialog opens in its own update, which comes first; selecting needs it open.
    requestAnimationFrame(() => area?.select());
  }

  override render(): TemplateResult {
    return html`<insitu-dialog wide .heading=${t("copy.title")} .shown=${this.text !== null} @closed=${() => {
      this.text = null;
    }}>
      <p>${t("copy.fallback")}</p>
      <textarea readonly spellcheck="false" aria-label=${t("copy.field")} .value=${this.text ?? ""}></textarea>
    </insitu-dialog>`;
  }
}

define("insitu-copier", InsituCopier);
