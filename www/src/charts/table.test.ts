import { expect, test } from "vitest";
import { label } from "./label.ts";
import { tsv } from "./table.ts";

test("a copied table holds all digits and no formula", () => {
  const copied = tsv(
    {
      caption: "x",
      columns: [{ label: "a" }, { label: "b", end: true }],
      rows: [
        [
          { text: "=1+1", raw: "=1+1" },
          { text: "1.2万", raw: 12345.6 },
        ],
        [
          { text: "two\nlines", raw: "two\nlines" },
          { text: "–", raw: null },
        ],
      ],
    },
    5,
  );
  expect(copied).toBe("a\tb\n'=1+1\t12345.6\ntwo lines\t");
});

test("headers of a file are no formulas either, and stay in one cell", () => {
  const columns = ["=cmd|' /C calc'!A0", "@SUM(1)", " =1+1", "\uff1d1+1", "a\tb\r\n=c", "金额"].map((label) => ({
    label,
  }));
  expect(tsv({ caption: "", columns, rows: [] }, 5)).toBe(
    "'=cmd|' /C calc'!A0\t'@SUM(1)\t' =1+1\t'\uff1d1+1\ta b =c\t金额",
  );
  const rows = [
    [
      { text: "", raw: "\u3000=1+1" },
      { text: "", raw: "|calc" },
      { text: "", raw: "-5.5" },
    ],
  ];
  expect(tsv({ caption: "", columns: [], rows }, 5)).toBe("\n'\u3000=1+1\t'|calc\t-5.5");
});

test("a negative number is no formula", () => {
  expect(tsv({ caption: "", columns: [{ label: "a" }], rows: [[{ text: "-5", raw: -5 }]] }, 5)).toBe("a\n-5");
});

test("control characters and bidi overrides are marked, long labels cut", () => {
  expect(label("a\u202eb\u0007c")).toBe("a\ufffdb\ufffdc");
  expect(label("客".repeat(50))).toHaveLength(40);
  expect(Array.from(label("\u{1f600}".repeat(50)))).toHaveLength(40);
});
