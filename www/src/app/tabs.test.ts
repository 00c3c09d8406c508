import { expect, test } from "vitest";
import { reached } from "./tabs.ts";

test("arrows walk the tabs around, Home and End lead to the ends, other keys nowhere", () => {
  expect(reached("ArrowRight", 0, 3)).toBe(1);
  expect(reached("ArrowRight", 2, 3)).toBe(0);
  expect(reached("ArrowLeft", 0, 3)).toBe(2);
  expect(reached("Home", 2, 3)).toBe(0);
  expect(reached("End", 0, 3)).toBe(2);
  expect(reached("Tab", 0, 3)).toBeNull();
});
