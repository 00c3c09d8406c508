import type { SegmentsGroup, SegmentsOutcome, SegmentsParams } from "../../engine/types.ts";

export const params: SegmentsParams = { rows: null, columns: null, measure: "customers", least: 5, top: 20 };

function group(
  label: string | null,
  customers: number,
  best: number,
  value: number,
  low: number,
  high: number,
): SegmentsGroup {
  const small = customers < 5;
  return {
    label,
    customers,
    share: { num: customers, den: 104 },
    orders: customers,
    revenue: 10 * customers,
    revenue_share: { num: 10 * customers, den: 1040 },
    average: 10,
    best: { num: best, den: customers },
    tgi: small ? null : { value, interval: { low, high } },
    small,
  };
}

const totals = (customers: number) => ({ customers, value: customers });

/** Women are worth more than men; two of another gender are too few; ten are not known. */
export const outcome: SegmentsOutcome = {
  customers: 114,
  buyers: 104,
  best: { from: 25.5, share: { num: 21, den: 104 } },
  attributes: [
    {
      name: "gender",
      title: "gender",
      family: "demographic",
      coverage: { num: 104, den: 114 },
      distinct: 3,
      grouped: true,
      rows: [
        group("female", 62, 18, 143.8, 110, 160),
        group("male", 40, 3, 37.1, 13, 87),
        group("undisclosed", 2, 0, 0, 0, 0),
      ],
      unknown: { customers: 10, orders: 0, revenue: 0 },
    },
    {
      name: "survey_1",
      title: "Content",
      family: "psychographic",
      coverage: { num: 104, den: 114 },
      distinct: 2,
      grouped: false,
      rows: [group("yes", 60, 12, 99, 80, 120), group("no", 44, 9, 101, 70, 130)],
      unknown: { customers: 10, orders: 0, revenue: 0 },
    },
  ],
  columns_left_out: 0,
  missing: ["Zodiac"],
  cross: {
    rows: "gender",
    columns: "survey_1",
    measure: "customers",
    row_labels: ["female", "male"],
    column_labels: ["yes", null],
    cells: [
      { customers: 50, value: 50, tgi: { value: 137, interval: { low: 120, high: 150 } }, small: false },
      { customers: 12, value: 12, tgi: { value: 46, interval: { low: 20, high: 80 } }, small: false },
      { customers: 10, value: 10, tgi: { value: 42, interval: { low: 20, high: 80 } }, small: false },
      { customers: 3, value: 3, tgi: null, small: true },
    ],
    row_totals: [totals(62), totals(13)],
    column_totals: [totals(60), totals(15)],
    total: totals(75),
    by_rule: false,
    test: { statistic: 12.5, df: 1, p: 0.0004, cramers_v: 0.41, thin: { num: 1, den: 4 } },
  },
  affinity: {
    by: "gender",
    categories: ["Clothes", null],
    distinct: 9,
    all: [
      { spend: 600, buyers: 40 },
      { spend: 440, buyers: 50 },
    ],
    groups: [
      {
        label: "female",
        customers: 62,
        cells: [
          { share: { num: 500, den: 620 }, index: 139.8, buyers: 36, tgi: null, small: false },
          { share: { num: 120, den: 620 }, index: 45.7, buyers: 20, tgi: null, small: false },
        ],
      },
      {
        label: "male",
        customers: 40,
        cells: [
          { share: { num: 100, den: 400 }, index: null, buyers: 4, tgi: null, small: true },
          { share: { num: 300, den: 400 }, index: 177.3, buyers: 30, tgi: null, small: false },
        ],
      },
    ],
  },
};
