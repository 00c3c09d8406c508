import { css } from "lit";

/** Tables: numbers to the right in tabular numerals, faint lines, a scrolling frame of their own. */
export const table = css`
  .scroll {
    position: relative;
    overflow-x: auto;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    /* A shade at the right as long as there is more of the table behind it. */
    background:
      linear-gradient(to left, var(--surface) 50%, transparent) right / 40px 100% no-repeat local,
      linear-gradient(to left, var(--line-strong), transparent) right / 14px 100% no-repeat scroll,
      var(--surface);
  }
  table {
    width: 100%;
    border-collapse: collapse;
    font-size: 13px;
    font-variant-numeric: tabular-nums;
  }
  th,
  td {
    padding: 6px 8px;
    border-bottom: 1px solid var(--line);
    text-align: left;
    vertical-align: middle;
    white-space: nowrap;
  }
  tbody tr:last-child > * {
    border-bottom: 0;
  }
  thead th {
    background: var(--surface-2);
    color: var(--text-2);
    font-size: 12px;
    font-weight: 600;
  }
  tbody th {
    font-weight: 500;
  }
  .end {
    text-align: right;
  }
  tbody tr:hover {
    background: color-mix(in srgb, var(--surface-2) 55%, transparent);
  }
  td.muted,
  .muted {
    color: var(--text-3);
  }
  td button.plain,
  th button.plain {
    min-height: 24px;
    padding: 0 4px;
    margin: 0 -4px;
    font-weight: 500;
  }
  td .bar {
    display: inline-block;
    vertical-align: middle;
    width: 32px;
    height: 6px;
    margin-right: 6px;
  }
  .bar rect {
    fill: var(--line);
  }
  .bar rect + rect {
    fill: var(--accent);
  }
`;
