import { css, html, nothing, type TemplateResult } from "lit";
import type { CleaningDesk } from "../../app/cleaning.ts";
import { define, Part } from "../../app/element.ts";
import type { Journey } from "../../app/journey.ts";
import "../../app/trouble.ts";
import { t } from "../../i18n/locale.ts";
import { step } from "../../styles/step.ts";
import "../notices.ts";
import "./headline.ts";
import "./ledger.ts";
import "./plan.ts";
import "./profile.ts";

/** Cleaning: what it does to the headline numbers, its plan, where each row went, and the full profile. */
export class InsituCleaning extends Part {
  static override properties = { ...Part.properties, journey: { attribute: false }, desk: { attribute: false } };
  static override styles = [
    ...Part.styles,
    step,
    css`
      .page {
        transition: opacity 0.12s;
      }
      .page[aria-busy="true"] {
        opacity: 0.75;
      }
    `,
  ];
  declare journey: Journey;
  declare desk: CleaningDesk;

  override render(): TemplateResult | typeof nothing {
    const { store, journey, desk } = this;
    const { cleaning } = desk;
    const { file } = store;
    if (!file) return nothing;
    return html`<div class="page" aria-busy=${desk.busy}>
      ${desk.failure ? html`<insitu-trouble .failure=${desk.failure} .heading=${t("error.action.title")}></insitu-trouble>` : nothing}
      ${
        cleaning
          ? html`<insitu-headline .headlines=${cleaning.headlines}></insitu-headline>
      <insitu-plan .store=${store} .desk=${desk} .cleaning=${cleaning}></insitu-plan>
      <insitu-ledger .store=${store} .journey=${journey} .file=${file} .cleaning=${cleaning}></insitu-ledger>
      <insitu-profile .store=${store} .desk=${desk}></insitu-profile>`
          : desk.busy
            ? html`<p class="quiet" role="status">${t("gate.wait")}</p>`
            : html`<insitu-ledger .store=${store} .journey=${journey} .file=${file} .cleaning=${null}></insitu-ledger>`
      }
      <insitu-notices .store=${store}></insitu-notices>
    </div>`;
  }
}

define("insitu-cleaning", InsituCleaning);
