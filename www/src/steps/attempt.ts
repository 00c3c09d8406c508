import { css, html, type TemplateResult } from "lit";
import { define, Part } from "../app/element.ts";
import type { Journey } from "../app/journey.ts";
import type { Overrides } from "../engine/api.ts";
import { t, word } from "../i18n/locale.ts";
import { field } from "../styles/field.ts";
import { delimiterName, ENCODINGS, OFFERED } from "./decision.ts";

/** Refusals that another way of reading may turn into a table. */
const HELPED = ["E_ENCODING", "E_NO_ROWS", "E_HEADER_ONLY", "E_LIMIT"];

/** Whether it makes sense to offer another way of reading. */
export function isHelped(code: string | null): boolean {
  return code !== null && HELPED.includes(code);
}

/** A file that did not open as detected: the decisions that may be said by hand, and another try. */
export class InsituAttempt extends Part {
  static override properties = { ...Part.properties, journey: { attribute: false } };
  static override styles = [
    ...Part.styles,
    field,
    css`
      .grid {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(180px, 1fr));
        gap: 12px 16px;
        margin: 8px 0 12px;
      }
      h2 {
        font-size: 14px;
      }
    `,
  ];
  declare journey: Journey;

  #control<T extends HTMLElement>(id: string): T | null {
    return this.renderRoot.querySelector<T>(`#${id}`);
  }

  #try(): void {
    const encoding = ENCODINGS.find((one) => one === this.#control<HTMLSelectElement>("encoding")?.value);
    const delimiter = this.#control<HTMLSelectElement>("delimiter")?.value ?? "";
    const header = this.#control<HTMLInputElement>("header");
    const overrides: Overrides = {
      ...(encoding === undefined ? {} : { encoding }),
      ...(delimiter === "" ? {} : { delimiter }),
      ...(header && header.value !== "" && header.checkValidity() ? { header_row: header.valueAsNumber } : {}),
    };
    void this.journey.open(this.store.refusedFiles, false, null, overrides);
  }

  #select(id: string, name: string, options: [string, string][]): TemplateResult {
    return html`<div class="field"><label for=${id}>${name}</label><select id=${id}>
      <option value="">${t("how.detected")}</option>
      ${options.map(([value, words]) => html`<option value=${value}>${words}</option>`)}
    </select></div>`;
  }

  override render(): TemplateResult {
    return html`<section class="card" aria-label=${t("attempt.title")}>
      <h2>${t("attempt.title")}</h2>
      <p class="quiet">${t("attempt.lead")}</p>
      <div class="grid">
        ${this.#select(
          "encoding",
          t("how.encoding"),
          ENCODINGS.map((e) => [e, word("encoding", e)]),
        )}
        ${this.#select(
          "delimiter",
          t("how.delimiter"),
          OFFERED.map((mark) => [mark, delimiterName(mark)]),
        )}
        <div class="field"><label for="header">${t("how.header")}</label>
          <input id="header" type="number" min="0" max="10000" step="1" inputmode="numeric" placeholder=${t("how.detected")} />
          <p class="quiet hint">${t("attempt.header")}</p>
        </div>
      </div>
      <button type="button" ?disabled=${!this.store.open} @click=${this.#try}>${t("attempt.go")}</button>
    </section>`;
  }
}

define("insitu-attempt", InsituAttempt);
