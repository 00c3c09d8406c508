import type { AnalysisName } from "../engine/api.ts";
import { abc } from "./abc/view.ts";
import { activity } from "./activity/view.ts";
import { attribution } from "./attribution/view.ts";
import { channel } from "./channel/view.ts";
import { basket } from "./basket/view.ts";
import { cluster } from "./cluster/view.ts";
import { clv } from "./clv/view.ts";
import type { AnalysisView } from "./definition.ts";
import { describe } from "./describe/view.ts";
import { funnel } from "./funnel/view.ts";
import { lifecycle } from "./lifecycle/view.ts";
import { path } from "./path/view.ts";
import { portrait } from "./portrait/view.ts";
import { recommend } from "./recommend/view.ts";
import { retention } from "./retention/view.ts";
import { rfm } from "./rfm/view.ts";
import { segments } from "./segments/view.ts";
import { sessions } from "./sessions/view.ts";

/** Every analysis that the page shows, in the order of its list. */
export const VIEWS: readonly AnalysisView[] = [
  describe,
  rfm,
  abc,
  clv,
  segments,
  cluster,
  portrait,
  activity,
  lifecycle,
  retention,
  funnel,
  path,
  sessions,
  basket,
  recommend,
  channel,
  attribution,
];

export function viewOf(name: AnalysisName): AnalysisView | undefined {
  return VIEWS.find((view) => view.name === name);
}
