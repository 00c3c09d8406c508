import type { FunnelOutcome, FunnelParams, FunnelStep } from "../../engine/types.ts";
import { label } from "../../charts/label.ts";
import { t } from "../../i18n/locale.ts";
import type { Choice, ChoiceSetting, Setting } from "../definition.ts";
import { inOrder, propertyName, stepName } from "./words.ts";

const STEPS = [1, 2, 3, 4, 5, 6, 7, 8] as const;
/** Events that a step can be chosen from: the most frequent. */
const OFFERED = 100;

/** A setting that stands for a part of another has a name of its own. */
function named(name: string): "steps" {
  return name as "steps";
}

function step(events: string[], order: number | null = null): FunnelStep {
  return { events, where: [], order, optional: false, within_seconds: null, gap_seconds: 0 };
}

/** What a step is, as a value that a list can compare. */
function codeOf(one: FunnelStep): string {
  return JSON.stringify([one.events, one.order]);
}

function stepOf(value: string): FunnelStep {
  const [events, order] = JSON.parse(value) as [string[], number | null];
  return step(events, order);
}

function stepChoices(params: FunnelParams, outcome: unknown, at: number): Choice[] {
  const found = outcome as FunnelOutcome | null;
  const offered = [
    ...(found?.events ?? []).slice(0, OFFERED).map((row) => step([row.label])),
    ...(at > 0 ? [step([], 2)] : []),
  ];
  const now = params.steps[at];
  const all = [...(now && !offered.some((one) => codeOf(one) === codeOf(now)) ? [now] : []), ...offered];
  return [
    ...(at > 0 ? [{ value: null, words: t("funnel.set.end") }] : []),
    ...all.map((one) => ({ value: codeOf(one), words: stepName(one) })),
  ];
}

/** The steps one after the other; the list ends at the first that is taken away. */
function stepSetting(number: (typeof STEPS)[number]): ChoiceSetting<FunnelParams> {
  const at = number - 1;
  return {
    kind: "choice",
    shape: "list",
    key: named(`step${number}`),
    label: `funnel.set.step${number}`,
    applies: (params) => params.steps.length >= at,
    choices: (params, outcome) => stepChoices(params, outcome, at),
    read: (params) => {
      const now = params.steps[at];
      return now ? codeOf(now) : null;
    },
    write: (value, params) => {
      const before = params.steps.slice(0, at);
      if (typeof value !== "string") return { steps: before };
      return { steps: [...before, stepOf(value), ...params.steps.slice(number)] };
    },
  };
}

function several<V extends string>(values: readonly V[], words: (value: V) => string): Choice[] {
  return values.map((value) => ({ value, words: words(value) }));
}

const MODES = ["ordered", "first", "strict", "any", "window_funnel"] as const;
const OPTIONS = ["dedup", "order", "fixed", "increase", "once", "reentry"] as const;
const WINDOWS = ["seconds", "minutes", "hours", "days", "calendar_day", "session"] as const;
const UNITS = ["customers", "sessions", "totals"] as const;
const ATTRIBUTIONS = ["first", "last", "step"] as const;
const FIELDS = ["product", "category", "channel", "session", "page"] as const;

function propertyChoices(outcome: unknown, ofEvents: boolean): Choice[] {
  const found = (outcome as FunnelOutcome | null)?.properties ?? [];
  const own = found.filter((row) => row.of_events || !ofEvents).map((row) => row.name);
  const names = [...FIELDS, ...own.filter((name) => !(FIELDS as readonly string[]).includes(name))];
  return [
    { value: null, words: t("funnel.set.nothing") },
    ...names.map((name) => ({ value: name, words: propertyName(name) })),
  ];
}

const sized = (params: FunnelParams) => params.window_unit !== "calendar_day" && params.window_unit !== "session";

