import { expect, test } from "vitest";
import { fragment, isRecipe, unpacked } from "./link.ts";

const usual = { rfm: { bins: 5, split: "mean" }, abc: { a: 0.8 } };
const recipe = (columns: string[]) => ({
  version: 1,
  as_of: "2024-03-31",
  time_zone: "Asia/Shanghai",
  reading: { encoding: null, all_text: false, only_columns: [], header_row: 3 },
  tables: [{ kind: "orders", columns: columns.map((header) => ({ header, field: null, kind: "text" })) }],
  filter: [],
  analyses: { rfm: { bins: 4, split: "mean" }, abc: { a: 0.8 } },
});

test("a link holds what differs from the usual settings and no more", async () => {
  const code = await fragment(JSON.stringify(recipe(["客户编号", "金额"])), usual);
  expect(code).toMatch(/^#recipe=[\w-]{20,400}$/);
  expect(JSON.parse((await unpacked(`${code}&workers=2`)) ?? "")).toEqual({
    version: 1,
    as_of: "2024-03-31",
    reading: { header_row: 3 },
    tables: recipe(["客户编号", "金额"]).tables,
    analyses: { rfm: { bins: 4 } },
  });
});

test("a link holds filters by classes, not those by what stands in cells", async () => {
  const filter = [
    { analysis: "rfm", grouping: "class", group: "111" },
    { analysis: "segments", grouping: "city", group: "深圳市" },
  ];
  const code = await fragment(JSON.stringify({ ...recipe([]), filter }), usual);
  expect(JSON.parse((await unpacked(code ?? "")) ?? "").filter).toEqual([filter[0]]);
});

test("a recipe of many columns makes no link", async () => {
  const names = Array.from({ length: 4000 }, (_, i) => `列${Math.round(1e9 * Math.sin(i))}`);
  expect(await fragment(JSON.stringify(recipe(names)), usual)).toBeNull();
});

test("what is no link gives nothing, what is broken an empty text, and a bomb is not unpacked", async () => {
  expect(await unpacked("#workers=2")).toBeNull();
  for (const broken of ["#recipe=", "#recipe=%00", "#recipe=AAAA", `#recipe=${"A".repeat(20_000)}`]) {
    expect(await unpacked(broken), broken).toBe("");
  }
  const stream = new Blob(["0".repeat(1 << 20)]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  const packed = new Uint8Array(await new Response(stream).arrayBuffer());
  expect(packed.length).toBeLessThan(1500);
  const code = btoa(String.fromCharCode(...packed))
    .replace(/\+/g, "-")
    .replace(/\//g, "_");
  expect(await unpacked(`#recipe=${code}`)).toBe("");
});

test("a recipe is told from data", () => {
  expect(isRecipe(JSON.stringify(recipe([])))).toBe(true);
  expect(isRecipe(`\uFEFF ${JSON.stringify(recipe([]))}`)).toBe(true);
  for (const other of ['[{"version":1,"tables":2}]', '{"a":1}', "version,tables\n1,2", '{"version":1,"tables":', ""]) {
    expect(isRecipe(other), other).toBe(false);
  }
});
