import type { AnalysisName } from "../engine/api.ts";
import { abc } from "./abc/view.ts";
import type { AnalysisView } from "./definition.ts";
import { portrait } from "./portrait/view.ts";
import { rfm } from "./rfm/view.ts";
import { segments } from "./segments/view.ts";

/** Every analysis that the page shows, in the order of its list. */
export const VIEWS: readonly AnalysisView[] = [rfm, abc, segments, portrait];

export function viewOf(name: AnalysisName): AnalysisView | undefined {
  return VIEWS.find((view) => view.name === name);
}
