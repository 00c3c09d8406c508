import { beforeAll, describe, expect, test } from "vitest";
import { locale } from "../i18n/locale.ts";
import { barHeight, bars } from "./bars.ts";
import { curves } from "./curve.ts";
import { along, inkOn, type Option, share, whole } from "./frame.ts";
import { heatmap } from "./heatmap.ts";
import { binAt, histogram } from "./histogram.ts";
import { isDirect, lines } from "./line.ts";
import { broken } from "./label.ts";
import { look } from "./look.fixture.ts";
import { data, series } from "./option.fixture.ts";
import { radar } from "./radar.ts";
import { scatter } from "./scatter.ts";
import { stack } from "./stack.ts";
import { transition } from "./transition.ts";

beforeAll(() => locale.set("en"));

const PICK = { grouping: "class", group: "A" };
const steps = ["Jan", "Feb", "Mar"];
const one = { name: "Sales", values: [1, null, 30], picks: [PICK] };
const bar = (value: number, more = {}) => ({
  name: "A",
  value,
  words: `${value}`,
  tip: ["A", "x"],
  pick: PICK,
  ...more,
});

const bin = (from: number, to: number) => ({ from, to, count: to, words: `${from}`, tip: ["t"], pick: PICK });
const all: Record<string, Option> = {
  lines: lines({ steps, lines: [one], open: true }, look),
  stack: stack({ steps, parts: [one, { name: "Rest", values: [2, 3, -4] }], open: true }, look),
  bars: bars({ bars: [bar(3)] }, look),
  histogram: histogram({ bins: [bin(0, 10), bin(10, 30)], axis: "Days", levels: [{ value: 20, words: "lost" }] }, look),
  heatmap: heatmap({ rows: ["a"], columns: ["b"], cells: [] }, look),
  scatter: scatter(
    { groups: [{ name: "g", points: [{ x: 1, y: 2, tip: [], pick: PICK }] }], x: { name: "x" }, y: { name: "y" } },
    look,
  ),
  curves: curves(
    { curves: [{ name: "L", points: [[0, 0]] }], x: { name: "x" }, y: { name: "y" }, diagonal: "equal" },
    look,
  ),
  radar: radar({ rays: [{ name: "r", min: 0, max: 1 }], shapes: [{ name: "s", values: [1], words: ["1"] }] }, look),
  transition: transition({ from: ["A"], to: ["A", "B"], counts: [[3, 1]] }, look),
};

describe("every chart", () => {
  for (const [name, option] of Object.entries(all)) {
    test(`${name} draws its tooltip on the canvas and moves only where motion is wanted`, () => {
      expect(option.tooltip).toMatchObject({ renderMode: "richText" });
      expect(option["animation"]).toBe(false);
      expect(option).not.toHaveProperty("toolbox");
    });
  }
});

test("an axis of shares does not go beyond all", () => {
  expect([0, 0.63, 1, 0.5, 1.4].map((max) => whole({ max }))).toEqual([1, 1, 1, null, null]);
  const { yAxis } = scatter({ groups: [], x: { name: "x" }, y: { name: "y", format: share } }, look);
  expect(yAxis).toMatchObject({ max: whole });
});

