// From a file to an answer and to files, as a person walks it, on the built page.
import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import * as core from "../../www/generated/core.js";
import { CLASSES, csv, ORDERS, SMALL, Visit } from "./visit.ts";

const ids = [
  ...new Set(
    readFileSync(ORDERS, "utf8")
      .trim()
      .split("\n")
      .slice(1)
      .map((line) => line.split(",")[0] ?? ""),
  ),
];
const rowsOf = (bytes: Buffer): string[] => bytes.toString("utf8").trim().split(/\r?\n/);

test("a dropped file becomes the eight classes, in both languages and looks, and files that can leave", async ({
  page,
}) => {
  const visit = await Visit.start(page);
  const { app } = visit;
  await visit.frame.evaluate(
    (text) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([text], "rfm_data_orders.csv", { type: "text/csv" }));
      const event = new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true });
      document.body.dispatchEvent(event);
    },
    readFileSync(ORDERS, "utf8"),
  );

  await visit.title("字段").waitFor();
  await expect(app.getByText("读入 4,906 行 = 计入客户分析 4,906 行 + 不计入 0 行 + 放到一边 0 行")).toBeVisible();
  for (const [column, field] of [
    ["customer_id", "user_id"],
    ["order_date", "order_time"],
    ["revenue", "amount"],
  ]) {
    await expect(app.getByLabel(`「${column}」用作`)).toHaveValue(field ?? "");
  }
  await visit.button("开始分析").click();
  await visit.title("客户价值（RFM）").waitFor();
  const day = app.locator("#as-of");
  await day.fill("2006-12-30");
  await day.blur();
  await expect(app.getByText("截止日 2006年12月30日").first()).toBeVisible();
  await day.fill("2006-12-31");
  await day.blur();
  await expect.poll(() => visit.counts()).toEqual(CLASSES);

  await visit.button("筛选重要价值客户").click();
  await expect(app.getByText("筛出 274 位，共 995 位")).toBeVisible();
  await visit.language();
  await expect(visit.title("Customer value (RFM)")).toBeVisible();
  await visit.theme("dark");
  expect(await visit.frame.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toContain("dark");
  expect(await visit.counts()).toEqual(CLASSES);
  await expect(app.getByText(/274.*995/).first()).toBeVisible();
  await expect(app.locator("#as-of")).toHaveValue("2006-12-31");
  await visit.language();
  await visit.theme("light");
  await expect(app.getByText("筛出 274 位，共 995 位")).toBeVisible();

  const classes = await visit.saved(() => visit.button(/^类别表 CSV/).click());
  expect(classes.name).toBe("insitu-rfm-classes.csv");
  expect([...classes.bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const counts = rowsOf(classes.bytes).map((row) => row.split(",")[1]);
  expect(counts.slice(1)).toEqual([...CLASSES.map(String), "995"]);

  const shareable = await visit.saved(() => visit.button(/可分享/).click());
  const shared = shareable.bytes.toString("utf8");
  expect(rowsOf(shareable.bytes)).toHaveLength(996);
  expect(ids.filter((id) => shared.includes(id))).toEqual([]);
  expect(new Set(rowsOf(shareable.bytes).map((row) => row.split(",")[0])).size).toBe(996);

  let early = false;
  page.once("download", () => (early = true));
  await visit.button(/自用 CRM/).click();
  await expect(app.getByText("这份清单含 995 位客户的原始编号与类别")).toBeVisible();
  await visit.button("取消").click();
  await visit.button(/自用 CRM/).click();
  expect(early).toBe(false);
  const crm = await visit.saved(() => visit.button("确认导出").click());
  const listed = rowsOf(crm.bytes);
  expect(listed[0]).toBe("user_id,类别,人群");
  expect(listed.slice(1).map((row) => row.split(",")[0])).toEqual([...ids].sort());
  expect(crm.bytes.toString("utf8")).not.toContain("@");
  await expect(app.getByText("含原始编号", { exact: true })).toBeVisible();

  const results = JSON.parse(await visit.results());
  expect(results.as_of).toBe("2006-12-31");
  expect(results.results.rfm.outcome.classes.rows.map((row: { customers: number }) => row.customers)).toEqual(CLASSES);
  expect(ids.filter((id) => JSON.stringify(results).includes(id))).toEqual([]);

  expect(visit.asked.filter((address) => !address.startsWith("blob:"))).toEqual([]);
  expect(visit.lines.filter((line) => ids.some((id) => line.includes(id)))).toEqual([]);
});

/** Customers with a purchase in the example, counted from the text that the module makes. */
function buyersOfExample(): number {
  core.initSync({ module: new Uint8Array(readFileSync("www/generated/core_bg.wasm")) });
  const files: { name: string; bytes: Uint8Array }[] = core.demo();
  const [header, ...rows] = new TextDecoder().decode(files[1]?.bytes).trim().split("\n");
  const place = (name: string) => (header ?? "").split(",").indexOf(name);
  const [who, back] = [place("客户ID"), place("是否退款")];
  const cells = rows.map((line) => line.split(","));
  return new Set(cells.filter((row) => row[back] !== "是" && row[who] !== "").map((row) => row[who])).size;
}

test("the example is one click from the result, and a pasted table is opened", async ({ page }) => {
  const visit = await Visit.start(page);
  await visit.button("用示例数据试一试").click();
  await expect.poll(() => visit.counts()).toHaveLength(8);
  expect((await visit.counts()).reduce((a, b) => a + b, 0)).toBe(buyersOfExample());
  // The first minute shows what is planted: days on which payments failed, the bundle, the channel that loses money.
  const panel = visit.app.locator("insitu-analysis");
  for (const [name, ...planted] of [
    ["漏斗", "下单 → 支付", "2025年10月21日", "2025年10月22日", "2025年10月23日"],
    ["购物篮关联", "手冲咖啡壶", "咖啡滤纸"],
    ["渠道转化", "信息流广告"],
  ]) {
    await visit.app
      .locator("insitu-menu button")
      .filter({ hasText: name ?? "" })
      .click();
    await expect(panel.locator('.main[aria-busy="false"] .answer')).not.toBeEmpty();
    for (const words of planted) await expect(panel.getByText(words).first()).toBeVisible();
  }
  // Its five tables went the way of files of one's own.
  await visit.app.locator("insitu-rail button").nth(1).click();
  await visit.title("字段").waitFor();
  for (const name of ["示例客户.csv", "示例订单.csv", "示例行为.csv", "示例渠道.csv", "示例反馈.csv"]) {
    await expect(visit.app.getByText(name).first()).toBeVisible();
  }
  await visit.app.locator("insitu-rail button").first().click();
  await visit.button("粘贴表格").click();
  await visit.app.getByLabel("表格内容", { exact: true }).fill(SMALL.buffer.toString("utf8").replaceAll(",", "\t"));
  await visit.button("打开").click();
  await visit.title("字段").waitFor();
  await expect(visit.app.getByText("读入 12 行 = 计入客户分析 12 行")).toBeVisible();
  await expect(visit.app.locator("insitu-manner")).toContainText("制表符分隔");
  // A worker comes from bytes that the page has.
  expect(visit.asked.filter((address) => !address.startsWith("blob:"))).toEqual([]);
});

test("a wrong guess is corrected by hand, and a second file starts afresh", async ({ page }) => {
  const visit = await Visit.start(page);
  await visit.choose(csv("a,b,c\nX1,2024-01-01,5\nX2,2024-01-02,6\nX1,2024-01-03,7\n"));
  await visit.title("字段").waitFor();
  for (const [column, field] of [
    ["a", "user_id"],
    ["b", "order_time"],
    ["c", "amount"],
  ]) {
    await visit.app.getByLabel(`「${column}」用作`).selectOption(field ?? "");
    await expect(visit.app.getByLabel(`「${column}」用作`)).toHaveValue(field ?? "");
  }
  await visit.button("开始分析").click();
  await expect.poll(async () => (await visit.counts()).reduce((a, b) => a + b, 0)).toBe(2);
  await visit.analyse(ORDERS);
  await expect.poll(() => visit.counts()).toEqual(CLASSES);
});
