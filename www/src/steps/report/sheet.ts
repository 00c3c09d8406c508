import { label } from "../../charts/label.ts";
import type { Cell as Shown, TableModel } from "../../charts/table.ts";
import type { CellKind, Lang, Sheet } from "../../engine/types.ts";
import { fixed, full, percent } from "../../i18n/number.ts";

function text(value: number, kind: CellKind, lang: Lang): string {
  if (kind === "rate" || kind === "share") return percent({ num: value, den: 1 }, lang) ?? "";
  if (kind === "money" || (kind === "figure" && !Number.isInteger(value))) return fixed(value, lang, 2);
  return full(value, lang, 2);
}

/** A table of the report for the table element. What is small in it the engine has hidden. */
export function sheetModel(sheet: Sheet, lang: Lang): TableModel {
  const cell = (value: string | number | null, kind: CellKind): Shown => {
    if (typeof value === "number") return { text: text(value, kind, lang), raw: value };
    return { text: label(value ?? "", Number.POSITIVE_INFINITY), raw: value };
  };
  return {
    caption: sheet.title,
    columns: sheet.columns.map(({ title, kind }) => ({ label: title, end: kind !== "text" })),
    rows: sheet.rows.map((row) => row.map((value, at) => cell(value, sheet.columns[at]?.kind ?? "text"))),
  };
}
