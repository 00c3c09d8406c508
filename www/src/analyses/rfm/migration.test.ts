import { beforeEach, expect, test } from "vitest";
import { look } from "../../charts/look.fixture.ts";
import { data } from "../../charts/option.fixture.ts";
import { tsv } from "../../charts/table.ts";
import type { RfmMigration, RfmOutcome } from "../../engine/api.ts";
import { locale } from "../../i18n/locale.ts";
import { effects, nested } from "./details.ts";
import { figure, listings, moveName, shortage } from "./migration.ts";
import { outcome, params } from "./outcome.fixture.ts";

beforeEach(() => locale.set("en"));

const migration: RfmMigration = {
  from: "2024-01-15",
  to: "2024-02-01",
  cuts: "re_estimated",
  moves: {
    scored_then: 6,
    scored_now: 7,
    both: 5,
    newcomers: 2,
    leavers: 1,
    moved: 2,
    stayed: 3,
    split_then: { recency: 9.5, frequency: 1, monetary: 100 },
    split_now: { recency: 8, frequency: 1, monetary: 120 },
    by_bits: [
      { bits: "100", customers: 1, by_cut_alone: 0 },
      { bits: "111", customers: 1, by_cut_alone: 1 },
    ],
    by_dimension: [
      { name: "recency", up: 0, down: 2, by_cut_alone: 1 },
      { name: "frequency", up: 0, down: 1, by_cut_alone: 1 },
      { name: "monetary", up: 0, down: 1, by_cut_alone: 1 },
    ],
    cut: { moved: 1, held: 0 },
    classes: {
      groups: ["111", "000"],
      counts: [
        [2, 2],
        [0, 1],
      ],
      newcomers: [2, 0],
      leavers: [0, 1],
      from_totals: [4, 2],
      to_totals: [4, 3],
    },
    segments: null,
  },
  not_enough_data: null,
};
const moved: RfmOutcome = { ...outcome, migration };

test("without an earlier date nothing is shown", () => {
  expect([figure(outcome, {}), listings(outcome), shortage(outcome)]).toEqual([[], [], []]);
  expect([effects(outcome, params), nested(outcome)]).toEqual([[], []]);
});

test("the matrix says who went where, and a cell opens its customers", () => {
  const [one] = figure(moved, {});
  if (!one) throw new Error("no figure");
  expect(one.summary).toBe(
    "Of 5 customers with purchases both as of Jan 15, 2024 and as of Feb 1, 2024, 2 (40.0%) changed class: R changed for 2, F for 1, M for 1. 2 more are new, 1 is gone. 1 of them changed only because the lines moved; 0 more would have changed by the lines of then and stayed because the lines moved.",
  );
  expect(one.note).toContain("splits of Jan 15, 2024: R 9.5 days, F 1, M 100");
  expect(one.note).toContain("splits of Feb 1, 2024: R 8 days");
  const cells = data(one.draw(look));
  expect(cells).toHaveLength(9);
  expect(cells[1]).toMatchObject({ value: [1, 0, 0.5], pick: { grouping: "migration", group: "111>000" } });
  const { rows } = one.table;
  expect(rows.map((row) => row.map((cell) => cell.raw))).toEqual([
    ["Important value", 2, 2, 0, 4],
    ["General to win back", 0, 1, 1, 2],
    ["New", 2, 0, 0, 2],
    ["Total", 4, 3, 1, 8],
  ]);
  expect(rows[1]?.[3]).toMatchObject({ pick: { grouping: "migration", group: "000>gone" } });
  expect(rows[2]?.[1]).toMatchObject({ pick: { grouping: "migration", group: "new>111" } });
});

