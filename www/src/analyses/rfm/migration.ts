// Who was in which class at an earlier date, and what moved them.

import type { Cell, TableModel } from "../../charts/table.ts";
import { transition } from "../../charts/transition.ts";
import type { RfmMatrix, RfmMigration, RfmMoves, RfmOutcome } from "../../engine/api.ts";
import { locale, t } from "../../i18n/locale.ts";
import { day, full, percent } from "../../i18n/number.ts";
import type { FigureModel, Listing, Shown } from "../definition.ts";
import { segmentName } from "./rule-set.ts";
import { className } from "./tables.ts";

const DASH = "–";

type Scheme = "classes" | "segments";

function share(num: number, den: number): string {
  return percent({ num, den }, locale.lang) ?? DASH;
}

function count(n: number): Cell {
  return { text: full(n, locale.lang), raw: n };
}

/** A count of customers that stands for itself. */
function people(n: number): Cell {
  return { ...count(n), people: n };
}

function sum(n: number): Cell {
  return { ...count(n), sum: true };
}

function text(words: string): Cell {
  return { text: words, raw: words };
}

/** A move in words, as `111>011`, `new>111` or `111>gone`; null when it is none. */
export function moveName(code: string): string | null {
  const [from, to] = code.split(">");
  if (from === undefined || to === undefined) return null;
  return t("migration.move", {
    from: from === "new" ? t("migration.new") : className(from),
    to: to === "gone" ? t("migration.gone") : className(to),
  });
}

function names(matrix: RfmMatrix, scheme: Scheme): string[] {
  return matrix.groups.map(scheme === "classes" ? className : segmentName);
}

/** The groups of the cell in the row and column of the chart and the table; the last row is of newcomers, the last column of leavers. */
function codeAt(matrix: RfmMatrix, from: number, to: number): string {
  return `${matrix.groups[from] ?? "new"}>${matrix.groups[to] ?? "gone"}`;
}

/** Counts with the newcomers as a last row and the leavers as a last column. */
function all(matrix: RfmMatrix): number[][] {
  const rows = matrix.counts.map((row, from) => [...row, matrix.leavers[from] ?? 0]);
  return [...rows, [...matrix.newcomers, 0]];
}

function matrixTable(matrix: RfmMatrix, scheme: Scheme): TableModel {
  const groups = names(matrix, scheme);
  const cell = (n: number, from: number, to: number): Cell => {
    if (n === 0 || scheme === "segments") return people(n);
    const code = codeAt(matrix, from, to);
    return {
      ...people(n),
      pick: { grouping: "migration", group: code },
      pickLabel: t("group.filter", { name: moveName(code) ?? code }),
    };
  };
  const to = matrix.to_totals;
  const totals = [...to, matrix.leavers.reduce((a, b) => a + b, 0)];
  return {
    caption: t(`migration.table.${scheme}`),
    crosses: true,
    columns: [
      { label: t("migration.from") },
      ...[...groups, t("migration.gone")].map((name) => ({ label: name, end: true })),
      { label: t("migration.total"), end: true },
    ],
    rows: [
      ...all(matrix).map((row, from) => [
        text(groups[from] ?? t("migration.new")),
        ...row.map((n, column) => cell(n, from, column)),
        sum(row.reduce((a, b) => a + b, 0)),
      ]),
      [text(t("migration.total")), ...totals.map(sum), sum(totals.reduce((a, b) => a + b, 0))],
    ],
  };
}

function summary(moves: RfmMoves, { from, to }: RfmMigration): string {
  const { lang } = locale;
  const by = (name: string): number => {
    const one = moves.by_dimension.find((d) => d.name === name);
    return one ? one.up + one.down : 0;
  };
  const said = t("migration.summary", {
    from: day(from, lang),
    to: day(to, lang),
    both: moves.both,
    moved: moves.moved,
    share: share(moves.moved, moves.both),
    r: by("recency"),
    f: by("frequency"),
    m: by("monetary"),
    fresh: moves.newcomers,
    gone: moves.leavers,
  });
  if (!moves.cut) return said;
  return t("migration.join", { a: said, b: t("migration.summary.cut", { n: moves.cut.moved, held: moves.cut.held }) });
}

