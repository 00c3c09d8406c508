import { expect, test } from "vitest";
import clvCase from "../../../tests/golden/clv/cdnow_part/expected.json";
import lifecycleCase from "../../../tests/golden/lifecycle/months_with_refunds/expected.json";
import retentionCase from "../../../tests/golden/retention/calendar_months/expected.json";
import { locale, t } from "../i18n/locale.ts";
import { clv } from "./clv/view.ts";
import type { AnalysisView } from "./definition.ts";
import { lifecycle } from "./lifecycle/view.ts";
import { retention } from "./retention/view.ts";
import { outcome as segmentsOutcome, params as segmentsParams } from "./segments/outcome.fixture.ts";
import { segments } from "./segments/view.ts";

interface Case {
  outcome: object;
  params: Record<string, unknown>;
}

const of = (file: { result: unknown }): Case => file.result as Case;
const CASES: [AnalysisView, Case][] = [
  [clv, of(clvCase)],
  [lifecycle, of(lifecycleCase)],
  [retention, of(retentionCase)],
  [segments, { outcome: segmentsOutcome, params: { ...segmentsParams } }],
];

// Figures, tables and settings are landmarks of the panel, told apart by their names alone.
test.each(["zh", "en"] as const)("no two parts of a panel have one name (%s)", (lang) => {
  locale.set(lang);
  for (const [view, { outcome, params }] of CASES) {
    const parts = [
      ...view.figures(outcome as never, params, {}).map(({ heading }) => heading),
      ...(view.listings?.(outcome as never, params, {}, 5) ?? []).map(({ table }) => table.caption),
      t("params.title"),
    ];
    expect(parts.filter((one, at) => parts.indexOf(one) !== at)).toEqual([]);
  }
});
