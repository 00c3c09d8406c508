import { css } from "lit";

/** Shared by every component: type, buttons, inputs, focus. */
export const base = css`
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  :host {
    display: block;
    color: var(--text);
    font: 14px / 1.55 var(--font);
  }
  :host([hidden]),
  [hidden] {
    display: none !important;
  }
  h1,
  h2,
  h3,
  p,
  ul,
  ol,
  dl,
  dd,
  figure {
    margin: 0;
    padding: 0;
  }
  ul,
  ol {
    list-style: none;
  }
  h1 {
    font-size: 20px;
    line-height: 1.4;
    font-weight: 650;
  }
  h2 {
    font-size: 16px;
    line-height: 1.4;
    font-weight: 650;
  }
  h3 {
    font-size: 14px;
    font-weight: 650;
  }
  h1:focus {
    outline: none;
  }
  .quiet {
    color: var(--text-3);
    font-size: 13px;
  }
  .lead {
    color: var(--text-2);
    max-width: 72ch;
    text-wrap: pretty;
  }
  .num {
    font-variant-numeric: tabular-nums;
  }
  :focus-visible {
    outline: 2px solid var(--focus);
    outline-offset: 2px;
    border-radius: 4px;
  }
  button,
  select,
  input,
  textarea {
    font: inherit;
    color: inherit;
  }
  button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 6px;
    min-height: 32px;
    padding: 4px 12px;
    border: 1px solid var(--line-strong);
    border-radius: var(--radius);
    background: var(--surface);
    cursor: pointer;
    white-space: nowrap;
    transition: background-color 0.12s;
  }
  button:hover {
    background: var(--surface-2);
  }
  button.primary {
    border-color: var(--accent);
    background: var(--accent);
    color: var(--on-accent);
    font-weight: 600;
  }
  button.primary:hover {
    border-color: var(--accent-hover);
    background: var(--accent-hover);
  }
  button.plain {
    border-color: transparent;
    background: none;
    color: var(--accent);
    padding: 4px 8px;
  }
  button.plain:hover {
    background: var(--accent-soft);
  }
  button:disabled,
  button[aria-disabled="true"] {
    border-color: var(--line);
    background: var(--surface-2);
    color: var(--text-3);
    cursor: not-allowed;
  }
  button.plain:disabled {
    background: none;
    border-color: transparent;
  }
  select,
  input[type="date"],
  input[type="number"],
  textarea {
    min-height: 32px;
    padding: 4px 8px;
    border: 1px solid var(--line-strong);
    border-radius: var(--radius);
    background: var(--surface);
    max-width: 100%;
  }
  [aria-invalid="true"] {
    border-color: var(--bad) !important;
  }
  .card {
    background: var(--surface);
    border: 1px solid var(--line);
    border-radius: var(--radius);
    padding: 16px;
  }
  .tag {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    padding: 0 6px;
    border-radius: 4px;
    background: var(--surface-2);
    color: var(--text-2);
    font-size: 12px;
    line-height: 20px;
    white-space: nowrap;
  }
  .tag.good {
    background: var(--good-soft);
    color: var(--good);
  }
  .tag.watch {
    background: var(--watch-soft);
    color: var(--watch);
  }
  .tag.bad {
    background: var(--bad-soft);
    color: var(--bad);
  }
  .tag.accent {
    background: var(--accent-soft);
    color: var(--accent);
  }
  .sr {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .segmented {
    display: inline-flex;
    flex-wrap: wrap;
    max-width: 100%;
    border: 1px solid var(--line-strong);
    border-radius: var(--radius);
    background: var(--surface);
  }
  .segmented button {
    min-height: 28px;
    padding: 2px 10px;
    border: 0;
    border-radius: 5px;
    background: none;
    font-size: 13px;
    color: var(--text-2);
  }
  .segmented button:hover {
    background: var(--surface-2);
  }
  .segmented button[aria-pressed="true"] {
    background: var(--accent-soft);
    color: var(--accent);
    font-weight: 600;
  }
  .segmented button:disabled {
    color: var(--text-3);
    background: none;
    text-decoration: line-through;
  }
  svg.icon {
    width: 16px;
    height: 16px;
    flex: none;
    fill: none;
    stroke: currentcolor;
    stroke-width: 1.6;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  @media (prefers-reduced-motion: reduce) {
    * {
      transition: none !important;
      animation: none !important;
    }
  }
`;
