import { css, html, nothing, type TemplateResult } from "lit";
import { define, Part } from "../../app/element.ts";
import type { Cuts, Dimension } from "../../engine/api.ts";
import { t } from "../../i18n/locale.ts";

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

function ascending(values: readonly (number | null)[]): values is number[] {
  return values.every((v, i) => v !== null && Number.isFinite(v) && (i === 0 || v > (values[i - 1] ?? Number.NaN)));
}

/** Edits the fixed cut points. Emits `cuts` once a whole set is in order; says what is wrong otherwise. */
export class InsituCuts extends Part {
  static override properties = { value: { attribute: false }, draft: { state: true } };
  static override styles = [
    ...Part.styles,
    css`
      fieldset {
        margin: 0 0 8px;
        padding: 0;
        border: 0;
      }
      legend {
        padding: 0;
        font-size: 12px;
        color: var(--text-2);
      }
      .line {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(64px, 1fr));
        gap: 4px;
      }
      input {
        width: 100%;
        padding: 2px 6px;
        font-variant-numeric: tabular-nums;
        appearance: textfield;
      }
      .bad {
        color: var(--bad);
        font-size: 12px;
      }
    `,
  ];
  declare value: Cuts | null;
  declare draft: Record<Name, (number | null)[]> | null;

  constructor() {
    super();
    this.value = null;
    this.draft = null;
  }

  override willUpdate(changed?: Map<PropertyKey, unknown>): void {
    super.willUpdate();
    if (changed?.has("value") && this.value) {
      const { recency, frequency, monetary } = this.value;
      this.draft = { recency: [...recency], frequency: [...frequency], monetary: [...monetary] };
    }
  }

  #edit(name: Name, index: number, event: Event): void {
    if (!this.draft) return;
    const { value } = event.target as HTMLInputElement;
    const list = this.draft[name].map((v, i) => (i === index ? (value === "" ? null : Number(value)) : v));
    this.draft = { ...this.draft, [name]: list };
    const { recency, frequency, monetary } = this.draft;
    if (ascending(recency) && ascending(frequency) && ascending(monetary)) {
      this.dispatchEvent(new CustomEvent("cuts", { detail: { recency, frequency, monetary } satisfies Cuts }));
    }
  }

  override render(): TemplateResult | typeof nothing {
    const { draft } = this;
    if (!draft) return nothing;
    return html`
      <p class="quiet">${t("params.cuts.more", { n: draft.recency.length })}</p>
      ${NAMES.map((name) => {
        const wrong = !ascending(draft[name]);
        return html`<fieldset>
          <legend>${t(`dim.${name}`)}</legend>
          <div class="line">${draft[name].map(
            (v, i) =>
              html`<input type="number" step="any" .value=${v === null ? "" : String(v)} aria-invalid=${wrong}
                aria-label=${t("params.cuts.item", { name: t(`dim.${name}`), i: i + 1 })}
                @change=${(e: Event) => this.#edit(name, i, e)} />`,
          )}</div>
          ${wrong ? html`<p class="bad" role="alert">${t("params.cuts.order", { name: t(`dim.${name}`) })}</p>` : nothing}
        </fieldset>`;
      })}
    `;
  }
}

define("insitu-cuts", InsituCuts);