describe("lines", () => {
  test("the step that is not over is dashed, with a hollow mark, and joined to the one before", () => {
    const option = lines({ steps, lines: [{ name: "Sales", values: [1, 2, 3] }], open: true }, look);
    const [whole, rest] = series(option);
    expect(whole?.data.map((d) => d.value)).toEqual([1, 2]);
    expect(rest?.data.map((d) => d.value)).toEqual([null, 2, 3]);
    expect(rest?.lineStyle?.type).toBe("dashed");
    expect(rest?.data[2]?.itemStyle).toMatchObject({ color: look.surface });
  });

  test("a missing value breaks the line and is no 0", () => {
    expect(data(lines({ steps, lines: [one] }, look)).map((d) => d.value)).toEqual([1, null, 30]);
  });

  test("the tooltip names the step and every line that has a value there", () => {
    const { tooltip } = lines({ steps, lines: [one, { name: "Cost", values: [5, 6, 7] }], open: true }, look);
    const { formatter } = tooltip as unknown as { formatter: (at: unknown) => string };
    expect(formatter([{ dataIndex: 1 }])).toBe("Feb\nCost  6");
    expect(formatter([{ dataIndex: 2 }])).toBe("Mar (not over)\nSales  30\nCost  7");
  });

  test("a band lies between its bounds", () => {
    const line = { name: "f", values: [2, 2], low: [1, -1], high: [3, 4] };
    const [low, width] = series(lines({ steps: ["a", "b"], lines: [line] }, look));
    expect(low?.data).toEqual([1, -1]);
    expect(width?.data).toEqual([2, 5]);
  });

  test("lines that end close to each other are named above, not on top of each other", () => {
    const line = (name: string, end: number) => ({ name, values: [0, end] });
    expect(isDirect([line("a", 100), line("b", 50)])).toBe(true);
    expect(isDirect([line("a", 100), line("b", 99)])).toBe(false);
    expect(lines({ steps: ["x", "y"], lines: [line("a", 100), line("b", 99)] }, look)).toHaveProperty("legend");
  });

  test("a line that ends before the others is named above, not in the middle of them", () => {
    expect(
      isDirect([
        { name: "a", values: [100, 90, null] },
        { name: "b", values: [0, 10, 20] },
      ]),
    ).toBe(false);
  });
});

test("stacked parts differ by pattern too, and the column that is not over is hatched", () => {
  const option = stack({ steps, parts: [one, { name: "Rest", values: [2, 3, -4] }], open: true }, look);
  const [first, second] = series(option);
  expect(first?.itemStyle?.decal).toBeUndefined();
  expect(second?.itemStyle?.decal).toBeDefined();
  expect(second?.data.map((d) => d.value)).toEqual([2, 3, -4]);
  expect(second?.data.map((d) => d.itemStyle !== undefined)).toEqual([false, false, true]);
  expect(first?.data[0]?.pick).toEqual(PICK);
  expect(second?.data[2]?.tooltip?.formatter).toBe("Mar (not over)\nRest  -4");
});

test("an axis of shares ends at 1 where lines come near it", () => {
  const axis = (values: number[]) => lines({ steps, lines: [{ name: "a", values }], most: 1 }, look).yAxis;
  expect(axis([1, 0.4, 0.2])).toMatchObject({ max: 1 });
  expect(axis([0.3, 0.2, 0.1])).not.toHaveProperty("max");
});

describe("bars", () => {
  test("a bar is as long as its value and opens its group", () => {
    expect(data(bars({ bars: [bar(3)] }, look))[0]).toMatchObject({ value: 3, pick: PICK });
  });

  test("an interval is drawn from bound to bound, and the axis holds it", () => {
    const option = bars({ bars: [bar(1, { low: -1, high: 2 }), bar(5)] }, look);
    const [line] = (series(option)[0]?.markLine?.data ?? []) as { coord: number[] }[][];
    expect(line?.map((end) => end.coord)).toEqual([
      [-1, 0],
      [2, 0],
    ]);
    expect(option.xAxis).toMatchObject({ min: -1 });
    const beyond = bars({ bars: [bar(1, { low: 0, high: 8 }), bar(5)] }, look).xAxis as { max: number };
    expect(beyond.max).toBeGreaterThan(8);
    // An axis that is shown would end behind the bars, and a whisker that leaves it is not drawn.
    const list = [bar(0.025, { low: 0.02, high: 0.0312 }), bar(0.022, { low: 0.018, high: 0.0276 })];
    const { max, interval } = bars({ bars: list, axis: share }, look).xAxis as { max: number; interval: number };
    expect(max).toBeGreaterThan(0.0312);
    const ticks = Array.from({ length: Math.round(max / interval) + 1 }, (_, at) => share(at * interval));
    expect([ticks[0], new Set(ticks).size]).toEqual(["0%", ticks.length]);
    expect(ticks.length).toBeLessThanOrEqual(6);
    const all = bars({ bars: [bar(1, { low: 0.94, high: 1 })], axis: share }, look).xAxis as { max: number };
    expect(all.max).toBe(1);
  });

  test("a bar to the left has its words behind the axis, where nothing else stands", () => {
    expect(data(bars({ bars: [bar(-4), bar(2)] }, look))[0]).toMatchObject({ label: { position: "right" } });
  });
});

