import { expect, test } from "vitest";
import { isKey } from "../i18n/locale.ts";
import { SECTIONS } from "./definition.ts";
import { reached } from "./menu.ts";
import { VIEWS } from "./registry.ts";

test("each analysis stands once in the list, in a part of it, with a name and a title", () => {
  const names = VIEWS.map((view) => view.name);
  expect(new Set(names).size).toBe(names.length);
  for (const { name, section } of VIEWS) {
    expect(isKey(`${name}.name`), name).toBe(true);
    expect(isKey(`${name}.title`), name).toBe(true);
    expect(SECTIONS).toContain(section);
  }
});

test("no two settings of an analysis have one key", () => {
  for (const { name, settings } of VIEWS) {
    const keys = settings.map((setting) => setting.key);
    expect(new Set(keys).size, name).toBe(keys.length);
  }
});

test("the arrows walk the list round its ends, other keys do nothing", () => {
  expect(["ArrowDown", "ArrowUp", "Home", "End", "a"].map((key) => reached(key, 0, 3))).toEqual([1, 2, 0, 2, null]);
  expect(reached("ArrowDown", 2, 3)).toBe(0);
});
