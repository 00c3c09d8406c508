import { css } from "lit";

/** Conditions in force beside each other, each removed by a click. */
export const chips = css`
  .chips {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    align-items: center;
    margin: 8px 0;
  }
  .chip {
    min-height: 28px;
    padding: 2px 10px;
    border-color: transparent;
    background: var(--accent-soft);
    color: var(--accent);
    font-size: 13px;
    white-space: normal;
    text-align: left;
  }
  .chip svg.icon {
    width: 12px;
    height: 12px;
  }
`;
