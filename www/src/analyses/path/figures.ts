import { barHeight, bars } from "../../charts/bars.ts";
import { heatmap, type MatrixCell, matrixHeight } from "../../charts/heatmap.ts";
import { type Flow, type FlowNode, sankey } from "../../charts/sankey.ts";
import type { Cell, TableModel } from "../../charts/table.ts";
import { transition } from "../../charts/transition.ts";
import type { PathLink, PathOutcome, PathParams } from "../../engine/types.ts";
import { locale, t } from "../../i18n/locale.ts";
import { compact, full } from "../../i18n/number.ts";
import { number, percents, share, text } from "../cells.ts";
import type { FigureModel, Shown } from "../definition.ts";
import { ARROW, endName, eventName, journeyTitle, moreName, nodeName, trail } from "./words.ts";

/** Paths that are drawn; all of them stand in the table. */
const DRAWN = 12;
/** Bars of events. */
const BARS = 15;

const count = (n: number): string => full(n, locale.lang);

/** Sentences behind each other; Chinese ones need no space. */
function joined(sentences: readonly string[]): string {
  return sentences.join(locale.lang === "zh" ? "" : " ");
}

function stepName(step: number, params: PathParams): string {
  return t(params.direction === "backward" ? "path.step.back" : "path.step", { n: step });
}

function definition(outcome: PathOutcome, params: PathParams): string {
  return joined([
    t(`path.note.${outcome.basis}`, { minutes: params.gap_minutes }),
    params.anchor === null
      ? t(`path.note.whole.${params.direction}`)
      : t(`path.note.anchor.${params.direction}`, { event: eventName(params.anchor) }),
    t(params.collapse ? "path.note.collapse" : "path.note.keep"),
    t("path.note.ties"),
  ]);
}

/** Nodes and flows of the picture: what ends and what goes on has nodes of its own in the next column. */
function drawn(outcome: PathOutcome, params: PathParams): { nodes: FlowNode[]; flows: Flow[]; columns: string[] } {
  const { steps, links } = outcome;
  const colours = new Map(outcome.names.map((name, at) => [name, at]));
  const nodes: FlowNode[] = [];
  const places = new Map<string, number>();
  const of = (num: number) => `${count(num)}  ${percents({ num, den: outcome.journeys })}`;
  const add = (key: string, node: FlowNode): void => {
    places.set(key, nodes.length);
    nodes.push(node);
  };
  const sum = (at: number, kind: PathLink["kind"]): PathLink[] => links.filter((l) => l.step === at && l.kind === kind);
  const ends = (step: number, kind: "exit" | "more"): void => {
    const value = sum(step, kind).reduce((all, { journeys }) => all + journeys.num, 0);
    const name = kind === "exit" ? endName(params) : moreName(params);
    if (value > 0) add(`${step}:${kind}`, { name, column: step, value, colour: null, tip: [name, of(value)] });
  };
  for (const { step, nodes: own } of steps) {
    for (const [at, node] of own.entries()) {
      const name = nodeName(node);
      add(`${step}:${at}`, {
        name,
        column: step - 1,
        value: node.journeys.num,
        colour: node.event === null ? null : (colours.get(node.event) ?? null),
        tip: [name, stepName(step, params), of(node.journeys.num), t("path.customers.n", { n: node.customers })],
      });
    }
    if (step > 1) ends(step - 1, "exit");
  }
  const last = steps.length;
  ends(last, "more");
  ends(last, "exit");
  const flows = links.flatMap((link): Flow[] => {
    const from = places.get(`${link.step}:${link.from}`);
    const to = places.get(link.kind === "next" ? `${link.step + 1}:${link.to}` : `${link.step}:${link.kind}`);
    const [a, b] = [nodes[from ?? -1], nodes[to ?? -1]];
    if (from === undefined || to === undefined || !a || !b) return [];
    const ordered = params.direction === "backward" ? [b.name, a.name] : [a.name, b.name];
    const tip = [
      ordered.join(ARROW),
      t("chart.of.row", { n: count(link.journeys.num), share: percents(link.journeys) }),
      t("path.customers.n", { n: link.customers }),
    ];
    return [{ from, to, value: link.journeys.num, tip }];
  });
  const columns = [
    ...steps.map(({ step }) => stepName(step, params)),
    t(params.direction === "backward" ? "path.step.before" : "path.step.end"),
  ];
  return { nodes, flows, columns };
}

function linkTable(outcome: PathOutcome, params: PathParams): TableModel {
  const at = (step: number, place: number) => outcome.steps[step - 1]?.nodes[place];
  const to = (link: PathLink): string => {
    if (link.kind !== "next") return link.kind === "exit" ? endName(params) : moreName(params);
    const node = at(link.step + 1, link.to ?? 0);
    return node ? nodeName(node) : "";
  };
  return {
    caption: t("path.flow"),
    columns: [
      { label: t("path.column.step"), end: true },
      { label: t("path.column.from") },
      { label: t("path.column.to") },
      { label: journeyTitle(outcome), end: true },
      { label: t("path.column.share"), end: true, more: t("path.column.share.more") },
      { label: t("path.column.customers"), end: true, people: true },
    ],
    rows: outcome.links.map((link) => {
      const from = at(link.step, link.from);
      return [
        number(link.step),
        text(from ? nodeName(from) : ""),
        text(to(link)),
        number(link.journeys.num),
        share(link.journeys),
        number(link.customers),
      ];
    }),
  };
}

