import { expect, test } from "vitest";
import { whole } from "./whole.ts";

const kept = (text: string): unknown[] =>
  whole(text).flatMap((part) => (typeof part === "string" ? [] : [part.values[0]]));

test("dates stay whole, nothing else does", () => {
  expect(kept("成本从 2024-12 到 2025-11 +88.0%，2025-12-07 前")).toEqual(["2024-12", "2025-11", "2025-12-07"]);
  expect(kept("-21.3% · 35–44 · c-3grn · a-b")).toEqual([]);
});
