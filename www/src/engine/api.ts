/** What the page asks of the engine and what it gets back. Keys inside data are snake_case, as in results.json. */

export type Lang = "zh" | "en";

/** A fraction kept as its two parts; `den` 0 means "not defined". */
export interface Ratio {
  num: number;
  den: number;
}

export interface NamedBlob {
  name: string;
  blob: Blob;
}

export interface Progress {
  phase: "sniff" | "read" | "analyze";
  bytes: number;
  total: number;
  rows: number;
}

export interface Texts {
  zh: string;
  en: string;
}

export interface Notice {
  code: string;
  severity: "info" | "warning";
  count: number;
  column?: number;
  rows?: number[];
  texts: Texts;
}

export interface Reject {
  row: number;
  code: string;
}

export interface InspectColumn {
  name: string;
  kind: "text" | "number" | "money" | "time";
  nulls: number;
  invalid: number;
  distinct: number | null;
  min?: number | string;
  max?: number | string;
  field: string | null;
  field_score: number;
  pii: string | null;
  pii_score: number;
  /** Masked by the engine. */
  samples: string[];
}

export interface InspectFile {
  name: string;
  bytes: number;
  format: "csv";
  encoding: "utf-8" | "gb18030";
  bom: boolean;
  dialect: {
    delimiter: string;
    quote: string | null;
    escape: string | null;
    header_row: number;
    comment: string | null;
  };
  rows: { read: number; accepted: number; rejected: number };
  rejects: Reject[];
  kind: "orders" | "unknown";
  kind_score: number;
  columns: InspectColumn[];
}

export interface Inspect {
  files: InspectFile[];
  required: { field: string; mapped: boolean }[];
  fields: { field: string; zh: string; en: string; required: boolean }[];
  notices: Notice[];
}

export type Method = "quantile" | "fixed" | "mean" | "r_rfm";

export interface Cuts {
  recency: number[];
  frequency: number[];
  monetary: number[];
}

export interface RfmParams {
  bins: number;
  method: Method;
  split: "mean" | "median";
  frequency: "order" | "day" | "line";
  refunds: "subtract" | "ignore";
  monetary: "total" | "mean_per_order";
  cuts: Cuts | null;
  window_days: number | null;
  list: number;
}

export interface Dimension {
  name: "recency" | "frequency" | "monetary";
  unit: string;
  /** Where the next class begins, ascending; null where no customer reaches it. Recency classes count backwards. */
  cuts: (number | null)[];
  score_counts: number[];
  distinct_scores: number;
  largest_tie: Ratio;
  mean: number;
  median: number;
  min: number;
  max: number;
}

export interface GridCell {
  r: number;
  f: number;
  customers: number;
  revenue: number;
  mean_monetary: number | null;
}

export interface GroupRow {
  name: string;
  customers: number;
  share: Ratio;
  orders: number;
  revenue: number;
  revenue_share: Ratio | null;
  average_order_value: number | null;
  median_recency: number | null;
  median_frequency: number | null;
  median_monetary: number | null;
}

export interface ClassRow extends GroupRow {
  /** Bits R, F, M: "111" is near, often, much. */
  code: string;
  seed?: string | null;
}

export interface SegmentRow extends GroupRow {
  rule: { r: number[]; f: number[]; m: number[] }[];
}

export interface RfmOutcome {
  as_of: string;
  window: { from: string; to: string; days: number };
  population: {
    customers: number;
    scored: number;
    without_purchase: number;
    orders: number;
    lines: number;
    refund_lines: number;
    revenue: number;
  };
  dimensions: Dimension[];
  grid: GridCell[];
  classes: {
    split: "mean" | "median";
    values: { recency: number; frequency: number; monetary: number };
    other_split_moved: Ratio;
    rows: ClassRow[];
  };
  segments: null | { scheme: string; rows: SegmentRow[] };
  customers: { total: number; listed: number };
}

export interface Amount {
  code: string;
  value: number;
}

export type RfmResult =
  | { params: RfmParams; outcome: RfmOutcome }
  | { params: RfmParams; not_enough_data: { need: Amount[]; have: Amount[] } };

export interface Filter {
  class?: string;
  segment?: string;
  r?: number;
  f?: number;
}

export interface CustomerRow {
  /** Keyed pseudonym. */
  customer: string;
  masked_id: string;
  recency: number;
  frequency: number;
  monetary: number;
  r: number;
  f: number;
  m: number;
  class: string;
  segment: string | null;
}

export interface RowsQuery {
  analysis: "rfm";
  filter?: Filter;
  from: number;
  count: number;
}

export interface RowsPage {
  total: number;
  from: number;
  rows: CustomerRow[];
}

export type ExportWhat = "classes" | "segments" | "customers" | "results" | "rejects";

export interface ExportQuery {
  what: ExportWhat;
  form?: "shareable" | "crm";
  confirmed?: boolean;
  lang: Lang;
}

export interface Exported {
  name: string;
  type: string;
  bytes: Uint8Array<ArrayBuffer>;
}

export type EngineState = "ready" | "restarting" | "needs_files";

export interface OpenOptions {
  signal?: AbortSignal;
  onProgress?: (p: Progress) => void;
  lang?: Lang;
}

export interface Engine {
  open(files: NamedBlob[], o?: OpenOptions): Promise<Inspect>;
  /** One field or null for each column of the one open table. */
  map(mapping: (string | null)[]): Promise<Inspect>;
  /** ISO date for all later analyses; null = the day after the last order. */
  asOf(date: string | null): Promise<void>;
  analyze(name: "rfm", params?: Partial<RfmParams>): Promise<RfmResult>;
  rows(q: RowsQuery): Promise<RowsPage>;
  export(q: ExportQuery): Promise<Exported>;
  recipe(): Promise<unknown>;
  close(): void;
  onState(f: (s: EngineState) => void): void;
}