function flowFigure(outcome: PathOutcome, params: PathParams): FigureModel {
  const most = Math.max(1, ...outcome.steps.map(({ nodes }) => nodes.length + 1));
  const height = Math.min(640, 160 + 44 * most);
  const first = outcome.steps[0]?.nodes.find(({ event }) => event !== null) ?? outcome.steps[0]?.nodes[0];
  const [second] = outcome.steps.slice(1);
  return {
    id: "flow",
    wide: true,
    heading: t("path.flow"),
    subtitle: t(`path.flow.unit.${outcome.basis === "customer" ? "customer" : "session"}`, { n: outcome.journeys }),
    summary:
      first && second
        ? t(`path.flow.summary.${params.direction}`, {
            event: nodeName(first),
            share: percents(first.journeys),
            over: percents({ num: second.over.journeys, den: outcome.journeys }),
          })
        : t("path.flow.summary.short"),
    note: joined([t("path.flow.note", { n: params.nodes }), definition(outcome, params)]),
    height,
    draw: (look) => sankey({ ...drawn(outcome, params), backward: params.direction === "backward", height }, look),
    table: linkTable(outcome, params),
  };
}

function pathsFigure(outcome: PathOutcome, params: PathParams): FigureModel {
  const { rows, different, steps } = outcome.paths;
  const top = rows.slice(0, 3).reduce((sum, { journeys }) => sum + journeys.num, 0);
  const top10 = rows.slice(0, DRAWN);
  return {
    id: "paths",
    wide: true,
    heading: t("path.paths"),
    subtitle: t("path.paths.unit", { steps, n: different }),
    summary: t("path.paths.summary", { n: different, share: percents({ num: top, den: outcome.journeys }) }),
    note: t(steps < params.steps ? "path.paths.note.short" : "path.paths.note", { steps }),
    height: 40 + barHeight(top10.map((row) => trail(row, params))) * top10.length,
    draw: (look) =>
      bars(
        {
          bars: top10.map((row) => ({
            name: trail(row, params),
            value: row.journeys.num,
            words: `${compact(row.journeys.num, locale.lang)}  ${percents(row.journeys)}`,
            tip: [
              trail(row, params),
              `${count(row.journeys.num)}  ${percents(row.journeys)}`,
              t("path.customers.n", { n: row.customers }),
            ],
          })),
        },
        look,
      ),
    table: {
      caption: t("path.paths"),
      columns: [
        { label: t("path.column.path") },
        { label: journeyTitle(outcome), end: true },
        { label: t("path.column.of.all"), end: true },
        { label: t("path.column.customers"), end: true, people: true },
      ],
      rows: rows.map((row) => [
        text(trail(row, params)),
        number(row.journeys.num),
        share(row.journeys),
        number(row.customers),
      ]),
    },
  };
}

/** Names along a matrix: the events, all others, and the one at the end. */
function sides(events: readonly string[], others: string, end: string): string[] {
  return [...events.map(eventName), others, end];
}

function transitionFigure(outcome: PathOutcome, params: PathParams): FigureModel {
  const { events, others, counts, customers } = outcome.transitions;
  const other = t("path.other.of", { n: others });
  const [from, to] = [sides(events, other, t("path.begin")), sides(events, other, t("path.exit"))];
  const pairs = counts.slice(0, -1).flatMap((row, a) => row.slice(0, -1).map((n, b) => ({ n, a, b })));
  const best = pairs.reduce((most, pair) => (pair.n > most.n ? pair : most), { n: 0, a: 0, b: 0 });
  // Without any other event its row and column are empty.
  const keep = (at: number): boolean => others > 0 || at !== events.length;
  const kept = <T>(list: readonly T[]): T[] => list.filter((_, at) => keep(at));
  return {
    id: "transitions",
    wide: true,
    heading: t("path.moves"),
    subtitle: t("path.moves.unit"),
    summary:
      best.n > 0
        ? t("path.moves.summary", { from: from[best.a] ?? "", to: to[best.b] ?? "", n: best.n })
        : t("path.moves.summary.none"),
    note: joined([t("path.moves.note"), definition(outcome, params)]),
    height: matrixHeight(kept(from).length),
    draw: (look) => transition({ from: kept(from), to: kept(to), counts: kept(counts).map(kept) }, look),
    table: {
      caption: t("path.moves"),
      columns: [{ label: t("path.moves.from") }, ...kept(to).map((name) => ({ label: name, end: true }))],
      rows: kept(
        counts.map((row, a) => [
          text(from[a] ?? ""),
          ...kept(row.map((n, b): Cell => ({ ...number(n), people: customers[a]?.[b] ?? 0 }))),
        ]),
      ),
    },
  };
}

