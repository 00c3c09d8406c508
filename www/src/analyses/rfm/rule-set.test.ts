import { beforeEach, expect, test } from "vitest";
import type { Box } from "../../engine/api.ts";
import { locale } from "../../i18n/locale.ts";
import { outcome } from "./outcome.fixture.ts";
import {
  beginning,
  boxesOf,
  boxWords,
  type Cell,
  cellsOf,
  claims,
  disputes,
  freshName,
  nameFault,
  painted,
  segmentName,
} from "./rule-set.ts";

beforeEach(() => locale.set("en"));

const box = (r: [number, number], f: [number, number], m: [number, number]): Box => ({ r, f, m });

test("cells become few boxes that hold exactly them", () => {
  expect(boxesOf(cellsOf([1, 5], [2, 3], [1, 5]))).toEqual([box([1, 5], [2, 3], [1, 5])]);
  const corner: Cell[] = [...cellsOf([1, 2], [1, 2], [1, 2])].filter((cell) => cell.join() !== "2,2,2");
  const boxes = boxesOf(corner);
  const held = boxes.flatMap(({ r, f, m }) => cellsOf(r, f, m));
  expect(held).toHaveLength(7);
  expect(new Set(held.map(String))).toEqual(new Set(corner.map(String)));
  expect(boxesOf([])).toEqual([]);
});

test("painting adds cells and takes them away, and twice is as once", () => {
  const empty = { name: "a", rule: [] };
  const cells = cellsOf([4, 5], [1, 2], [1, 5]);
  const drawn = painted(empty, cells, true);
  expect(drawn).toEqual({ name: "a", rule: [box([4, 5], [1, 2], [1, 5])] });
  expect(painted(drawn, cells, true)).toEqual(drawn);
  expect(painted(drawn, cells, false)).toEqual(empty);
  const hole = painted(drawn, [[5, 2, 3]], false);
  expect(claims([hole], [5, 2, 3])).toEqual([]);
  expect(claims([drawn, hole], [5, 2, 4])).toEqual([0, 1]);
});

test("boxes and disputes are said in words", () => {
  expect(boxWords(box([2, 2], [4, 5], [1, 1]))).toBe("R2 F4–5 M1");
  const claimed = [
    { cell: [1, 2, 4] as Cell, rules: [0, 1] },
    { cell: [1, 2, 5] as Cell, rules: [0, 1] },
    { cell: [1, 3, 5] as Cell, rules: [1, 2] },
  ];
  expect(disputes(claimed)).toEqual([
    { rules: [0, 1], boxes: [box([1, 1], [2, 2], [4, 5])] },
    { rules: [1, 2], boxes: [box([1, 1], [3, 3], [5, 5])] },
  ]);
});

test("names: ours in words, others as they were written", () => {
  expect(segmentName("cant_lose_them")).toBe("Can't lose them");
  expect(segmentName("我的客户")).toBe("我的客户");
  expect(nameFault(" ", [])).toBe("empty");
  expect(nameFault("a".repeat(61), [])).toBe("long");
  expect(nameFault("a", ["a"])).toBe("taken");
  expect(nameFault("others", [])).toBe("taken");
  expect(nameFault("b", ["a"])).toBeNull();
  expect(freshName([{ name: "Rule 2", rule: [] }])).toBe("Rule 3");
});

test("one begins with the eight classes, or with an empty rule where nothing is shown", () => {
  expect(beginning(outcome, "classes")[0]).toEqual({
    name: "Important value",
    rule: [box([2, 2], [2, 2], [2, 2])],
  });
  expect(beginning(outcome, "scores")).toEqual([{ name: "Rule 1", rule: [] }]);
});
