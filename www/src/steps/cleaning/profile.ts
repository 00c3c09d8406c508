import { css, html, nothing, type TemplateResult } from "lit";
import type { CleaningDesk } from "../../app/cleaning.ts";
import { define, Part } from "../../app/element.ts";
import { icon } from "../../app/icon.ts";
import "../../app/term.ts";
import { save } from "../../boot/boot.ts";
import "../../charts/grid.ts";
import { CSV, csv, type TableModel } from "../../charts/table.ts";
import { locale, t } from "../../i18n/locale.ts";
import { full, percent } from "../../i18n/number.ts";
import { figures } from "../../styles/figures.ts";
import { step } from "../../styles/step.ts";
import type { Scorecard } from "../../engine/types.ts";
import { isPersonal, profileTable } from "./profile-table.ts";

const SCORES = ["completeness", "validity", "uniqueness", "consistency", "timeliness"] as const;
/** Columns listed; the download holds all. */
const SHOWN = 200;

/** The full profile, made when it is asked for: five scores and a row for each column. */
export class InsituProfile extends Part {
  static override properties = { ...Part.properties, desk: { attribute: false } };
  static override styles = [
    ...Part.styles,
    step,
    figures,
    css`
      .scores {
        display: grid;
        grid-template-columns: repeat(5, minmax(0, 1fr));
        gap: 12px 24px;
        margin: 12px 0;
      }
      .title {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 16px;
        align-items: center;
        justify-content: space-between;
        margin-bottom: 8px;
      }
      @media (max-width: 720px) {
        .scores {
          grid-template-columns: repeat(2, minmax(0, 1fr));
        }
      }
    `,
  ];
  declare desk: CleaningDesk;

  #score(name: (typeof SCORES)[number], scores: Scorecard): TemplateResult {
    const { lang } = locale;
    const ratio = scores[name];
    return html`<div><dt><insitu-term .text=${t(`profile.score.${name}`)} .more=${t(`profile.score.${name}.more`)}></insitu-term></dt><dd>
      <b>${percent(ratio, lang) ?? "–"}</b>
      <small>${ratio.den === 0 ? t("profile.score.none") : t("profile.score.of", { num: full(ratio.num, lang), den: full(ratio.den, lang) })}</small>
    </dd></div>`;
  }

  #save(model: TableModel): void {
    const name = "insitu-profile.csv";
    const bytes = csv(model, this.store.smallest);
    save(bytes, name, CSV);
    this.store.saved("table", name, bytes.length);
  }

  #result(): TemplateResult | typeof nothing {
    const { profile } = this.desk;
    const { file } = this.store;
    if (!profile || !file) return nothing;
    const model = profileTable(profile, file);
    const shown = { ...model, rows: model.rows.slice(0, SHOWN) };
    const hidden = profile.columns.some((c) => c.numbers !== null && isPersonal(file, c.column));
    return html`
      <dl class="scores">${SCORES.map((name) => this.#score(name, profile.scores))}</dl>
      <div class="title"><h3>${model.caption}</h3><div>
        <button class="plain" type="button" aria-label=${t("action.copy.of", { name: model.caption })} @click=${() =>
          this.dispatchEvent(
            new CustomEvent("copy-table", { detail: model, bubbles: true, composed: true }),
          )}>${icon("copy")}${t("action.copy")}</button>
        <button class="plain" type="button" aria-label=${t("action.csv.of", { name: model.caption })} @click=${() => this.#save(model)}>${icon("save")}${t("action.csv")}</button>
      </div></div>
      <insitu-table .model=${shown}></insitu-table>
      ${model.rows.length > SHOWN ? html`<p class="quiet after">${t("profile.first", { shown: SHOWN, n: model.rows.length })}</p>` : nothing}
      ${hidden ? html`<p class="quiet after">${t("profile.hidden")}</p>` : nothing}
    `;
  }

  override render(): TemplateResult {
    const { profiling, profile } = this.desk;
    return html`<section class="card" aria-label=${t("profile.title")} aria-busy=${profiling}>
      <div class="head">
        <div><h2>${t("profile.title")}</h2><p class="quiet">${t("profile.lead")}</p></div>
        <button type="button" ?disabled=${profiling} @click=${() => void this.desk.examine()}>${t(profiling ? "profile.busy" : profile ? "profile.again" : "profile.go")}</button>
      </div>
      ${this.#result()}
    </section>`;
  }
}

define("insitu-profile", InsituProfile);