function stepFigure(outcome: PathOutcome, params: PathParams): FigureModel {
  const { events, journeys, customers } = outcome.by_step;
  const rows = sides(events, t("path.other"), endName(params));
  const columns = outcome.steps.map(({ step }) => stepName(step, params));
  const used = journeys.map((row, at) => (row.some((n) => n > 0) ? at : -1)).filter((at) => at >= 0);
  const over = outcome.steps.at(-1)?.over.journeys ?? 0;
  const cells = used.flatMap((at, row) =>
    (journeys[at] ?? []).flatMap((n, column): MatrixCell[] => {
      if (n === 0) return [];
      const part = percents({ num: n, den: outcome.journeys });
      const tip = [rows[at] ?? "", columns[column] ?? "", t("chart.of.row", { n: count(n), share: part })];
      return [{ row, column, value: n / outcome.journeys, words: part, tip }];
    }),
  );
  return {
    id: "steps",
    heading: t("path.by.step"),
    subtitle: t("path.by.step.unit", { n: outcome.journeys }),
    summary: t(`path.by.step.summary.${params.direction}`, {
      n: outcome.steps.length,
      share: percents({ num: over, den: outcome.journeys }),
    }),
    note: joined([t("path.by.step.note"), definition(outcome, params)]),
    height: matrixHeight(used.length),
    draw: (look) => heatmap({ rows: used.map((at) => rows[at] ?? ""), columns, cells, low: 0 }, look),
    table: {
      caption: t("path.by.step"),
      columns: [{ label: t("path.column.event") }, ...columns.map((name) => ({ label: name, end: true }))],
      rows: used.map((at) => [
        text(rows[at] ?? ""),
        ...(journeys[at] ?? []).map((n, column): Cell => {
          const words = percents({ num: n, den: outcome.journeys });
          return { text: words, raw: words, people: customers[at]?.[column] ?? 0 };
        }),
      ]),
    },
  };
}

function eventsFigure(outcome: PathOutcome, shown: Shown): FigureModel {
  const by = shown["ends"] === "exit" ? "exit" : "entry";
  const value = (row: PathOutcome["rows"][number]): number => (by === "exit" ? row.exits : row.entries);
  const met = outcome.rows.reduce((sum, row) => sum + value(row), 0);
  const ranked = outcome.rows.filter((row) => value(row) > 0).sort((a, b) => value(b) - value(a));
  const pick = (event: string | null) => (event === null ? {} : { pick: { grouping: by, group: event } });
  const [best] = ranked;
  return {
    id: "events",
    heading: t("path.ends"),
    subtitle: t("path.ends.unit", { n: met }),
    summary: best
      ? t(`path.ends.summary.${by}`, { event: eventName(best.event), share: percents({ num: value(best), den: met }) })
      : t("path.flow.summary.short"),
    note: t("path.ends.note"),
    height: 60 + 28 * Math.min(ranked.length, BARS),
    draw: (look) =>
      bars(
        {
          bars: ranked.slice(0, BARS).map((row) => ({
            name: eventName(row.event),
            value: value(row),
            words: `${compact(value(row), locale.lang)}  ${percents({ num: value(row), den: met })}`,
            tip: [eventName(row.event), t("path.customers.n", { n: value(row) })],
            ...pick(row.event),
          })),
        },
        look,
      ),
    table: {
      caption: t("path.events"),
      columns: [
        { label: t("path.column.event") },
        { label: t("path.column.count"), end: true },
        { label: t("path.column.reach"), end: true, more: t("path.column.reach.more") },
        { label: t("path.column.customers"), end: true, people: true },
        { label: t("path.entries"), end: true, more: t("path.entries.more") },
        { label: t("path.exits"), end: true, more: t("path.exits.more") },
      ],
      rows: outcome.rows.map((row) => {
        const name = eventName(row.event);
        return [
          {
            ...text(name),
            ...pick(row.event),
            ...(row.event === null ? {} : { pickLabel: t("group.filter", { name }) }),
          },
          number(row.count),
          row.journeys ? share(row.journeys) : text(""),
          number(row.customers?.num ?? null),
          number(row.entries),
          number(row.exits),
        ];
      }),
    },
    switches: [
      {
        key: "ends",
        name: t("path.ends.by"),
        now: by,
        options: [
          { value: "entry", words: t("path.entries") },
          { value: "exit", words: t("path.exits") },
        ],
      },
    ],
  };
}

export function figures(outcome: PathOutcome, params: PathParams, shown: Shown): FigureModel[] {
  return [
    flowFigure(outcome, params),
    pathsFigure(outcome, params),
    transitionFigure(outcome, params),
    stepFigure(outcome, params),
    eventsFigure(outcome, shown),
  ];
}
