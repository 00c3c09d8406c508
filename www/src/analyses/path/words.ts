import type { PathNode, PathOutcome, PathParams, PathRow } from "../../engine/types.ts";
import { label } from "../../charts/label.ts";
import { t } from "../../i18n/locale.ts";

export const ARROW = " → ";

/** Name of an event; all others are one. */
export function eventName(event: string | null): string {
  return event === null ? t("path.other") : label(event, 60);
}

/** Name of a node, with how many events it stands for. */
export function nodeName(node: PathNode): string {
  return node.event === null ? t("path.other.of", { n: node.kinds }) : eventName(node.event);
}

/** Where journeys end: in time at the end, or backward at the start. */
export function endName(params: PathParams): string {
  return t(params.direction === "backward" ? "path.begin" : "path.exit");
}

/** What lies behind the last step that is shown: in time after it, or backward before it. */
export function moreName(params: PathParams): string {
  return t(params.direction === "backward" ? "path.earlier" : "path.more");
}

/** What a journey is, in words. */
export function journeyName(outcome: PathOutcome): string {
  return t(outcome.basis === "customer" ? "path.journeys.customer" : "path.journeys.session");
}

/** The same where it begins a line. */
export function journeyTitle(outcome: PathOutcome): string {
  const name = journeyName(outcome);
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** A path in words, in order of time. */
export function trail(row: PathRow, params: PathParams): string {
  const names = [...row.events.map(eventName), row.goes_on ? moreName(params) : endName(params)];
  return (params.direction === "backward" ? names.reverse() : names).join(ARROW);
}
