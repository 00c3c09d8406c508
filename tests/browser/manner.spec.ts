// How a file was read: each decision is told, can be changed, and a change that fails or is cancelled leaves all as it was.
import { gzipSync } from "node:zlib";
import { readFileSync } from "node:fs";
import { expect, type Locator, type Page, test } from "@playwright/test";
import { csv, type Given, Visit } from "./visit.ts";

const LINES = Array.from({ length: 40 }, (_, i) => `U${i % 8},D${i},2024-01-${10 + (i % 20)},${10 * (i + 1)}`);
const HEADER = "客户编号,订单号,下单时间,金额";
const GBK = readFileSync("tests/fixtures/orders_gb18030.csv");

/** An archive of stored files, as any tool writes it. */
function zip(files: [string, string][]): Buffer {
  const table = Array.from({ length: 256 }, (_, n) => {
    let c = n;
    for (let k = 0; k < 8; k += 1) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
    return c >>> 0;
  });
  const crc = (data: Buffer) =>
    (data.reduce((c, byte) => ((table[(c ^ byte) & 255] ?? 0) ^ (c >>> 8)) >>> 0, 0xffffffff) ^ 0xffffffff) >>> 0;
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [name, text] of files) {
    const [path, data] = [Buffer.from(name), Buffer.from(text)];
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(0x800, 2);
    common.writeUInt32LE(crc(data), 10);
    common.writeUInt32LE(data.length, 14);
    common.writeUInt32LE(data.length, 18);
    common.writeUInt16LE(path.length, 22);
    const body = Buffer.concat([Buffer.from("PK\x03\x04"), common, path, data]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(at, 10);
    directory.push(Buffer.concat([Buffer.from("PK\x01\x02\x14\0"), common, rest, path]));
    bodies.push(body);
    at += body.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06");
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...bodies, list, end]);
}

async function opened(page: Page, file: Given, hash = "#"): Promise<{ visit: Visit; manner: Locator }> {
  const visit = await Visit.start(page, hash);
  await visit.choose(file);
  await visit.title("字段").waitFor();
  return { visit, manner: visit.app.locator("insitu-manner") };
}

const unfold = (manner: Locator) => manner.getByRole("button", { name: /文件是怎样读的/ }).click();

test("a GB18030 file read wrongly on purpose is read right again; names and samples show it at once", async ({
  page,
}) => {
  const { visit, manner } = await opened(page, csv(GBK, "gbk.csv"));
  const line = manner.getByRole("button", { name: /文件是怎样读的/ });
  await expect(line).toContainText("GB18030 · 逗号分隔 · 第 1 行是标题");
  await expect(line).toHaveAttribute("aria-expanded", "false");
  await unfold(manner);
  const names = await visit.app.locator("insitu-columns tbody th[scope=row]").allInnerTexts();
  const preview = manner.locator("table");
  const before = await preview.innerText();
  await manner.getByLabel("编码").selectOption("utf-8");
  // Read as UTF-8 the bytes are no text: either nothing of it can be read, or its names are not what they were.
  await expect(async () => {
    const refused = await manner.getByRole("alert").count();
    const changed = await line.getByText("已手动调整").count();
    expect(refused + changed).toBeGreaterThan(0);
  }).toPass();
  if ((await manner.getByRole("alert").count()) > 0) {
    await expect(manner.getByRole("alert")).toContainText("仍按原来的读法");
    expect(await preview.innerText()).toBe(before);
    await expect(manner.getByLabel("编码")).toHaveValue("gb18030");
  } else {
    expect(await preview.innerText()).not.toBe(before);
    await manner.getByRole("button", { name: "恢复自动辨认" }).click();
    await expect(line).toContainText("GB18030");
    expect(await preview.innerText()).toBe(before);
  }
  expect(await visit.app.locator("insitu-columns tbody th[scope=row]").allInnerTexts()).toEqual(names);
  await expect(visit.button("开始分析")).toBeEnabled();
});

test("a UTF-8 file read as GB18030 shows other names, and comes back with its mapping", async ({ page }) => {
  const { visit, manner } = await opened(page, csv([HEADER, ...LINES].join("\n")));
  await unfold(manner);
  await expect(manner.locator("thead")).toContainText("客户编号");
  await manner.getByLabel("编码").selectOption("gb18030");
  await expect(manner.getByText("已手动调整")).toBeVisible();
  await expect(manner.locator("thead")).not.toContainText("客户编号");
  await expect(manner.getByText("手动指定")).toBeVisible();
  await manner.getByRole("button", { name: "恢复自动辨认" }).click();
  await expect(manner.locator("thead")).toContainText("客户编号");
  await expect(manner.getByText("已手动调整")).toHaveCount(0);
  await expect(visit.app.getByLabel("「金额」用作")).toHaveValue("amount");
});

