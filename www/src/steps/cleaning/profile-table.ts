import type { Cell, TableModel } from "../../charts/table.ts";
import { label } from "../../charts/label.ts";
import type { InspectFile } from "../../engine/api.ts";
import { locale, t } from "../../i18n/locale.ts";
import { full, percent } from "../../i18n/number.ts";
import type { ColumnProfile, Profile } from "../../engine/types.ts";

/** Whether the numbers of a column are those of persons: its smallest value is somebody's. */
export function isPersonal(file: InspectFile, column: number): boolean {
  const found = file.columns[column];
  return found === undefined || found.pii !== null || found.field === "user_id";
}

function number(value: number | null | undefined): Cell {
  return value === null || value === undefined
    ? { text: "–", raw: null }
    : { text: full(value, locale.lang), raw: value };
}

/** One row for each column of a table. */
export function profileTable(profile: Profile, file: InspectFile): TableModel {
  const row = (c: ColumnProfile): Cell[] => {
    const name = file.columns[c.column]?.name ?? "";
    const numbers = isPersonal(file, c.column) ? null : c.numbers;
    const [, , q1, median, q3, , p99] = numbers?.quantiles ?? [];
    const share = c.missing.den === 0 ? null : (100 * c.missing.num) / c.missing.den;
    return [
      { text: label(name), raw: label(name, 200) },
      { text: t(`kind.${c.kind}`), raw: t(`kind.${c.kind}`) },
      number(c.missing.num),
      { text: percent(c.missing, locale.lang) ?? "–", raw: share, ...(share === null ? {} : { part: share / 100 }) },
      number(c.unreadable),
      number(c.outside),
      number(c.distinct.num),
      number(c.variants),
      number(numbers?.mean),
      number(numbers?.deviation),
      number(numbers?.min),
      number(q1),
      number(median),
      number(q3),
      number(p99),
      number(numbers?.max),
      number(numbers?.zeros),
      number(numbers?.negatives),
      number(c.days_behind),
    ];
  };
  const end = true;
  return {
    caption: t("profile.columns"),
    columns: [
      { label: t("profile.column") },
      { label: t("profile.kind") },
      { label: t("profile.missing"), end },
      { label: t("profile.missing.share"), end },
      { label: t("profile.unreadable"), end },
      { label: t("profile.outside"), end },
      { label: t("profile.distinct"), end },
      { label: t("profile.variants"), end, more: t("profile.variants.more") },
      { label: t("profile.mean"), end },
      { label: t("profile.deviation"), end },
      { label: t("profile.min"), end },
      { label: t("profile.q1"), end },
      { label: t("profile.median"), end },
      { label: t("profile.q3"), end },
      { label: t("profile.p99"), end },
      { label: t("profile.max"), end },
      { label: t("profile.zeros"), end },
      { label: t("profile.negatives"), end },
      { label: t("profile.behind"), end },
    ],
    rows: profile.columns.map(row),
  };
}
