// Tables that stand only where they were asked for: cut points of nested scores, and what counting otherwise would change.

import type { Cell, TableModel } from "../../charts/table.ts";
import type { RfmNestedBin, RfmOutcome, RfmParams } from "../../engine/api.ts";
import { locale, t } from "../../i18n/locale.ts";
import { full, percent } from "../../i18n/number.ts";
import type { Listing } from "../definition.ts";

const DASH = "–";

function text(words: string): Cell {
  return { text: words, raw: words };
}

function number(value: number | null): Cell {
  return { text: value === null ? DASH : full(value, locale.lang), raw: value };
}

function nestedTable(bins: readonly RfmNestedBin[], of: "frequency" | "monetary", k: number): TableModel {
  const scores = Array.from({ length: k - 1 }, (_, at) => at + 2);
  const letter = of === "frequency" ? "F" : "M";
  return {
    caption: t(`nested.title.${of}`),
    columns: [
      { label: t("nested.cell") },
      { label: t("group.customers"), end: true, people: true },
      ...scores.map((score) => ({ label: t("nested.from", { name: letter, score }), end: true })),
    ],
    rows: bins
      .toReversed()
      .map((bin) => [
        text(bin.f === null ? `R ${bin.r}` : t("heat.cell", { r: bin.r, f: bin.f })),
        number(bin.customers),
        ...bin.cuts.map(number),
      ]),
  };
}

/** Where F begins in each R score, and M in each R and F score. */
export function nested({ nested: cuts, dimensions }: RfmOutcome): Listing[] {
  const k = dimensions[0]?.score_counts.length ?? 0;
  return (["frequency", "monetary"] as const).flatMap((of) =>
    cuts ? [{ table: nestedTable(cuts[of], of, k), note: t(`nested.note.${of}`) }] : [],
  );
}

/** For each other way to count purchases how many customers it would change. */
export function effects({ comparison }: RfmOutcome, params: RfmParams): Listing[] {
  if (!comparison) return [];
  const cell = (ratio: { num: number; den: number } | null): Cell => {
    const of = percent(ratio, locale.lang);
    if (!ratio || of === null) return { text: DASH, raw: null };
    return {
      text: t("effect.cell", { n: ratio.num, share: of }),
      raw: ratio.num,
      people: ratio.num,
      part: ratio.num / ratio.den,
    };
  };
  const named = comparison.some((one) => one.segment !== null);
  const now = t(`params.frequency.${params.frequency}`);
  return [
    {
      table: {
        caption: t("effect.title"),
        columns: [
          { label: t("params.frequency") },
          { label: t("effect.counts"), end: true },
          { label: t("effect.scores"), end: true },
          { label: t("effect.class"), end: true },
          ...(named ? [{ label: t("effect.segment"), end: true }] : []),
        ],
        rows: comparison.map((one) => [
          text(t(`params.frequency.${one.frequency}`)),
          cell(one.counts),
          cell(one.scores),
          cell(one.class),
          ...(named ? [cell(one.segment)] : []),
        ]),
      },
      note: t("effect.note", { now }),
    },
  ];
}
