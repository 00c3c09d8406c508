import { css, html, nothing, type TemplateResult } from "lit";
import { label } from "../charts/label.ts";
import { locale, t } from "../i18n/locale.ts";
import { define, Part } from "./element.ts";
import { type IconName, icon } from "./icon.ts";
import type { Journey } from "./journey.ts";
import { changeName } from "./keeper.ts";
import type { Seal, Theme } from "./store.ts";

const NEXT: Record<Theme, Theme> = { auto: "light", light: "dark", dark: "auto" };
const DRAWN: Record<Theme, IconName> = { auto: "half", light: "sun", dark: "moon" };
const TITLE = { auto: "theme.auto", light: "theme.light", dark: "theme.dark" } as const;

/** Word, drawing and tone of the badge. */
export function badge(seal: Seal): { word: string; drawn: IconName; tone: string } {
  switch (seal.stage) {
    case "loading":
      return { word: t("seal.loading"), drawn: "wait", tone: "" };
    case "testing":
      return { word: t("seal.testing"), drawn: "wait", tone: "" };
    case "failed":
      return { word: t("seal.failed"), drawn: "open", tone: "bad" };
    case "sealed":
      return seal.report && seal.report.reduced.length > 0
        ? { word: t("seal.reduced"), drawn: "warn", tone: "watch" }
        : { word: t("seal.sealed"), drawn: "lock", tone: "good" };
  }
}

/** Name, open file, the way back, seal, language, appearance. Emits `proof` and `binder`. */
export class InsituBar extends Part {
  static override properties = { ...Part.properties, journey: { attribute: false } };
  static override styles = [
    ...Part.styles,
    css`
      header {
        display: flex;
        align-items: center;
        gap: 8px;
        height: 48px;
        padding: 0 16px;
        border-bottom: 1px solid var(--line);
        background: var(--surface);
      }
      .name {
        font-weight: 700;
        font-size: 16px;
        letter-spacing: 0.01em;
      }
      .file span,
      .step span {
        overflow: hidden;
        max-width: 320px;
        text-overflow: ellipsis;
      }
      .step span {
        max-width: 140px;
      }
      .file,
      .step {
        flex: 0 1 auto;
      }
      .space {
        flex: 1;
      }
      .badge {
        min-height: 28px;
        padding: 2px 10px;
        border-color: var(--line);
        font-size: 13px;
      }
      .badge.good {
        border-color: transparent;
        background: var(--good-soft);
        color: var(--good);
      }
      .badge.watch {
        border-color: transparent;
        background: var(--watch-soft);
        color: var(--watch);
      }
      .badge.bad {
        border-color: transparent;
        background: var(--bad-soft);
        color: var(--bad);
      }
      .small {
        min-width: 32px;
        color: var(--text-2);
        font-size: 13px;
      }
      @media (max-width: 480px) {
        .badge span {
          display: none;
        }
      }
      @media (max-width: 720px) {
        header {
          padding: 0 8px 0 12px;
          gap: 4px;
        }
        .file span,
        .step span {
          display: none;
        }
      }
    `,
  ];
  declare journey: Journey;

  #step(again: boolean): TemplateResult | typeof nothing {
    const { steps, inspect, open } = this.store;
    if (!inspect) return nothing;
    const change = steps[again ? "redo" : "undo"];
    const what = change && changeName(change);
    const name = again ? "redo" : "undo";
    return html`<button class="plain small step" type="button" ?disabled=${what === null || !open}
      aria-label=${what === null ? t(`keep.${name}`) : t(`keep.${name}.of`, { what })}
      title=${what === null ? t(`keep.${name}`) : t(`keep.${name}.key`, { what })}
      @click=${() => void this.journey.keeper.step(again)}>${icon(name)}${what === null || again ? nothing : html`<span>${what}</span>`}</button>`;
  }

  override render(): TemplateResult {
    const { store } = this;
    const seal = badge(store.seal);
    const names = (store.inspect?.files ?? []).flatMap(({ parts }) => parts.map(({ name }) => label(name)));
    const shown = store.file?.name;
    const file =
      shown && names.length > 1 ? t("bar.files", { name: label(shown), n: names.length }) : shown && label(shown);
    return html`<header>
      <span class="name" translate="no">${t("app.name")}</span>
      <button class="plain small file" type="button" title=${names.length > 1 ? names.join(t("app.join")) : t("keep.open")}
        aria-label=${file ? `${file} · ${t("keep.open")}` : t("keep.open")} @click=${() =>
          this.dispatchEvent(new CustomEvent("binder"))}>${icon("file")}<span>${file || t("keep.open")}</span></button>
      <span class="space"></span>
      ${this.#step(false)}${this.#step(true)}
      <button class="badge ${seal.tone}" type="button" aria-label=${seal.word} title=${t("seal.open")} @click=${() =>
        this.dispatchEvent(new CustomEvent("proof"))}>${icon(seal.drawn)}<span>${seal.word}</span></button>
      <button class="plain small" type="button" lang=${locale.lang === "zh" ? "en" : "zh-CN"} title=${t("lang.label")}
        @click=${() => locale.set(locale.lang === "zh" ? "en" : "zh")}>${t("lang.switch")}</button>
      <button class="plain small" type="button" aria-label=${t(TITLE[store.theme])} title=${t(TITLE[store.theme])}
        @click=${() => this.journey.setTheme(NEXT[store.theme])}>${icon(DRAWN[store.theme])}</button>
    </header>`;
  }
}

define("insitu-bar", InsituBar);
