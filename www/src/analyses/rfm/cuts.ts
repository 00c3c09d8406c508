import { css, html, nothing, type TemplateResult } from "lit";
import { define, Part } from "../../app/element.ts";
import type { Cuts, Dimension } from "../../engine/api.ts";
import { t } from "../../i18n/locale.ts";
import { field } from "../../styles/field.ts";
import { cutsFault, cutsWords, filled, largest } from "./bounds.ts";

const NAMES = ["recency", "frequency", "monetary"] as const;
type Name = (typeof NAMES)[number];

/** Cut points taken from a result: as many as there are lines between scores, strictly ascending. */
export function proposed(dimensions: readonly Dimension[], bins: number): Cuts {
  const list = (name: Name): number[] => {
    const d = dimensions.find((one) => one.name === name);
    const out: number[] = [];
    for (let i = 0; i < bins - 1; i += 1) {
      const even = d ? d.min + ((d.max - d.min) * (i + 1)) / bins : i + 1;
      const wished = d?.cuts.length === bins - 1 ? (d.cuts[i] ?? even) : even;
      const rounded = Math.round(wished * 100) / 100;
      const before = out.at(-1);
      out.push(before !== undefined && rounded <= before ? before + 1 : rounded);
    }
    return out;
  };
  return { recency: list("recency"), frequency: list("frequency"), monetary: list("monetary") };
}

const RULES = { empty: "params.cuts.empty", size: "params.cuts.size", order: "params.cuts.order" } as const;

/**
 * Edits the fixed cut points. Emits `cuts` when those of a dimension are in order; until then they stay to be mended, with
 * what is wrong and what is in force beside them.
 */
export class InsituCuts extends Part {
  static override properties = { value: { attribute: false }, draft: { state: true } };
  static override styles = [
    ...Part.styles,
    field,
    css`
      fieldset {
        margin-bottom: 8px;
      }
      legend {
        margin: 0;
        font-size: 12px;
      }
      .line {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(88px, 1fr));
        gap: 4px;
      }
      input {
        padding: 2px 6px;
        font-variant-numeric: tabular-nums;
        appearance: textfield;
      }
    `,
  ];
  /** The cut points in force. */
  declare value: Cuts | null;
  declare draft: Record<Name, (number | null)[]> | null;
  #emitted: Cuts | null = null;

  constructor() {
    super();
    this.value = null;
    this.draft = null;
  }

  override willUpdate(changed?: Map<PropertyKey, unknown>): void {
    super.willUpdate();
    // What was emitted here is in the draft already, beside what still waits to be mended.
    if (!changed?.has("value") || !this.value || this.value === this.#emitted) return;
    const { recency, frequency, monetary } = this.value;
    this.draft = { recency: [...recency], frequency: [...frequency], monetary: [...monetary] };
  }

  #edit(name: Name, index: number, event: Event): void {
    if (!this.draft || !this.value) return;
    const { value } = event.target as HTMLInputElement;
    const list = this.draft[name].map((v, i) => (i === index ? (value === "" ? null : Number(value)) : v));
    this.draft = { ...this.draft, [name]: list };
    if (!filled(list) || cutsFault(list) !== null) return;
    this.#emitted = { ...this.value, [name]: list };
    this.dispatchEvent(new CustomEvent("cuts", { detail: this.#emitted }));
  }

  override render(): TemplateResult | typeof nothing {
    const { draft, value } = this;
    if (!draft || !value) return nothing;
    return html`
      <p class="quiet hint">${t("params.cuts.more", { n: draft.recency.length })}</p>
      ${NAMES.map((name) => {
        const fault = cutsFault(draft[name]);
        return html`<fieldset>
          <legend>${t(`dim.${name}`)}</legend>
          <div class="line">${draft[name].map(
            (v, i) =>
              html`<input type="number" step="any" .value=${v === null ? "" : String(v)} aria-invalid=${fault !== null}
                aria-label=${t("params.cuts.item", { name: t(`dim.${name}`), i: i + 1 })} aria-describedby=${`${name}-fault`}
                @change=${(e: Event) => this.#edit(name, i, e)} />`,
          )}</div>
          <p class="bad" id=${`${name}-fault`} role="alert">${
            fault === null
              ? nothing
              : t("params.cuts.wrong", {
                  rule: t(RULES[fault], { n: draft[name].length, most: largest() }),
                  now: cutsWords(value[name]),
                })
          }</p>
        </fieldset>`;
      })}
    `;
  }
}

define("insitu-cuts", InsituCuts);