test("why: which of R, F and M changed, and whom the lines alone moved", () => {
  const [bits, sides] = listings(moved);
  expect(bits?.table.rows.map((row) => row.map((cell) => cell.raw))).toEqual([
    ["R alone", 1, "50.0%", 0],
    ["R and F and M", 1, "50.0%", 1],
    ["Total", 2, "100.0%", 1],
  ]);
  expect(sides?.table.rows[0]?.map((cell) => cell.raw)).toEqual(["R days since purchase", 0, 2, 1]);
  const frozen = { ...moved, migration: { ...migration, moves: migration.moves && { ...migration.moves, cut: null } } };
  expect(listings(frozen)[0]?.table.columns).toHaveLength(3);
});

test("a date with too little before it is said", () => {
  const short = (customers: number, days: number): string[] =>
    shortage({
      ...outcome,
      migration: {
        ...migration,
        moves: null,
        not_enough_data: {
          need: [],
          have: [
            { code: "customers_with_purchase", value: customers },
            { code: "days", value: days },
          ],
        },
      },
    });
  expect(short(1, 20)[0]).toContain("As of Jan 15, 2024 only 1 customer has a purchase");
  expect(short(9, 0)[0]).toContain("is not before the as-of date Feb 1, 2024");
});

test("moves are named by both classes", () => {
  expect(moveName("111>000")).toBe("Important value → General to win back");
  expect(moveName("new>111")).toBe("New → Important value");
  expect(moveName("111")).toBeNull();
});

test("the effect of counting otherwise and the lines of nested scores are tables", () => {
  const ratio = (num: number) => ({ num, den: 10 });
  const [effect] = effects(
    {
      ...outcome,
      comparison: [{ frequency: "day", counts: ratio(4), scores: ratio(3), class: ratio(1), segment: null }],
    },
    params,
  );
  expect(effect?.table.rows[0]?.map((cell) => cell.text)).toEqual(["Days", "4 (40.0%)", "3 (30.0%)", "1 (10.0%)"]);
  expect(effect?.note).toContain("Orders");
  const [f, m] = nested({
    ...outcome,
    nested: {
      frequency: [{ r: 2, f: null, customers: 6, cuts: [3] }],
      monetary: [{ r: 2, f: 1, customers: 4, cuts: [null] }],
    },
  });
  expect(f?.table.rows[0]?.map((cell) => cell.text)).toEqual(["R 2", "6", "3"]);
  expect(m?.table.rows[0]?.map((cell) => cell.text)).toEqual(["R 2 · F 1", "4", "–"]);
});

test("what leaves of the matrix cannot be solved back with the sizes of the classes", () => {
  const { moves } = migration;
  if (!moves) throw new Error("no moves");
  const classes = {
    ...moves.classes,
    counts: [
      [40, 1],
      [2, 30],
    ],
    newcomers: [1, 9],
    leavers: [8, 6],
  };
  const [one] = figure({ ...outcome, migration: { ...migration, moves: { ...moves, classes } } }, {});
  if (!one) throw new Error("no figure");
  const left = tsv(one.table, 5)
    .split("\n")
    .slice(1, 4)
    .map((row) => row.split("\t").slice(1, 4));
  const truth = [
    [40, 1, 8],
    [2, 30, 6],
    [1, 9, 0],
  ];
  const isHidden = (row: number, column: number): boolean => left[row]?.[column] !== String(truth[row]?.[column]);
  // The first class has 43 now, 40 of them from itself: with these told, 2 and 1 would be 3 together, and neither could be 4.
  for (let line = 0; line < 3; line++) {
    const [row, column] = [
      [0, 1, 2].filter((at) => isHidden(line, at)).map((at) => truth[line]?.[at] ?? 0),
      [0, 1, 2].filter((at) => isHidden(at, line)).map((at) => truth[at]?.[line] ?? 0),
    ];
    for (const hidden of [row, column]) {
      if (hidden.some((n) => n > 0 && n < 5))
        expect(
          hidden.some((n) => n >= 5),
          `${line}: ${hidden}`,
        ).toBe(true);
    }
  }
  expect(left.flat().filter((cell) => cell === "<5")).toHaveLength(3);
});
