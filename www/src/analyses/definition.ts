// What an analysis tells the page about itself: words, figures and settings as data, drawn by the one panel.

import type { TemplateResult } from "lit";
import type { Journey } from "../app/journey.ts";
import type { Option } from "../charts/frame.ts";
import type { Look } from "../charts/look.ts";
import type { TableModel } from "../charts/table.ts";
import type { AnalysisName, ExportWhat, Group } from "../engine/api.ts";
import type { Key } from "../i18n/zh.ts";

/** Parts of the list of analyses, in its order. */
export const SECTIONS = ["overview", "value", "groups", "behaviour"] as const;
export type Section = (typeof SECTIONS)[number];

/** What is said by a large figure. */
export interface Kpi {
  name: string;
  /** A number in short form, with all digits on hover; or words. */
  value: number | string | null;
  unit?: string;
  /** Definition shown on hover and focus. */
  more?: string;
  /** What it is compared with, in words: “环比 +3.2%”. */
  changes?: readonly Change[];
  /** Its course, the oldest first; drawn as a small line. */
  trend?: readonly (number | null)[];
  /** Whether the last value of the course is of a period that is not over. */
  open?: boolean;
}

export interface Change {
  words: string;
  tone?: "good" | "watch" | "bad";
}

/** A choice between looks of one figure; it changes nothing that is computed. */
export interface Switch {
  key: string;
  name: string;
  now: string;
  options: readonly SwitchOption[];
}

export interface SwitchOption {
  value: string;
  words: string;
  /** Why it cannot be chosen. */
  barred?: string;
}

/** What is chosen of the switches, by their keys. */
export type Shown = Readonly<Record<string, string>>;

/** A click on a datum or a cell: the groups whose customers are wanted. */
export type Picked = Group | readonly Group[];

/** A chart with its table, its unit, what it says in one sentence and its definition. A datum or cell with a `pick` ({@link Picked}) opens its customers. */
export interface FigureModel {
  /** Stays the same from one result to the next. */
  id: string;
  heading: string;
  /** Unit and period. */
  subtitle: string;
  summary: string;
  note: string;
  draw(look: Look): Option;
  table: TableModel;
  /** Pixels; 320 by default. */
  height?: number;
  /** Whether it takes a row of its own. */
  wide?: boolean;
  switches?: readonly Switch[];
}

/** A table that stands for itself. */
export interface Listing {
  table: TableModel;
  note: string;
}

interface Field<P> {
  /** The setting; with `read` and `write` the name of any that no other field has. */
  key: Extract<keyof P, string>;
  label: Key;
  hint?: Key;
  /** Whether it has a meaning with the others as they are. */
  applies?(params: P, outcome: unknown): boolean;
  /** For a setting inside another one, or one that the outcome tells where it is left to the engine. */
  read?(params: P, outcome: unknown): unknown;
  write?(value: unknown, params: P, outcome: unknown): Partial<P>;
}

export interface Choice {
  value: string | number | null;
  words: string;
}

/** One of a few: beside each other up to three, in a list from four on, or as `shape` says. */
export interface ChoiceSetting<P> extends Field<P> {
  kind: "choice";
  shape?: "segmented" | "list";
  choices(params: P, outcome: unknown): readonly Choice[];
}

export interface NumberSetting<P> extends Field<P> {
  kind: "number";
  min: number;
  max: number;
  /** 1 = whole numbers; "any" = as many decimals as wanted. */
  step: number | "any";
  /** Whether the field may be empty, which is null. */
  optional?: boolean;
}

/** An ISO date. */
export interface DateSetting<P> extends Field<P> {
  kind: "date";
  optional?: boolean;
}

export interface ToggleSetting<P> extends Field<P> {
  kind: "toggle";
}

/** Any of several, as a list of their values. */
export interface SeveralSetting<P> extends Field<P> {
  kind: "several";
  choices(params: P, outcome: unknown): readonly Choice[];
  /** How many at least. */
  least?: number;
}

/** Words of the user, one behind the other; some may be proposed. */
export interface ListSetting<P> extends Field<P> {
  kind: "list";
  choices?(params: P, outcome: unknown): readonly Choice[];
}

export type Setting<P> =
  | ListSetting<P>
  | ChoiceSetting<P>
  | NumberSetting<P>
  | DateSetting<P>
  | ToggleSetting<P>
  | SeveralSetting<P>;

type Loose = Record<string, unknown>;

/**
 * An analysis on the page. Its words stand in `i18n/<name>`: `<name>.name` in the list, `<name>.title` above the panel,
 * `<name>.grouping.<grouping>`, `<name>.<grouping>.<group>` and `<name>.measure.<code>` in lists of customers.
 */
export interface AnalysisView<P = Loose, O = unknown> {
  name: AnalysisName;
  section: Section;
  /** One sentence: what it says. */
  answer(outcome: O, params: P): string;
  /** Days and numbers that all of it rests on, in a quiet line. */
  basis?(outcome: O, params: P): string;
  /** Doubts about the result. */
  doubts?(outcome: O, params: P): string[];
  kpis(outcome: O, params: P): Kpi[];
  figures(outcome: O, params: P, shown: Shown): FigureModel[];
  /** `k` is the smallest group that may be told of. */
  listings?(outcome: O, params: P, shown: Shown, k: number): Listing[];
  /** What no figure and no table can say. */
  extras?(journey: Journey): TemplateResult;
  settings: readonly Setting<P>[];
  /** A form of its own in place of `settings`. */
  form?(journey: Journey): TemplateResult;
  /** Words of a group, where they are not in the dictionary; null = they are, or the data name it. */
  group?(grouping: string, group: string): string | null;
  /** Words of a grouping that the data name, as a column of theirs; null = the dictionary has them. */
  grouping?(grouping: string, outcome: O): string | null;
  /** How many customers its list has in all; undefined = it has no list. */
  customers?(outcome: O): number | undefined;
  /** Tables that can be saved beside the customers. */
  exports?(outcome: O): ExportWhat[];
}

/** The same with its types forgotten, for the registry; the engine answers each name with its own types. */
export function analysis<P extends object, O>(view: AnalysisView<P, O>): AnalysisView {
  return view as unknown as AnalysisView;
}
