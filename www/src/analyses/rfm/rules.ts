import { css, html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { define, Part } from "../../app/element.ts";
import { icon, type IconName } from "../../app/icon.ts";
import type { Journey } from "../../app/journey.ts";
import type { RfmGrid, RfmOutcome, RfmParams, RfmRule, RfmSegments } from "../../engine/api.ts";
import { t } from "../../i18n/locale.ts";
import { field } from "../../styles/field.ts";
import {
  beginning,
  boxesOf,
  boxWords,
  disputes,
  freshName,
  LONGEST_NAME,
  nameFault,
  painted,
  rulesOf,
  segmentName,
} from "./rule-set.ts";
import { colourOf, colours, type Drawn } from "./rules-grid.ts";

/** Places that are named at once; the rest opens on demand. */
const NAMED = 6;

/** The rules of segments: whether they divide the grid, which cells do not, and the rules themselves to be drawn. */
export class InsituRules extends Part {
  static override properties = {
    ...Part.properties,
    journey: { attribute: false },
    chosen: { state: true },
    fault: { state: true },
  };
  static override styles = [
    ...Part.styles,
    field,
    colours,
    css`
      .proof {
        display: grid;
        gap: 6px;
        margin: 8px 0 12px;
      }
      .proof > li {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 8px;
        padding: 6px 12px;
        border-radius: var(--radius);
      }
      .proof svg {
        margin-top: 3px;
      }
      .proof .good {
        background: var(--good-soft);
      }
      .proof .good svg {
        color: var(--good);
      }
      .proof .watch {
        background: var(--watch-soft);
      }
      .proof .watch svg {
        color: var(--watch);
      }
      .proof .bad {
        margin: 0;
        background: var(--bad-soft);
        color: inherit;
        font-size: inherit;
      }
      .proof .bad svg {
        color: var(--bad);
      }
      .places {
        display: flex;
        flex-wrap: wrap;
        gap: 2px 12px;
        margin-top: 2px;
        font-size: 13px;
        font-variant-numeric: tabular-nums;
      }
      details .places {
        margin-top: 4px;
      }
      summary {
        cursor: pointer;
        font-size: 13px;
      }
      .editor {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(320px, 100%), 1fr));
        gap: 16px 24px;
      }
      .rules li {
        display: grid;
        grid-template-columns: auto auto minmax(0, 1fr) auto;
        gap: 6px;
        align-items: center;
        padding: 3px 4px;
        border-radius: 4px;
      }
      .rules li.on {
        background: var(--accent-soft);
      }
      .rules input[type="radio"] {
        width: auto;
        accent-color: var(--accent);
      }
      .rules input[type="text"] {
        min-height: 28px;
        padding: 2px 6px;
        border: 1px solid var(--line-strong);
        border-radius: var(--radius);
        background: var(--surface);
      }
      .mark {
        display: inline-grid;
        place-items: center;
        min-width: 24px;
        padding: 0 4px;
        border-bottom: 4px solid var(--colour);
        font-size: 12px;
        font-variant-numeric: tabular-nums;
      }
      .acts button {
        min-height: 28px;
        min-width: 28px;
        padding: 0 4px;
      }
      .tick {
        display: flex;
        gap: 8px;
        align-items: baseline;
        margin: 0 0 12px;
        color: inherit;
      }
      .tick input {
        width: auto;
        accent-color: var(--accent);
      }
      .line {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
        align-items: center;
        margin: 8px 0;
      }
    `,
  ];
  declare journey: Journey;
  /** The rule that is drawn, from 0. */
  declare chosen: number;
  declare fault: "empty" | "long" | "taken" | null;

  constructor() {
    super();
    this.chosen = 0;
    this.fault = null;
  }

  get #params(): RfmParams | null {
    const { known, params } = this.store.study("rfm");
    return known && { ...known, ...params };
  }

  #set(change: Partial<RfmParams>): void {
    this.journey.analyses.set("rfm", change);
  }

  #change(rules: RfmRule[]): void {
    this.fault = null;
    this.#set({ segments: rules });
  }

  #rename(rules: readonly RfmRule[], at: number, typed: string): void {
    const name = typed.trim();
    const others = rules.filter((_, i) => i !== at).flatMap((rule) => [rule.name, segmentName(rule.name)]);
    this.fault = nameFault(name, others);
    if (this.fault === null) this.#change(rules.map((rule, i) => (i === at ? { ...rule, name } : rule)));
    else this.requestUpdate();
  }

  #remove(rules: readonly RfmRule[], at: number): void {
    this.chosen = Math.max(0, Math.min(this.chosen, rules.length - 2));
    this.#change(rules.filter((_, i) => i !== at));
  }

  #raise(rules: readonly RfmRule[], at: number): void {
    const moved = [...rules];
    const [one] = moved.splice(at, 1);
    if (!one) return;
    moved.splice(at - 1, 0, one);
    this.chosen = at - 1;
    this.#change(moved);
  }

  #places(words: readonly string[]): TemplateResult {
    const list = (some: readonly string[]): TemplateResult =>
      html`<ul class="places">${some.map((one) => html`<li>${one}</li>`)}</ul>`;
    const rest = words.slice(NAMED);
    return html`${list(words.slice(0, NAMED))}${
      rest.length > 0
        ? html`<details><summary>${t("rules.more", { n: rest.length })}</summary>${list(rest)}</details>`
        : nothing
    }`;
  }

  #said(
    tone: "good" | "watch" | "bad",
    drawn: IconName,
    words: string,
    places: readonly string[] = [],
  ): TemplateResult {
    return html`<li class=${tone}>${icon(drawn)}<div><p>${words}</p>${places.length > 0 ? this.#places(places) : nothing}</div></li>`;
  }

  #proof(segments: RfmSegments, rules: readonly RfmRule[]): TemplateResult {
    const { proof, uncovered_customers: left, claimed_customers: twice, first_match: first } = segments;
    const name = (at: number): string => segmentName(rules[at]?.name ?? "");
    const doubly = disputes(proof.claimed).flatMap(({ rules: by, boxes }) =>
      boxes.map((box) => t("rules.dispute", { box: boxWords(box), names: by.map(name).join(t("rules.and")) })),
    );
    const proven = proof.exhaustive && proof.exclusive;
    return html`<ul class="proof" role="status">
      ${proven ? this.#said("good", "check", t("rules.proven", { cells: proof.cells, n: rules.length })) : nothing}
      ${
        proof.exhaustive
          ? nothing
          : this.#said(
              "bad",
              "cross",
              t("rules.uncovered", { n: proof.uncovered.length, cells: proof.cells, left }),
              boxesOf(proof.uncovered).map(boxWords),
            )
      }
      ${
        proof.exclusive
          ? nothing
          : this.#said(
              "watch",
              "warn",
              t("rules.claimed", { n: proof.claimed.length, cells: proof.cells, twice }),
              doubly,
            )
      }
      ${proof.idle.length > 0 ? this.#said("watch", "info", t("rules.idle", { names: proof.idle.map(name).join(t("app.join")) })) : nothing}
      ${proven ? nothing : this.#said(first ? "watch" : "bad", "info", t(first ? "rules.first" : "rules.unused"))}
    </ul>`;
  }

  #row(rules: readonly RfmRule[], { name, rule }: RfmRule, at: number): TemplateResult {
    const shown = segmentName(name);
    const boxes = rule.map(boxWords).join(t("rules.or"));
    return html`<li class=${at === this.chosen ? "on" : ""}>
      <input type="radio" name="rule" .checked=${live(at === this.chosen)} aria-label=${t("rules.choose", { name: shown })} @change=${() => {
        this.chosen = at;
      }} />
      <span class="mark ${colourOf(at)}">${at + 1}</span>
      <input type="text" maxlength=${LONGEST_NAME} .value=${live(shown)} aria-label=${t("rules.name", { n: at + 1 })} title=${boxes}
        @change=${(e: Event) => this.#rename(rules, at, (e.target as HTMLInputElement).value)} />
      <span class="acts">
        <button class="plain" type="button" ?disabled=${at === 0} aria-label=${t("rules.raise", { name: shown })} title=${t("rules.raise", { name: shown })} @click=${() => this.#raise(rules, at)}>↑</button>
        <button class="plain" type="button" ?disabled=${rules.length < 2} aria-label=${t("rules.remove", { name: shown })} title=${t("rules.remove", { name: shown })} @click=${() => this.#remove(rules, at)}>${icon("cross")}</button>
      </span>
    </li>`;
  }

  #editor(rules: readonly RfmRule[], steps: number): TemplateResult {
    const chosen = Math.min(this.chosen, rules.length - 1);
    const now = rules[chosen];
    const drawn = ({ detail: { cells, add } }: CustomEvent<Drawn>): void => {
      this.#change(rules.map((rule, at) => (at === chosen ? painted(rule, cells, add) : rule)));
    };
    return html`<div class="editor">
      <div>
        <p class="quiet">${t("rules.drawing", { name: segmentName(now?.name ?? "") })}</p>
        <insitu-rules-grid .rules=${rules} .steps=${steps} .chosen=${chosen} @drawn=${drawn}></insitu-rules-grid>
      </div>
      <div>
        <h3>${t("rules.list")}</h3>
        <ol class="rules">${rules.map((rule, at) => this.#row(rules, rule, at))}</ol>
        ${this.fault === null ? nothing : html`<p class="bad" role="alert">${t(`rules.name.${this.fault}`, { most: LONGEST_NAME })}</p>`}
        <div class="line"><button type="button" @click=${() => {
          this.chosen = rules.length;
          this.#change([...rules, { name: freshName(rules), rule: [] }]);
        }}>${t("rules.add")}</button></div>
      </div>
    </div>`;
  }

  #grid(params: RfmParams, outcome: RfmOutcome): TemplateResult {
    const options: readonly (readonly [RfmGrid, string])[] = [
      ["scores", t("rules.grid.scores", { k: params.bins, n: params.bins ** 3 })],
      ["classes", t("rules.grid.classes")],
    ];
    return html`<div class="line"><span class="quiet">${t("rules.grid")}</span>
      <div class="segmented" role="group" aria-label=${t("rules.grid")}>${options.map(
        ([grid, words]) =>
          html`<button type="button" aria-pressed=${params.segment_grid === grid} @click=${() => {
            if (grid === params.segment_grid) return;
            this.chosen = 0;
            this.#set({ segments: beginning(outcome, grid), segment_grid: grid });
          }}>${words}</button>`,
      )}</div></div>`;
  }

  override render(): TemplateResult | typeof nothing {
    const { result } = this.store.study("rfm");
    const params = this.#params;
    if (!params || !result || !("outcome" in result)) return nothing;
    const { segments } = result.outcome;
    if (params.segments === null || !segments) return nothing;
    const own = Array.isArray(params.segments) ? params.segments : null;
    return html`<section class="card" aria-label=${t("rules.title")}>
      <h2>${t("rules.title")}</h2>
      <p class="quiet">${own ? t("rules.subtitle.own") : t("rules.subtitle.known")}</p>
      ${this.#proof(segments, rulesOf(result.outcome))}
      ${
        segments.proof.exhaustive && segments.proof.exclusive
          ? nothing
          : html`<label class="tick"><input type="checkbox" .checked=${live(params.first_match)} @change=${(e: Event) =>
              this.#set({
                first_match: (e.target as HTMLInputElement).checked,
              })} /><span>${t("rules.first.ask")}</span></label>`
      }
      ${
        own
          ? html`${this.#grid(params, result.outcome)}${this.#editor(own, params.segment_grid === "classes" ? 2 : params.bins)}`
          : html`<button type="button" @click=${() =>
              this.#set({
                segments: beginning(result.outcome, "scores"),
                segment_grid: "scores",
              })}>${t("rules.edit")}</button>`
      }
    </section>`;
  }
}

define("insitu-rules", InsituRules);