/** Everything that can be set, the steps first. */
export const settings: readonly Setting<FunnelParams>[] = [
  ...STEPS.map(stepSetting),
  {
    kind: "several",
    key: named("optional"),
    label: "funnel.set.optional",
    applies: (params) => params.steps.length > 2 && inOrder(params),
    choices: (params) =>
      params.steps.slice(1).map((one, at) => ({ value: at + 1, words: `${at + 2}. ${stepName(one)}` })),
    read: (params) => params.steps.flatMap((one, at) => (one.optional ? [at] : [])),
    write: (value, params) => {
      const chosen = Array.isArray(value) ? value : [];
      return { steps: params.steps.map((one, at) => ({ ...one, optional: chosen.includes(at) })) };
    },
  },
  {
    kind: "choice",
    key: "mode",
    label: "funnel.set.mode",
    // Attempts one behind the other have an order.
    choices: (params) =>
      several(
        MODES.filter((mode) => params.unit !== "totals" || (mode !== "any" && mode !== "window_funnel")),
        (mode) => t(`funnel.mode.${mode}`),
      ),
  },
  {
    kind: "several",
    key: "options",
    label: "funnel.set.options",
    applies: (params) => params.mode === "window_funnel",
    choices: () => several(OPTIONS, (option) => t(`funnel.option.${option}`)),
  },
  {
    kind: "several",
    key: "anchors",
    label: "funnel.set.anchors",
    applies: (params) => params.mode === "any",
    choices: () => several(["first", "last"] as const, (anchor) => t(`funnel.anchor.${anchor}`)),
  },
  {
    kind: "number",
    key: "window",
    label: "funnel.set.window",
    hint: "funnel.set.window.hint",
    min: 1,
    max: 3_660,
    step: 1,
    optional: true,
    applies: sized,
  },
  {
    kind: "choice",
    key: "window_unit",
    label: "funnel.set.window_unit",
    choices: (params) =>
      several(
        WINDOWS.filter((unit) => params.unit !== "sessions" || unit !== "calendar_day"),
        (unit) => t(`funnel.unit_of.${unit}`),
      ),
  },
  {
    kind: "choice",
    key: "unit",
    label: "funnel.set.unit",
    choices: (params) =>
      several(
        UNITS.filter((unit) => unit !== "totals" || inOrder(params)),
        (unit) => t(`funnel.set.unit.${unit}`),
      ),
  },
  {
    kind: "number",
    key: "session_gap_minutes",
    label: "funnel.set.gap",
    min: 1,
    max: 1_440,
    step: 1,
    applies: (params) => params.unit === "sessions" || params.window_unit === "session",
  },
  { kind: "toggle", key: "increasing", label: "funnel.set.increasing", applies: inOrder },
  {
    kind: "several",
    key: "exclusions",
    label: "funnel.set.exclusions",
    applies: (params) => params.mode !== "window_funnel",
    choices: (_, outcome) =>
      ((outcome as FunnelOutcome | null)?.events ?? [])
        .slice(0, OFFERED)
        .map((row) => ({ value: row.label, words: label(row.label) })),
    read: (params) => params.exclusions.flatMap((one) => one.events),
    write: (value) => {
      const events = Array.isArray(value) ? (value as string[]) : [];
      return { exclusions: events.length > 0 ? [{ events, where: [], after: null, before: null }] : [] };
    },
  },
  {
    kind: "choice",
    shape: "list",
    key: "hold",
    label: "funnel.set.hold",
    choices: (_, outcome) => propertyChoices(outcome, true),
  },
  {
    kind: "choice",
    shape: "list",
    key: "breakdown",
    label: "funnel.set.breakdown",
    choices: (_, outcome) => propertyChoices(outcome, false),
  },
  {
    kind: "choice",
    key: "attribution",
    label: "funnel.set.attribution",
    applies: (params) => params.breakdown !== null,
    choices: () => several(ATTRIBUTIONS, (one) => t(`funnel.set.attribution.${one}`)),
  },
  {
    kind: "choice",
    shape: "list",
    key: "attribution_step",
    label: "funnel.set.attribution_step",
    applies: (params) => params.breakdown !== null && params.attribution === "step",
    choices: (params) => params.steps.map((one, at) => ({ value: at + 1, words: `${at + 1}. ${stepName(one)}` })),
  },
  { kind: "date", key: "from", label: "funnel.set.from", optional: true },
  { kind: "date", key: "until", label: "funnel.set.until", optional: true },
  { kind: "toggle", key: "compare", label: "funnel.set.compare" },
];
