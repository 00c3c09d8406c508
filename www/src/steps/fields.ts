import { css, html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { define, Part } from "../app/element.ts";
import { icon } from "../app/icon.ts";
import type { Journey } from "../app/journey.ts";
import { type Tab, tabs, tabsStyle } from "../app/tabs.ts";
import "../app/trouble.ts";
import { label } from "../charts/label.ts";
import type { Inspect, InspectFile } from "../engine/api.ts";
import { locale, t, word } from "../i18n/locale.ts";
import { bytes, compact, full } from "../i18n/number.ts";
import { step } from "../styles/step.ts";
import { balance, reasonWords } from "./balance.ts";
import "./columns.ts";
import "./findings.ts";
import "./manner.ts";
import "./notices.ts";
import { KINDS, lacking, lacksOrders } from "./tables.ts";
import "./template.ts";
import "./view/view.ts";

/** Files that are listed by name. */
const PARTS = 6;

/** The open tables, each with its kind, its columns and what they mean; and the customers of all of them. */
export class InsituFields extends Part {
  static override properties = { ...Part.properties, journey: { attribute: false } };
  static override styles = [
    ...Part.styles,
    step,
    tabsStyle,
    css`
      .head button {
        min-height: 36px;
        padding: 4px 20px;
      }
      .bad {
        color: var(--bad);
        font-weight: 600;
      }
      .miss {
        display: flex;
        gap: 8px;
        padding: 10px 12px;
        border: 1px solid var(--bad);
        border-radius: var(--radius);
        background: var(--bad-soft);
      }
      .miss svg {
        margin-top: 3px;
        color: var(--bad);
      }
      .calm {
        display: flex;
        gap: 8px;
        padding: 8px 12px;
        border-radius: var(--radius);
        background: var(--surface-2);
        color: var(--text-2);
      }
      .calm svg {
        margin-top: 3px;
      }
      .about {
        display: flex;
        flex-wrap: wrap;
        gap: 8px 24px;
        align-items: flex-start;
        justify-content: space-between;
      }
      .about > div:first-child {
        flex: 1 1 320px;
        min-width: 0;
        overflow-wrap: anywhere;
      }
      .kind {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 8px;
        align-items: center;
      }
      .kind label {
        color: var(--text-2);
        font-size: 13px;
      }
      @media (max-width: 720px) {
        .kind select {
          min-height: 40px;
        }
      }
    `,
  ];
  declare journey: Journey;
  #at = 0;

  override updated(): void {
    const tab = this.renderRoot.querySelector<HTMLElement>("[role=tab][aria-selected=true]");
    const at = tab ? Array.from(tab.parentElement?.children ?? []).indexOf(tab) : 0;
    if (at === this.#at) return;
    this.#at = at;
    // On a narrow screen the list of tabs scrolls.
    tab?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  #rows(inspect: Inspect, file: InspectFile): TemplateResult {
    const sum = balance(inspect, this.store.table);
    if (sum === null) return html`<p class="quiet num">${t("fields.rows.read", file.rows)}</p>`;
    const { read, counted, left, rejected } = sum;
    return html`<p class="quiet num">${t("fields.rows", { read, counted, left, rejected })}${
      left > 0 ? t("fields.rows.left", { reasons: reasonWords(sum) }) : nothing
    }</p>`;
  }

  #name(field: string, inspect: Inspect): string {
    return inspect.fields.find((f) => f.field === field)?.[locale.lang] ?? word("field", field);
  }

  /** Whether all that is needed is there, in a sentence; of one table, or of several together. */
  #lead(inspect: Inspect): TemplateResult {
    const { files } = inspect;
    const [only] = files;
    if (files.length === 1 && only) return this.#leadOf(only, inspect);
    const short = files.filter((file) => lacking(file, inspect).length > 0).length;
    const kinds = files.map((file) => t(`tablekind.${file.kind}`)).join(t("app.join"));
    return short === 0
      ? html`<p class="lead">${t("tables.lead", { n: files.length, kinds })}</p>`
      : html`<p class="lead bad">${t("tables.lead.missing", { n: files.length, m: short })}</p>`;
  }

  #leadOf(file: InspectFile, inspect: Inspect): TemplateResult {
    const missing = lacking(file, inspect);
    const mapped = file.columns.filter((c) => c.field !== null).length;
    const unusable = missing.filter((f) => file.columns.some((c) => c.field === f));
    const names = (unusable.length > 0 ? unusable : missing).map((f) => this.#name(f, inspect)).join(t("app.join"));
    if (unusable.length > 0) return html`<p class="lead bad">${t("fields.lead.unusable", { names })}</p>`;
    return missing.length === 0
      ? html`<p class="lead">${t("fields.lead.ready", { n: file.columns.length, m: mapped })}</p>`
      : html`<p class="lead bad">${t("fields.lead.missing", { n: missing.length, names })}</p>`;
  }

  #parts(file: InspectFile): TemplateResult {
    return html`${file.parts
      .slice(0, PARTS)
      .map(
        ({ name, bytes: size, rows }) =>
          html`<p class="quiet num">${t("fields.facts", { name: label(name), size: bytes(size, locale.lang) })}${
            file.parts.length > 1 ? ` · ${t("step.count.rows", { n: full(rows.read, locale.lang) })}` : nothing
          }</p>`,
      )}
      ${file.parts.length > PARTS ? html`<p class="quiet">${t("fields.parts.more", { n: file.parts.length - PARTS })}</p>` : nothing}
      ${file.parts.length > 1 ? html`<p class="quiet">${t("fields.parts", { n: file.parts.length })}</p>` : nothing}`;
  }

  #kind(file: InspectFile): TemplateResult {
    const now = file.kind;
    const sure = Math.round(100 * Math.min(1, Math.max(0, file.kind_score)));
    return html`<div class="kind">
      <label for="kind">${t("tables.kind")}</label>
      <select id="kind" ?disabled=${this.store.rereading !== null} .value=${live(now)} @change=${(e: Event) => {
        const { value } = e.target as HTMLSelectElement;
        const kind = KINDS.find((one) => one === value);
        if (kind && kind !== now) void this.journey.setKind(kind);
      }}>${KINDS.map((kind) => html`<option value=${kind} ?selected=${kind === now}>${t(`tablekind.${kind}`)}</option>`)}</select>
      ${now === "unknown" || sure === 100 ? nothing : html`<span class="quiet num">${t("tables.kind.score", { n: sure })}</span>`}
    </div>`;
  }

  /** One table: where it comes from, how it was read, its columns, what was found. */
  #table(file: InspectFile, inspect: Inspect): TemplateResult {
    const { store, journey } = this;
    const missing = lacking(file, inspect);
    return html`<section class="about" aria-label=${t("tables.about")}>
        <div>${inspect.files.length > 1 ? this.#leadOf(file, inspect) : nothing}${this.#parts(file)}${this.#rows(inspect, file)}</div>
        ${this.#kind(file)}
      </section>
      <insitu-manner .store=${store} .journey=${journey}></insitu-manner>
      ${
        missing.length > 0
          ? html`<p class="miss" role="status">${icon("warn")}<span>${file.kind === "unknown" ? t("fields.unknown") : t("fields.missing.todo")}</span></p>`
          : nothing
      }
      <insitu-columns .store=${store} .journey=${journey}></insitu-columns>
      <insitu-findings .store=${store} .journey=${journey}></insitu-findings>
      <insitu-notices .store=${store}></insitu-notices>`;
  }

  #tabs(inspect: Inspect): Tab[] {
    const { lang } = locale;
    const list: Tab[] = inspect.files.map((file) => ({
      title: t(`tablekind.${file.kind}`),
      more: t("tables.tab.file", { name: label(file.name, 24), rows: compact(file.rows.read, lang) }),
      attention: lacking(file, inspect).length > 0,
    }));
    if (this.journey.view.isPossible) {
      list.push({ title: t("view.tab"), more: t("view.tab.more", { n: inspect.files.length }), attention: false });
    }
    return list;
  }

  override render(): TemplateResult | typeof nothing {
    const { store, journey } = this;
    const { inspect, file } = store;
    if (!inspect || !file) return nothing;
    const { view } = journey;
    const list = this.#tabs(inspect);
    const shown = view.shown && view.isPossible;
    const body = shown
      ? html`<insitu-view .store=${store} .journey=${journey}></insitu-view>`
      : this.#table(file, inspect);
    const at = shown ? inspect.files.length : store.table;
    const tabbed = list.length > 1;
    return html`<div class="page">
      <div class="head">
        <div><h1 tabindex="-1">${t("fields.title")}</h1>${this.#lead(inspect)}</div>
        <button class="primary" type="button" ?disabled=${!store.ready || store.rereading !== null} @click=${() => journey.go("analysis")}>${t("fields.go")}</button>
      </div>
      ${lacksOrders(inspect) ? html`<p class="calm">${icon("info")}<span>${t("tables.no_orders")}</span></p>` : nothing}
      ${store.failure ? html`<insitu-trouble .failure=${store.failure} .heading=${t("error.action.title")}></insitu-trouble>` : nothing}
      ${tabbed ? tabs(t("tables.tabs"), list, at, (index) => (index < inspect.files.length ? journey.look(index) : view.show())) : nothing}
      <div class="page" id="panel" role=${tabbed ? "tabpanel" : nothing} aria-labelledby=${tabbed ? `tab${at}` : nothing}>${body}</div>
      <insitu-template .store=${store} .journey=${journey}></insitu-template>
    </div>`;
  }
}

define("insitu-fields", InsituFields);
