import { css, html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { define, Part } from "../app/element.ts";
import { icon } from "../app/icon.ts";
import type { Journey } from "../app/journey.ts";
import { label } from "../charts/label.ts";
import type { InspectFile, Overrides } from "../engine/api.ts";
import { isPart } from "../engine/room.ts";
import { locale, t, word } from "../i18n/locale.ts";
import { bytes, full } from "../i18n/number.ts";
import { field } from "../styles/field.ts";
import { table } from "../styles/table.ts";
import {
  type Decision,
  DELIMITER_MOST,
  delimiterName,
  detected,
  ENCODINGS,
  hasHeader,
  isChanged,
  isText,
  OFFERED,
  said,
  summary,
  whole,
} from "./decision.ts";
import "./rejects.ts";

/** Value of the choice of a delimiter that is typed. */
const OTHER = "other";
/** Columns of the preview. */
const SHOWN = 12;
/** Different values of a column that the engine hands out. */
const SAMPLES = 3;

/** How the file was read: one line of words, and behind it every decision with its control. */
export class InsituManner extends Part {
  static override properties = {
    ...Part.properties,
    journey: { attribute: false },
    open: { state: true },
    other: { state: true },
  };
  static override styles = [
    ...Part.styles,
    table,
    field,
    css`
      .card {
        padding: 0;
      }
      .line {
        display: flex;
        flex-wrap: wrap;
        justify-content: flex-start;
        gap: 2px 10px;
        width: 100%;
        min-height: 44px;
        padding: 8px 16px;
        border: 0;
        text-align: left;
        white-space: normal;
      }
      .line b {
        font-weight: 600;
      }
      .line .turn {
        transition: transform 0.12s;
      }
      .line[aria-expanded="true"] .turn {
        transform: rotate(90deg);
      }
      .line .words {
        color: var(--text-2);
        font-variant-numeric: tabular-nums;
        overflow-wrap: anywhere;
      }
      .part {
        padding: 12px 16px;
        border-top: 1px solid var(--line);
      }
      .grid {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(220px, 1fr));
        gap: 16px;
        align-items: start;
      }
      .sheet {
        max-width: 420px;
      }
      .fact {
        min-height: 32px;
        padding: 5px 0;
      }
      .none {
        display: flex;
        align-items: center;
        gap: 6px;
        min-height: 28px;
        margin: 0;
      }
      .none input {
        width: auto;
      }
      .typed {
        margin-top: 4px;
      }
      input[type="text"] {
        min-height: 32px;
        padding: 4px 8px;
        border: 1px solid var(--line-strong);
        border-radius: var(--radius);
        background: var(--surface);
        font-family: var(--mono);
      }
      h2 {
        font-size: 14px;
        margin-bottom: 8px;
      }
      .some {
        display: flex;
        flex-wrap: wrap;
        gap: 8px 16px;
        align-items: center;
        justify-content: space-between;
        overflow-wrap: anywhere;
      }
      .again {
        display: flex;
        flex-wrap: wrap;
        gap: 8px 16px;
        align-items: center;
      }
      .again progress {
        flex: 1 1 160px;
        height: 8px;
        accent-color: var(--accent);
      }
      code {
        white-space: pre;
        font: 12px / 20px var(--mono);
      }
      @media (max-width: 720px) {
        select,
        input[type="text"],
        input[type="number"] {
          min-height: 40px;
        }
        .none {
          min-height: 40px;
        }
      }
    `,
  ];
  declare journey: Journey;
  declare open: boolean;
  /** Whether a delimiter is about to be typed. */
  declare other: boolean;

  constructor() {
    super();
    this.open = false;
    this.other = false;
  }

  #say(part: Decision, change: Overrides): void {
    void this.journey.reread(part, said(this.store.overrides, change));
  }

  /** What is said below a control: why its change did not come about, or where its value comes from. */
  #below(part: Decision, own: boolean, why: string = t("how.detected")): TemplateResult {
    const { unread } = this.store;
    if (unread?.part !== part) return html`<p class="quiet hint">${own ? t("how.own") : why}</p>`;
    return this.#unread();
  }

  #unread(): TemplateResult {
    const failure = this.store.unread?.failure;
    if (!failure) return html`<p class="hint" role="status">${t("how.cancelled")}</p>`;
    return html`<p class="bad" role="alert">${failure.texts?.[locale.lang] ?? t("error.unexpected")} ${t("how.stays")}</p>`;
  }

  #encoding(file: InspectFile, wanted: Overrides): TemplateResult {
    const now = wanted.encoding ?? file.encoding;
    const listed: string[] = ENCODINGS.some((e) => e === now) ? [...ENCODINGS] : [now, ...ENCODINGS];
    return html`<div class="field">
      <label for="encoding">${t("how.encoding")}</label>
      <select id="encoding" .value=${live(now)} @change=${(e: Event) => {
        const { value } = e.target as HTMLSelectElement;
        const encoding = ENCODINGS.find((one) => one === value);
        if (encoding) this.#say("encoding", { encoding });
      }}>${listed.map((e) => html`<option value=${e} ?selected=${e === now}>${word("encoding", e, e.toUpperCase())}</option>`)}</select>
      ${this.#below("encoding", this.store.overrides.encoding !== undefined, word("why.encoding", file.encoding_reason))}
    </div>`;
  }

  #delimiter(file: InspectFile, wanted: Overrides): TemplateResult {
    const now = wanted.delimiter ?? file.dialect.delimiter;
    const offered: string[] = [...OFFERED];
    const typed = this.other || !offered.includes(now);
    const value = typed ? OTHER : now;
    return html`<div class="field">
      <label for="delimiter">${t("how.delimiter")}</label>
      <select id="delimiter" .value=${live(value)} @change=${(e: Event) => {
        const chosen = (e.target as HTMLSelectElement).value;
        this.other = chosen === OTHER;
        if (chosen !== OTHER && chosen !== now) this.#say("delimiter", { delimiter: chosen });
      }}>
        ${offered.map((mark) => html`<option value=${mark} ?selected=${mark === value}>${delimiterName(mark)}</option>`)}
        <option value=${OTHER} ?selected=${typed}>${t("how.delimiter.other")}</option>
      </select>
      ${
        typed
          ? html`<input class="typed" type="text" autocomplete="off" spellcheck="false" maxlength=${DELIMITER_MOST}
              aria-label=${t("how.delimiter.typed")} .value=${live(this.other && offered.includes(now) ? "" : now)}
              @change=${(e: Event) => {
                const mark = (e.target as HTMLInputElement).value;
                if (mark === "" || mark === now) return;
                this.other = false;
                this.#say("delimiter", { delimiter: mark });
              }} />`
          : nothing
      }
      ${this.#below("delimiter", this.store.overrides.delimiter !== undefined)}
    </div>`;
  }

  #header(file: InspectFile, wanted: Overrides): TemplateResult {
    const row = wanted.header_row ?? file.dialect.header_row ?? 0;
    return html`<div class="field">
      <label for="header">${t("how.header")}</label>
      <input id="header" type="number" min="1" max="10000" step="1" inputmode="numeric" .value=${live(row === 0 ? "" : String(row))}
        placeholder=${t("how.header.none")} @change=${(e: Event) => {
          const input = e.target as HTMLInputElement;
          if (input.value === "" || !input.checkValidity()) this.requestUpdate();
          else this.#say("header", { header_row: input.valueAsNumber });
        }} />
      <label class="none"><input type="checkbox" .checked=${live(row === 0)} @change=${(e: Event) =>
        this.#say("header", {
          header_row: (e.target as HTMLInputElement).checked ? 0 : 1,
        })} />${t("how.header.none")}</label>
      ${this.#below("header", this.store.overrides.header_row !== undefined)}
    </div>`;
  }

  #sheet(file: InspectFile, wanted: Overrides): TemplateResult | typeof nothing {
    if (file.sheets.length < 2 || this.store.files.length > 1) return nothing;
    const now = wanted.member ?? file.sheet;
    const packed = file.format === "zip";
    // Tables with the same columns are read as one until one of them is chosen.
    const all =
      file.parts.length > 1 ? [html`<option selected>${t("how.alike", { n: file.parts.length })}</option>`] : [];
    const chosen = all.length > 0 ? 0 : file.sheets.indexOf(now ?? "");
    return html`<div class="part"><div class="field sheet">
      <label for="sheet">${t(packed ? "how.file" : "how.sheet", { n: file.sheets.length })}</label>
      <select id="sheet" @change=${(e: Event) => {
        const member = file.sheets[(e.target as HTMLSelectElement).selectedIndex - all.length];
        if (member !== undefined && (all.length > 0 || member !== now)) this.#say("sheet", { member });
      }} .selectedIndex=${live(chosen)}>${all}${file.sheets.map((name, at) => html`<option ?selected=${all.length === 0 && at === chosen}>${label(name, 60)}</option>`)}</select>
      ${this.#below("sheet", this.store.overrides.member !== undefined)}
    </div></div>`;
  }

  #preview(file: InspectFile): TemplateResult {
    const columns = file.columns.slice(0, SHOWN);
    const rows = Array.from({ length: SAMPLES }, (_, i) => i).filter((i) => columns.some((c) => i < c.samples.length));
    return html`<div class="part">
      <h2>${t("how.preview")}</h2>
      <div class="scroll" tabindex="0" role="group" aria-label=${t("how.preview")}><table>
        <caption class="sr">${t("how.preview")}</caption>
        <thead><tr>${columns.map((c) => html`<th scope="col">${label(c.name)}</th>`)}</tr></thead>
        <tbody>${rows.map((i) => html`<tr>${columns.map((c) => html`<td><code>${label(c.samples[i] ?? "", 24)}</code></td>`)}</tr>`)}</tbody>
      </table></div>
      ${file.columns.length > SHOWN ? html`<p class="quiet hint">${t("how.preview.more", { shown: SHOWN, n: file.columns.length })}</p>` : nothing}
    </div>`;
  }

  #decisions(file: InspectFile, wanted: Overrides): TemplateResult {
    const { store } = this;
    const { quote } = file.dialect;
    const fact = (name: string, value: string) =>
      html`<div class="field"><span class="quiet">${name}</span><p class="fact">${value}</p></div>`;
    // What is said by hand holds for all files alike, which differ.
    if (this.store.files.length > 1) {
      const way = ({ format, encoding, sheet }: InspectFile["parts"][number]) => [
        word("format", format, format),
        isText({ format }) ? word("encoding", encoding, encoding.toUpperCase()) : "",
        label(sheet ?? ""),
      ];
      return html`<div class="part grid">${file.parts.map((part) =>
        fact(
          label(part.name),
          way(part)
            .filter((said) => said !== "")
            .join(" · "),
        ),
      )}</div>
      <div class="part"><p class="quiet">${t("how.several")}</p></div>
      ${this.#preview(file)}
      ${file.rows.rejected > 0 ? html`<div class="part"><insitu-rejects .store=${store} .journey=${this.journey} .file=${file}></insitu-rejects></div>` : nothing}`;
    }
    return html`<div class="part grid">
        ${fact(t("how.format"), word("format", file.format, file.format))}
        ${isText(file) ? this.#encoding(file, wanted) : nothing}
        ${isText(file) ? this.#delimiter(file, wanted) : nothing}
        ${hasHeader(file) ? this.#header(file, wanted) : nothing}
        ${isText(file) ? fact(t("how.quote"), quote === null ? t("how.quote.none") : quote === '"' ? t("how.quote.double") : label(quote, 4)) : nothing}
      </div>
      ${this.#preview(file)}
      ${file.rows.rejected > 0 ? html`<div class="part"><insitu-rejects .store=${store} .journey=${this.journey} .file=${file}></insitu-rejects></div>` : nothing}
      ${
        isChanged(store.overrides)
          ? html`<div class="part"><button type="button" @click=${() => {
              this.other = false;
              void this.journey.reread("all", detected(store.overrides));
            }}>${t("how.reset")}</button>${store.unread?.part === "all" ? this.#unread() : nothing}</div>`
          : nothing
      }`;
  }

  /** What of the file was not read, and the way to read it all. */
  #part(file: InspectFile): TemplateResult | typeof nothing {
    const { store } = this;
    const { first_rows } = store.overrides;
    const { left_out } = file;
    if (!isPart(store.overrides)) return nothing;
    const names = left_out
      .slice(0, SHOWN)
      .map((name) => label(name))
      .join(t("app.join"));
    return html`<div class="part some">
      <div>
        ${first_rows === undefined ? nothing : html`<p>${t("part.rows", { n: full(first_rows, locale.lang) })}</p>`}
        ${left_out.length === 0 ? nothing : html`<p>${t(left_out.length > SHOWN ? "part.columns.more" : "part.columns", { n: left_out.length, names })}</p>`}
      </div>
      <button type="button" ?disabled=${!store.open} @click=${() => void this.journey.open(store.files, false, null, whole(store.overrides))}>${t("part.whole")}</button>
    </div>`;
  }

  #again(): TemplateResult | typeof nothing {
    const { rereading } = this.store;
    if (!rereading) return nothing;
    const { lang } = locale;
    const p = rereading.progress;
    return html`<div class="part again">
      <span>${t(rereading.back ? "how.back" : "how.again")}</span>
      <progress max="1" .value=${p && p.total > 0 ? p.bytes / p.total : 0} aria-label=${t("how.again")}></progress>
      <span class="quiet num">${p ? t("intake.progress", { done: bytes(p.bytes, lang), total: bytes(p.total, lang), rows: full(p.rows, lang) }) : nothing}</span>
      <button type="button" @click=${() => this.journey.cancel()}>${icon("cross")}${t("app.cancel")}</button>
    </div>`;
  }

  override render(): TemplateResult | typeof nothing {
    const { store } = this;
    const file = store.file;
    if (!file) return nothing;
    const wanted = store.rereading?.overrides ?? {};
    return html`<section class="card" aria-label=${t("how.title")}>
      <button class="line" type="button" aria-expanded=${this.open ? "true" : "false"} @click=${() => {
        this.open = !this.open;
      }}><svg class="icon turn" viewBox="0 0 16 16" aria-hidden="true"><path d="M6 3.5l4.5 4.5L6 12.5"></path></svg>
        <b>${t("how.title")}</b><span class="words">${summary(file)}</span>${
          isChanged(store.overrides) ? html`<span class="tag accent">${t("how.changed")}</span>` : nothing
        }</button>
      ${this.#sheet(file, wanted)}
      ${this.#part(file)}
      ${this.open ? this.#decisions(file, wanted) : nothing}
      ${this.#again()}
    </section>`;
  }
}

define("insitu-manner", InsituManner);
