import { foremost } from "../foremost.ts";
import type { PathOutcome, PathParams } from "../../engine/types.ts";
import { label } from "../../charts/label.ts";
import { locale, t } from "../../i18n/locale.ts";
import { day, full } from "../../i18n/number.ts";
import { percents } from "../cells.ts";
import { analysis, type Choice, type Kpi } from "../definition.ts";
import { figures } from "./figures.ts";
import { eventName, journeyName, journeyTitle, trail } from "./words.ts";

/** Part of the moves from which it is told that their order is not known. */
const TIED = 0.01;

function answer(outcome: PathOutcome, params: PathParams): string {
  const [first] = outcome.paths.rows;
  if (!first) return t("path.answer.none");
  const said = { n: outcome.journeys, journeys: journeyName(outcome), customers: outcome.customers };
  const most = foremost(outcome.paths.rows, (row) => row.journeys.num);
  if (!most) return t("path.answer.even", said);
  return t("path.answer", {
    ...said,
    path: trail(first, params),
    share: percents(first.journeys),
  });
}

function doubts(outcome: PathOutcome, params: PathParams): string[] {
  const { tied, paths } = outcome;
  return [
    ...(outcome.timed ? [] : [t("path.doubt.days")]),
    ...(outcome.timed && tied.den > 0 && tied.num / tied.den >= TIED
      ? [t("path.doubt.tied", { share: percents(tied) })]
      : []),
    ...(paths.steps < params.steps ? [t("path.doubt.paths", { steps: paths.steps, n: paths.different })] : []),
    ...(outcome.rare > 0 ? [t("path.doubt.rare", { n: outcome.rare, all: outcome.kinds })] : []),
    ...(outcome.unlabelled > 0 ? [t("path.doubt.unlabelled", { n: outcome.unlabelled })] : []),
    ...(outcome.left_out > 0 ? [t("path.doubt.left.out", { n: outcome.left_out })] : []),
    ...(outcome.without > 0 && params.anchor !== null
      ? [t("path.doubt.without", { n: outcome.without, event: eventName(params.anchor) })]
      : []),
  ];
}

function kpis(outcome: PathOutcome): Kpi[] {
  const mean = outcome.mean_steps;
  return [
    { name: journeyTitle(outcome), value: outcome.journeys, unit: t("path.unit.journeys") },
    { name: t("path.kpi.customers"), value: outcome.customers, unit: t("path.unit.customers") },
    {
      name: t("path.kpi.steps"),
      value: mean === null ? null : full(mean, locale.lang, 1),
      more: t("path.kpi.steps.more"),
    },
    { name: t("path.kpi.single"), value: percents(outcome.single), more: t("path.kpi.single.more") },
  ];
}

function names(params: PathParams, outcome: unknown): Choice[] {
  const known = (outcome as PathOutcome | null)?.names ?? [];
  const all = params.anchor === null || known.includes(params.anchor) ? known : [params.anchor, ...known];
  return [{ value: null, words: t("path.anchor.none") }, ...all.map((name) => ({ value: name, words: label(name) }))];
}

const BY = ["kind", "page", "category", "product"] as const;

/** Which way customers walk from event to event. */
export const path = analysis<PathParams, PathOutcome>({
  name: "path",
  section: "behaviour",
  answer,
  basis: (outcome, params) =>
    t("path.basis", {
      as_of: day(outcome.as_of, locale.lang),
      n: outcome.events,
      basis: t(`path.basis.${outcome.basis}`, { minutes: params.gap_minutes }),
    }),
  doubts,
  kpis,
  figures,
  settings: [
    {
      kind: "choice",
      key: "by",
      label: "path.by",
      shape: "list",
      choices: () => BY.map((value) => ({ value, words: t(`path.by.${value}`) })),
    },
    {
      kind: "choice",
      key: "scope",
      label: "path.scope",
      choices: (): Choice[] => [
        { value: "session", words: t("path.scope.session") },
        { value: "customer", words: t("path.scope.customer") },
      ],
    },
    {
      kind: "choice",
      key: "session",
      label: "path.session",
      applies: ({ scope }) => scope === "session",
      choices: (): Choice[] => [
        { value: "auto", words: t("path.session.auto") },
        { value: "column", words: t("path.session.column") },
        { value: "gap", words: t("path.session.gap") },
      ],
    },
    {
      kind: "number",
      key: "gap_minutes",
      label: "path.gap",
      hint: "path.gap.hint",
      applies: ({ scope, session }) => scope === "session" && session !== "column",
      min: 1,
      max: 1440,
      step: 1,
    },
    {
      kind: "choice",
      key: "direction",
      label: "path.direction",
      choices: (): Choice[] => [
        { value: "forward", words: t("path.direction.forward") },
        { value: "backward", words: t("path.direction.backward") },
      ],
    },
    { kind: "choice", key: "anchor", label: "path.anchor", shape: "list", choices: names },
    { kind: "toggle", key: "collapse", label: "path.collapse" },
    {
      kind: "list",
      key: "groups",
      label: "path.groups",
      hint: "path.groups.hint",
      choices: (_, outcome) =>
        ((outcome as PathOutcome | null)?.patterns ?? []).map((value) => ({ value, words: label(value) })),
    },
    { kind: "list", key: "without", label: "path.without", hint: "path.without.hint" },
    { kind: "number", key: "steps", label: "path.steps", min: 2, max: 10, step: 1 },
    { kind: "number", key: "nodes", label: "path.nodes", min: 1, max: 20, step: 1 },
  ],
  customers: (outcome) => outcome.rows.reduce((sum, row) => sum + row.entries, 0),
});
