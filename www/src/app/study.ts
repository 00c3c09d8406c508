import type { AnalysisName, Group, ParamsOf, Results } from "../engine/api.ts";
import type { Failure } from "./store.ts";

/** Where one analysis stands. */
export interface Study<N extends AnalysisName = AnalysisName> {
  /** The settings that the user changed; the others are as the engine has them. */
  params: Partial<ParamsOf<N>>;
  /** All settings of the last result, kept for the form when the result is gone. */
  known: ParamsOf<N> | null;
  result: Results[N] | null;
  busy: boolean;
  failure: Failure | null;
  /** Whether the engine refused the last change of a setting; those before it are in force again. */
  refused: boolean;
  /** Whether something else that it depends on has changed since; the result stays on screen until the next one. */
  stale: boolean;
  /** Counts finished runs, so that lists know when their rows are old. */
  run: number;
  /** The groups whose customers are listed; none = all. */
  picks: readonly Group[];
}

export function study<N extends AnalysisName>(): Study<N> {
  return {
    params: {},
    known: null,
    result: null,
    busy: false,
    failure: null,
    refused: false,
    stale: false,
    run: 0,
    picks: [],
  };
}
