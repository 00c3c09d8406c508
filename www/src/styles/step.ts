import { css } from "lit";

/** A step of the page: its parts below each other, a head whose parts give way, a note after a list. */
export const step = css`
  .page {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 16px;
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 16px;
    align-items: flex-start;
    justify-content: space-between;
  }
  .after {
    margin-top: 8px;
    overflow-wrap: anywhere;
  }
  code {
    font: 12px / 20px var(--mono);
  }
`;
