// What the engine will offer the gate; goes when its own types are there.
import type { Engine, Exported, Inspect, Lang, Ratio } from "../engine/api.ts";
import type { Kind } from "../engine/types.ts";

export type RuleCode =
  | "no_user_id"
  | "no_order_time"
  | "no_amount"
  | "identical_rows"
  | "same_key"
  | "customer_day"
  | "missing"
  | "impossible"
  | "outlier";
export type Action =
  | "keep"
  | "delete"
  | "correct"
  | "by_share"
  | "fill"
  | "unknown"
  | "first"
  | "last"
  | "newest"
  | "most_complete";
export type Method = "box" | "sigma3" | "p99" | "mad";
export type Reason =
  | "column_gone"
  | "column_kind"
  | "own_key"
  | "time_of_day"
  | "may_repeat"
  | "columns_left_out"
  | "no_two_alike"
  | "below_limit"
  | "at_limit"
  | "stays_missing"
  | "never_filled"
  | "absence_is_no"
  | "unreadable"
  | "nothing_present"
  | "too_few_for_sigma"
  | "returns_left_out"
  | "no_key";
export interface Entry {
  rule: RuleCode;
  column?: string;
  action: Action;
  on: boolean;
  method?: Method;
  factor?: number;
  log?: boolean;
  as_of?: string;
}
export interface CleanPlan {
  entries: Entry[];
  missing_words?: string[];
}
export interface Bounds {
  method: Method;
  low: number | null;
  high: number | null;
  rows: number;
}
export interface Outliers {
  judged: number;
  returns: number;
  methods: Bounds[];
  agreement: number[];
  largest_z: number | null;
  sigma3_cannot_fire: boolean;
}
export interface Effect {
  rule: RuleCode;
  column: number | null;
  action: Action;
  on: boolean;
  found: number;
  dropped: number;
  changed: number;
  missing: Ratio | null;
  mean: number | null;
  outliers: Outliers | null;
  reasons: Reason[];
}
export interface Headline {
  rows: Ratio;
  customers: number | null;
  orders: number | null;
  revenue: number | null;
}
export interface Headlines {
  without: Headline;
  without_fills: Headline;
  with: Headline;
}
export interface Cleaning {
  plan: CleanPlan;
  effects: Effect[];
  headlines: Headlines;
  set_aside: { reason: string; rows: number }[];
  cleaned: { rule: RuleCode | null; rows: number }[];
  decided: number;
  can_undo: boolean;
  can_redo: boolean;
}
export interface Decision {
  keep?: number[];
  drop?: number[];
  forget?: number[];
  correct?: [number, number, string | null][];
}
export interface TablePage {
  columns: string[];
  total: number;
  from: number;
  rows: { index: number; file: string; row: number; kept: boolean; cells: (string | null)[] }[];
}
export interface Scorecard {
  completeness: Ratio;
  validity: Ratio;
  uniqueness: Ratio;
  consistency: Ratio;
  timeliness: Ratio;
}
export interface Measures {
  count: number;
  zeros: number;
  negatives: number;
  mean: number;
  deviation: number | null;
  skewness: number | null;
  min: number;
  quantiles: [number, number, number, number, number, number, number];
  max: number;
}
export interface ColumnProfile {
  column: number;
  kind: Kind;
  missing: Ratio;
  unreadable: number;
  outside: number | null;
  distinct: Ratio;
  variants: number | null;
  variant_cells: number;
  form: Ratio | null;
  mode: [number, number] | null;
  numbers: Measures | null;
  days_behind: number | null;
  future: Ratio | null;
}
export interface Profile {
  rows: number;
  identical: number;
  scores: Scorecard;
  columns: ColumnProfile[];
}
export type Operator =
  | "mask"
  | "pseudonym"
  | "drop"
  | "keep"
  | { band: { width: number } | { edges: number[] } }
  | { age_band: "five" | "ten" }
  | { top_code: { at: number } | { quantile: number } }
  | { round: { step: number } }
  | { shift_dates: { days: number; by: "customer" | "file" } }
  | { coarsen_date: "month" | "quarter" | "year" }
  | { region: "province" | "city" };
export interface Verdict {
  pii: string | null;
  doubtful: string | null;
  loose?: string | null;
  sensitive?: boolean;
  score: number;
  hits: number;
  sampled: number;
  mixed?: number;
  why?: { rule: string | null; header: string; one_in: number };
}
export type OperatorEffect = "exact" | "coarser" | "gaps_exact" | "shifted_alike";
export interface ColumnMasking {
  column: number;
  name: string;
  type: Kind;
  field: string | null;
  verdict: Verdict;
  operator: Operator | null;
  effect: OperatorEffect;
  operators: { operator: Operator; code: string; effect: OperatorEffect; needs_confirmation: boolean }[];
  before: string[];
  after: (string | null)[];
}
export interface Masking {
  columns: ColumnMasking[];
}
export interface RiskFigures {
  classes: number;
  k_min: number | null;
  below: Ratio;
  uniques: Ratio;
  prosecutor_max: Ratio | null;
  prosecutor_mean: Ratio | null;
  histogram: [number, number][];
  level: number;
  sensitive: { column: number; distinct: number | null; entropy: number | null; t: number | null }[];
  singling_out: [number, boolean];
  linkability: [number, boolean];
  inference: [number, boolean] | null;
}
export interface RiskReport {
  rows: number;
  k: number;
  columns: { column: number; name: string; why: string | null; chosen: boolean }[];
  before: RiskFigures;
  after: RiskFigures;
}
export interface RiskQuery {
  table: number;
  columns?: number[];
  sensitive?: number[];
  k?: number;
}
export interface GateEngine extends Engine {
  profile(table: number): Promise<Profile>;
  cleaning(table: number): Promise<Cleaning>;
  setCleaning(table: number, plan: CleanPlan | null): Promise<Cleaning>;
  decide(table: number, decision: Decision): Promise<Cleaning>;
  undo(): Promise<Inspect>;
  redo(): Promise<Inspect>;
  tableRows(q: { table: number; entry?: number; from: number; count: number }): Promise<TablePage>;
  masking(table: number): Promise<Masking>;
  setOperator(table: number, column: number, operator: Operator | null, confirmed: boolean): Promise<Masking>;
  risk(q: RiskQuery): Promise<RiskReport>;
  newKey(): Promise<void>;
  wrapKey(passphrase: string): Promise<Exported>;
  unwrapKey(text: string, passphrase: string): Promise<void>;
  openPseudonyms(list: string, confirmed: boolean, lang: Lang): Promise<Exported>;
}