describe("histogram", () => {
  test("a threshold stands where it divides the bins, whatever their widths", () => {
    const bins = [bin(0, 10), bin(10, 30)];
    expect([-5, 0, 5, 10, 20, 30].map((v) => binAt(bins, v))).toEqual([0, 0, 0.5, 1, 1.5, 2]);
    expect(
      binAt(
        [{ from: 10, to: Number.POSITIVE_INFINITY }].map((b) => ({ ...bin(0, 0), ...b })),
        99,
      ),
    ).toBe(0);
  });

  test("words of two lines that lie near stand on either side of both", () => {
    const bins = Array.from({ length: 10 }, (_, at) => bin(at, at + 1));
    const drawn = (values: number[]) => {
      const lines = values.map((value) => ({ value, words: `${value}` }));
      return series(histogram({ bins, axis: "Days", levels: lines }, look))[1]?.markLine?.data as { label?: object }[];
    };
    expect(drawn([3, 2]).map((one) => one.label)).toEqual([
      { align: "left", padding: [0, 3] },
      { align: "right", padding: [0, 3] },
    ]);
    expect(drawn([1, 9]).map((one) => one.label)).toEqual([undefined, undefined]);
  });

  test("a column opens its group", () => {
    expect(data(all["histogram"] as Option)[1]).toMatchObject({ value: 30, pick: PICK });
  });
});

describe("matrix", () => {
  const cell = (row: number, column: number, value: number | null) => ({ row, column, value, words: "w", tip: ["t"] });

  test("a cell without a value is empty, one that is not listed is not drawn", () => {
    const cells = [cell(0, 0, 2), cell(0, 1, null)];
    const drawn = data(heatmap({ rows: ["a", "b"], columns: ["x", "y"], cells }, look));
    expect(drawn).toHaveLength(2);
    expect(drawn[1]).toMatchObject({ visualMap: false, itemStyle: { color: look.empty } });
    expect(drawn[0]).not.toHaveProperty("visualMap");
  });

  test("one value alone still has a scale", () => {
    const { visualMap } = heatmap({ rows: ["a"], columns: ["x"], cells: [cell(0, 0, 0)] }, look);
    const { min, max } = visualMap as { min: number; max: number };
    expect(max).toBeGreaterThan(min);
  });

  test("who went where is a share of the row", () => {
    const option = transition({ from: ["A"], to: ["A", "B", "C"], counts: [[3, 1, 0]], pick: () => PICK }, look);
    expect(data(option).map((d) => d.value)).toEqual([
      [0, 0, 0.75],
      [1, 0, 0.25],
      [2, 0, 0],
    ]);
    expect(data(option).map((d) => d.pick)).toEqual([PICK, PICK, undefined]);
    expect(data(option)[0]?.tooltip?.formatter).toContain("75.0%");
  });
});

test("a curve keeps its points, and the diagonal runs from corner to corner", () => {
  const points = [
    [0, 0],
    [0.5, 0.2],
    [1, 1],
  ] as const;
  const option = curves(
    { curves: [{ name: "L", points }], x: { name: "x" }, y: { name: "y" }, diagonal: "equal" },
    look,
  );
  expect(data(option).map((d) => d.value)).toEqual(points);
  expect(data(option, 1)).toEqual([
    [0, 0],
    [1, 1],
  ]);
});

