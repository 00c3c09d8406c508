// What the page asks of the engine and what it gets back. Data types come from Rust; keys inside data are snake_case, as
// in results.json.

import type { Offer } from "./room.ts";
import type { Projects } from "./projects.ts";
import type { Tables } from "./tables.ts";
import type {
  ActivityOutcome,
  AttributionOutcome,
  AttributionParams,
  ChannelOutcome,
  ChannelParams,
  ActivityParams,
  AbcOutcome,
  AbcParams,
  Applied,
  BasketOutcome,
  BasketParams,
  ClusterOutcome,
  ClusterParams,
  ClvOutcome,
  ClvParams,
  ColumnInspect,
  DescribeOutcome,
  DescribeParams,
  Export,
  FileInspect,
  FunnelOutcome,
  FunnelParams,
  InGroup,
  Inspect,
  Lang,
  LifecycleOutcome,
  LifecycleParams,
  Overrides,
  PathOutcome,
  PathParams,
  PortraitOutcome,
  PortraitParams,
  RecommendOutcome,
  RecommendParams,
  Reject,
  RetentionOutcome,
  RetentionParams,
  RfmBox,
  RfmCell,
  RfmClassRow,
  RfmDimension,
  RfmOutcome,
  RfmParams,
  RfmSegmentRow,
  RowsPage,
  RowsQuery as AskedRows,
  SegmentsOutcome,
  SegmentsParams,
  SessionsOutcome,
  SessionsParams,
  Settings,
  Shortage,
  Steps,
  What,
  WordedNotice,
  Assumptions,
  Report,
  ReportOrder,
  ReportSummary,
  SuggestionFault,
} from "./types.ts";

export type {
  CustomerRow,
  Dialect,
  Encoding,
  Inspect,
  Lang,
  Overrides,
  Ratio,
  Reject,
  RfmGrid,
  RfmMatrix,
  RfmMigration,
  RfmMoves,
  RfmNestedBin,
  RfmOutcome,
  RfmParams,
  RfmRule,
  RfmSegments,
  RowsPage,
  Shortage,
  Texts,
} from "./types.ts";
export type { Offer } from "./room.ts";
export type { RfmCuts as Cuts, RfmMethod as Method, Quantity as Amount } from "./types.ts";
export type {
  ColumnInspect as InspectColumn,
  FileInspect as InspectFile,
  InGroup as Group,
  RfmBox as Box,
  RfmCell as GridCell,
  RfmClassRow as ClassRow,
  RfmDimension as Dimension,
  RfmSegmentRow as SegmentRow,
  What as ExportWhat,
  WordedNotice as Notice,
};

/** What a class row and a segment row have in common. */
export type GroupRow = Omit<RfmClassRow, "code" | "seed">;

/** Full settings with results, or with what is missing for them. */
export type Finding<P, O> = { params: P; outcome: O } | { params: P; not_enough_data: Shortage };

/** What each analysis answers. */
export interface Results {
  describe: Finding<DescribeParams, DescribeOutcome>;
  rfm: Finding<RfmParams, RfmOutcome>;
  abc: Finding<AbcParams, AbcOutcome>;
  clv: Finding<ClvParams, ClvOutcome>;
  activity: Finding<ActivityParams, ActivityOutcome>;
  lifecycle: Finding<LifecycleParams, LifecycleOutcome>;
  retention: Finding<RetentionParams, RetentionOutcome>;
  path: Finding<PathParams, PathOutcome>;
  sessions: Finding<SessionsParams, SessionsOutcome>;
  basket: Finding<BasketParams, BasketOutcome>;
  recommend: Finding<RecommendParams, RecommendOutcome>;
  funnel: Finding<FunnelParams, FunnelOutcome>;
  segments: Finding<SegmentsParams, SegmentsOutcome>;
  cluster: Finding<ClusterParams, ClusterOutcome>;
  portrait: Finding<PortraitParams, PortraitOutcome>;
  channel: Finding<ChannelParams, ChannelOutcome>;
  attribution: Finding<AttributionParams, AttributionOutcome>;
}

export type AnalysisName = keyof Results;
export type ParamsOf<N extends AnalysisName> = Results[N]["params"];

/** A group that all analyses are narrowed to; of several groups of one partition any will do. */
export interface Selection extends InGroup {
  analysis: AnalysisName;
  /** A group of those who were chosen before it. */
  within?: boolean;
}

export type RowsQuery = AskedRows & { analysis: AnalysisName };

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

export type ExportQuery = Export & { analysis?: AnalysisName };

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
  /** The user's word on encoding, delimiter, header. */
  overrides?: Overrides;
  /** Whether a file is read that will hardly fit; without it `open` ends with E_ROOM. */
  anyway?: boolean;
}

export interface Engine {
  /** Resolves when the workers stand ready for a file. */
  ready(): Promise<void>;
  /** The files of the example: five linked tables of a made-up shop. */
  demo(): Promise<Exported[]>;
  open(files: NamedBlob[], o?: OpenOptions): Promise<Inspect>;
  /** Reads the kept files once more: after a restart, or in another way. `inspect` tells whether, after a failure, the former reading is still there. */
  reopen(o?: OpenOptions): Promise<Inspect>;
  inspect(): Promise<Inspect>;
  /** What can be chosen of the newest file, whether it was read or not. */
  offer(): Promise<Offer | null>;
  /** The tables that are open. */
  readonly tables: Tables;
  /** ISO date for all later analyses; null = the day after the last order. */
  asOf(date: string | null): Promise<void>;
  /** All settings of an analysis without a word of the user. */
  defaults<N extends AnalysisName>(name: N): Promise<ParamsOf<N>>;
  /** Settings that are not given stay as they are. */
  analyze<N extends AnalysisName>(name: N, params?: Partial<ParamsOf<N>>): Promise<Results[N]>;
  /** Narrows all later analyses to the customers who are in all the groups. */
  setFilter(selections: Selection[]): Promise<void>;
  filter(): Promise<Selection[]>;
  rows(q: RowsQuery): Promise<RowsPage>;
  /** Rows of a table set aside, in file order. */
  rejects(table: number, from: number, count: number): Promise<Reject[]>;
  export(q: ExportQuery): Promise<Exported>;
  /** Enters what leaves as no file among the exports; rejects what tells, beside earlier ones, of a few customers. */
  enter(name: string): Promise<void>;
  /** The report in five parts, of the customers that pass the filter. */
  report(order: ReportOrder): Promise<Report>;
  /** What reports take for true of campaigns. */
  assume(assumptions: Assumptions): Promise<void>;
  /** What is wrong with the suggestion of a summary. */
  lint(summary: ReportSummary, lang: Lang): Promise<SuggestionFault[]>;
  /** All settings as JSON text. */
  recipe(): Promise<string>;
  /** The settings of a recipe, spelled out; rejects what is none. */
  readRecipe(text: string): Promise<{ reading: Overrides }>;
  /** Puts what is open under a recipe. */
  apply(recipe: string): Promise<Applied>;
  /** Settings that hold for all tables. */
  settings(): Promise<Settings>;
  /** All settings of all analyses without a word of the user. */
  usual(): Promise<Record<string, unknown>>;
  readonly projects: Projects;
  /** Hears what can be taken back whenever that has changed. */
  onSteps(f: (s: Steps) => void): void;
  close(): void;
  onState(f: (s: EngineState) => void): void;
}
