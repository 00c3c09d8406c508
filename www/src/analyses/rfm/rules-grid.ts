import { css, html, type TemplateResult } from "lit";
import { define, Part } from "../../app/element.ts";
import type { RfmRule } from "../../engine/api.ts";
import { t } from "../../i18n/locale.ts";
import { type Cell, cellsOf, claims, segmentName } from "./rule-set.ts";

/** What was drawn: cells, and whether they are added to the rule or taken away. */
export interface Drawn {
  cells: Cell[];
  add: boolean;
}

interface Place {
  r: number;
  f: number;
}

const COLOURS = 8;

/** The class of a rule's colour; after eight they come again. */
export function colourOf(rule: number): string {
  return `s${(rule % COLOURS) + 1}`;
}

/** The colours of rules. */
export const colours = css`
  .s1 {
    --colour: var(--c1);
  }
  .s2 {
    --colour: var(--c2);
  }
  .s3 {
    --colour: var(--c3);
  }
  .s4 {
    --colour: var(--c4);
  }
  .s5 {
    --colour: var(--c5);
  }
  .s6 {
    --colour: var(--c6);
  }
  .s7 {
    --colour: var(--c7);
  }
  .s8 {
    --colour: var(--c8);
  }
`;

/**
 * The cells of R and F on which a rule is drawn, M by steps or all at once. Each says who claims it: a number for one rule, several
 * for many, a word for none. Emits `drawn`.
 */
export class InsituRulesGrid extends Part {
  static override properties = {
    rules: { attribute: false },
    steps: { attribute: false },
    chosen: { attribute: false },
    layer: { state: true },
    start: { state: true },
    end: { state: true },
  };
  static override styles = [
    ...Part.styles,
    colours,
    css`
      .layers {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 8px;
        align-items: center;
        margin-bottom: 8px;
      }
      table {
        border-collapse: separate;
        border-spacing: 3px;
        table-layout: fixed;
        width: 100%;
        max-width: 560px;
        user-select: none;
      }
      th {
        padding: 2px;
        color: var(--text-2);
        font-size: 12px;
        font-weight: 500;
      }
      th:first-child {
        width: 76px;
        text-align: right;
        white-space: nowrap;
      }
      td {
        padding: 0;
      }
      td button {
        width: 100%;
        min-width: 0;
        min-height: 34px;
        padding: 0 2px;
        border: 2px solid transparent;
        border-bottom: 4px solid var(--colour, transparent);
        border-radius: 4px;
        background: var(--surface-2);
        font-size: 13px;
        font-variant-numeric: tabular-nums;
        overflow: hidden;
      }
      .none {
        background: var(--bad-soft);
        color: var(--bad);
      }
      .many {
        background: var(--watch-soft);
        color: var(--watch);
      }
      button[aria-pressed="true"] {
        font-weight: 700;
        border-color: var(--text);
        border-bottom-color: var(--colour, var(--text));
      }
      .drag {
        outline: 2px dashed var(--accent);
        outline-offset: -2px;
      }
      .key {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 16px;
        margin-top: 8px;
        font-size: 12px;
      }
      .key span {
        padding: 0 6px;
        border-radius: 4px;
      }
    `,
  ];
  declare rules: readonly RfmRule[];
  /** Scores in each direction. */
  declare steps: number;
  /** The rule that is drawn, from 0. */
  declare chosen: number;
  /** The step of M that is shown; 0 = all of them. */
  declare layer: number;
  declare start: Place | null;
  declare end: Place | null;
  readonly #up = (): void => this.#release();

  constructor() {
    super();
    this.rules = [];
    this.steps = 0;
    this.chosen = 0;
    this.layer = 0;
    this.start = null;
    this.end = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener("pointerup", this.#up);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener("pointerup", this.#up);
  }

  #deep(): [number, number] {
    return this.layer >= 1 && this.layer <= this.steps ? [this.layer, this.layer] : [1, this.steps];
  }

