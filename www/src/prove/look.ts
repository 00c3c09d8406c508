import { css } from "lit";

/** The page on screen and on paper: on A4 it is a statement of two pages. */
export const look = css`
  :host {
    max-width: 960px;
    margin: 0 auto;
    padding: 16px 24px 48px;
  }
  header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
    margin-bottom: 24px;
  }
  .name {
    margin-right: auto;
    font-weight: 650;
    font-size: 16px;
    letter-spacing: 0.02em;
  }
  section {
    margin-top: 32px;
  }
  h2 {
    margin-bottom: 8px;
  }
  .verdict {
    display: flex;
    gap: 12px;
    align-items: flex-start;
    margin-top: 8px;
    padding: 16px;
    border: 1px solid var(--line);
    border-left-width: 4px;
    border-radius: var(--radius);
    background: var(--surface);
  }
  .verdict.good {
    border-left-color: var(--good);
  }
  .verdict.bad {
    border-left-color: var(--bad);
  }
  .verdict svg {
    margin-top: 3px;
  }
  .good > svg {
    color: var(--good);
  }
  .bad > svg {
    color: var(--bad);
  }
  .verdict p {
    font-size: 16px;
    text-wrap: pretty;
  }
  .counts {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    margin-top: 8px;
  }
  .tag {
    font-variant-numeric: tabular-nums;
  }
  .tag svg.icon {
    width: 12px;
    height: 12px;
  }
  td,
  th {
    white-space: normal;
    vertical-align: top;
  }
  tbody th {
    font-weight: 400;
  }
  tbody th b {
    font-weight: 600;
  }
  .results {
    width: 1%;
    white-space: nowrap;
  }
  .results .tag {
    display: flex;
    width: max-content;
    margin-bottom: 4px;
  }
  details {
    margin-top: 4px;
  }
  summary {
    width: max-content;
    color: var(--accent);
    cursor: pointer;
  }
  details li {
    display: grid;
    grid-template-columns: 15em 11em 1fr;
    gap: 0 12px;
    align-items: baseline;
    padding: 2px 0;
    border-top: 1px solid var(--line);
  }
  code {
    font: 12px / 1.6 var(--mono);
    overflow-wrap: anywhere;
  }
  dl {
    display: grid;
    grid-template-columns: max-content 1fr;
    gap: 4px 16px;
  }
  dt {
    color: var(--text-2);
  }
  dd {
    overflow-wrap: anywhere;
    min-width: 0;
  }
  .hash {
    padding: 8px 0;
    border-top: 1px solid var(--line);
  }
  .hash h3 {
    display: flex;
    gap: 8px;
    align-items: center;
    flex-wrap: wrap;
    font-weight: 600;
  }
  .hash dl {
    gap: 0 16px;
  }
  .plain li {
    position: relative;
    padding-left: 16px;
    color: var(--text-2);
  }
  .plain li::before {
    content: "·";
    position: absolute;
    left: 4px;
  }
  pre {
    margin: 8px 0;
    padding: 8px 12px;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface);
    font: 12px / 1.6 var(--mono);
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  .paper {
    display: none;
  }
  footer {
    margin-top: 32px;
  }
  @media (max-width: 640px) {
    :host {
      padding: 12px 16px 32px;
    }
    dl {
      grid-template-columns: 1fr;
      gap: 0;
    }
    dd {
      margin-bottom: 6px;
    }
    .results {
      white-space: normal;
      width: 8.5em;
    }
    details li {
      grid-template-columns: 1fr;
      padding: 4px 0;
    }
  }
  @media print {
    :host {
      max-width: none;
      padding: 0;
      font-size: 7.6pt;
      line-height: 1.24;
    }
    header,
    details,
    footer,
    .screen {
      display: none !important;
    }
    section {
      margin-top: 7pt;
    }
    h1 {
      font-size: 15pt;
    }
    h2 {
      font-size: 10pt;
      margin-bottom: 3pt;
      break-after: avoid;
    }
    h3 {
      font-size: 8.5pt;
    }
    .verdict {
      padding: 6pt;
      margin-top: 4pt;
    }
    .verdict p {
      font-size: 10pt;
    }
    .scroll {
      overflow: visible;
      border: 0;
    }
    table {
      font-size: 7.6pt;
    }
    th,
    td {
      padding: 2pt 4pt;
    }
    tr,
    .hash,
    .sign {
      break-inside: avoid;
    }
    .results .tag,
    .tag {
      margin: 0;
      padding: 0;
      background: none;
      line-height: 1.3;
      font-size: 7.5pt;
    }
    .counts {
      margin-top: 2pt;
    }
    .quiet,
    .names {
      font-size: 6.5pt;
      line-height: 1.3;
      color: var(--text-2);
    }
    .paper {
      display: block;
    }
    .names {
      font-family: var(--mono);
      overflow-wrap: anywhere;
    }
    code,
    pre {
      font-size: 6.5pt;
      line-height: 1.3;
    }
    pre {
      margin: 2pt 0;
      padding: 2pt 4pt;
    }
    .hash {
      padding: 2pt 0;
    }
    dl {
      gap: 0 12pt;
    }
    .sign {
      display: grid;
      grid-template-columns: 1fr 1fr;
      gap: 24pt;
      margin-top: 20pt;
    }
    .sign div {
      border-top: 1px solid var(--text-3);
      padding-top: 2pt;
    }
  }
`;
