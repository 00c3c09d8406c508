import { bars } from "../../charts/bars.ts";
import { radar } from "../../charts/radar.ts";
import type { Cell } from "../../charts/table.ts";
import type { Portrait, PortraitExemplar, PortraitMark, PortraitOutcome, PortraitParams } from "../../engine/types.ts";
import { locale, t } from "../../i18n/locale.ts";
import { full, percent } from "../../i18n/number.ts";
import type { FigureModel, Listing, Shown } from "../definition.ts";
import { attributeGroup, attributeName } from "../segments/words.ts";
import { byName, featureName, phrase, phrases, portraitGroup } from "./words.ts";

const DASH = "–";
/** Directions that a radar has room for. */
const MOST_RAYS = 6;
/** Shapes that can be told apart. */
const MOST_SHAPES = 5;

const text = (value: string): Cell => ({ text: value, raw: value });
const digits = (value: number, places = 2): string => full(value, locale.lang, places);
const number = (value: number | null | undefined, places = 1): Cell =>
  value === null || value === undefined ? { text: DASH, raw: null } : { text: digits(value, places), raw: value };
const share = (value: { num: number; den: number }): string => percent(value, locale.lang) ?? DASH;

function picked(outcome: PortraitOutcome, group: Portrait): { pick: unknown; pickLabel: string } {
  const name = portraitGroup(outcome.by, group.label);
  return { pick: { grouping: outcome.by, group: group.label }, pickLabel: t("group.filter", { name }) };
}

/** What is said of a group. */
export function sentence(group: Portrait): string {
  if (group.small) return t("portrait.sentence.small");
  const [first] = group.sentence;
  if (!first) return t("portrait.sentence.none");
  const parts = phrases(group.sentence);
  return first.by_rule ? t("portrait.sentence.rule", { parts }) : t("portrait.sentence", { parts });
}

/** Each group with its sentence. */
export function sentences(outcome: PortraitOutcome): Listing {
  return {
    note: t("portrait.sentences.note"),
    table: {
      caption: t("portrait.sentences"),
      columns: [
        { label: byName(outcome) },
        { label: t("group.customers"), end: true, people: true },
        { label: t("group.share"), end: true },
        { label: t("portrait.what"), prose: true },
      ],
      rows: outcome.groups.map((group) => [
        { ...text(portraitGroup(outcome.by, group.label)), ...picked(outcome, group) },
        number(group.customers, 0),
        { ...text(share(group.share)), part: group.share.num / Math.max(1, group.share.den) },
        text(sentence(group)),
      ]),
    },
  };
}

/** The largest groups that are drawn, the largest first. */
function drawn(outcome: PortraitOutcome): Portrait[] {
  const whole = outcome.groups.filter((group) => !group.small);
  return whole.sort((a, b) => b.customers - a.customers).slice(0, MOST_SHAPES);
}

export function radarFigure(outcome: PortraitOutcome, params: PortraitParams): FigureModel[] {
  const groups = drawn(outcome);
  const axes = outcome.axes.slice(0, MOST_RAYS).flatMap((axis, at) => {
    const feature = outcome.features[axis];
    return feature && groups.every((group) => typeof group.radar[at] === "number") ? [{ feature, at }] : [];
  });
  if (axes.length < 3 || groups.length < 2) return [];
  const names = axes.map(({ feature }) => featureName(feature.name, feature.title));
  const value = (group: Portrait, at: number): number => group.radar[at] ?? 50;
  const all = groups.flatMap((group) => axes.map(({ at }, axis) => ({ group, axis, value: value(group, at) })));
  const best = all.reduce<(typeof all)[number] | null>((a, b) => (a && a.value >= b.value ? a : b), null);
  return [
    {
      id: "radar",
      heading: t("portrait.radar"),
      subtitle: t("portrait.radar.unit", { n: groups.length }),
      summary: best
        ? t("portrait.radar.summary", {
            group: portraitGroup(outcome.by, best.group.label),
            feature: names[best.axis] ?? "",
            value: digits(best.value, 0),
          })
        : "",
      note: t("portrait.radar.note", { least: params.least }),
      height: 360,
      draw: (look) =>
        radar(
          {
            rays: names.map((name) => ({ name, min: 0, max: 100 })),
            shapes: groups.map((group) => ({
              name: portraitGroup(outcome.by, group.label),
              values: axes.map(({ at }) => value(group, at)),
              words: axes.map(({ at }) => digits(value(group, at), 0)),
              pick: picked(outcome, group).pick,
            })),
          },
          look,
        ),
      table: {
        caption: t("portrait.radar"),
        columns: [
          { label: byName(outcome) },
          { label: t("group.customers"), end: true, people: true },
          ...axes.map(({ feature }, at) => ({
            label: feature.reversed ? t("portrait.radar.near", { name: names[at] ?? "" }) : (names[at] ?? ""),
            end: true,
          })),
        ],
        rows: outcome.groups.map((group) => [
          { ...text(portraitGroup(outcome.by, group.label)), ...picked(outcome, group) },
          number(group.customers, 0),
          ...axes.map(({ at }) => number(group.radar[at])),
        ]),
      },
    },
  ];
}

/** The group whose differences are shown: the chosen one, else the one that differs most by no rule. */
export function shownGroup(outcome: PortraitOutcome, shown: Shown = {}): Portrait | undefined {
  // Where d is not defined nothing is stronger.
  const strength = (group: Portrait) => {
    const mark = group.marks.find((one) => !one.by_rule);
    return mark ? (mark.strength ?? Number.POSITIVE_INFINITY) : 0;
  };
  const most = outcome.groups.reduce<Portrait | undefined>(
    (a, b) => (a && strength(a) >= strength(b) ? a : b),
    undefined,
  );
  return outcome.groups.find((group) => group.label === shown["group"]) ?? most;
}

