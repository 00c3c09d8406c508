import type { Ratio } from "../../engine/types.ts";

export type ClvModel = "bg_nbd" | "mbg_nbd" | "pareto_nbd";
export type ClvUnit = "day" | "week" | "month";

/** Settings of lifetime value. */
export interface ClvParams {
  model: ClvModel;
  /** The unit of time of the model. */
  unit: ClvUnit;
  /** The last day that the model sees, ISO 8601; null = all days. */
  calibration_end: string | null;
  /** How many months ahead are forecast, 1 to 120. */
  horizon_months: number;
  /** Discount per month, 0 to 1. */
  discount_rate: number;
  /** Share of an amount that is earned, above 0, at most 1. */
  margin: number;
  /** Samples drawn for the intervals; 0 for none. */
  bootstrap: number;
  seed: number;
  list: number;
}

/** What customers were worth and what they will be. */
export interface ClvOutcome {
  as_of: string;
  /** Last day that the model sees; forecasts begin after it. */
  calibration_end: string;
  population: ClvPopulation;
  historical: ClvHistorical;
  fit: ClvFit;
  /** Customers by repeat purchases, made and expected; not for Pareto/NBD. */
  frequencies: ClvFrequency[] | null;
  /** The model beside days that it did not see; null where there are too few. */
  holdout: ClvHoldout | null;
  alive: ClvAlive;
  expected: ClvExpected;
  /** Null where no repeat purchase has an amount above 0. */
  spend: ClvSpend | null;
  /** Null without amounts. */
  value: ClvValue | null;
  /** Null where no samples were drawn. */
  bootstrap: ClvBootstrap | null;
  customers: ClvCustomers;
}

export interface ClvPopulation {
  customers: number;
  /** Those who bought up to the end of calibration. */
  modelled: number;
  /** Those of them with a repeat purchase. */
  repeat: number;
  repeat_purchases: number;
  /** Those who first bought later. */
  newer: number;
  without_purchase: number;
}

/** Value to date by cohorts of the first purchase. */
export interface ClvHistorical {
  /** Months in a period: 1, 3, 12 or 120. */
  months: number;
  customers: number;
  net: number;
  cohorts: ClvCohort[];
  curve: ClvCurvePoint[];
}

export interface ClvCohort {
  /** `2024-05`, `2024-Q2` or `2024`. */
  period: string;
  customers: number;
  net: number;
  /** Per customer, up to each period since the first purchase; null where the data do not wholly cover it. */
  value: (number | null)[];
}

export interface ClvCurvePoint {
  /** Periods since that of the first purchase. */
  age: number;
  /** Customers whose cohorts are this old. */
  customers: number;
  value: number;
}

/** An interval of 95 %. */
export interface ClvInterval {
  low: number;
  high: number;
}

export type ClvParameterName = "r" | "alpha" | "a" | "b" | "s" | "beta" | "p" | "q" | "v";

export interface ClvParameter {
  name: ClvParameterName;
  /** Null where the data do not tell it. */
  value: number | null;
  /** Its standard error. */
  error: number | null;
  interval: ClvInterval | null;
}

export type ClvStatus = "converged" | "no_dropout" | "flat" | "not_converged";

/** The fitted model of purchases. */
export interface ClvFit {
  model: ClvModel;
  unit: ClvUnit;
  status: ClvStatus;
  parameters: ClvParameter[];
  log_likelihood: number;
  /** r and α of customers who never drop out. */
  nbd: ClvParameter[];
  nbd_log_likelihood: number;
  /** Distinct histories. */
  groups: number;
  evaluations: number;
}

export interface ClvFrequency {
  /** Repeat purchases; in the last row so many or more. */
  repeats: number;
  /** Customers who made them. */
  actual: number;
  /** Customers of whom the model expects them. */
  expected: number;
}

/** Expected and actual repeat purchases after the last day of calibration. */
export interface ClvHoldout {
  /** Whether that day was chosen by the engine, for a fit of its own. */
  automatic: boolean;
  calibration_end: string;
  /** Last day held out. */
  end: string;
  days: number;
  status: ClvStatus;
  parameters: ClvParameter[];
  customers: number;
  actual: number;
  expected: number;
  by_repeats: ClvHoldoutRow[];
  /** Repeat purchases up to each day, from the first one on. */
  track: ClvTrackPoint[];
}

export interface ClvHoldoutRow {
  /** Repeat purchases; in the last row so many or more. */
  repeats: number;
  customers: number;
  actual: number;
  expected: number;
}

export interface ClvTrackPoint {
  day: string;
  actual: number;
  expected: number;
}

/** Who is still a customer. */
export interface ClvAlive {
  mean: number;
  interval: ClvInterval | null;
  /** Customers by P(alive): below 10 %, below 20 %, … to 100 %. */
  bands: number[];
}

/** Purchases to come within the horizon. */
export interface ClvExpected {
  months: number;
  total: number;
  mean: number;
  /** Of the mean. */
  interval: ClvInterval | null;
  /** Of a customer who is new. */
  of_new: number;
  quantiles: ClvQuantile[];
}

export interface ClvQuantile {
  percent: number;
  value: number;
}

export type ClvSpendStatus = "converged" | "infinite_mean" | "equal_amounts" | "observed";

/** The model of amounts. */
export interface ClvSpend {
  status: ClvSpendStatus;
  /** p, q and v of Gamma-Gamma; none without a fit. */
  parameters: ClvParameter[];
  log_likelihood: number | null;
  /** Customers with a repeat purchase above 0. */
  customers: number;
  /** Amount that is expected of customers without a repeat purchase. */
  population_mean: number;
  observed_mean: number;
  /** Of repeat purchases and their mean amount, which the model takes to be 0; null where either is the same for all. */
  correlation: number | null;
}

/** Value to come within the horizon, discounted, with margin. */
export interface ClvValue {
  months: number;
  annual_discount: number;
  total: number;
  mean: number;
  /** Of the mean. */
  interval: ClvInterval | null;
  quantiles: ClvQuantile[];
  /** The best customers: 1, 5, 10, 20 and 50 %. */
  top: ClvTop[];
  /** Tenths of the customers, the best first; customers of equal value are in one. */
  deciles: ClvDecile[];
  at_population_mean: Ratio;
}

export interface ClvTop {
  customers: Ratio;
  value: number;
}

export interface ClvDecile {
  /** 1 is the best. */
  decile: number;
  customers: number;
  value: number;
  /** Mean of their P(alive). */
  alive: number | null;
  expected: number;
}

export interface ClvBootstrap {
  samples: Ratio;
  /** Customers of a sample. */
  customers: number;
}

/** The first customers of the model, as columns, without identifiers. */
export interface ClvCustomers {
  total: number;
  listed: number;
  repeats: number[];
  last_days: number[];
  total_days: number[];
  mean_amount: (number | null)[];
  alive: number[];
  expected: number[];
  expected_amount: (number | null)[];
  at_population_mean: boolean[];
  value: (number | null)[];
}
