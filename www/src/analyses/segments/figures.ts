import { bars } from "../../charts/bars.ts";
import { heatmap, type MatrixCell, matrixHeight } from "../../charts/heatmap.ts";
import type { Cell, TableModel } from "../../charts/table.ts";
import type {
  SegmentsAffinity,
  SegmentsAttribute,
  SegmentsCross,
  SegmentsGroup,
  SegmentsOutcome,
  SegmentsParams,
  Tgi,
} from "../../engine/types.ts";
import { locale, t } from "../../i18n/locale.ts";
import { full, percent } from "../../i18n/number.ts";
import type { FigureModel, Listing, Shown } from "../definition.ts";
import { attributeGroup, attributeName } from "./words.ts";

const DASH = "–";
/** Bars that a figure draws; the table has all. */
const MOST_BARS = 20;
/** Index from which the colours of a matrix do not change any more. */
const DEEPEST = 200;

const text = (value: string): Cell => ({ text: value, raw: value });
const digits = (value: number, places = 0): string => full(value, locale.lang, places);
const number = (value: number | null, places = 2): Cell => ({
  text: value === null ? DASH : digits(value, places),
  raw: value,
});
const share = (value: { num: number; den: number } | null): string => percent(value, locale.lang) ?? DASH;

export function interval(tgi: Tgi | null): string {
  return tgi?.interval ? `${digits(tgi.interval.low)}–${digits(tgi.interval.high)}` : DASH;
}

/** p as far as it says something. */
export function chance(p: number): string {
  return p < 0.001 ? "< 0.001" : `= ${digits(p, 3)}`;
}

/** A group in words; without a label it is of all others. */
export function named(attribute: string, group: string | null): string {
  return group === null ? t("segments.others") : attributeGroup(attribute, group);
}

/** The attribute that is drawn: the one chosen at the figure, else that of the rows. */
export function shownAttribute(outcome: SegmentsOutcome, shown: Shown = {}): SegmentsAttribute | undefined {
  const find = (name: string | undefined) => outcome.attributes.find((one) => one.name === name);
  return find(shown["attribute"]) ?? find(outcome.cross?.rows) ?? outcome.attributes[0];
}

function pick(attribute: SegmentsAttribute | undefined, group: string | null): { pick?: unknown } {
  return attribute?.grouped && group !== null ? { pick: { grouping: attribute.name, group } } : {};
}

export function groupTable(attribute: SegmentsAttribute, params: SegmentsParams): TableModel {
  const caption = attributeName(attribute.name, attribute.title);
  const rows = attribute.rows.map((row): Cell[] => {
    const name = named(attribute.name, row.label);
    return [
      { ...text(name), ...pick(attribute, row.label), pickLabel: t("group.filter", { name }) },
      number(row.customers),
      { ...text(share(row.share)), part: row.share.num / Math.max(1, row.share.den) },
      number(row.orders),
      { ...number(row.revenue), held: row.dominated === true },
      number(row.average),
      text(share(row.best)),
      number(row.tgi?.value ?? null, 0),
      text(interval(row.tgi)),
    ];
  });
  const { unknown } = attribute;
  if (unknown.customers > 0) {
    const rest = Array.from({ length: 4 }, () => text(DASH));
    rows.push([
      text(t("segments.unknown")),
      number(unknown.customers),
      text(DASH),
      number(unknown.orders),
      number(unknown.revenue),
      ...rest,
    ]);
  }
  return {
    caption,
    columns: [
      { label: caption },
      { label: t("group.customers"), end: true, people: true },
      { label: t("group.share"), end: true },
      { label: t("group.orders"), end: true },
      { label: t("group.revenue"), end: true },
      { label: t("segments.average"), end: true },
      { label: t("segments.best.share"), end: true },
      { label: t("segments.tgi"), end: true, more: t("segments.tgi.more", { least: params.least }) },
      { label: t("segments.interval"), end: true },
    ],
    rows,
  };
}

/** Whether all of an interval lies above 100 (1), below (−1), or neither. */
export function side(row: SegmentsGroup): number {
  const bounds = row.tgi?.interval;
  return bounds ? Number(bounds.low > 100) - Number(bounds.high < 100) : 0;
}

