import { css, html, nothing, type TemplateResult } from "lit";
import { t } from "../i18n/locale.ts";
import { badge } from "./bar.ts";
import "./dialog.ts";
import { define, Part } from "./element.ts";
import { icon } from "./icon.ts";
import type { Embedding, Favour } from "./store.ts";

const FAVOURS: readonly Favour[] = ["rows", "again"];
const ASKED = {
  rows: ["portal.ask", "portal.ask.text"],
  again: ["portal.again", "portal.again.text"],
} as const;

/** Which page is around this one and what it gets; asks before single customers, or tables under further settings, are handed to it. Emits `proof`. */
export class InsituAround extends Part {
  static override styles = [
    ...Part.styles,
    css`
      .strip {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 2px 8px;
        padding: 4px 16px;
        border-bottom: 1px solid var(--line);
        background: var(--surface-2);
        color: var(--text-2);
        font-size: 12px;
      }
      b {
        overflow-wrap: anywhere;
      }
      .strip button {
        min-height: 24px;
        font-size: 12px;
      }
      .acts {
        display: flex;
        justify-content: flex-end;
        gap: 8px;
        margin-top: 16px;
      }
      p + p {
        margin-top: 8px;
      }
    `,
  ];

  #ask(around: Embedding): TemplateResult {
    const { origin, consent } = around;
    // One question after the other.
    const favour = FAVOURS.find((one) => consent[one] === "asking") ?? "rows";
    const say = (given: boolean) => (): void => around.decide(favour, given);
    const [heading, words] = ASKED[favour];
    return html`<insitu-dialog .heading=${t(heading)} .shown=${consent[favour] === "asking"} @closed=${say(false)}>
      <p>${t(words, { origin })}</p><p class="quiet">${t("portal.ask.until")}</p>
      <div class="acts"><button type="button" @click=${say(true)}>${t("portal.yes")}</button>
        <button type="button" class="primary" @click=${say(false)}>${t("portal.no")}</button></div>
    </insitu-dialog>`;
  }

  #given(around: Embedding, favour: Favour): TemplateResult | typeof nothing {
    if (around.consent[favour] !== "given") return nothing;
    return html`<span>${t(favour === "rows" ? "portal.given" : "portal.again.given")}</span><button class="plain" type="button" @click=${() =>
      around.decide(favour, false)}>${t("portal.revoke")}</button>`;
  }

  override render(): TemplateResult | typeof nothing {
    const { embedding, seal } = this.store;
    if (!embedding) return nothing;
    const { word, drawn } = badge(seal);
    const { bare, consent, origin } = embedding;
    return html`<div class="strip" role="note">
        ${
          bare
            ? html`<button class="plain" type="button" title=${t("seal.open")} @click=${() =>
                this.dispatchEvent(new CustomEvent("proof"))}>${icon(drawn)}${word}</button>`
            : nothing
        }
        <b>${t("portal.in", { origin })}</b>
        ${consent.rows === "given" ? nothing : html`<span>${t("portal.gets", { n: this.store.smallest })}</span>`}
        ${FAVOURS.map((favour) => this.#given(embedding, favour))}
      </div>${this.#ask(embedding)}`;
  }
}

define("insitu-around", InsituAround);
