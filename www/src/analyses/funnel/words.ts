import { label } from "../../charts/label.ts";
import type { FunnelFallRow, FunnelOutcome, FunnelParams, FunnelStep, Interval } from "../../engine/types.ts";
import { locale, t, word } from "../../i18n/locale.ts";
import { full } from "../../i18n/number.ts";
import { DASH, percents } from "../cells.ts";

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

type TimeUnit = "seconds" | "minutes" | "hours" | "days";
const LENGTH: Readonly<Record<TimeUnit, number>> = { seconds: 1, minutes: MINUTE, hours: HOUR, days: DAY };

/** The unit in which a time is best said. */
export function timeUnit(seconds: number): TimeUnit {
  if (seconds < 2 * MINUTE) return "seconds";
  if (seconds < 2 * HOUR) return "minutes";
  return seconds < 2 * DAY ? "hours" : "days";
}

export function lengthOf(unit: TimeUnit): number {
  return LENGTH[unit];
}

/** A number of seconds in words. */
export function time(seconds: number): string {
  const unit = timeUnit(seconds);
  const n = Math.round((10 * seconds) / LENGTH[unit]) / 10;
  return t(`funnel.${unit}`, { n });
}

/** A step by its events. */
export function stepName(step: FunnelStep): string {
  const events = step.events
    .map((event) => label(event))
    .reduce((a, b) => (a === "" ? b : t("funnel.or", { a, b })), "");
  if (step.order === null) return events;
  const order =
    step.order === 1
      ? t("funnel.repeat.one")
      : step.order === 2
        ? t("funnel.repeat.two")
        : t("funnel.repeat", { n: step.order });
  return events === "" ? order : `${events} (${order})`;
}

/** The step that is hardly reached on a day, behind the one before. */
export function fallName(outcome: FunnelOutcome, { step }: FunnelFallRow): string {
  const name = (number: number) => {
    const row = outcome.steps[number - 1];
    return row ? stepName(row.step) : String(number);
  };
  return `${name(step - 1)} → ${name(step)}`;
}

export function unitName(outcome: FunnelOutcome): string {
  return t(`funnel.unit.${outcome.unit}`);
}

export function propertyName(name: string): string {
  return word("funnel.property", name, label(name));
}

/** Bounds of a rate in percent. */
export function bounds(interval: Interval | null): { low: string; high: string } {
  const words = (value: number) => percents({ num: value, den: 1 });
  return interval ? { low: words(interval.low), high: words(interval.high) } : { low: DASH, high: DASH };
}

export function windowName(outcome: FunnelOutcome, params: FunnelParams): string {
  if (outcome.window_seconds !== null) return t("funnel.window.seconds", { time: time(outcome.window_seconds) });
  return t(params.window_unit === "session" ? "funnel.window.session" : "funnel.window.calendar_day");
}

/** Whether the steps make a chain, of which one follows the other. */
export const inOrder = ({ mode }: FunnelParams): boolean => mode !== "any" && mode !== "window_funnel";

/** All rules that the numbers rest on, in one paragraph. */
export function definition(outcome: FunnelOutcome, params: FunnelParams): string {
  const excluded = params.exclusions.flatMap((one) => one.events.map((event) => label(event)));
  return t("funnel.note", {
    mode: t(`funnel.note.${params.mode}`),
    window: t("funnel.note.window", { window: windowName(outcome, params) }),
    ties: t(params.increasing && inOrder(params) ? "funnel.note.increasing" : "funnel.note.ties"),
    unit: t(`funnel.note.unit.${outcome.unit}`),
    hold: params.hold === null ? "" : t("funnel.note.hold", { name: propertyName(params.hold) }),
    exclusions:
      excluded.length === 0 || params.mode === "window_funnel"
        ? ""
        : t("funnel.note.exclusions", { events: excluded.join(" / ") }),
  });
}

export interface Loss {
  from: string;
  to: string;
  rate: { num: number; den: number };
}

/** The step behind which most units are lost. */
export function worst(outcome: FunnelOutcome): Loss | null {
  const steps = outcome.steps;
  let found: (Loss & { lost: number }) | null = null;
  for (const [at, row] of steps.entries()) {
    if (row.previous === null || row.previous.den === 0 || row.step.optional) continue;
    const lost = row.previous.den - row.previous.num;
    if (found === null || lost > found.lost) {
      const from = steps.slice(0, at).findLast((before) => !before.step.optional);
      found = { from: from ? stepName(from.step) : "", to: stepName(row.step), rate: row.previous, lost };
    }
  }
  return found;
}

/** Groups of those who reach a step. */
export function reachedPick(outcome: FunnelOutcome, at: number): { grouping: string; group: string }[] {
  return outcome.steps.slice(at).map((row) => ({ grouping: "step", group: row.code }));
}

export function count(value: number): string {
  return full(value, locale.lang);
}
