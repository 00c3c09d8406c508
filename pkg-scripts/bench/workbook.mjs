// The bench's orders file as a workbook: texts, times with a number format, numbers.
import { readFileSync } from "node:fs";
import * as XLSX from "xlsx/xlsx.mjs";
import * as fs from "node:fs";

const [, , from, to] = process.argv;
if (!from || !to) {
  console.error("usage: workbook.mjs ORDERS.csv OUT.xlsx");
  process.exit(2);
}
XLSX.set_fs(fs);
const [header, ...lines] = readFileSync(from, "utf8").trimEnd().split("\n");
const NUMBERS = new Set([5, 6]);
const TIME = 2;
const cell = (text, column) => {
  if (column === TIME) return { t: "d", v: new Date(`${text.replace(" ", "T")}Z`), z: "yyyy-mm-dd hh:mm:ss" };
  if (NUMBERS.has(column) && text !== "") return { t: "n", v: Number(text) };
  return { t: "s", v: text };
};
const rows = lines.map((line) => line.split(",").map(cell));
const sheet = XLSX.utils.aoa_to_sheet([header.split(","), ...rows], { dense: true, UTC: true });
const book = XLSX.utils.book_new();
XLSX.utils.book_append_sheet(book, sheet, "orders");
XLSX.writeFile(book, to, { bookSST: true, compression: true });
