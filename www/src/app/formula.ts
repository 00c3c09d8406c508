const RISKY = /^[=+\-@|\t\r\n\0\uff1d\uff0b\uff0d\uff20]/;
const BEFORE = /^[ \u3000\u00a0\ufeff"']+/;
const NUMBER = /^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$/;

/** A cell of a saved table as the engine writes it: what a spreadsheet would run as a formula gets a `'` in front. */
export function formulaSafe(cell: string): string {
  if (cell.startsWith("'")) return cell;
  const risky = RISKY.test(cell.replace(BEFORE, "")) || RISKY.test(cell);
  return risky && !NUMBER.test(cell) ? `'${cell}` : cell;
}
