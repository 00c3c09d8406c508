import { css, html, nothing, svg, type SVGTemplateResult, type TemplateResult } from "lit";
import { define, Part } from "../app/element.ts";
import "../app/term.ts";
import { locale, t } from "../i18n/locale.ts";
import { compact, full } from "../i18n/number.ts";
import type { Kpi } from "./definition.ts";

const WIDTH = 100;
const HEIGHT = 24;
/** Kept free for the stroke. */
const RIM = 2;

/** Lines of a course, broken where a value is missing; with `open` the last step stands apart. */
export function strokes(trend: readonly (number | null)[], open: boolean): { whole: string[]; last: string | null } {
  const values = trend.filter((v) => v !== null);
  const low = Math.min(...values);
  const high = Math.max(...values);
  const place = (v: number, at: number): string => {
    const x = trend.length < 2 ? 0 : (at / (trend.length - 1)) * WIDTH;
    const y = high === low ? HEIGHT / 2 : HEIGHT - RIM - ((v - low) / (high - low)) * (HEIGHT - 2 * RIM);
    return `${x.toFixed(1)},${y.toFixed(1)}`;
  };
  const whole: string[][] = [[]];
  const closed = open ? trend.slice(0, -1) : trend;
  for (const [at, v] of closed.entries()) {
    if (v === null) whole.push([]);
    else whole.at(-1)?.push(place(v, at));
  }
  const [a, b] = [trend.at(-2) ?? null, trend.at(-1) ?? null];
  const ends = open && a !== null && b !== null ? [place(a, trend.length - 2), place(b, trend.length - 1)] : null;
  return {
    whole: whole.filter((line) => line.length > 1).map((line) => line.join(" ")),
    last: ends?.join(" ") ?? null,
  };
}

/** Large figures beside each other: name, value, what it is compared with, its course. */
export class InsituKpis extends Part {
  static override properties = { list: { attribute: false } };
  static override styles = [
    ...Part.styles,
    css`
      dl {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(120px, 1fr));
        overflow: hidden;
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--surface);
      }
      dl > div {
        padding: 10px 16px;
        box-shadow: 1px 1px 0 var(--line);
      }
      dt {
        color: var(--text-3);
        font-size: 13px;
      }
      .value {
        font-size: 20px;
        font-weight: 600;
        line-height: 1.35;
        font-variant-numeric: tabular-nums;
        overflow-wrap: anywhere;
      }
      small {
        color: var(--text-3);
        font-size: 13px;
        font-weight: 400;
        white-space: nowrap;
        display: inline-block;
        line-height: 1.3;
      }
      .change {
        color: var(--text-2);
        font-size: 12px;
        font-variant-numeric: tabular-nums;
      }
      .good {
        color: var(--good);
      }
      .watch {
        color: var(--watch);
      }
      .bad {
        color: var(--bad);
      }
      svg {
        display: block;
        width: 100%;
        height: 24px;
        margin-top: 6px;
      }
      polyline {
        fill: none;
        stroke: var(--accent);
        stroke-width: 1.5;
        vector-effect: non-scaling-stroke;
      }
      .open {
        stroke-dasharray: 3 3;
      }
    `,
  ];
  declare list: readonly Kpi[];

  constructor() {
    super();
    this.list = [];
  }

  #course({ trend, open, name }: Kpi): TemplateResult | typeof nothing {
    if (!trend || trend.filter((v) => v !== null).length < 2) return nothing;
    const { whole, last } = strokes(trend, open ?? false);
    const line = (points: string, style: string): SVGTemplateResult =>
      svg`<polyline class=${style} points=${points}></polyline>`;
    return html`<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label=${t("kpi.course", { name, n: trend.length })}>
      ${whole.map((points) => line(points, ""))}${last === null ? nothing : line(last, "open")}</svg>`;
  }

  #one(kpi: Kpi): TemplateResult {
    const { lang } = locale;
    const { name, value, unit, more, changes = [] } = kpi;
    const words = value === null ? "–" : typeof value === "number" ? compact(value, lang) : value;
    return html`<div>
      <dt>${more ? html`<insitu-term .text=${name} .more=${more}></insitu-term>` : name}</dt>
      <dd class="value" title=${typeof value === "number" ? full(value, lang) : nothing}>${words}${unit ? html` <small>${unit}</small>` : nothing}</dd>
      ${changes.map((one) => html`<dd class="change ${one.tone ?? ""}">${one.words}</dd>`)}
      ${kpi.trend ? html`<dd>${this.#course(kpi)}</dd>` : nothing}
    </div>`;
  }

  override render(): TemplateResult | typeof nothing {
    return this.list.length === 0 ? nothing : html`<dl>${this.list.map((kpi) => this.#one(kpi))}</dl>`;
  }
}

define("insitu-kpis", InsituKpis);
