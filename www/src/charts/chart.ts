import { BarChart, HeatmapChart, LineChart, RadarChart, ScatterChart } from "echarts/charts";
import {
  GridComponent,
  LegendPlainComponent,
  MarkLineComponent,
  TooltipComponent,
  VisualMapContinuousComponent,
} from "echarts/components";
import { init, use, type EChartsType } from "echarts/core";
import { LabelLayout } from "echarts/features";
import { CanvasRenderer } from "echarts/renderers";
import { css, html, type PropertyValues, type TemplateResult } from "lit";
import { define, Part } from "../app/element.ts";
import type { Option } from "./frame.ts";

use([BarChart, HeatmapChart, LineChart, RadarChart, ScatterChart, LabelLayout, CanvasRenderer]);
use([GridComponent, LegendPlainComponent, MarkLineComponent, TooltipComponent, VisualMapContinuousComponent]);

let turn: Promise<void> = Promise.resolve();

/** Charts are drawn one by one, each in a task of its own, so that the page answers between two of them. */
function inTurn(draw: () => void): void {
  turn = turn.then(
    () =>
      new Promise((done) =>
        setTimeout(() => {
          done();
          draw();
        }),
      ),
  );
}

/** A canvas that shows one option and follows its own size. Emits `pick` with the `pick` member of the datum clicked. */
export class InsituChart extends Part {
  static override properties = {
    option: { attribute: false },
    height: { type: Number },
    name: { type: String },
    summary: { type: String },
  };
  static override styles = [
    ...Part.styles,
    css`
      .canvas {
        width: 100%;
      }
      p {
        color: var(--text-2);
        font-size: 13px;
        margin-top: 4px;
        text-wrap: pretty;
      }
    `,
  ];
  declare option: Option | null;
  declare height: number;
  declare name: string;
  declare summary: string;
  #chart: EChartsType | null = null;
  #size: ResizeObserver | null = null;
  #waits = false;

  constructor() {
    super();
    this.option = null;
    this.height = 320;
    this.name = "";
    this.summary = "";
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#size?.disconnect();
    this.#size = null;
    this.#chart?.dispose();
    this.#chart = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.requestUpdate();
  }

  override updated(changed: PropertyValues<this>): void {
    const host = this.renderRoot.querySelector<HTMLElement>(".canvas");
    // An update may still be due when the element has left the page.
    if (!host || !this.option || !this.isConnected) return;
    host.style.height = `${this.height}px`;
    if (changed.has("option") || !this.#chart) {
      if (this.#waits) return;
      this.#waits = true;
      inTurn(() => {
        this.#waits = false;
        this.#draw(host);
      });
    } else this.#fit(host);
  }

  #draw(host: HTMLElement): void {
    if (!this.option || !this.isConnected) return;
    if (!this.#chart) {
      this.#chart = init(host, null, { renderer: "canvas" });
      this.#chart.on("click", (event) => {
        const data = event.data as { pick?: unknown } | undefined;
        if (data?.pick !== undefined) this.dispatchEvent(new CustomEvent("pick", { detail: data.pick }));
      });
      this.#size = new ResizeObserver(() => this.#fit(host));
      this.#size.observe(host);
    }
    this.#chart.setOption(this.option, { notMerge: true });
    this.#fit(host);
  }

  /** A chart that has its size already would be drawn once more for nothing. */
  #fit(host: HTMLElement): void {
    const chart = this.#chart;
    if (chart && (chart.getWidth() !== host.clientWidth || chart.getHeight() !== host.clientHeight)) chart.resize();
  }

  override render(): TemplateResult {
    return html`
      <div class="canvas" role="img" tabindex="0" aria-label=${this.name} aria-describedby="summary"></div>
      <p id="summary">${this.summary}</p>
    `;
  }
}

define("insitu-chart", InsituChart);