export function groupFigure(outcome: SegmentsOutcome, params: SegmentsParams, shown: Shown): FigureModel[] {
  const attribute = shownAttribute(outcome, shown);
  if (!attribute) return [];
  const name = attributeName(attribute.name, attribute.title);
  const indexed = attribute.rows.some((row) => row.tgi);
  const rows = attribute.rows.filter((row) => !indexed || row.tgi).slice(0, MOST_BARS);
  const further = attribute.distinct - attribute.rows.filter((row) => row.label !== null).length;
  const known = attribute.coverage.num;
  const sides = attribute.rows.map(side);
  const above = sides.filter((one) => one > 0).length;
  const below = sides.filter((one) => one < 0).length;
  const summary = indexed
    ? above + below === 0
      ? t("segments.group.summary.even", { rest: sides.length })
      : t("segments.group.summary", { above, below, rest: sides.length - above - below })
    : t("segments.group.summary.plain", { n: attribute.distinct, known: share(attribute.coverage) });
  const { least, top } = params;
  const unknown = attribute.unknown.customers;
  const note = indexed
    ? t("segments.group.note", { n: known, top, least, unknown })
    : t("segments.group.note.plain", { n: known, unknown });
  const figure: FigureModel = {
    id: "group",
    heading: t(indexed ? "segments.group" : "segments.group.plain", { attribute: name }),
    subtitle: t(indexed ? "segments.group.unit" : "segments.group.unit.plain"),
    summary: further > 0 ? `${summary} ${t("segments.group.more", { n: further })}` : summary,
    note,
    height: Math.max(160, 40 + 30 * rows.length),
    wide: true,
    draw: (look) =>
      bars(
        {
          bars: rows.map((row) => {
            const words = named(attribute.name, row.label);
            const bounds = indexed ? row.tgi?.interval : null;
            return {
              name: words,
              value: indexed ? (row.tgi?.value ?? 0) : row.customers,
              ...(bounds ? { low: bounds.low, high: bounds.high } : {}),
              words: digits(indexed ? (row.tgi?.value ?? 0) : row.customers),
              tip: [
                words,
                t("segments.beside", { a: `${t("group.customers")}  ${digits(row.customers)}`, b: share(row.share) }),
                ...(row.tgi
                  ? [
                      t("segments.beside", {
                        a: `${t("segments.tgi")}  ${digits(row.tgi.value)}`,
                        b: interval(row.tgi),
                      }),
                    ]
                  : []),
              ],
              ...pick(attribute, row.label),
            };
          }),
          ...(indexed ? { levels: [{ value: 100, words: t("segments.group.average") }] } : {}),
        },
        look,
      ),
    table: groupTable(attribute, params),
  };
  if (outcome.attributes.length > 1) {
    figure.switches = [
      {
        key: "attribute",
        name: t("segments.group.switch"),
        now: attribute.name,
        options: outcome.attributes.map((one) => ({ value: one.name, words: attributeName(one.name, one.title) })),
      },
    ];
  }
  return [figure];
}

/** The largest index of cells, with its place. */
function largest<C>(cells: readonly C[], value: (cell: C) => number | null): { cell: C; at: number } | null {
  let best: { cell: C; at: number } | null = null;
  for (const [at, cell] of cells.entries()) {
    const own = value(cell);
    if (own !== null && (best === null || own > (value(best.cell) ?? 0))) best = { cell, at };
  }
  return best;
}

export function crossFigure(cross: SegmentsCross, outcome: SegmentsOutcome, params: SegmentsParams): FigureModel {
  const find = (name: string) => outcome.attributes.find((one) => one.name === name);
  const [left, top] = [find(cross.rows), find(cross.columns)];
  const rowName = attributeName(cross.rows, left?.title);
  const columnName = attributeName(cross.columns, top?.title);
  const rows = cross.row_labels.map((one) => named(cross.rows, one));
  const columns = cross.column_labels.map((one) => named(cross.columns, one));
  const picks = (row: number, column: number): { pick?: unknown } => {
    const of = [pick(left, cross.row_labels[row] ?? null).pick, pick(top, cross.column_labels[column] ?? null).pick];
    return of.every((one) => one !== undefined) ? { pick: of } : {};
  };
  const place = (at: number) => ({ row: Math.floor(at / columns.length), column: at % columns.length });
  const cells = cross.cells.map((cell, at): MatrixCell => {
    const { row, column } = place(at);
    return {
      row,
      column,
      value: cell.tgi ? Math.min(cell.tgi.value, DEEPEST) : null,
      words: cell.tgi ? digits(cell.tgi.value) : DASH,
      tip: [
        t("segments.cross.cell", { row: rows[row] ?? "", column: columns[column] ?? "" }),
        `${t("group.customers")}  ${digits(cell.customers)}`,
        ...(cell.tgi
          ? [t("segments.beside", { a: `${t("segments.tgi")}  ${digits(cell.tgi.value)}`, b: interval(cell.tgi) })]
          : []),
      ],
      ...picks(row, column),
    };
  });
  const best = largest(cross.cells, (cell) => cell.tgi?.value ?? null);
  const made = cross.by_rule ? t("segments.cross.rule") : "";
  const test = cross.test
    ? t(cross.test.p < 0.05 ? "segments.cross.depend" : "segments.cross.free", {
        v: digits(cross.test.cramers_v, 3),
        p: chance(cross.test.p),
      })
    : made;
  // 100 is what everybody has.
  const stands = best !== null && Math.round(best.cell.tgi?.value ?? 0) > 100;
  const at = best && place(best.at);
  const summary =
    best && at && stands
      ? t("segments.cross.summary", {
          row: rows[at.row] ?? "",
          column: columns[at.column] ?? "",
          tgi: digits(best.cell.tgi?.value ?? 0),
          test,
        })
      : t(best ? "segments.cross.summary.even" : "segments.cross.summary.none", { test });
  const total = t("segments.cross.total");
  const sum = (value: { customers: number; value: number }): Cell => ({ ...number(value.value), sum: true });
  return {
    id: "cross",
    heading: t("segments.cross", { rows: rowName, columns: columnName }),
    subtitle: t("segments.cross.unit", { measure: t(`segments.measure.${cross.measure}`) }),
    summary,
    note: t("segments.cross.note", { n: cross.total.customers, least: params.least }),
    height: matrixHeight(rows.length),
    wide: true,
    draw: (look) => heatmap({ rows, columns, cells, low: 0, high: DEEPEST, diverging: true }, look),
    table: {
      caption: `${t("segments.cross", { rows: rowName, columns: columnName })} · ${t(`segments.measure.${cross.measure}`)}`,
      crosses: true,
      columns: [
        { label: rowName },
        ...columns.map((name) => ({ label: name, end: true })),
        { label: total, end: true },
      ],
      rows: [
        ...rows.map((name, row): Cell[] => [
          text(name),
          ...columns.map((_, column): Cell => {
            const cell = cross.cells[row * columns.length + column];
            return {
              ...number(cell?.value ?? null),
              people: cell?.customers ?? 0,
              ...picks(row, column),
              pickLabel: t("group.filter", { name: `${name}, ${columns[column] ?? ""}` }),
            };
          }),
          ...cross.row_totals.slice(row, row + 1).map(sum),
        ]),
        [text(total), ...cross.column_totals.map(sum), sum(cross.total)],
      ],
      total: true,
    },
  };
}