  /** Draws a rectangle; its first cell says whether it is added or taken away. */
  #draw(from: Place, to: Place): void {
    const span = (a: number, b: number): [number, number] => [Math.min(a, b), Math.max(a, b)];
    const deep = this.#deep();
    const mine = (cell: Cell): boolean => claims(this.rules, cell).includes(this.chosen);
    const add = !cellsOf([from.r, from.r], [from.f, from.f], deep).every(mine);
    const cells = cellsOf(span(from.r, to.r), span(from.f, to.f), deep);
    this.dispatchEvent(new CustomEvent<Drawn>("drawn", { detail: { cells, add } }));
  }

  #release(): void {
    const { start, end } = this;
    this.start = null;
    this.end = null;
    if (start && end) this.#draw(start, end);
  }

  #isDragged({ r, f }: Place): boolean {
    const { start, end } = this;
    if (!start || !end) return false;
    const within = (n: number, a: number, b: number): boolean => Math.min(a, b) <= n && n <= Math.max(a, b);
    return within(r, start.r, end.r) && within(f, start.f, end.f);
  }

  #cell(place: Place): TemplateResult {
    const { r, f } = place;
    const by = cellsOf([r, r], [f, f], this.#deep()).map((cell) => claims(this.rules, cell));
    const numbers = [...new Set(by.flat())].sort((a, b) => a - b);
    const holes = by.filter((one) => one.length === 0).length;
    const many = by.some((one) => one.length > 1);
    const shown = numbers.map((n) => n + 1).join(many ? "+" : "/");
    const words = holes === by.length ? t("rules.cell.none") : holes > 0 ? t("rules.cell.some", { shown }) : shown;
    const names = numbers.map((n) => segmentName(this.rules[n]?.name ?? "")).join(t("app.join"));
    const state = [
      t("heat.cell", { r, f }),
      names,
      ...(holes > 0 ? [t("rules.state.none")] : []),
      ...(many ? [t("rules.state.many")] : []),
    ].filter((one) => one !== "");
    const pressed = by.every((one) => one.includes(this.chosen));
    const kinds = [
      ...(holes > 0 ? ["none"] : many ? ["many"] : []),
      ...(numbers.length === 1 ? [colourOf(numbers[0] ?? 0)] : []),
      ...(this.#isDragged(place) ? ["drag"] : []),
    ];
    return html`<td><button type="button" class=${kinds.join(" ")}
      aria-pressed=${pressed} aria-label=${state.join(t("app.join"))} title=${state.join(t("app.join"))}
      @pointerdown=${(e: PointerEvent) => {
        if (e.button !== 0) return;
        // A finger holds the button that it touched first; the rectangle wants the others too.
        (e.target as HTMLElement).releasePointerCapture(e.pointerId);
        this.start = place;
        this.end = place;
      }}
      @pointerenter=${() => {
        if (this.start) this.end = place;
      }}
      @click=${(e: MouseEvent) => {
        // The pointer has drawn already; this is the keyboard.
        if (e.detail === 0) this.#draw(place, place);
      }}>${words}</button></td>`;
  }

  override render(): TemplateResult {
    const scores = Array.from({ length: this.steps }, (_, i) => i + 1);
    const layer = this.layer > this.steps ? 0 : this.layer;
    const layers = [{ value: 0, words: t("rules.layer.all") }, ...scores.map((m) => ({ value: m, words: `M ${m}` }))];
    return html`
      <div class="layers"><span class="quiet">${t("rules.layer")}</span>
        <div class="segmented" role="group" aria-label=${t("rules.layer")}>${layers.map(
          ({ value, words }) =>
            html`<button type="button" aria-pressed=${value === layer} @click=${() => {
              this.layer = value;
            }}>${words}</button>`,
        )}</div>
      </div>
      <table>
        <thead><tr><th scope="col"></th>${scores.map((f) => html`<th scope="col">${`F ${f}`}</th>`)}</tr></thead>
        <tbody>${scores
          .toReversed()
          .map(
            (r) => html`<tr><th scope="row">${`R ${r}`}</th>${scores.map((f) => this.#cell({ r, f }))}</tr>`,
          )}</tbody>
      </table>
      <p class="key quiet"><span class="none">${t("rules.key.none")}</span><span class="many">${t("rules.key.many")}</span><span>${t("rules.key.own")}</span></p>`;
  }
}

define("insitu-rules-grid", InsituRulesGrid);
