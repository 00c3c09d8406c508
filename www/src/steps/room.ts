import { css, html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { define, Part } from "../app/element.ts";
import { icon } from "../app/icon.ts";
import type { Journey } from "../app/journey.ts";
import { label } from "../charts/label.ts";
import type { Offer, Overrides } from "../engine/api.ts";
import { fitting, needed, takes } from "../engine/room.ts";
import { locale, t } from "../i18n/locale.ts";
import { bytes, compact, full } from "../i18n/number.ts";
import { field } from "../styles/field.ts";
import { whole } from "./decision.ts";

/** Columns that are listed; beyond them only those that are chosen. */
const LISTED = 400;
/** Rows proposed where nobody knows how many fit. */
const SOME = 1_000_000;

/** A file that will hardly fit: which of its columns and how many of its rows to read, or all of it anyway. */
export class InsituRoom extends Part {
  static override properties = {
    ...Part.properties,
    journey: { attribute: false },
    offer: { attribute: false },
    chosen: { state: true },
    rows: { state: true },
    said: { state: true },
  };
  static override styles = [
    ...Part.styles,
    field,
    css`
      .card {
        display: grid;
        gap: 12px;
      }
      h2 {
        display: flex;
        align-items: center;
        gap: 8px;
      }
      h2 svg {
        color: var(--watch);
      }
      .parts {
        display: grid;
        grid-template-columns: minmax(0, 1.4fr) minmax(0, 1fr);
        gap: 16px 24px;
      }
      fieldset {
        align-content: start;
      }
      .presets {
        display: flex;
        flex-wrap: wrap;
        gap: 0 4px;
        margin-left: -8px;
      }
      .columns {
        max-height: 248px;
        overflow: auto;
        border: 1px solid var(--line);
        border-radius: var(--radius);
      }
      .columns li + li {
        border-top: 1px solid var(--line);
      }
      .columns label,
      .rows label {
        display: flex;
        align-items: center;
        gap: 8px;
        min-height: 32px;
        margin: 0;
        color: var(--text);
        font-size: 14px;
      }
      .columns label {
        padding: 4px 12px;
      }
      .columns .name {
        flex: 1;
        min-width: 0;
        overflow-wrap: anywhere;
      }
      .columns .num {
        color: var(--text-3);
        font-size: 13px;
        white-space: nowrap;
      }
      input[type="checkbox"],
      input[type="radio"] {
        flex: none;
        width: auto;
        accent-color: var(--accent);
      }
      .rows input[type="number"] {
        width: 13ch;
      }
      .sum {
        display: flex;
        align-items: center;
        gap: 8px;
        padding: 8px 12px;
        border-radius: var(--radius);
        background: var(--surface-2);
      }
      .sum.fits svg {
        color: var(--good);
      }
      .sum.over svg {
        color: var(--watch);
      }
      .ways {
        display: flex;
        flex-wrap: wrap;
        justify-content: flex-end;
        gap: 8px;
      }
      @media (max-width: 720px) {
        .parts {
          grid-template-columns: minmax(0, 1fr);
        }
        .columns label,
        .rows label,
        .ways button {
          min-height: 40px;
        }
      }
    `,
  ];
  declare journey: Journey;
  declare offer: Offer;
  declare chosen: ReadonlySet<number>;
  /** First rows that are wanted; null for all. */
  declare rows: number | null;
  /** Whether the number of rows was said, and not proposed. */
  declare said: boolean;
  #of: Offer | null = null;

  override willUpdate(): void {
    super.willUpdate();
    if (this.offer === this.#of) return;
    this.#of = this.offer;
    this.said = false;
    const meant = this.#meant();
    this.#choose(meant.size > 0 ? meant : this.#all());
  }

  #all(): Set<number> {
    return new Set(this.offer.columns.keys());
  }

  /** Columns whose header speaks for a field. */
  #meant(): Set<number> {
    return new Set([...this.#all()].filter((index) => this.offer.columns[index]?.field));
  }

  #choose(chosen: ReadonlySet<number>): void {
    this.chosen = chosen;
    if (!this.said) this.rows = this.#proposed(chosen);
  }

  /** Null where all rows fit, or so few columns are read that nobody knows better. */
  #proposed(chosen: ReadonlySet<number>): number | null {
    const { estimate, columns } = this.offer;
    const rows = fitting(this.offer, chosen);
    if (rows === null) return chosen.size < columns.length ? null : SOME;
    return rows >= (estimate?.rows ?? 0) ? null : rows;
  }

  #read(): void {
    const { columns } = this.offer;
    const only = columns.filter((_, index) => this.chosen.has(index)).map((column) => column.header);
    this.#open({
      ...(only.length < columns.length ? { only_columns: only } : {}),
      ...(this.rows === null ? {} : { first_rows: this.rows }),
    });
  }

  #open(part: Overrides): void {
    const { store } = this;
    void this.journey.open(store.refusedFiles, false, null, { ...whole(store.refusedReading), ...part }, true);
  }

  #columns(): TemplateResult {
    const { lang } = locale;
    const { columns } = this.offer;
    const shown = [...columns.entries()].filter(([index]) => index < LISTED || this.chosen.has(index));
    const preset = (words: string, chosen: Set<number>) =>
      html`<button class="plain" type="button" @click=${() => this.#choose(chosen)}>${words}</button>`;
    return html`<fieldset>
      <legend>${t("room.columns", { n: this.chosen.size, all: columns.length })}</legend>
      <ul class="columns" tabindex="0" aria-label=${t("room.columns.list")}>${shown.map(
        ([index, column]) => html`<li><label>
          <input type="checkbox" .checked=${live(this.chosen.has(index))} @change=${(e: Event) => {
            const chosen = new Set(this.chosen);
            if ((e.target as HTMLInputElement).checked) chosen.add(index);
            else chosen.delete(index);
            this.#choose(chosen);
          }} />
          <span class="name">${label(column.name)}</span>
          ${column.field ? html`<span class="tag">${column.field[lang]}</span>` : nothing}
          ${column.bytes > 0 ? html`<span class="num">${bytes(column.bytes, lang)}</span>` : nothing}
        </label></li>`,
      )}</ul>
      ${shown.length < columns.length ? html`<p class="quiet hint">${t("room.columns.more", { n: columns.length - shown.length })}</p>` : nothing}
      <div class="presets">
        ${this.#meant().size > 0 ? preset(t("room.columns.meant"), this.#meant()) : nothing}
        ${preset(t("room.columns.all"), this.#all())}
      </div>
    </fieldset>`;
  }

  #rows(): TemplateResult {
    const { estimate } = this.offer;
    const proposed = this.rows ?? this.#proposed(this.#all()) ?? SOME;
    const say = (rows: number | null) => {
      this.said = true;
      this.rows = rows;
    };
    return html`<fieldset class="rows">
      <legend>${t("room.rows")}</legend>
      <label><input type="radio" name="rows" .checked=${live(this.rows === null)} @change=${() => say(null)} />${
        estimate ? t("room.rows.all.about", { n: compact(estimate.rows, locale.lang) }) : t("room.rows.all")
      }</label>
      <label><input type="radio" name="rows" .checked=${live(this.rows !== null)} @change=${() => say(proposed)} />${t("room.rows.first")}
        <input type="number" min="1" max="4000000000" step="1" inputmode="numeric" aria-label=${t("room.rows.number")}
          .value=${live(String(proposed))} @change=${(e: Event) => {
            const input = e.target as HTMLInputElement;
            if (input.value === "" || !input.checkValidity()) this.requestUpdate();
            else say(input.valueAsNumber);
          }} /></label>
    </fieldset>`;
  }

  #sum(): TemplateResult | typeof nothing {
    const { lang } = locale;
    const { estimate, room } = this.offer;
    const taken = takes(this.offer, this.chosen, this.rows ?? estimate?.rows ?? 0);
    if (taken === null) return nothing;
    const fits = taken <= room;
    const words = { n: bytes(taken, lang), room: bytes(room, lang) };
    return html`<p class="sum num ${fits ? "fits" : "over"}" role="status">${icon(fits ? "check" : "warn")}${t(
      fits ? "room.fits" : "room.over",
      words,
    )}</p>`;
  }

  override render(): TemplateResult {
    const { lang } = locale;
    const { estimate, room } = this.offer;
    const { store } = this;
    const none = this.chosen.size === 0;
    return html`<section class="card" aria-labelledby="room">
      <h2 id="room">${icon("info")}${t("room.title")}</h2>
      <p>${
        estimate
          ? t("room.lead", {
              name: store.refusedFiles.map(({ name }) => label(name, 60)).join(t("app.join")),
              n: bytes(needed(estimate), lang),
              room: bytes(room, lang),
            })
          : t("room.lead.unknown")
      }</p>
      <p class="quiet">${t("room.todo")}</p>
      <div class="parts">${this.#columns()}${this.#rows()}</div>
      ${this.#sum()}
      ${none ? html`<p class="bad" role="alert">${t("room.none")}</p>` : nothing}
      <div class="ways">
        <button type="button" ?disabled=${!store.open} @click=${() => this.#open({})}>${t("room.anyway")}</button>
        <button class="primary" type="button" ?disabled=${none || !store.open} @click=${() => this.#read()}>${
          this.rows === null ? t("room.read") : t("room.read.first", { n: full(this.rows, lang) })
        }</button>
      </div>
    </section>`;
  }
}

define("insitu-room", InsituRoom);
