import { css, html, nothing, type TemplateResult } from "lit";
import { define, Part } from "../app/element.ts";
import { icon } from "../app/icon.ts";
import { whole } from "../app/whole.ts";
import { save } from "../boot/boot.ts";
import { today } from "../engine/today.ts";
import { t } from "../i18n/locale.ts";
import "./chart.ts";
import "./grid.ts";
import type { Option } from "./frame.ts";
import { look, type Look, paper } from "./look.ts";
import { markOf } from "./mark.ts";
import { picture } from "./picture.ts";
import { isTelling } from "./shareable.ts";
import { CSV, csv, type TableModel } from "./table.ts";

/** A chart in its card: title, unit, the switch between chart and table, copy, picture, and the definition below. */
export class InsituFigure extends Part {
  static override properties = {
    ...Part.properties,
    heading: { type: String },
    subtitle: { type: String },
    summary: { type: String },
    note: { type: String },
    height: { type: Number },
    draw: { attribute: false },
    model: { attribute: false },
    tabular: { state: true },
  };
  static override styles = [
    ...Part.styles,
    css`
      section {
        height: 100%;
      }
      header {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 16px;
        align-items: start;
        margin-bottom: 8px;
      }
      h2 {
        flex: 1 1 0;
        min-width: min-content;
      }
      header .quiet {
        flex: 1 0 100%;
      }
      .acts {
        display: flex;
        align-items: center;
      }
      .acts .plain {
        min-width: 32px;
        padding: 0;
      }
      .acts .segmented {
        margin-right: 8px;
      }
      .tools {
        margin-bottom: 8px;
      }
      .note {
        margin-top: 8px;
        padding-top: 8px;
        border-top: 1px solid var(--line);
        font-size: 12px;
      }
      .note b {
        font-weight: 600;
        margin-right: 6px;
      }
      button.plain {
        min-height: 28px;
        font-size: 13px;
      }
    `,
  ];
  declare heading: string;
  declare subtitle: string;
  declare summary: string;
  declare note: string;
  declare height: number;
  declare draw: ((look: Look) => Option) | null;
  declare model: TableModel | null;
  declare tabular: boolean;

  constructor() {
    super();
    this.heading = "";
    this.subtitle = "";
    this.summary = "";
    this.note = "";
    this.height = 320;
    this.draw = null;
    this.model = null;
    this.tabular = false;
  }

  #pass(event: CustomEvent): void {
    this.dispatchEvent(new CustomEvent("pick", { detail: event.detail }));
  }

  async #picture(): Promise<void> {
    if (!this.draw) return;
    const k = this.store.smallest;
    if (this.model && isTelling(this.model, k)) {
      this.store.say(t("png.withheld", { k }));
      return;
    }
    const sheet = paper();
    const blob = await picture({
      option: this.draw(sheet),
      look: sheet,
      width: 720,
      height: Math.max(this.height, 300),
      title: this.heading,
      subtitle: this.subtitle,
      note: `${t("note.label")}  ${this.note}`,
      mark: markOf(this.heading, today()),
    });
    if (!blob) return;
    const name = `${this.heading}.png`;
    save(new Uint8Array(await blob.arrayBuffer()), name, "image/png");
    this.store.saved("picture", name, blob.size);
  }

  #table(): void {
    if (!this.model) return;
    const name = `${this.heading}.csv`;
    const bytes = csv(this.model, this.store.smallest);
    save(bytes, name, CSV);
    this.store.saved("table", name, bytes.length);
  }

  override render(): TemplateResult {
    return html`<section class="card" aria-label=${this.heading}>
      <header>
        <h2>${this.heading}</h2>
        <div class="acts">
        <div class="segmented" role="group" aria-label=${t("view.switch", { name: this.heading })}>
          <button type="button" aria-pressed=${!this.tabular} @click=${() => {
            this.tabular = false;
          }}>${t("view.chart")}</button>
          <button type="button" aria-pressed=${this.tabular} @click=${() => {
            this.tabular = true;
          }}>${t("view.table")}</button>
        </div>
        <button class="plain" type="button" title=${t("action.copy")} aria-label=${t("action.copy.of", { name: this.heading })} @click=${() =>
          this.dispatchEvent(new CustomEvent("copy-table", { detail: this.model, bubbles: true, composed: true }))}
        >${icon("copy")}</button>
        <button class="plain" type="button" title=${t("action.csv")} aria-label=${t("action.csv.of", { name: this.heading })} @click=${this.#table}
        >${icon("save")}</button>
        <button class="plain" type="button" title=${t("action.png")} aria-label=${t("action.png.of", { name: this.heading })} @click=${this.#picture}
        >${icon("image")}</button>
        </div>
        <p class="quiet">${whole(this.subtitle)}</p>
      </header>
      <div class="tools"><slot name="controls"></slot></div>
      ${
        this.tabular
          ? html`<insitu-table .model=${this.model} @pick=${this.#pass}></insitu-table>`
          : html`<insitu-chart .option=${this.draw?.(look()) ?? null} .height=${this.height} .name=${this.heading} .summary=${this.summary} @pick=${this.#pass}></insitu-chart>`
      }
      ${this.note ? html`<p class="note quiet"><b>${t("note.label")}</b>${whole(this.note)}</p>` : nothing}
    </section>`;
  }
}

define("insitu-figure", InsituFigure);
