import { beforeEach, expect, test } from "vitest";
import type { Encoding, Reject } from "../engine/api.ts";
import { locale } from "../i18n/locale.ts";
import { rejectedCsv } from "./rejected.ts";

beforeEach(() => locale.set("zh"));

const bytes = (...parts: (string | number[])[]): Uint8Array<ArrayBuffer> =>
  new Uint8Array(parts.flatMap((p) => (typeof p === "string" ? [...new TextEncoder().encode(p)] : p)));

async function csv(content: Uint8Array<ArrayBuffer>, list: Reject[], encoding: Encoding = "utf-8"): Promise<string> {
  const rejects = async (from: number, count: number) => list.slice(from, from + count);
  const origin = { name: "a.csv", blob: new Blob([content]), encoding, fallback: null };
  const out = await rejectedCsv([origin], rejects);
  expect([...out.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  return new TextDecoder().decode(out);
}

test("rows are read again by place, safe for spreadsheets, with a mark for what is no text", async () => {
  const content = bytes("a,b\n", "=1,2,3\n", "x", [0xff, 0, 0x22], ",2\n");
  const text = await csv(content, [
    { row: 2, offset: 4, length: 6, code: "R_TOO_MANY_FIELDS" },
    { row: 3, offset: 11, length: 6, code: "R_UNDECODABLE" },
  ]);
  expect(text.split("\r\n")).toEqual([
    "行号,字节位置,字节数,原因,原始内容",
    '2,4,6,列数比标题多,"\'=1,2,3"',
    '3,11,6,有不属于该编码的字节,"x\ufffd\u2400"",2"',
    "",
  ]);
});

test("rows far apart and more of them than one page are all there", async () => {
  const content = new Uint8Array(3 << 20).fill(0x61);
  const list = Array.from(
    { length: 10_001 },
    (_, i): Reject => ({ row: i + 2, offset: i * 300, length: 2, code: "R_QUOTE" }),
  );
  const lines = (await csv(content, list)).trimEnd().split("\r\n");
  expect(lines).toHaveLength(10_002);
  expect(lines.every((l, i) => i === 0 || l.endsWith(",aa"))).toBe(true);
});

test("of several files each row is read from its own, by its own encoding", async () => {
  const origins = [
    { name: "=a.csv", blob: new Blob(["x,1,2\n"]), encoding: "utf-8" as const, fallback: null },
    { name: "b.csv", blob: new Blob([bytes([0xbf, 0xcd, 0xbb, 0xa7])]), encoding: "gb18030" as const, fallback: null },
  ];
  const list: Reject[] = [
    { row: 2, offset: 0, length: 5, code: "R_TOO_MANY_FIELDS" },
    { file: 1, row: 3, offset: 0, length: 4, code: "R_LIMIT" },
  ];
  const out = await rejectedCsv(origins, async (from, count) => list.slice(from, from + count));
  expect(new TextDecoder().decode(out).split("\r\n")).toEqual([
    "文件,行号,字节位置,字节数,原因,原始内容",
    `'=a.csv,2,0,5,列数比标题多,"x,1,2"`,
    expect.stringMatching(/^b\.csv,3,0,4,.*,客户$/),
    "",
  ]);
});

test("the file's own encoding is used", async () => {
  expect(
    await csv(bytes([0xbf, 0xcd, 0xbb, 0xa7]), [{ row: 1, offset: 0, length: 4, code: "R_LIMIT" }], "gb18030"),
  ).toContain(",客户\r\n");
});

test("UTF-32, which browsers do not read, is read", async () => {
  const content = bytes([0xa2, 0x5b, 0, 0, 0x37, 0x62, 0, 0]);
  const list: Reject[] = [{ row: 1, offset: 0, length: 8, code: "R_LIMIT" }];
  expect(await csv(content, list, "utf-32le")).toContain(",客户\r\n");
});
