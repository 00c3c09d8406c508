// What the engine says of several tables, until its own types say so.
import type { Engine, Exported, Inspect, InspectFile, Lang } from "../engine/api.ts";
import type { FieldInfo, Kind } from "../engine/types.ts";

export type TableKind = "customers" | "orders" | "events" | "channels" | "feedback" | "unknown";
export type Template = "customers" | "events" | "channels" | "summary" | "orders" | "feedback";

export interface Known {
  header: string;
  field: string | null;
  kind: Kind;
}
export interface Drift {
  new: number[];
  missing: number[];
  renamed: { known: number; column: number; score: number; applied: boolean }[];
  type_changed: { known: number; column: number; was: Kind; is: Kind }[];
  known?: Known[];
}
export interface Rival {
  column: number;
  field: string;
  score: number;
}
export interface Trial {
  definition: string;
  compared: number;
  equal: number;
}
export interface Check {
  field: string;
  definition: string;
  fits: boolean;
  compared: number;
  equal: number;
  differ: number;
  missing: number;
  rows: number[];
  trials: Trial[];
}
export interface DomainCounts {
  column: number;
  field: string;
  counts: { code: string; zh: string; en: string; rows: number }[];
  unknown: number;
}
export interface TableInspect {
  kind: TableKind;
  missing?: string[];
  rivals?: Rival[];
  drift?: Drift;
}
export interface TableChecks {
  derived: Check[];
  domains: DomainCounts[];
}
export type OfferedField = FieldInfo & { kinds?: TableKind[] };

export interface Source {
  kind: TableKind;
  rows: number;
  rows_named: number;
  rows_unnamed: number;
  customers: number;
  matched: number;
  orphans: number;
  orphan_rows: number;
  absent: number;
  met_without_case: number;
  repeated: number;
  most_rows: number;
  joined_rows: number;
}
export interface JoinAudit {
  customers: number;
  reference: number | null;
  sources: Source[];
}
export type InCommon = "id_card" | "phone" | "email" | "name_address" | "name_birthday";
export interface Member {
  customer: string;
  masked_id: string;
}
export interface Group {
  reasons: InCommon[];
  shared: boolean;
  customers: Member[];
}
export interface Duplicates {
  total: number;
  groups: Group[];
  merged: Member[][];
}
export interface Fact {
  table: number;
  column: string;
  field: string | null;
  value: string;
  row: number;
}
export interface Moment {
  table: number;
  kind: TableKind;
  time: string | null;
  row: number;
  cells: [string, string][];
}
export interface Card {
  customer: string;
  masked_id: string;
  facts: Fact[];
  rows: number[];
  timeline: Moment[];
  truncated: boolean;
}

export interface TablesEngine {
  setKind(table: number, kind: TableKind): Promise<Inspect>;
  template(name: Template, lang: Lang): Promise<Exported>;
  checks(table: number): Promise<TableChecks>;
  join(): Promise<JoinAudit>;
  duplicates(from: number, count: number): Promise<Duplicates>;
  merge(group: string[]): Promise<Inspect>;
  unmerge(customer: string): Promise<Inspect>;
  card(customer: string): Promise<Card>;
}

export function tablesOf(engine: Engine): TablesEngine {
  return engine as unknown as TablesEngine;
}

export function facts(file: InspectFile): TableInspect {
  return file as unknown as TableInspect;
}