test("delimiter and header row can be said; fields set by hand stay where the names stay", async ({ page }) => {
  const odd = [
    "a;b,c;d",
    ["客户编号;订单号;下单时间;金额;备注", ...LINES.map((l) => `${l.replaceAll(",", ";")};1,5`)].join("\n"),
  ];
  const visit = await Visit.start(page);
  await visit.choose(csv(odd.join("\n")));
  const manner = visit.app.locator("insitu-manner");
  const attempt = visit.app.locator("insitu-attempt");
  await expect(manner.or(attempt)).toBeVisible();
  // The line above the header may keep the file from opening as detected; then it is said before it is open.
  if (await attempt.isVisible()) {
    await attempt.getByLabel("分隔符").selectOption(";");
    await attempt.getByLabel("标题在第几行").fill("2");
    await attempt.getByRole("button", { name: "按这样打开" }).click();
  }
  await visit.title("字段").waitFor();
  await unfold(manner);
  await manner.getByLabel("分隔符", { exact: true }).selectOption(",");
  await expect(manner.getByRole("alert").or(manner.getByRole("button", { name: /逗号分隔/ }))).toBeVisible();
  await manner.getByLabel("分隔符", { exact: true }).selectOption(";");
  await expect(manner.getByRole("button", { name: /文件是怎样读的/ })).toContainText("分号分隔");
  await manner.getByLabel("标题在第几行").fill("2");
  await manner.getByLabel("标题在第几行").press("Enter");
  await expect(manner.getByRole("button", { name: /文件是怎样读的/ })).toContainText("第 2 行是标题");
  await expect(manner.locator("thead")).toContainText("下单时间");
  await visit.app.getByLabel("「备注」用作").selectOption("amount");
  await expect(visit.app.getByLabel("「金额」用作")).toHaveValue("");
  await manner.getByLabel("没有标题行").check();
  await expect(manner.getByRole("button", { name: /文件是怎样读的/ })).toContainText("没有标题行");
  await manner.getByLabel("没有标题行").uncheck();
  // A control that is turned while the file is read again turns back.
  await expect(manner.getByRole("button", { name: /文件是怎样读的/ })).toContainText("第 1 行是标题");
  await manner.getByLabel("标题在第几行").fill("2");
  await manner.getByLabel("标题在第几行").press("Enter");
  await expect(manner.locator("thead")).toContainText("下单时间");
  await manner.getByLabel("分隔符", { exact: true }).selectOption("other");
  await manner.getByLabel("分隔符的写法").fill(";");
  await manner.getByLabel("分隔符的写法").press("Enter");
  await expect(visit.button("开始分析")).toBeEnabled();
});

test("what was set by hand outlives another reading of the same columns", async ({ page }) => {
  const { visit, manner } = await opened(page, csv([`${HEADER},运费`, ...LINES.map((l) => `${l},3`)].join("\n")));
  await visit.app.getByLabel("「运费」用作").selectOption("amount");
  await expect(visit.app.getByLabel("「金额」用作")).toHaveValue("");
  await unfold(manner);
  await manner.getByLabel("编码").selectOption("gb18030");
  await expect(manner.locator("thead")).not.toContainText("运费");
  await manner.getByLabel("编码").selectOption("utf-8");
  await expect(manner.locator("thead")).toContainText("运费");
  await visit.app.getByLabel("「运费」用作").selectOption("amount");
  await visit.button("开始分析").click();
  await visit.classes.locator("tbody tr").first().waitFor();
  expect(JSON.parse(await visit.results()).recipe.reading).toMatchObject({ encoding: "utf-8" });
  await visit.app.locator("insitu-rail button").nth(1).click();
  await unfold(manner);
  await manner.getByRole("button", { name: "恢复自动辨认" }).click();
  await expect(manner.getByText("已手动调整")).toHaveCount(0);
  await expect(visit.app.getByLabel("「运费」用作")).toHaveValue("amount");
  await expect(visit.app.getByLabel("「金额」用作")).toHaveValue("");
});

