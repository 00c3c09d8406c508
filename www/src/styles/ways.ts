import { css } from "lit";

/** Things to do beside each other: a sign, a name, a line of what it means. */
export const ways = css`
  .ways {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(220px, 1fr));
    gap: 8px;
  }
  .ways button {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 0 10px;
    justify-content: start;
    align-content: center;
    padding: 8px 12px;
    border-color: var(--line);
    text-align: left;
    white-space: normal;
  }
  .ways svg {
    color: var(--accent);
  }
  .ways small {
    grid-column: 2;
    color: var(--text-3);
    font-size: 12px;
  }
`;
