import { describe, expect, it } from "vitest";
import { isTelling, shareable } from "./shareable.ts";
import { hiddenOf } from "./suppressed.ts";
import type { Cell, TableModel } from "./table.ts";
import { tsv } from "./table.ts";

const number = (n: number): Cell => ({ text: String(n), raw: n });
const name = (text: string): Cell => ({ text, raw: text });

function groups(counts: number[], total: boolean): TableModel {
  const rows = counts.map((n, at) => [name(`g${at}`), number(n), number(n * 10)]);
  const sum = counts.reduce((a, b) => a + b, 0);
  if (total) rows.push([name("all"), number(sum), number(sum * 10)]);
  return {
    caption: "t",
    columns: [{ label: "group" }, { label: "customers", people: true }, { label: "revenue" }],
    rows,
    total,
  };
}

describe("what leaves", () => {
  it("is whole where no group is small", () => {
    const model = groups([5, 90, 0], true);
    expect(shareable(model, 5)).toBe(model);
  });

  it("hides a small group, what it is of, and the least other group", () => {
    expect(tsv(groups([3, 40, 12, 0], true), 5)).toBe(
      "group\tcustomers\trevenue\ng0\t<5\t\ng1\t40\t400\ng2\t\t\ng3\t0\t0\nall\t55\t550",
    );
  });

  it("keeps of a running sum the steps of enough customers", () => {
    const steps = [0, 1, 4, 5, 9, 10, 12, 16, 20];
    const model = { ...groups(steps, false), columns: [{ label: "group" }], steps };
    expect(shareable(model, 5).rows.map((row) => row[1]?.raw)).toEqual([0, 5, 10, 20]);
  });

  it("keeps back what is of one customer", () => {
    const model = groups([9], false);
    const top = { ...number(777), one: true };
    expect(shareable({ ...model, rows: model.rows.map((row) => [...row, top]) }, 5).rows[0]?.[3]?.raw).toBeNull();
  });

  it("tells which tables no picture may be made of", () => {
    expect(isTelling(groups([5, 90, 0], true), 5)).toBe(false);
    expect(isTelling(groups([3, 90, 0], true), 5)).toBe(true);
    expect(isTelling(groups([3, 90, 0], true), 3)).toBe(false);
  });

  it("hides what is below the smallest group that the user set, and calls it so", () => {
    expect(tsv(groups([3, 7, 40, 12], true), 11)).toBe(
      "group\tcustomers\trevenue\ng0\t<11\t\ng1\t<11\t\ng2\t40\t400\ng3\t\t\nall\t62\t620",
    );
    expect(shareable(groups([3, 7, 40, 12], true), 3).rows).toHaveLength(5);
    expect(tsv(groups([3, 7, 40, 12], true), 3)).toContain("g0\t3\t30");
  });

  it("leaves each small count of any list of four open between 1 and 4", () => {
    for (let code = 0; code < 9 ** 4; code++) {
      const counts = [code % 9, Math.floor(code / 9) % 9, Math.floor(code / 81) % 9, Math.floor(code / 729)];
      const { hidden, total } = hiddenOf(counts, 5);
      const small = counts.filter((n) => n > 0 && n < 5).length;
      if (small === 0 || total) continue;
      const withheld = hidden.size - small;
      const rest = counts.reduce((all, n, at) => (hidden.has(at) ? all + n : all), 0);
      for (let guess = 1; guess < 5; guess++) {
        const low = guess + (small - 1) + withheld * 5;
        const high = withheld > 0 ? Number.POSITIVE_INFINITY : guess + (small - 1) * 4;
        expect(rest >= low && rest <= high, `${counts}`).toBe(true);
      }
    }
  });

  it("hides two cells in each row and column that hides one, and all sums", () => {
    const cell = (n: number): Cell => ({ ...number(n), people: n });
    const sum = (n: number): Cell => ({ ...number(n), sum: true });
    const model: TableModel = {
      caption: "t",
      columns: [{ label: "" }, { label: "a" }, { label: "b" }, { label: "c" }, { label: "all" }],
      rows: [
        [name("x"), cell(3), cell(40), cell(60), sum(103)],
        [name("y"), cell(20), cell(30), cell(50), sum(100)],
        [name("z"), cell(25), cell(35), cell(0), sum(60)],
      ],
    };
    expect(tsv(model, 5).split("\n").slice(1)).toEqual(["x\t<5\t\t60\t", "y\t\t\t50\t", "z\t25\t35\t0\t"]);
  });

  it("withholds a sum that two customers hold nearly all of, and the least others that it would follow from", () => {
    const model = groups([10, 30, 20, 20], true);
    const money = [1480, 1500, 600, 40, 3620];
    model.rows.forEach((row, at) => {
      row[2] = { ...number(money[at] ?? 0), held: at === 0 };
    });
    expect(tsv(model, 5)).toBe("group\tcustomers\trevenue\ng0\t10\t\ng1\t30\t1500\ng2\t20\t\ng3\t20\t\nall\t80\t3620");
  });
});
