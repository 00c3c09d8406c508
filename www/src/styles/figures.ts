import { css } from "lit";

/** Large figures below their names, each with a small line of what it is of. */
export const figures = css`
  dt {
    color: var(--text-3);
    font-size: 13px;
  }
  dd {
    display: grid;
    font-variant-numeric: tabular-nums;
    overflow-wrap: anywhere;
  }
  b {
    font-size: 20px;
    font-weight: 650;
    line-height: 1.4;
  }
  small {
    color: var(--text-3);
    font-size: 12px;
  }
`;