/** What the comparison means, with what divided the customers then and now. */
function note(moves: RfmMoves, { from, to, cuts }: RfmMigration): string {
  const { lang } = locale;
  const split = ({
    recency: r,
    frequency: f,
    monetary: m,
  }: RfmMoves["split_now"]): Record<"r" | "f" | "m", string> => ({
    r: full(r, lang, 1),
    f: full(f, lang, 2),
    m: full(m, lang, 2),
  });
  const then = t("migration.note.split", { when: day(from, lang), ...split(moves.split_then) });
  const now = t("migration.note.split", { when: day(to, lang), ...split(moves.split_now) });
  return [t("migration.note"), t(`migration.note.${cuts}`), then, ...(cuts === "frozen" ? [] : [now])].join(
    t("note.join"),
  );
}

/** The matrix from then to now, rows then, columns now. */
export function figure({ migration }: RfmOutcome, shown: Shown): FigureModel[] {
  const moves = migration?.moves;
  if (!migration || !moves) return [];
  const { lang } = locale;
  const scheme: Scheme = moves.segments && shown["moves"] === "segments" ? "segments" : "classes";
  const matrix = (scheme === "segments" && moves.segments) || moves.classes;
  const groups = names(matrix, scheme);
  const options = (["classes", "segments"] as const).map((value) => ({ value, words: t(`migration.by.${value}`) }));
  return [
    {
      id: "migration",
      heading: t("migration.title"),
      subtitle: t("migration.subtitle", { from: day(migration.from, lang), to: day(migration.to, lang) }),
      summary: summary(moves, migration),
      note: note(moves, migration),
      height: 72 + 34 * (groups.length + 1),
      wide: true,
      draw: (look) =>
        transition(
          {
            from: [...groups, t("migration.new")],
            to: [...groups, t("migration.gone")],
            counts: all(matrix),
            ...(scheme === "classes"
              ? { pick: (from: number, to: number) => ({ grouping: "migration", group: codeAt(matrix, from, to) }) }
              : {}),
          },
          look,
        ),
      table: matrixTable(matrix, scheme),
      switches: moves.segments ? [{ key: "moves", name: t("migration.by"), now: scheme, options }] : [],
    },
  ];
}

function bitsWords(bits: string): string {
  const changed = ["R", "F", "M"].filter((_, at) => bits[at] === "1");
  return changed.length === 1 ? t("migration.only", { name: changed[0] ?? "" }) : changed.join(t("migration.and"));
}

/** Why customers moved: which of R, F and M changed, and with cuts made anew, for whom the cut alone. */
export function listings({ migration }: RfmOutcome): Listing[] {
  const moves = migration?.moves;
  if (!migration || !moves) return [];
  const { cut } = moves;
  const alone = (n: number | null): Cell[] => (cut ? [n === null ? { text: DASH, raw: null } : people(n)] : []);
  const column = cut ? [{ label: t("migration.cut"), end: true, more: t("migration.cut.more") }] : [];
  const drawn = (n: number): Cell => ({
    ...text(share(n, moves.moved)),
    ...(moves.moved > 0 ? { part: n / moves.moved } : {}),
  });
  const bits: TableModel = {
    caption: t("migration.bits"),
    columns: [
      { label: t("migration.changed") },
      { label: t("group.customers"), end: true, people: true },
      { label: t("migration.of_moved"), end: true },
      ...column,
    ],
    rows: [
      ...moves.by_bits.map((one) => [
        text(bitsWords(one.bits)),
        count(one.customers),
        drawn(one.customers),
        ...alone(one.by_cut_alone),
      ]),
      [text(t("migration.total")), count(moves.moved), drawn(moves.moved), ...alone(cut?.moved ?? null)],
    ],
    total: true,
  };
  const sides: TableModel = {
    caption: t("migration.sides"),
    columns: [
      { label: t("cuts.dimension") },
      { label: t("migration.up"), end: true },
      { label: t("migration.down"), end: true },
      ...column,
    ],
    rows: moves.by_dimension.map((one) => [
      text(t(`dim.${one.name}`)),
      people(one.up),
      people(one.down),
      ...alone(one.by_cut_alone),
    ]),
  };
  return [
    { table: bits, note: t("migration.bits.note") },
    { table: sides, note: t("migration.sides.note") },
  ];
}

/** That there is too little before the earlier date. */
export function shortage({ migration }: RfmOutcome): string[] {
  const missing = migration?.not_enough_data;
  if (!migration || !missing) return [];
  const have = (code: string): number => missing.have.find((one) => one.code === code)?.value ?? 0;
  const from = day(migration.from, locale.lang);
  return have("days") < 1
    ? [t("migration.late", { from, to: day(migration.to, locale.lang) })]
    : [t("migration.short", { from, n: have("customers_with_purchase") })];
}
