import { nothing, svg, type SVGTemplateResult } from "lit";
import { html, type TemplateResult } from "lit";

const PATHS = {
  lock: svg`<rect x="3" y="7" width="10" height="7" rx="1.5"/><path d="M5 7V5a3 3 0 0 1 6 0v2"/>`,
  open: svg`<rect x="3" y="7" width="10" height="7" rx="1.5"/><path d="M5 7V5a3 3 0 0 1 5.8-1"/>`,
  wait: svg`<circle cx="8" cy="8" r="6"/><path d="M8 4.5V8l2.2 1.6"/>`,
  check: svg`<path d="M3 8.5l3.2 3L13 4.8"/>`,
  undo: svg`<path d="M5.6 3L2.4 6.2l3.2 3.2M2.6 6.2h7a3.6 3.6 0 0 1 0 7.2H6"/>`,
  redo: svg`<path d="M10.4 3l3.2 3.2-3.2 3.2M13.4 6.2h-7a3.6 3.6 0 0 0 0 7.2H10"/>`,
  cross: svg`<path d="M4 4l8 8M12 4l-8 8"/>`,
  warn: svg`<path d="M8 2.2l6.3 11.3H1.7z"/><path d="M8 6.4v3.2M8 11.6v.1"/>`,
  info: svg`<circle cx="8" cy="8" r="6"/><path d="M8 7.3v3.6M8 5v.1"/>`,
  sun: svg`<circle cx="8" cy="8" r="3"/><path d="M8 1.5v1.5M8 13v1.5M1.5 8H3M13 8h1.5M3.4 3.4l1 1M11.6 11.6l1 1M12.6 3.4l-1 1M4.4 11.6l-1 1"/>`,
  moon: svg`<path d="M13 9.6A5.6 5.6 0 0 1 6.4 3a5.6 5.6 0 1 0 6.6 6.6z"/>`,
  half: svg`<circle cx="8" cy="8" r="6"/><path d="M8 2v12M8 5l4-2M8 9l5.8-2.4M8 13l5-3"/>`,
  intake: svg`<path d="M8 2v7.5M5 6.8l3 3 3-3M2.5 11v2.5h11V11"/>`,
  fields: svg`<rect x="2" y="3" width="12" height="10" rx="1"/><path d="M2 6.3h12M6 6.3V13M10 6.3V13"/>`,
  gate: svg`<path d="M8 1.8l5.2 2v3.8c0 3.2-2.2 5.5-5.2 6.6-3-1.1-5.2-3.4-5.2-6.6V3.8z"/><path d="M5.6 8l1.8 1.7 3-3.2"/>`,
  analysis: svg`<path d="M2 14h12M4 11.5V8M8 11.5V3.5M12 11.5V6"/>`,
  report: svg`<path d="M3.5 1.8h9v12.4h-9z"/><path d="M5.8 5h4.4M5.8 7.8h4.4M5.8 10.6h2.6"/>`,
  file: svg`<path d="M4 1.8h5.5L12.5 5v9.2H4z"/><path d="M9.3 2v3.2h3"/>`,
  save: svg`<path d="M8 2v7.5M5 6.8l3 3 3-3M3 13.5h10"/>`,
  copy: svg`<rect x="5.5" y="5.5" width="8" height="8" rx="1"/><path d="M10.5 5.5v-3h-8v8h3"/>`,
  image: svg`<rect x="2" y="3" width="12" height="10" rx="1"/><path d="M2.5 11.5l3.2-3 2.5 2.2 2.3-2.7 3 3.5"/>`,
  shield: svg`<path d="M8 1.8l5.2 2v3.8c0 3.2-2.2 5.5-5.2 6.6-3-1.1-5.2-3.4-5.2-6.6V3.8z"/>`,
} satisfies Record<string, SVGTemplateResult>;

export type IconName = keyof typeof PATHS;

/** A drawing beside a word; it never carries a meaning alone. */
export function icon(name: IconName | null): TemplateResult | typeof nothing {
  return name === null
    ? nothing
    : html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">${PATHS[name]}</svg>`;
}
