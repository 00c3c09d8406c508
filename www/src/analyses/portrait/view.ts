import { label } from "../../charts/label.ts";
import type { PortraitOutcome, PortraitParams } from "../../engine/types.ts";
import { t } from "../../i18n/locale.ts";
import { analysis, type Choice } from "../definition.ts";
import { attributeName, isColumn } from "../segments/words.ts";
import { exemplars, marksFigure, radarFigure, sentences, shownGroup } from "./figures.ts";
import { byName, phrases, portraitGroup, SOURCES } from "./words.ts";

function answer(outcome: PortraitOutcome): string {
  const group = shownGroup(outcome);
  return group && group.sentence.length > 0
    ? t(outcome.groups.length > 2 ? "portrait.answer" : "portrait.answer.two", {
        group: portraitGroup(outcome.by, group.label),
        parts: phrases(group.sentence),
      })
    : t("portrait.answer.none", { by: byName(outcome), n: outcome.groups.length });
}

function doubts(outcome: PortraitOutcome, params: PortraitParams): string[] {
  const list: string[] = [];
  if (outcome.missing) list.push(t("portrait.missing", { name: label(params.by ?? "") }));
  const small = outcome.groups.filter((group) => group.small).length;
  if (small > 0) list.push(t("portrait.small", { n: small, least: params.least }));
  const withheld = [outcome.everybody, ...outcome.groups].filter((group) => group.exemplar_withheld).length;
  if (withheld > 0) list.push(t("portrait.withheld", { n: withheld }));
  if (outcome.columns_left_out > 0) list.push(t("portrait.columns", { n: outcome.columns_left_out }));
  if (outcome.outside > 0) list.push(t("portrait.outside", { n: outcome.outside }));
  return list;
}

function choices(outcome: unknown): Choice[] {
  const known = ((outcome ?? { choices: [] }) as PortraitOutcome).choices;
  const sources = Object.entries(SOURCES) as [keyof typeof SOURCES, string][];
  return [
    { value: null, words: t("segments.by.default") },
    ...known.map(({ name, title }) => ({
      value: isColumn(name) ? title : name,
      words: attributeName(name, title),
    })),
    ...sources.map(([name, value]) => ({ value, words: t(`portrait.by.${name}`) })),
  ];
}

/** What sets each group apart from the others, and a made-up typical customer of each. */
export const portrait = analysis<PortraitParams, PortraitOutcome>({
  name: "portrait",
  section: "groups",
  answer,
  basis: (outcome) => t("portrait.basis", { by: byName(outcome), tested: outcome.tested, found: outcome.found }),
  doubts,
  kpis: (outcome) => [
    {
      name: t("group.customers"),
      value: outcome.everybody.customers,
      unit: t("rfm.unit.customers"),
    },
    { name: t("portrait.kpi.groups"), value: outcome.groups.length, unit: t("portrait.kpi.groups.unit") },
    {
      name: t("portrait.kpi.found"),
      value: outcome.found,
      unit: t("portrait.kpi.found.unit"),
      more: t("portrait.kpi.found.more", { tested: outcome.tested }),
    },
  ],
  figures: (outcome, params, shown) => [...radarFigure(outcome, params), ...marksFigure(outcome, params, shown)],
  listings: (outcome, params, _, k) => [sentences(outcome), exemplars(outcome, Math.max(params.least, k))],
  settings: [
    { kind: "choice", shape: "list", key: "by", label: "portrait.by", choices: (_, outcome) => choices(outcome) },
    { kind: "number", key: "least", label: "portrait.least", min: 3, max: 100, step: 1 },
  ],
  group: portraitGroup,
  grouping: (name, { by, title }) => (name === by && isColumn(name) ? attributeName(name, title) : null),
  customers: (outcome) => outcome.everybody.customers,
});
