import { css, html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { define, Part } from "../app/element.ts";
import type { Journey } from "../app/journey.ts";
import { t } from "../i18n/locale.ts";
import { field } from "../styles/field.ts";
import "./as-of.ts";
import type { InsituAsOf } from "./as-of.ts";
import type { AnalysisView, Setting } from "./definition.ts";
import "./field.ts";

type Loose = Record<string, unknown>;

function asOf(outcome: unknown): string | null {
  const day = typeof outcome === "object" && outcome !== null && "as_of" in outcome ? outcome.as_of : null;
  return typeof day === "string" ? day : null;
}

/** The settings of an analysis. Every change runs it at once; the old picture stays until the new one is there. */
export class InsituSettings extends Part {
  static override properties = { ...Part.properties, journey: { attribute: false }, view: { attribute: false } };
  static override styles = [
    ...Part.styles,
    field,
    css`
      .head {
        display: flex;
        align-items: baseline;
        justify-content: space-between;
        margin-bottom: 8px;
      }
      .head button {
        min-height: 28px;
        font-size: 13px;
      }
      .fields {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 12px;
      }
      .refused {
        margin-bottom: 8px;
      }
    `,
  ];
  declare journey: Journey;
  declare view: AnalysisView;

  #reset(): void {
    this.renderRoot.querySelector<InsituAsOf>("insitu-as-of")?.clear();
    void this.journey.analyses.reset(this.view.name);
  }

  #field(setting: Setting<Loose>, params: Loose, outcome: unknown): TemplateResult {
    const { name } = this.view;
    const value = setting.read ? setting.read(params, outcome) : params[setting.key];
    const choices = "choices" in setting ? (setting.choices?.(params, outcome) ?? []) : [];
    return html`<insitu-field .setting=${setting} .value=${value} .choices=${choices} @set=${(
      e: CustomEvent<unknown>,
    ) =>
      this.journey.analyses.set(
        name,
        setting.write ? setting.write(e.detail, params, outcome) : { [setting.key]: e.detail },
      )}></insitu-field>`;
  }

  #fields(outcome: unknown): unknown {
    const { view } = this;
    if (view.form) return view.form(this.journey);
    const { known, params: changed } = this.store.study(view.name);
    if (known === null) return nothing;
    const params: Loose = { ...known, ...changed };
    const shown = view.settings.filter((one) => one.applies?.(params, outcome) ?? true);
    return repeat(
      shown,
      (one) => one.key,
      (one) => this.#field(one, params, outcome),
    );
  }

  override render(): TemplateResult {
    const { store } = this;
    const { result, refused } = store.study(this.view.name);
    const outcome = result && "outcome" in result ? result.outcome : null;
    return html`<section aria-label=${t("params.title")}>
      <div class="head">
        <p class="quiet">${t("params.live")}</p>
        <button class="plain" type="button" @click=${this.#reset}>${t("params.reset")}</button>
      </div>
      ${refused ? html`<p class="bad refused" role="alert">${t("params.refused")}</p>` : nothing}
      <div class="fields">
        <insitu-as-of .store=${store} .journey=${this.journey} .now=${asOf(outcome)}></insitu-as-of>
        ${this.#fields(outcome)}
      </div>
    </section>`;
  }
}

define("insitu-settings", InsituSettings);
