import { expect, test } from "vitest";
import { formulaSafe } from "./formula.ts";

test("formulas are quoted and numbers are not", () => {
  for (const bad of [
    "=1+1",
    "@SUM(1)",
    "+1+1",
    "-2+3",
    "|calc",
    "\t=1",
    "\r=1",
    "\n=1",
    "\0=1",
    "＝1",
    " =1",
    '"=1"',
    "-",
  ]) {
    expect(formulaSafe(bad)).toBe(`'${bad}`);
  }
  for (const good of ["", "-5", "+3.2", "-1e5", "-1.5E-3", "17850", "张三", "'=1", "a=b", "2006-12-31"]) {
    expect(formulaSafe(good)).toBe(good);
  }
});