export function affinityFigure(
  affinity: SegmentsAffinity,
  outcome: SegmentsOutcome,
  params: SegmentsParams,
): FigureModel {
  const attribute = outcome.attributes.find((one) => one.name === affinity.by);
  const name = attributeName(affinity.by, attribute?.title);
  const rows = affinity.groups.map((group) => named(affinity.by, group.label));
  const columns = affinity.categories.map((one) => named("category", one));
  const all = affinity.groups.flatMap((group, row) =>
    group.cells.map((cell, column) => ({ ...cell, group, row, column })),
  );
  const best = largest(all, (cell) => (cell.group.label === null ? null : cell.index))?.cell;
  return {
    id: "affinity",
    heading: t("segments.affinity", { attribute: name }),
    subtitle: t("segments.affinity.unit"),
    summary: best
      ? t("segments.affinity.summary", {
          group: rows[best.row] ?? "",
          category: columns[best.column] ?? "",
          share: share(best.share),
          index: digits(best.index ?? 0),
        })
      : t("segments.affinity.summary.none"),
    note: t("segments.affinity.note", { least: params.least }),
    height: matrixHeight(rows.length),
    wide: true,
    draw: (look) =>
      heatmap(
        {
          rows,
          columns,
          low: 0,
          high: DEEPEST,
          diverging: true,
          cells: all.map((cell) => ({
            row: cell.row,
            column: cell.column,
            value: cell.index === null ? null : Math.max(0, Math.min(cell.index, DEEPEST)),
            words: cell.index === null ? DASH : digits(cell.index),
            tip: [
              t("segments.cross.cell", { row: rows[cell.row] ?? "", column: columns[cell.column] ?? "" }),
              t("segments.affinity.tip", { n: cell.buyers }),
              share(cell.share),
            ],
            ...pick(attribute, cell.group.label),
          })),
        },
        look,
      ),
    table: {
      caption: t("segments.affinity", { attribute: name }),
      columns: [{ label: name }, ...columns.map((one) => ({ label: one, end: true }))],
      rows: affinity.groups.map((group, row) => [
        { ...text(rows[row] ?? ""), ...pick(attribute, group.label) },
        ...group.cells.map((cell): Cell => ({ ...number(cell.index, 0), people: cell.buyers })),
      ]),
    },
  };
}

/** What customers can be divided by. */
export function attributeList(outcome: SegmentsOutcome): Listing {
  const most = (rows: readonly SegmentsGroup[]): SegmentsGroup | undefined =>
    rows.reduce<SegmentsGroup | undefined>((a, b) => (a === undefined || b.customers > a.customers ? b : a), undefined);
  return {
    note: t("segments.list.note"),
    table: {
      caption: t("segments.list"),
      columns: [
        { label: t("segments.list.attribute") },
        { label: t("segments.list.family") },
        { label: t("segments.list.coverage"), end: true },
        { label: t("segments.list.distinct"), end: true },
        { label: t("segments.list.largest") },
        { label: t("group.customers"), end: true, people: true },
      ],
      rows: outcome.attributes.map((one) => {
        const first = most(one.rows);
        return [
          text(attributeName(one.name, one.title)),
          text(t(`segments.family.${one.family}`)),
          { ...text(share(one.coverage)), part: one.coverage.num / Math.max(1, one.coverage.den) },
          number(one.distinct),
          text(first ? named(one.name, first.label) : DASH),
          number(first?.customers ?? null),
        ];
      }),
    },
  };
}
