import { expect, test } from "vitest";
import { look } from "./look.fixture.ts";
import { data, series } from "./option.fixture.ts";
import { type Flows, sankey } from "./sankey.ts";

const node = (name: string, column: number, value: number, colour: number | null = 0) => ({
  name,
  column,
  value,
  colour,
  tip: [name],
});

const flows: Flows = {
  columns: ["1", "2"],
  nodes: [node("a", 0, 6), node("b", 0, 2), node("c", 1, 5), node("exit", 1, 3, null)],
  flows: [
    { from: 0, to: 2, value: 4, tip: ["a → c"] },
    { from: 0, to: 3, value: 2, tip: ["a → exit"] },
    { from: 1, to: 2, value: 1, tip: ["b → c"] },
    { from: 1, to: 3, value: 1, tip: ["b → exit"] },
  ],
  height: 200,
};

/** Heights of the ribbons at their first and last point, and where they begin. */
function ribbons(option: ReturnType<typeof sankey>): { start: number; end: number; from: number; to: number }[] {
  const points = series(option)
    .filter(({ type }) => type === "line")
    .flatMap((line) => line.data as unknown as [number | null, number | null][]);
  const found: { start: number; end: number; from: number; to: number }[] = [];
  let own: [number, number][] = [];
  for (const [x, y] of points) {
    if (x !== null && y !== null) {
      own.push([x, y]);
      continue;
    }
    const half = own.length / 2;
    const at = (place: number): number => own.at(place)?.[1] ?? Number.NaN;
    found.push({ start: at(-1) - at(0), end: at(half) - at(half - 1), from: at(0), to: at(half - 1) });
    own = [];
  }
  return found;
}

test("a ribbon is as high as its flow at either end, and nodes are as high as what flows through them", () => {
  const option = sankey(flows, look);
  const nodes = data(option, series(option).length - 1) as unknown as {
    value: [number, number];
    symbolSize: [number, number];
  }[];
  const unit = (nodes[0]?.symbolSize[1] ?? 0) / 6;
  expect(nodes.map(({ symbolSize }) => Math.round(symbolSize[1] / unit))).toEqual([6, 2, 5, 3]);
  const drawn = ribbons(option);
  expect(drawn.map(({ start }) => Math.round(start / unit)).sort()).toEqual([1, 1, 2, 4]);
  for (const { start, end } of drawn) expect(start).toBeCloseTo(end, 6);
});

test("ribbons of one node lie beside each other", () => {
  const option = sankey(flows, look);
  const into = ribbons(option)
    .map(({ to, end }) => ({ to, end }))
    .sort((a, b) => a.to - b.to);
  for (const [at, one] of into.entries()) {
    const next = into[at + 1];
    if (next) expect(one.to + one.end).toBeLessThanOrEqual(next.to + 1e-6);
  }
});

test("each ribbon tells what it is where the pointer meets it", () => {
  const option = sankey(flows, look);
  const handles = data(option, series(option).length - 2);
  expect(handles.map(({ tooltip }) => tooltip?.formatter)).toEqual(["a → c", "a → exit", "b → c", "b → exit"]);
});

test("without flows nothing is drawn, and backward the first column stands at the right", () => {
  const empty = sankey({ columns: [], nodes: [], flows: [], height: 200 }, look);
  expect(data(empty)).toEqual([]);
  expect(sankey({ ...flows, backward: true }, look).xAxis).toMatchObject({ inverse: true });
});
