import type { AnalysisView } from "../analyses/definition.ts";
import { shareable } from "../charts/shareable.ts";
import type { TableModel } from "../charts/table.ts";
import type { PortalResult, PortalTable } from "../door/protocol.ts";
import { locale } from "../i18n/locale.ts";
import type { Study } from "./study.ts";

/** Whether a table says of how many customers its rows or cells are; what does not stays here. */
function tells({ columns, rows }: TableModel): boolean {
  return columns.some(({ people }) => people) || rows.some((row) => row.some(({ people }) => people !== undefined));
}

/** A table as it leaves when it is copied. */
function table(model: TableModel, k: number): PortalTable {
  const { caption, columns, rows } = shareable(model, k);
  return { caption, columns: columns.map(({ label }) => label), rows: rows.map((row) => row.map(({ raw }) => raw)) };
}

/**
 * What a page that embeds this one gets of a result: the tables of its customers, as they could be copied. Nothing of fewer
 * customers than `k`, and nothing while all is narrowed to some of them: two results, one of a few more, would tell of these.
 */
export function handout(
  view: AnalysisView,
  result: NonNullable<Study["result"]>,
  narrowed: boolean,
  k: number,
): PortalResult {
  const { lang } = locale;
  const nothing = (withheld: "few" | "filter" | "data"): PortalResult => ({
    analysis: view.name,
    lang,
    tables: [],
    withheld,
  });
  if (!("outcome" in result)) return nothing("data");
  if (narrowed) return nothing("filter");
  const { outcome } = result;
  const customers = view.customers?.(outcome);
  if (customers !== undefined && customers < k) return nothing("few");
  const params = result.params as Record<string, unknown>;
  const figures = view.figures(outcome, params, {}).map((figure) => figure.table);
  const listings = (view.listings?.(outcome, params, {}, k) ?? []).map((listing) => listing.table);
  return { analysis: view.name, lang, tables: [...figures, ...listings].filter(tells).map((one) => table(one, k)) };
}
