import { css, html, nothing, type TemplateResult } from "lit";
import { locale, t } from "../i18n/locale.ts";
import { compact } from "../i18n/number.ts";
import { lacking } from "../steps/tables.ts";
import { define, Part } from "./element.ts";
import { icon } from "./icon.ts";
import type { Journey } from "./journey.ts";
import type { Step } from "./store.ts";

type State = "todo" | "attention" | "done";
interface Entry {
  step: Step;
  state: State;
  enabled: boolean;
  count: string | null;
}

/** The steps with their state and one number each; a bottom bar on phones. */
export class InsituRail extends Part {
  static override properties = { ...Part.properties, journey: { attribute: false } };
  static override styles = [
    ...Part.styles,
    css`
      :host {
        min-height: 0;
        padding: 12px 8px;
        overflow-y: auto;
        border-right: 1px solid var(--line);
        background: var(--surface);
      }
      ol {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 2px;
      }
      button {
        width: 100%;
        min-height: 48px;
        justify-content: flex-start;
        gap: 10px;
        padding: 4px 8px;
        border-color: transparent;
        background: none;
        text-align: left;
        white-space: normal;
      }
      button[aria-current] {
        background: var(--accent-soft);
        color: var(--accent);
        font-weight: 600;
      }
      button:disabled {
        border-color: transparent;
        background: none;
      }
      .words {
        display: grid;
        flex: 1;
        min-width: 0;
        line-height: 1.35;
      }
      small {
        color: var(--text-3);
        font-size: 12px;
        font-weight: 400;
        font-variant-numeric: tabular-nums;
      }
      .done {
        color: var(--good);
      }
      .attention {
        color: var(--watch);
      }
      @media (max-width: 720px) {
        :host {
          padding: 2px 4px;
          overflow: visible;
          border: 0;
          border-top: 1px solid var(--line);
        }
        ol {
          grid-template-columns: none;
          grid-auto-flow: column;
          grid-auto-columns: 1fr;
        }
        button {
          position: relative;
          flex-direction: column;
          justify-content: center;
          gap: 2px;
          padding: 4px 2px;
          text-align: center;
          font-size: 12px;
          white-space: normal;
        }
        small {
          display: none;
        }
        .mark {
          position: absolute;
          top: 2px;
          right: calc(50% - 24px);
        }
        .mark svg {
          width: 12px;
          height: 12px;
        }
      }
    `,
  ];
  declare journey: Journey;

  #entries(): Entry[] {
    const { store } = this;
    const { paper } = this.journey;
    const file = store.file;
    const short = (n: number): string => compact(n, locale.lang);
    const ready = file !== undefined && store.ready;
    const files = store.inspect?.files ?? [];
    const rows = files.reduce((sum, one) => sum + one.rows.read, 0);
    const mapped = files.reduce((sum, one) => sum + one.columns.filter((c) => c.field !== null).length, 0);
    const studies = [...store.studies.values()];
    const done = studies.filter((one) => one.result !== null).length;
    const whole = files.every((one) => store.inspect !== null && lacking(one, store.inspect).length === 0);
    return [
      {
        step: "intake",
        state: file ? "done" : store.failure ? "attention" : "todo",
        enabled: true,
        count: file ? t("step.count.rows", { n: short(rows) }) : null,
      },
      {
        step: "fields",
        state: !file ? "todo" : ready && whole ? "done" : "attention",
        enabled: file !== undefined,
        count: file ? t("step.count.fields", { n: mapped }) : null,
      },
      {
        step: "gate",
        state: !file ? "todo" : store.issues > 0 ? "attention" : "done",
        enabled: file !== undefined && store.rereading === null,
        count: file ? t("step.count.issues", { n: short(store.issues) }) : null,
      },
      {
        step: "analysis",
        state: studies.some((one) => one.failure) ? "attention" : done > 0 ? "done" : "todo",
        enabled: ready && store.rereading === null,
        count: done > 0 ? t("step.count.analyses", { n: done }) : null,
      },
      {
        step: "report",
        state: paper.report ? "done" : "todo",
        enabled: ready && store.rereading === null,
        count: paper.report ? t("step.count.findings", { n: paper.report.findings.length }) : null,
      },
    ];
  }

  override render(): TemplateResult {
    return html`<nav aria-label=${t("app.steps")}><ol>${this.#entries().map(
      (e) => html`<li><button
        type="button"
        ?disabled=${!e.enabled}
        aria-current=${this.store.step === e.step ? "step" : nothing}
        @click=${() => this.journey.go(e.step)}
      >${icon(e.step)}<span class="words"><span>${t(`step.${e.step}`)}</span>${
        e.count ? html`<small>${e.count}</small>` : nothing
      }</span>${
        e.state === "todo"
          ? html`<span class="sr"> ${t("step.state.todo")}</span>`
          : html`<span class="mark ${e.state}">${icon(e.state === "done" ? "check" : "warn")}<span class="sr"> ${t(`step.state.${e.state}`)}</span></span>`
      }</button></li>`,
    )}</ol></nav><slot></slot>`;
  }
}

define("insitu-rail", InsituRail);