test("of an archive with two tables the other one can be chosen without opening anything", async ({ page }) => {
  const orders = [HEADER, ...LINES].join("\n");
  const { visit, manner } = await opened(page, {
    name: "both.zip",
    mimeType: "application/zip",
    buffer: zip([
      ["客户.csv", "客户编号,城市\nU1,上海\nU2,北京\n"],
      ["订单.csv", orders],
    ]),
  });
  const picker = manner.getByLabel("读压缩包里的哪个文件（共 2 个）");
  await expect(picker).toBeVisible();
  await expect(picker).toHaveValue("订单.csv");
  await picker.selectOption("客户.csv");
  await expect(visit.app.getByLabel("「城市」用作")).toBeVisible();
  await expect(picker).toHaveValue("客户.csv");
  await picker.selectOption("订单.csv");
  await expect(visit.app.getByLabel("「金额」用作")).toHaveValue("amount");
});

test("a refused change keeps the table, the result and says why beside the control", async ({ page }) => {
  const { visit, manner } = await opened(page, csv([HEADER, ...LINES].join("\n")));
  await unfold(manner);
  await manner.getByLabel("标题在第几行").fill("41");
  await manner.getByLabel("标题在第几行").press("Enter");
  await expect(manner.getByRole("alert")).toContainText("仍按原来的读法");
  await expect(manner.getByLabel("标题在第几行")).toHaveValue("1");
  await expect(manner.locator("thead")).toContainText("客户编号");
  await visit.button("开始分析").click();
  await visit.classes.locator("tbody tr").first().waitFor();
});

test("a change can be cancelled in the middle; the former reading stands", async ({ page }) => {
  const many = Array.from({ length: 1_000_000 }, (_, i) => LINES[i % LINES.length]);
  const { visit, manner } = await opened(page, csv([HEADER, ...many].join("\n")), "#workers=1&range=16384");
  await unfold(manner);
  await manner.getByLabel("编码").selectOption("gb18030");
  await expect(manner.getByText("正在按新的读法重新读取")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(manner.getByText("已取消，仍按原来的读法。")).toBeVisible();
  await expect(manner.getByLabel("编码")).toHaveValue("utf-8");
  await expect(manner.locator("thead")).toContainText("客户编号");
  await visit.button("开始分析").click();
  await visit.classes.locator("tbody tr").first().waitFor();
});

test("rows set aside can be saved with what stands in them, after a question", async ({ page }) => {
  const bad = '=cmd,"D1,2024-01-12';
  const file = Buffer.concat([
    Buffer.from([HEADER, ...LINES.slice(0, 20), bad].join("\n")),
    Buffer.from("\nU1,"),
    Buffer.from([0xff, 0xfe]),
    Buffer.from(`,2024-01-12,5\n${LINES.slice(20).join("\n")}\n`),
  ]);
  const { visit, manner } = await opened(page, csv(file));
  await unfold(manner);
  const rejects = manner.locator("insitu-rejects");
  await expect(rejects).toContainText("引号没有配对 1 行");
  await expect(rejects).toContainText("行号：22");
  await rejects.getByRole("button", { name: "连同原始内容下载" }).click();
  await expect(rejects.getByText("没有遮盖")).toBeVisible();
  const saved = await visit.saved(() => rejects.getByRole("button", { name: "确认下载" }).click());
  expect(saved.name).toBe("insitu-rejects-raw.csv");
  const text = saved.bytes.toString("utf8");
  expect(text.startsWith("\ufeff行号,字节位置,字节数,原因,原始内容\r\n")).toBe(true);
  const offset = file.indexOf(bad);
  expect(text).toContain(`22,${offset},${Buffer.byteLength(bad)},引号没有配对,"'=cmd,""D1,2024-01-12"\r\n`);
  expect(await visit.said()).not.toContain("=cmd");
});

test("of a packed file the raw bytes are not offered, and it is said why", async ({ page }) => {
  const { manner } = await opened(page, {
    name: "orders.csv.gz",
    mimeType: "application/gzip",
    buffer: gzipSync([HEADER, ...LINES, 'U1,"D1,2024-01-12'].join("\n")),
  });
  await expect(manner.getByRole("button", { name: /文件是怎样读的/ })).toContainText("gzip 压缩的文本");
  await unfold(manner);
  await expect(manner.getByText("所以不能从文件里取出原始内容")).toBeVisible();
  await expect(manner.getByRole("button", { name: "连同原始内容下载" })).toHaveCount(0);
  await expect(manner.getByRole("button", { name: "下载行号与原因" })).toBeVisible();
});
