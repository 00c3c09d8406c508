import type { Portrait, PortraitMark, PortraitOutcome, PortraitParams } from "../../engine/types.ts";

export const params: PortraitParams = { by: null, least: 5 };

const age: PortraitMark = {
  name: "age",
  title: "age",
  label: null,
  direction: "low",
  size: "large",
  strength: 1.2,
  number: { mean: 30, others: 45, state: "defined", d: -1.2, interval: { low: -1.5, high: -0.9 }, customers: 100 },
  part: null,
  p: 1e-9,
  q: 1e-8,
  by_rule: false,
};
const recency: PortraitMark = { ...age, name: "recency", title: "recency", strength: 2, by_rule: true };
const city: PortraitMark = {
  ...age,
  name: "survey_1",
  title: "Content",
  label: "yes",
  direction: "high",
  size: "medium",
  strength: 0.6,
  number: null,
  part: {
    share: { num: 80, den: 100 },
    overall: { num: 110, den: 200 },
    lift: 1.45,
    interval: { low: 1.3, high: 1.6 },
  },
};

function group(label: string, customers: number, marks: PortraitMark[]): Portrait {
  const small = customers < 5;
  return {
    label,
    customers,
    share: { num: customers, den: 203 },
    small,
    marks,
    sentence: marks.filter((mark) => !mark.by_rule).map((mark) => ({ ...mark, reference: "other_groups" })),
    radar: small ? [null, null, null] : [70, 60, 30],
    means: small ? [null, null, null] : [20, 3, 30],
    exemplar: small
      ? null
      : {
          numbers: [18, 3, 29],
          modes: [{ name: "survey_1", title: "Content", label: "yes", share: { num: 80, den: 100 } }],
        },
    exemplar_withheld: false,
  };
}

/** Recent buyers are young and content; a group of three is too small. */
export const outcome: PortraitOutcome = {
  by: "recency_band",
  title: "recency_band",
  analysis: null,
  grouping: null,
  missing: false,
  choices: [
    { name: "recency_band", title: "recency_band", family: "behavioural" },
    { name: "survey_1", title: "Content", family: "psychographic" },
  ],
  features: [
    { name: "recency", title: "recency", unit: "day", reversed: true },
    { name: "frequency", title: "frequency", unit: "order", reversed: false },
    { name: "age", title: "age", unit: "year", reversed: false },
  ],
  axes: [0, 1, 2],
  tested: 40,
  found: 6,
  columns_left_out: 0,
  everybody: { customers: 210, exemplar: { numbers: [40, 2, 38], modes: [] }, exemplar_withheld: false },
  groups: [group("1-30", 100, [recency, age, city]), group("31-90", 100, []), group("366+", 3, [])],
  outside: 7,
};
