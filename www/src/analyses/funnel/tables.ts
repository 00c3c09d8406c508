import { label } from "../../charts/label.ts";
import type { FunnelOutcome } from "../../engine/types.ts";
import { locale, t } from "../../i18n/locale.ts";
import { day, full } from "../../i18n/number.ts";
import { chance, DASH, number, percents, text } from "../cells.ts";
import type { Listing } from "../definition.ts";
import { attributeGroup } from "../segments/words.ts";
import { fallName, propertyName, stepName, unitName } from "./words.ts";

function lostTable(outcome: FunnelOutcome): Listing {
  const name = (step: number) => {
    const row = outcome.steps[step - 1];
    return row ? `${step}. ${stepName(row.step)}` : String(step);
  };
  return {
    table: {
      caption: t("funnel.lost"),
      columns: [
        { label: t("funnel.lost.after") },
        { label: t("funnel.lost.trait") },
        { label: t("funnel.lost.n"), end: true, people: true },
        { label: t("funnel.lost.with"), end: true },
        { label: t("funnel.lost.without"), end: true },
        { label: t("funnel.lost.ratio"), end: true },
        { label: t("funnel.lost.interval"), end: true },
        { label: t("funnel.lost.q"), end: true },
      ],
      rows: outcome.lost.map((row) => {
        const digits = (value: number | null) => (value === null ? DASH : full(value, locale.lang, 2));
        const high = row.high === null ? t("funnel.lost.unbounded") : digits(row.high);
        return [
          text(name(row.step)),
          text(
            t("funnel.lost.trait.of", {
              property: propertyName(row.property),
              label: attributeGroup(row.property, row.label),
            }),
          ),
          number(row.with.den),
          { ...text(percents(row.with)), people: row.with.num },
          text(percents(row.without)),
          number(row.risk_ratio),
          text(row.low === null ? DASH : `${digits(row.low)} – ${high}`),
          { ...chance(row.q), ...(row.q < 0.05 ? { tag: "*" } : {}) },
        ];
      }),
    },
    note: t("funnel.lost.note"),
  };
}

function fallsTable(outcome: FunnelOutcome): Listing {
  return {
    table: {
      caption: t("funnel.falls"),
      columns: [
        { label: t("funnel.falls.day") },
        { label: t("funnel.falls.step") },
        { label: t("funnel.falls.before"), end: true, people: true },
        { label: t("funnel.falls.rate"), end: true },
        { label: t("funnel.falls.usual"), end: true },
        { label: t("funnel.lost.q"), end: true },
      ],
      rows: outcome.falls.map((row) => [
        text(day(row.day, locale.lang)),
        text(fallName(outcome, row)),
        { ...number(row.rate.den), people: row.rate.num },
        text(percents(row.rate)),
        text(percents(row.usual)),
        chance(row.q),
      ]),
    },
    note: t("funnel.falls.note"),
  };
}

function nextTable(outcome: FunnelOutcome): Listing {
  const words = (event: string | null, kind: string) =>
    event === null ? t(kind === "other" ? "funnel.next.other" : "funnel.next.nothing") : label(event);
  return {
    table: {
      caption: t("funnel.next"),
      columns: [
        { label: t("funnel.lost.after") },
        { label: t("funnel.next.event") },
        { label: t("funnel.next.count", { unit: unitName(outcome) }), end: true, people: true },
        { label: t("funnel.next.share"), end: true },
      ],
      rows: outcome.steps.flatMap((row, at) =>
        row.next.map((next) => [
          {
            ...text(`${at + 1}. ${stepName(row.step)}`),
            pick: { grouping: "step", group: row.code },
            pickLabel: t("group.filter", { name: t("funnel.step.reached", { name: stepName(row.step) }) }),
          },
          text(words(next.event, next.kind)),
          number(next.count),
          text(percents({ num: next.count, den: row.dropped })),
        ]),
      ),
    },
    note: t("funnel.next.note"),
  };
}

function modesTable(outcome: FunnelOutcome): Listing {
  return {
    table: {
      caption: t("funnel.modes"),
      columns: [
        { label: t("funnel.set.mode") },
        ...outcome.steps.map((row) => ({ label: stepName(row.step), end: true })),
        { label: t("funnel.modes.deeper"), end: true },
        { label: t("funnel.modes.shallower"), end: true },
      ],
      rows: outcome.modes.map((row) => [
        text(t(`funnel.mode.${row.mode}`)),
        ...row.reached.map((customers) => ({ ...number(customers), people: customers })),
        { ...number(row.deeper), people: row.deeper },
        { ...number(row.shallower), people: row.shallower },
      ]),
    },
    note: t("funnel.modes.note"),
  };
}

/** Tables that stand for themselves: days on which a step failed, those lost, what they do next, the other modes. */
export function listings(outcome: FunnelOutcome): Listing[] {
  return [
    ...(outcome.falls.length > 0 ? [fallsTable(outcome)] : []),
    ...(outcome.lost.length > 0 ? [lostTable(outcome)] : []),
    ...(outcome.steps.some((row) => row.next.length > 0) ? [nextTable(outcome)] : []),
    modesTable(outcome),
  ];
}
