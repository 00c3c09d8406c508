// The page and the command line give the same bytes of results, however many readers and whatever ranges.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "@playwright/test";
import { ORDERS, Visit } from "./visit.ts";
import { workbook } from "./workbook.ts";

/** Readers, and bytes of a range (0: the page's own). */
const WAYS = [
  [1, 0],
  [1, 4096],
  [2, 1013],
  [8, 65_536],
] as const;

const folder = mkdtempSync(join(tmpdir(), "insitu-"));
const chinese = {
  utf8: join(folder, "订单 UTF-8.csv"),
  gb18030: join(folder, "订单 GB18030.csv"),
  packed: join(folder, "订单 GB18030.csv.gz"),
  /** Of a size at which one reader unpacks and another reads. */
  workbook: join(folder, "订单.xlsx"),
};
let insitu = "";

test.beforeAll(() => {
  test.setTimeout(300_000);
  const cargo = (...words: string[]) => execFileSync("cargo", words, { encoding: "utf8", maxBuffer: 1 << 28 });
  // Built as the other tests build it: else what it depends on would be compiled once more.
  cargo("test", "--no-run", "--quiet", "--locked", "--workspace", "--features", "cli", "--test", "cli");
  const { target_directory } = JSON.parse(cargo("metadata", "--format-version", "1", "--no-deps", "--locked"));
  insitu = join(target_directory, "debug", "insitu");
  const text = orders();
  writeFileSync(chinese.utf8, text);
  writeFileSync(chinese.gb18030, gb18030(text));
  writeFileSync(chinese.packed, gzipSync(gb18030(text)));
  writeFileSync(chinese.workbook, workbook(sales()));
});
test.afterAll(() => rmSync(folder, { recursive: true }));

test("one file in GB18030 and UTF-8 gives the same results on the command line", () => {
  const results = native(chinese.utf8);
  expect(native(chinese.gb18030)).toBe(results);
  expect(native(chinese.packed)).toBe(results);
  expect(JSON.parse(results).rfm.outcome.population).toMatchObject({ lines: 2400 });
});

for (const [workers, range] of WAYS) {
  const name = `${workers} ${workers === 1 ? "reader" : "readers"}, ${range || "default"} bytes`;
  test(`the page gives the command line's results: ${name}`, async ({ page }) => {
    const visit = await Visit.start(page, `#workers=${workers}${range ? `&range=${range}` : ""}`);
    await expect.poll(() => page.workers().length).toBe(workers + 1);
    for (const file of [ORDERS, ...Object.values(chinese)]) {
      await visit.analyse(file);
      expect(member(await visit.results()) === native(file), file).toBe(true);
    }
  });
}

const known = new Map<string, string>();

function native(file: string): string {
  const results =
    known.get(file) ?? member(execFileSync(insitu, ["run", "-q", file], { encoding: "utf8", maxBuffer: 1 << 28 }));
  known.set(file, results);
  return results;
}

/** The text of the member `results` as it stands in the file: members of the first level are indented by two. */
function member(text: string): string {
  const found = /\n {2}"results": (\{[\s\S]*?\n {2}\})/.exec(text)?.[1];
  if (!found) throw new Error("no member results");
  return found;
}

/** Orders with Chinese headers and cells, line ends and quotes inside quotes, and characters of one to four bytes. */
function orders(): string {
  const lines = ["客户编号,订单号,下单时间,收货人,商品名称,备注,实付金额"];
  const goods = ["羊毛围巾", "保温杯", '收纳盒"大号"', "儿童绘本，全三册", "𠮷野家餐券", "Ω滤芯"];
  for (let i = 0; i < 2400; i += 1) {
    const day = new Date(Date.UTC(2023, 0, 1 + ((i * 37) % 500))).toISOString().slice(0, 10);
    const note = i % 5 === 0 ? `"送到门口\r\n请勿""按铃""，第${i}单"` : i % 7 === 0 ? '"第一行\n\n第三行"' : "";
    const product = `"${(goods[i % goods.length] ?? "").replaceAll('"', '""')}"`;
    const amount = i % 41 === 0 ? -(i % 90) : (i * 17) % 900;
    lines.push(
      `客${(i * i) % 311},D${10_000 + i},${day} 12:0${i % 10}:00,张${i % 9},${product},${note},${amount}.${i % 10}0`,
    );
  }
  return `${lines.join("\r\n")}\r\n`;
}

/** Sales whose texts pack badly. */
function sales(): string[][] {
  const rows = [["客户编号", "订单号", "下单时间", "备注", "实付金额"]];
  let state = 7;
  for (let i = 0; i < 40_000; i += 1) {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    const day = new Date(Date.UTC(2023, 0, 1 + (i % 500))).toISOString().slice(0, 10);
    rows.push([`客${state % 997}`, `D${i}`, day, `${state.toString(36)}${i * 7919}`, `${state % 900}.50`]);
  }
  return rows;
}

/** Two-byte codes are read backwards out of the decoder; the planes above the first are counted. */
function gb18030(text: string): Buffer {
  const decoder = new TextDecoder("gb18030");
  const codes = new Map<string, number[]>();
  for (let a = 0x81; a <= 0xfe; a += 1) {
    for (let b = 0x40; b <= 0xfe; b += 1) if (b !== 0x7f) codes.set(decoder.decode(Uint8Array.of(a, b)), [a, b]);
  }
  const bytes: number[] = [];
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    if (point < 0x80) bytes.push(point);
    else if (point < 0x10000) {
      const code = codes.get(character);
      if (!code) throw new Error(`no two-byte code for U+${point.toString(16)}`);
      bytes.push(...code);
    } else {
      const n = 189_000 + point - 0x10000;
      bytes.push(0x81 + Math.floor(n / 12_600), 0x30 + (Math.floor(n / 1260) % 10));
      bytes.push(0x81 + (Math.floor(n / 10) % 126), 0x30 + (n % 10));
    }
  }
  const buffer = Buffer.from(bytes);
  if (decoder.decode(buffer) !== text) throw new Error("the encoder is wrong");
  return buffer;
}