/** What a difference is about. */
function markName(mark: PortraitMark): string {
  const name = featureName(mark.name, mark.title);
  return mark.label === null ? name : t("portrait.marks.is", { name, label: attributeGroup(mark.name, mark.label) });
}

function effect(mark: PortraitMark): string {
  if (mark.number) {
    return mark.number.d === null ? t("portrait.d.undefined") : t("portrait.d", { n: digits(mark.number.d) });
  }
  return mark.part ? t("portrait.lift", { n: digits(mark.part.lift) }) : DASH;
}

function bounds(mark: PortraitMark): string {
  const interval = mark.number?.interval ?? mark.part?.interval;
  return interval ? `${digits(interval.low)} – ${digits(interval.high)}` : DASH;
}

const here = (mark: PortraitMark): string =>
  mark.number ? digits(mark.number.mean) : mark.part ? share(mark.part.share) : DASH;
const others = (mark: PortraitMark): string =>
  mark.number ? digits(mark.number.others) : mark.part ? share(mark.part.overall) : DASH;

export function marksFigure(outcome: PortraitOutcome, params: PortraitParams, shown: Shown): FigureModel[] {
  const group = shownGroup(outcome, shown);
  // Without any difference there is nothing to draw; that is said in the answer.
  if (!group || outcome.groups.every((one) => one.marks.length === 0)) return [];
  const name = portraitGroup(outcome.by, group.label);
  const [first] = group.marks;
  // A bar without bound is drawn as long as the longest of the others.
  const longest = group.marks.reduce((most, mark) => Math.max(most, mark.strength ?? 0), 1);
  const length = (mark: PortraitMark) => mark.strength ?? longest;
  const figure: FigureModel = {
    id: "marks",
    heading: t("portrait.marks", { group: name }),
    subtitle: t("portrait.marks.unit"),
    summary: first ? t("portrait.marks.summary", { words: phrase(first) }) : t("portrait.marks.none"),
    note: t("portrait.marks.note", { n: group.customers, tested: outcome.tested, least: params.least }),
    height: group.marks.length === 0 ? 24 : 40 + 44 * group.marks.length,
    draw: (look) =>
      bars(
        {
          bars: group.marks.map((mark) => ({
            name: markName(mark),
            tag: mark.by_rule ? t("portrait.by_rule") : null,
            value: mark.direction === "high" ? length(mark) : -length(mark),
            words: effect(mark),
            tip: [
              markName(mark),
              `${here(mark)} / ${others(mark)}`,
              t("segments.beside", { a: effect(mark), b: bounds(mark) }),
            ],
            ...(mark.by_rule ? { colour: look.text3 } : {}),
          })),
        },
        look,
      ),
    table: {
      caption: t("portrait.marks", { group: name }),
      columns: [
        { label: t("portrait.marks.what") },
        { label: t("portrait.marks.here"), end: true },
        { label: t("portrait.marks.others"), end: true, more: t("portrait.marks.others.more") },
        { label: t("portrait.marks.effect"), end: true },
        { label: t("segments.interval"), end: true },
        { label: "q", end: true },
      ],
      rows: group.marks.map((mark) => [
        { ...text(markName(mark)), ...(mark.by_rule ? { tag: t("portrait.by_rule") } : {}) },
        text(here(mark)),
        text(others(mark)),
        text(effect(mark)),
        text(bounds(mark)),
        { text: mark.q < 0.001 ? "< 0.001" : digits(mark.q, 3), raw: mark.q },
      ]),
    },
    switches: [
      {
        key: "group",
        name: t("portrait.marks.switch"),
        now: group.label,
        options: outcome.groups
          .filter((one) => !one.small)
          .map((one) => ({ value: one.label, words: portraitGroup(outcome.by, one.label) })),
      },
    ],
  };
  return [figure];
}

/** The made-up typical customers, everybody's first. */
export function exemplars(outcome: PortraitOutcome, least: number): Listing {
  const modes = new Map<string, string>();
  const all = [outcome.everybody.exemplar, ...outcome.groups.map((group) => group.exemplar)];
  for (const exemplar of all) {
    for (const mode of exemplar?.modes ?? []) modes.set(mode.name, attributeName(mode.name, mode.title));
  }
  const cells = (exemplar: PortraitExemplar | null): Cell[] => [
    ...outcome.features.map((_, at) => number(exemplar?.numbers[at], 2)),
    ...[...modes.keys()].map((name): Cell => {
      const mode = exemplar?.modes.find((one) => one.name === name);
      return mode
        ? text(t("segments.beside", { a: attributeGroup(name, mode.label), b: share(mode.share) }))
        : { text: DASH, raw: null };
    }),
  ];
  return {
    note: t("portrait.exemplar.note", { least }),
    table: {
      caption: t("portrait.exemplar"),
      columns: [
        { label: byName(outcome) },
        { label: t("group.customers"), end: true, people: true },
        ...outcome.features.map(({ name, title }) => ({ label: featureName(name, title), end: true })),
        ...[...modes.values()].map((name) => ({ label: name })),
      ],
      rows: [
        [text(t("portrait.everybody")), number(outcome.everybody.customers, 0), ...cells(outcome.everybody.exemplar)],
        ...outcome.groups.map((group) => [
          { ...text(portraitGroup(outcome.by, group.label)), ...picked(outcome, group) },
          number(group.customers, 0),
          ...cells(group.exemplar),
        ]),
      ],
    },
  };
}
