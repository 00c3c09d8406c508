import { css, html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { define, Part } from "../../app/element.ts";
import { label } from "../../charts/label.ts";
import { t } from "../../i18n/locale.ts";
import type { ColumnMasking, Operator } from "../../engine/types.ts";
import { codeOf, usual } from "./sentences.ts";

/** The operators of the engine by their codes, those that have words here. */
const CODES = [
  "mask",
  "pseudonym",
  "drop",
  "keep",
  "band",
  "age_band",
  "top_code",
  "round",
  "shift_dates",
  "coarsen_date",
  "region",
] as const;

function isCode(code: string): code is (typeof CODES)[number] {
  return CODES.some((one) => one === code);
}

/** Numbers parted by commas, in either language; null where something is none or they do not ascend. */
export function edges(text: string): number[] | null {
  const parts = text.split(/[,;\uff0c\uff1b\u3001\s]+/).filter((part) => part !== "");
  const numbers = parts.map(Number);
  const ascend = numbers.every((n, i) => Number.isFinite(n) && (i === 0 || n > (numbers[i - 1] ?? n)));
  return numbers.length > 0 && ascend ? numbers : null;
}

/** The operator of one column with its settings. Emits `choose` with the operator, or null for the usual one. */
export class InsituOperator extends Part {
  static override properties = {
    column: { attribute: false },
    turn: { attribute: false },
    wrong: { state: true },
  };
  static override styles = [
    ...Part.styles,
    css`
      .choice {
        display: flex;
        flex-wrap: wrap;
        gap: 6px 8px;
        align-items: center;
      }
      label {
        display: inline-flex;
        gap: 6px;
        align-items: center;
        color: var(--text-2);
        font-size: 13px;
      }
      input {
        width: 84px;
        min-height: 32px;
        padding: 4px 8px;
        border: 1px solid var(--line-strong);
        border-radius: var(--radius);
        background: var(--surface);
      }
      input.long {
        width: 160px;
      }
      .bad {
        color: var(--bad);
        font-size: 12px;
      }
      button.plain {
        min-height: 28px;
        font-size: 13px;
      }
      @media (max-width: 720px) {
        select {
          min-height: 40px;
        }
        .first {
          flex: 1 1 100%;
        }
        .first select {
          flex: 1;
        }
      }
    `,
  ];
  declare column: ColumnMasking;
  /** Changes when a question was answered, so that a refused choice turns back. */
  declare turn: boolean;
  declare wrong: boolean;

  constructor() {
    super();
    this.wrong = false;
  }

  #choose(operator: Operator | null): void {
    this.wrong = false;
    this.dispatchEvent(new CustomEvent("choose", { detail: operator }));
  }

  #label(param: string): string {
    return t("op.param.of", { param, name: label(this.column.name) });
  }

  #number(param: string, value: number, make: (n: number) => Operator, fits: (n: number) => boolean): TemplateResult {
    return html`<label>${param}<input type="number" step="any" aria-label=${this.#label(param)} aria-invalid=${this.wrong} .value=${live(String(value))}
      @change=${(e: Event) => {
        const typed = (e.target as HTMLInputElement).valueAsNumber;
        if (Number.isFinite(typed) && fits(typed)) this.#choose(make(typed));
        else this.wrong = true;
      }} /></label>`;
  }

  #select<T extends string>(
    param: string,
    options: readonly (readonly [T, string])[],
    now: T,
    set: (v: T) => void,
  ): TemplateResult {
    return html`<label>${param}<select aria-label=${this.#label(param)} @change=${(e: Event) =>
      set((e.target as HTMLSelectElement).value as T)}>${options.map(
      ([value, words]) => html`<option value=${value} .selected=${live(value === now)}>${words}</option>`,
    )}</select></label>`;
  }

  #settings(operator: Operator): TemplateResult | typeof nothing {
    if (typeof operator === "string") return nothing;
    if ("band" in operator) {
      const { band } = operator;
      const by = "width" in band ? "width" : "edges";
      return html`${this.#select(
        t("op.band.by"),
        [
          ["width", t("op.band.by.width")],
          ["edges", t("op.band.by.edges")],
        ],
        by,
        (way) => this.#choose({ band: way === "width" ? { width: 10 } : { edges: [0, 100, 1000] } }),
      )}${
        "width" in band
          ? this.#number(
              t("op.band.width"),
              band.width,
              (width) => ({ band: { width } }),
              (n) => n > 0,
            )
          : html`<label>${t("op.band.edges")}<input class="long" type="text" autocomplete="off" aria-label=${this.#label(t("op.band.edges"))} aria-invalid=${this.wrong}
              .value=${live(band.edges.join(", "))} @change=${(e: Event) => {
                const typed = edges((e.target as HTMLInputElement).value);
                if (typed) this.#choose({ band: { edges: typed } });
                else this.wrong = true;
              }} /></label>`
      }`;
    }
    if ("age_band" in operator) {
      return this.#select(
        t("op.age_band.width"),
        [
          ["five", t("op.age_band.five")],
          ["ten", t("op.age_band.ten")],
        ],
        operator.age_band,
        (width) => this.#choose({ age_band: width }),
      );
    }
    if ("top_code" in operator) {
      const cap = operator.top_code;
      return html`${this.#select(
        t("op.top_code.by"),
        [
          ["quantile", t("op.top_code.by.quantile")],
          ["at", t("op.top_code.by.at")],
        ],
        "quantile" in cap ? "quantile" : "at",
        (way) => this.#choose({ top_code: way === "quantile" ? { quantile: 0.99 } : { at: 1000 } }),
      )}${
        "quantile" in cap
          ? this.#number(
              t("op.top_code.quantile"),
              cap.quantile,
              (quantile) => ({ top_code: { quantile } }),
              (n) => n >= 0.5 && n < 1,
            )
          : this.#number(
              t("op.top_code.at"),
              cap.at,
              (at) => ({ top_code: { at } }),
              () => true,
            )
      }`;
    }
    if ("round" in operator) {
      return this.#number(
        t("op.round.step"),
        operator.round.step,
        (size) => ({ round: { step: size } }),
        (n) => n > 0,
      );
    }
    if ("shift_dates" in operator) {
      const shift = operator.shift_dates;
      return html`${this.#number(
        t("op.shift_dates.days"),
        shift.days,
        (days) => ({ shift_dates: { ...shift, days } }),
        (n) => Number.isInteger(n) && n >= 1 && n <= 3650,
      )}${this.#select(
        t("op.shift_dates.by"),
        [
          ["customer", t("op.shift_dates.by.customer")],
          ["file", t("op.shift_dates.by.file")],
        ],
        shift.by,
        (by) => this.#choose({ shift_dates: { ...shift, by } }),
      )}`;
    }
    if ("coarsen_date" in operator) {
      return this.#select(
        t("op.coarsen_date.to"),
        [
          ["month", t("op.coarsen_date.month")],
          ["quarter", t("op.coarsen_date.quarter")],
          ["year", t("op.coarsen_date.year")],
        ],
        operator.coarsen_date,
        (period) => this.#choose({ coarsen_date: period }),
      );
    }
    return this.#select(
      t("op.region.to"),
      [
        ["province", t("op.region.province")],
        ["city", t("op.region.city")],
      ],
      operator.region,
      (level) => this.#choose({ region: level }),
    );
  }

  override render(): TemplateResult {
    const { column } = this;
    const now = column.operator ?? usual(column);
    const name = label(column.name);
    return html`<div class="choice">
      <label class="first">${t("mask.operator")}<select aria-label=${t("mask.operator.of", { name })} @change=${(
        e: Event,
      ) => {
        const code = (e.target as HTMLSelectElement).value;
        const offered = column.operators.find((one) => one.code === code);
        if (offered) this.#choose(offered.operator);
      }}>${column.operators
        .map(({ code }) => code)
        .filter(isCode)
        .map(
          (code) => html`<option value=${code} .selected=${live(code === codeOf(now))}>${t(`op.${code}`)}</option>`,
        )}</select></label>
      ${this.#settings(now)}
      ${
        column.operator === null
          ? nothing
          : html`<button class="plain" type="button" aria-label=${t("mask.default.of", { name })} @click=${() => this.#choose(null)}>${t("mask.default")}</button>`
      }
      ${this.wrong ? html`<span class="bad" role="alert">${t("op.wrong")}</span>` : nothing}
    </div>`;
  }
}

define("insitu-operator", InsituOperator);
