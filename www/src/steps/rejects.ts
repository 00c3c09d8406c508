import { css, html, nothing, type TemplateResult } from "lit";
import "../app/dialog.ts";
import { define, Part } from "../app/element.ts";
import { icon } from "../app/icon.ts";
import type { Journey } from "../app/journey.ts";
import { label } from "../charts/label.ts";
import type { InspectFile } from "../engine/api.ts";
import { locale, t, word } from "../i18n/locale.ts";
import { full } from "../i18n/number.ts";
import { isPlain } from "./decision.ts";

/** Rows that are named in the sentence. */
const NAMED = 8;

/** Rows set aside in one sentence, and the two ways to save them: places and reasons, or what stands in them as well. */
export class InsituRejects extends Part {
  static override properties = {
    ...Part.properties,
    journey: { attribute: false },
    file: { attribute: false },
    asking: { state: true },
  };
  static override styles = [
    ...Part.styles,
    css`
      .ways {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
        margin-top: 8px;
      }
      .ways button {
        white-space: normal;
      }
      .end-row {
        display: flex;
        justify-content: flex-end;
        gap: 8px;
        margin-top: 16px;
      }
      .hint {
        margin-top: 4px;
        font-size: 12px;
      }
    `,
  ];
  declare journey: Journey;
  declare file: InspectFile | undefined;
  declare asking: boolean;

  constructor() {
    super();
    this.asking = false;
  }

  #sentence(file: InspectFile): string {
    const { lang } = locale;
    const reasons = file.reject_reasons.map(({ code, rows }) =>
      t("rejects.reason", { reason: word("reject", code), n: rows }),
    );
    const [one] = file.rejects;
    const near = file.rejects.filter((reject) => reject.file === one?.file);
    const first = near.slice(0, NAMED).map(({ row }) => full(row, lang));
    const origin = file.parts.length > 1 ? file.parts[one?.file ?? 0] : undefined;
    const places = { rows: first.join(t("app.join")) };
    return [
      t("rejects.sum", { n: file.rows.rejected, reasons: reasons.join(t("app.join")) }),
      ...(origin ? [t("rejects.rows.file", { name: label(origin.name) })] : []),
      t(file.rows.rejected > first.length ? "rejects.rows.more" : "rejects.rows", places),
    ].join(" ");
  }

  override render(): TemplateResult | typeof nothing {
    const { file, store, journey } = this;
    if (!file || file.rows.rejected === 0) return nothing;
    const busy = store.rereading !== null;
    return html`<p>${this.#sentence(file)}</p>
      <div class="ways">
        <button type="button" ?disabled=${busy} @click=${() => void journey.export({ what: "rejects" })}>${icon("save")}${t("gate.rejects.export")}</button>
        ${
          isPlain(file)
            ? html`<button type="button" ?disabled=${busy} @click=${() => {
                this.asking = true;
              }}>${icon("save")}${t("rejects.raw")}</button>`
            : nothing
        }
      </div>
      ${isPlain(file) ? nothing : html`<p class="quiet hint">${t("rejects.raw.packed")}</p>`}
      <insitu-dialog .heading=${t("rejects.raw.title")} .shown=${this.asking} @closed=${() => {
        this.asking = false;
      }}>
        <p>${t("rejects.raw.confirm", { n: file.rows.rejected })}</p>
        <div class="end-row">
          <button type="button" @click=${() => {
            this.asking = false;
          }}>${t("app.cancel")}</button>
          <button class="primary" type="button" @click=${() => {
            this.asking = false;
            void journey.exportRejected();
          }}>${t("rejects.raw.yes")}</button>
        </div>
      </insitu-dialog>`;
  }
}

define("insitu-rejects", InsituRejects);
