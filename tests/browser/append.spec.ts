// Files with the same columns, chosen together, are one table; those of one kind with others are refused, and what is open stays.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { expect, test } from "@playwright/test";
import { zip } from "./workbook.ts";
import { CLASSES, csv, type Given, ORDERS, SMALL, Visit } from "./visit.ts";

const [header = "", ...lines] = readFileSync(ORDERS, "utf8").trimEnd().split("\n");
const NAMES = header.split(",");

/** Some of the lines as a file of its own, with its columns in this order. */
function part(name: string, from: number, to: number, order: number[], delimiter = ","): Given {
  const turned = [header, ...lines.slice(from, to)].map((line) => {
    const cells = line.split(",");
    return order.map((column) => cells[column] ?? "").join(delimiter);
  });
  return csv(turned.join("\n"), name);
}

const forward = NAMES.map((_, index) => index);
const backward = [...forward].reverse();

/** The table in four files: another order of columns, another delimiter, packed, with a row that cannot be read. */
function parts(): Given[] {
  const quarter = Math.ceil(lines.length / 4);
  const packed = part("3.csv.gz", 2 * quarter, 3 * quarter, forward);
  const broken = part("4.csv", 3 * quarter, lines.length, forward);
  return [
    part("1.csv", 0, quarter, forward),
    part("2.txt", quarter, 2 * quarter, backward, "\t"),
    { ...packed, buffer: gzipSync(packed.buffer) },
    {
      ...broken,
      buffer: Buffer.concat([broken.buffer, Buffer.from([0x0a, 0x43, 0xff, 0xfe, 0xff, 0x2c, 0x31, 0x0a])]),
    },
  ];
}

test("four files give the classes of the one that they were cut from", async ({ page }) => {
  const visit = await Visit.start(page, "#workers=2&range=4096");
  await visit.choose(parts());
  await visit.title("字段").waitFor();
  const fields = visit.app.locator("insitu-fields");
  for (const { name } of parts()) await expect(fields.locator(".about")).toContainText(name);
  await expect(fields).toContainText("这 4 个文件列名相同，已接成一张表。");
  await visit.button("开始分析").click();
  await visit.classes.locator("tbody tr").first().waitFor();
  expect(await visit.counts()).toEqual(CLASSES);
  const { inputs } = JSON.parse(await visit.results());
  expect(inputs.map((one: { name: string }) => one.name)).toEqual(parts().map((one) => one.name));
  expect(inputs.reduce((sum: number, one: { rows: { accepted: number } }) => sum + one.rows.accepted, 0)).toBe(
    lines.length,
  );
  expect(inputs[3].rows.rejected).toBe(1);
  await visit.app.locator("insitu-rail button").nth(1).click();
  const manner = visit.app.locator("insitu-manner");
  await manner.locator("button.line").click();
  await expect(manner).toContainText("4.csv 里的");
  // Each was read in its own way; of a packed one no place is a place in the file.
  await expect(manner.getByLabel("编码")).toHaveCount(0);
  await expect(manner).toContainText("不能从文件里取出原始内容");
  // The raw row comes from the file in which it stands.
  await visit.choose(parts().filter(({ name }) => !name.endsWith(".gz")));
  await visit.title("字段").waitFor();
  await manner.locator("button.line").click();
  await expect(manner).toContainText("4.csv 里的");
  await manner.locator("insitu-rejects .ways button").last().click();
  const { bytes } = await visit.saved(() => manner.getByRole("button", { name: "确认下载" }).click());
  const [names, row] = bytes.toString("utf8").trimEnd().split("\r\n");
  expect(names).toBe("\ufeff文件,行号,字节位置,字节数,原因,原始内容");
  expect(row).toMatch(/^4\.csv,\d+,\d+,\d+,.*,"C\ufffd/);
});

test("a file with other columns is named and refused with the rest; what is open stays", async ({ page }) => {
  const visit = await Visit.start(page);
  await visit.choose(ORDERS);
  await visit.title("字段").waitFor();
  await visit.choose([...parts().slice(0, 2), SMALL]);
  const said = await visit.refusal();
  expect(said).toContain("small.csv");
  expect(said).toContain("E_COLUMNS_DIFFER");
  expect(said).not.toContain("C1");
  await visit.app.locator("insitu-rail button").nth(1).click();
  await expect(visit.app.locator("insitu-fields .about")).toContainText("rfm_data_orders.csv");
  await visit.choose(parts());
  await visit.title("字段").waitFor();
  await visit.choose([csv("", "empty.csv"), SMALL]);
  expect(await visit.refusal()).toContain("empty.csv");
});

test("files of one archive with the same columns are one table, and any of them can be read alone", async ({
  page,
}) => {
  const visit = await Visit.start(page, "#workers=2");
  const third = Math.ceil(lines.length / 3);
  const months = [0, 1, 2].map((at) =>
    part(`${at + 1}.csv`, at * third, (at + 1) * third, at === 1 ? backward : forward),
  );
  const notes = Buffer.from("name,meaning\nuser_id,customer\namount,money\n");
  const packed = zip([...months.map(({ name, buffer }): [string, Buffer] => [name, buffer]), ["notes.csv", notes]]);
  await visit.choose({ name: "months.zip", mimeType: "application/zip", buffer: packed });
  await visit.title("字段").waitFor();
  const line = visit.app.locator("insitu-manner button.line");
  await expect(line).toContainText("列相同的 3 张表，合在一起");
  await visit.button("开始分析").click();
  await visit.classes.locator("tbody tr").first().waitFor();
  expect(await visit.counts()).toEqual(CLASSES);
  await visit.app.locator("insitu-rail button").nth(1).click();
  await line.click();
  await visit.app.getByLabel(/读压缩包里的哪个文件/).selectOption({ label: "2.csv" });
  await expect(line).toContainText(`${third.toLocaleString("en-US")}`);
  await expect(line).not.toContainText("合在一起");
});