test("the area of a point grows with its size", () => {
  const point = (size: number) => ({ x: 1, y: 1, size, tip: [] });
  const groups = [{ name: "g", points: [point(1), point(0.25)] }];
  const sizes = data(scatter({ groups, x: { name: "x" }, y: { name: "y" } }, look)) as unknown as {
    symbolSize: number;
  }[];
  expect((sizes[0]?.symbolSize ?? 0) / (sizes[1]?.symbolSize ?? 1)).toBe(2);
});

describe("names beside points", () => {
  const at = (points: [number, number][], through = {}) =>
    data(
      scatter(
        {
          groups: [{ name: "g", points: points.map(([x, y]) => ({ x, y, name: "搜索引擎", tip: [] })) }],
          x: { name: "x" },
          y: { name: "y" },
          ...through,
        },
        look,
      ),
    ).map((d) => (d as unknown as { label: { position: string } }).label.position);

  test("stand where there is room", () => {
    expect(
      at([
        [0, 0],
        [50, 50],
        [100, 100],
      ]),
    ).toEqual(["right", "right", "left"]);
  });

  test("do not stand on each other or on another mark", () => {
    const near = at([
      [0, 0],
      [40, 50],
      [42, 51],
      [44, 52],
      [100, 100],
    ]);
    expect(near).toEqual(["right", "left", "bottom", "right", "left"]);
  });
});

test("a line across points widens the axes to its ends, for one that leaves them is not drawn", () => {
  const option = scatter(
    {
      groups: [{ name: "g", points: [{ x: 5, y: 13, tip: [] }] }],
      x: { name: "x" },
      y: { name: "y" },
      through: [{ from: [0, 0], to: [21, 21], words: "even" }],
    },
    look,
  );
  expect(data(option, 1)).toEqual([
    [0, 0],
    [21, 21],
  ]);
});

test("a bar is as high as its name, and a column of words gives way on a phone", () => {
  expect(barHeight(["浏览 → 离开"])).toBe(30);
  expect(barHeight(["浏览 → 点击 → 浏览 → 加购 → 下单 → 离开"])).toBe(38);
  const words = "641  96.1%, 96.1% of the step before";
  const shown = (narrow: boolean) => {
    const { yAxis } = bars({ bars: [bar(3, { words, low: 2, high: 4 })] }, { ...look, narrow }) as unknown as {
      yAxis: { axisLabel: { formatter: (name: string, at: number) => string } }[];
    };
    return yAxis[1]?.axisLabel.formatter("A", 0).split("\n").length;
  };
  expect(shown(false)).toBe(1);
  expect(shown(true)).toBeGreaterThan(2);
});

test("a shape has a value and words for each direction", () => {
  const rays = [
    { name: "R", min: 0, max: 1 },
    { name: "F", min: 0, max: 9 },
  ];
  const option = radar({ rays, shapes: [{ name: "VIP", values: [0.5, 3], words: ["50%", "3 orders"] }] }, look);
  expect(data(option)[0]).toMatchObject({ value: [0.5, 3], tooltip: { formatter: "VIP\nR  50%\nF  3 orders" } });
});

test("a long name is broken where words or ideographs end", () => {
  expect(broken("Age", 90)).toBe("Age");
  expect(broken("Average order value", 90)).toBe("Average\norder value");
  expect(broken("距上次购买天数", 90)).toBe("距上次购买天数");
  expect(broken("距上次购买天数", 60)).toBe("距上次购买\n天数");
});

test("ink and ramp", () => {
  expect(inkOn("#ffffff")).toBe("#0b141b");
  expect(inkOn("#000000")).toBe("#ffffff");
  expect(along(look.ramp, 0.5)).toBe("#808080");
  expect(along(look.ramp, 7)).toBe("#000000");
});
