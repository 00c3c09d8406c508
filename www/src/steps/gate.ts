import { css, html, nothing, type TemplateResult } from "lit";
import { CleaningDesk } from "../app/cleaning.ts";
import { define, Part } from "../app/element.ts";
import type { Journey } from "../app/journey.ts";
import { MaskingDesk } from "../app/masking.ts";
import { label } from "../charts/label.ts";
import { t } from "../i18n/locale.ts";
import { step } from "../styles/step.ts";
import "./cleaning/panel.ts";
import "./masking/panel.ts";

const PARTS = ["cleaning", "masking"] as const;
type GatePart = (typeof PARTS)[number];

/** The frame of the gate: which table, which part. */
export class InsituGate extends Part {
  static override properties = { ...Part.properties, journey: { attribute: false }, side: { state: true } };
  static override styles = [
    ...Part.styles,
    step,
    css`
      .bar {
        display: flex;
        flex-wrap: wrap;
        gap: 8px 16px;
        align-items: flex-end;
        justify-content: space-between;
        border-bottom: 1px solid var(--line);
      }
      [role="tablist"] {
        display: flex;
        gap: 4px;
      }
      [role="tab"] {
        min-height: 40px;
        padding: 4px 16px;
        border: 0;
        border-bottom: 3px solid transparent;
        border-radius: 0;
        background: none;
        color: var(--text-2);
      }
      [role="tab"][aria-selected="true"] {
        border-bottom-color: var(--accent);
        color: var(--accent);
        font-weight: 600;
      }
      .tables {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
        align-items: center;
      }
      .tables select {
        max-width: min(360px, 100%);
      }
      @media (max-width: 720px) {
        [role="tablist"] {
          flex: 1;
        }
        [role="tab"] {
          flex: 1;
        }
      }
    `,
  ];
  declare journey: Journey;
  declare side: GatePart;
  #cleaning: CleaningDesk | null = null;
  #masking: MaskingDesk | null = null;

  constructor() {
    super();
    this.side = "cleaning";
  }

  override willUpdate(): void {
    super.willUpdate();
    this.#cleaning ??= new CleaningDesk(this.store);
    this.#masking ??= new MaskingDesk(this.store);
    this.#cleaning.follow();
    if (this.side === "masking") this.#masking.follow();
  }

  #turn(event: KeyboardEvent): void {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    this.side = this.side === "cleaning" ? "masking" : "cleaning";
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector<HTMLElement>('[role="tab"][aria-selected="true"]')?.focus(),
    );
  }

  #tables(): TemplateResult | typeof nothing {
    const { store } = this;
    const files = store.inspect?.files ?? [];
    if (files.length < 2) return nothing;
    return html`<div class="tables"><label for="table">${t("gate.table")}</label>
      <select id="table" @change=${(e: Event) => {
        this.journey.look(Number((e.target as HTMLSelectElement).value));
      }}>${files.map((file, index) => html`<option value=${index} .selected=${index === store.table}>${label(file.name)}</option>`)}</select></div>`;
  }

  override render(): TemplateResult | typeof nothing {
    const { store, journey } = this;
    const cleaning = this.#cleaning;
    const masking = this.#masking;
    if (!store.inspect || !store.file || !cleaning || !masking) return nothing;
    return html`<div class="page">
      <div><h1 tabindex="-1">${t("gate.title")}</h1><p class="lead">${t("gate.lead")}</p></div>
      ${this.#tables()}
      <div class="bar">
        <div role="tablist" aria-label=${t("gate.parts")} @keydown=${this.#turn}>${PARTS.map(
          (part) => html`<button type="button" role="tab" id=${`tab-${part}`} aria-controls="part"
            aria-selected=${part === this.side} tabindex=${part === this.side ? 0 : -1}
            @click=${() => {
              this.side = part;
            }}>${t(`gate.part.${part}`)}</button>`,
        )}</div>
      </div>
      <div id="part" role="tabpanel" aria-labelledby=${`tab-${this.side}`}>${
        this.side === "cleaning"
          ? html`<insitu-cleaning .store=${store} .journey=${journey} .desk=${cleaning}></insitu-cleaning>`
          : html`<insitu-masking .store=${store} .desk=${masking}></insitu-masking>`
      }</div>
    </div>`;
  }
}

define("insitu-gate", InsituGate);
