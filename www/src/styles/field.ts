import { css } from "lit";

/** A setting: its name, its control, and what is said below it. */
export const field = css`
  .field {
    display: grid;
  }
  fieldset {
    display: grid;
    gap: 4px;
    min-width: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  legend,
  label {
    padding: 0;
    margin-bottom: 4px;
    color: var(--text-2);
    font-size: 13px;
  }
  select,
  input {
    width: 100%;
  }
  .hint {
    margin-top: 2px;
    font-size: 12px;
  }
  .bad {
    margin-top: 2px;
    color: var(--bad);
    font-size: 12px;
  }
`;
