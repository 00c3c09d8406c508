import { beforeEach, expect, test } from "vitest";
import type { InspectFile } from "../engine/api.ts";
import { locale } from "../i18n/locale.ts";
import { delimiterName, detected, isChanged, isPlain, isText, said, summary, whole } from "./decision.ts";

beforeEach(() => locale.set("zh"));

const file = (change: object = {}): InspectFile =>
  ({
    format: "csv",
    parts: [{ format: "csv", ...change }],
    encoding: "gb18030",
    dialect: { delimiter: ",", header_row: 1 },
    sheet: null,
    sheets: [],
    rows: { read: 10_000 },
    ...change,
  }) as unknown as InspectFile;

test("the reading in one line, in both languages", () => {
  expect(summary(file())).toBe("GB18030 · 逗号分隔 · 第 1 行是标题 · 10,000 行");
  locale.set("en");
  expect(summary(file())).toBe("GB18030 · separated by comma · header in row 1 · 10,000 rows");
});

test("an archive says which of its files, and a missing header is said", () => {
  const zip = file({
    format: "zip",
    encoding: "utf-8",
    sheet: "b.csv",
    sheets: ["a.csv", "b.csv"],
    dialect: { delimiter: "\t", header_row: null },
  });
  expect(summary(zip)).toBe("zip 压缩包 · b.csv · UTF-8 · 制表符分隔 · 没有标题行 · 10,000 行");
  expect([isText(zip), isPlain(zip), isPlain(file())]).toEqual([true, false, true]);
});

test("a workbook has neither encoding nor delimiter to tell", () => {
  expect(summary(file({ format: "workbook", sheet: "订单", sheets: ["订单", "客户"] }))).toBe(
    "工作簿 · 订单 · 第 1 行是标题 · 10,000 行",
  );
  expect(summary(file({ format: "parquet" }))).toBe("Parquet · 10,000 行");
});

test("a delimiter has its name, or shows itself", () => {
  expect([",", "\t", ";", "|", " ", "~"].map(delimiterName)).toEqual(["逗号", "制表符", "分号", "竖线", "空格", "~"]);
});

test("changes add up, another sheet starts anew, and what was detected keeps the sheet", () => {
  const both = said(said({}, { encoding: "gb18030" }), { header_row: 3 });
  expect(both).toEqual({ encoding: "gb18030", header_row: 3 });
  expect(said(both, { member: "b.csv" })).toEqual({ member: "b.csv" });
  expect(detected({ member: "b.csv", delimiter: ";" })).toEqual({ member: "b.csv" });
  expect(detected(both)).toEqual({});
  const part = { only_columns: ["a"], first_rows: 5 };
  expect(said({ ...part }, { encoding: "utf-8" })).toEqual({ first_rows: 5, encoding: "utf-8" });
  expect(detected({ ...part, delimiter: ";" })).toEqual({ first_rows: 5 });
  expect([whole({ ...part, delimiter: ";" }), isChanged(part)]).toEqual([{ delimiter: ";" }, false]);
  expect([isChanged(both), isChanged({ member: "b.csv" }), isChanged({})]).toEqual([true, false, false]);
});
