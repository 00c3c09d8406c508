import { css } from "lit";

/** A table whose rows are cards on a phone; each cell says what it is by its `data-label`. Stands behind `table`. */
export const cards = css`
  @media (max-width: 720px) {
    .scroll {
      border: 0;
      background: none;
      overflow: visible;
    }
    table,
    tbody {
      display: block;
    }
    thead {
      display: none;
    }
    tbody tr {
      display: grid;
      grid-template-columns: 1fr 1fr;
      gap: 4px 12px;
      margin-bottom: 8px;
      padding: 12px;
      border: 1px solid var(--line);
      border-radius: var(--radius);
      background: var(--surface);
    }
    tbody th,
    tbody td {
      padding: 0;
      border: 0;
      text-align: left !important;
      white-space: normal;
      overflow-wrap: anywhere;
    }
    tbody th {
      grid-column: 1 / -1;
      font-weight: 650;
    }
    td::before {
      content: attr(data-label) " ";
      color: var(--text-3);
      font-size: 12px;
    }
  }
`;
