import type { Cell, TableModel } from "../../charts/table.ts";
import { locale, t } from "../../i18n/locale.ts";
import { full } from "../../i18n/number.ts";
import { number, text } from "../cells.ts";
import type { Listing } from "../definition.ts";
import { interval, modelWords, type Predicted, withModel } from "./figures.ts";
import type { ClvBootstrap, ClvOutcome, ClvParameter } from "../../engine/types.ts";

const DIGITS = 4;

function rows(model: string, list: readonly ClvParameter[]): Cell[][] {
  return list.map(({ name, value, error, interval: bounds }) => {
    const words = interval(bounds, (bound) => full(bound, locale.lang, DIGITS));
    return [
      text(t(`clv.parameter.${name}`)),
      text(model),
      number(value, DIGITS),
      number(error, DIGITS),
      { text: words, raw: bounds ? words : null },
      text(t(`clv.parameter.${name}.more`)),
    ];
  });
}

function samples(bootstrap: ClvBootstrap | null): string {
  if (!bootstrap) return t("clv.parameters.note.none");
  const { samples, customers } = bootstrap;
  return t("clv.parameters.note.samples", { num: samples.num, den: samples.den, n: customers });
}

function parameterTable({ fit, spend }: Predicted): TableModel {
  return {
    caption: t("clv.parameters"),
    columns: [
      { label: t("clv.parameters.name") },
      { label: t("clv.model") },
      { label: t("clv.parameters.value"), end: true },
      { label: t("clv.parameters.error"), end: true },
      { label: t("clv.parameters.interval"), end: true },
      { label: t("clv.parameters.meaning") },
    ],
    rows: [
      ...rows(t(`clv.model.${fit.model}`), fit.parameters),
      ...rows(t("clv.model.nbd"), fit.nbd),
      ...rows(t("clv.model.gamma_gamma"), spend?.parameters ?? []),
    ],
  };
}

function likelihoodTable({ fit }: Predicted): TableModel {
  const line = (name: string, parameters: number, likelihood: number): Cell[] => [
    text(name),
    number(parameters),
    number(likelihood),
    // Digits that are not shown have no sign either.
    number(Math.round(100 * (likelihood - fit.nbd_log_likelihood)) / 100 + 0),
  ];
  return {
    caption: t("clv.likelihood"),
    columns: [
      { label: t("clv.model") },
      { label: t("clv.likelihood.parameters"), end: true },
      { label: t("clv.likelihood.log"), end: true },
      { label: t("clv.likelihood.gain"), end: true, more: t("clv.likelihood.gain.more") },
    ],
    rows: [
      line(t(`clv.model.${fit.model}`), fit.parameters.length, fit.log_likelihood),
      line(t("clv.model.nbd"), fit.nbd.length, fit.nbd_log_likelihood),
    ],
  };
}

/** The parameters with their errors, and the model beside one without drop-out. */
export function listings(outcome: ClvOutcome): Listing[] {
  const whole = withModel(outcome);
  if (!whole) return [];
  const { fit, spend, population } = whole;
  const correlation = spend?.correlation ?? null;
  const parts = [
    t("clv.parameters.note", { model: modelWords(whole), unit: t(`clv.unit.${fit.unit}`) }),
    samples(whole.bootstrap),
    ...(spend
      ? [
          t(`clv.spend.${spend.status}`, { n: spend.customers, mean: full(spend.population_mean, locale.lang) }),
          ...(correlation === null ? [] : [t("clv.spend.correlation", { r: full(correlation, locale.lang, 3) })]),
        ]
      : []),
  ];
  return [
    { table: parameterTable(whole), note: parts.join(t("clv.note.join")) },
    {
      table: likelihoodTable(whole),
      note: t("clv.likelihood.note", { n: population.modelled, groups: fit.groups, evaluations: fit.evaluations }),
    },
  ];
}
