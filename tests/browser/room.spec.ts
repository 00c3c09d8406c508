// A file that will hardly fit is not begun: the page says what it needs, and what of it to read. The memory of the tab is
// lowered by the address, so that small files are large ones.
import { expect, type Locator, type Page, test } from "@playwright/test";
import { csv, type Given, Visit } from "./visit.ts";

const HEADER = "客户编号,订单号,下单时间,金额,备注,收货地址";
const line = (i: number) =>
  `U${i % 97},D${i},2024-01-${10 + (i % 20)},${10 * ((i % 50) + 1)},第 ${i} 单的备注 ${(i * 7919) % 65537},上海市某某路 ${i * 31} 号`;
const lines = (rows: number) => Array.from({ length: rows }, (_, i) => line(i));
const FILE = csv([HEADER, ...lines(40_000)].join("\n"), "large.csv");
/** Less than all of it is thought to take, and more than its table does. */
const LOW = "#memory=36&workers=1&range=65536";

async function offered(page: Page, hash = LOW, file: Given = FILE): Promise<{ visit: Visit; offer: Locator }> {
  const visit = await Visit.start(page, hash);
  await visit.choose(file);
  const offer = visit.app.locator("insitu-room");
  await expect(offer.getByRole("heading", { name: "这个文件可能放不下" })).toBeVisible();
  return { visit, offer };
}

test("a file that fits is opened without a question", async ({ page }) => {
  const visit = await Visit.start(page);
  await visit.choose(FILE);
  await visit.title("字段").waitFor();
  await expect(visit.app.locator("insitu-room")).toHaveCount(0);
});

test("the chosen columns alone are read; the others are named, and come back on request", async ({ page }) => {
  const { visit, offer } = await offered(page);
  await expect(offer).toContainText("「large.csv」大约需要");
  await expect(offer.getByRole("checkbox", { checked: true })).toHaveCount(5);
  await expect(offer.getByLabel("备注")).not.toBeChecked();
  await offer.getByLabel("全部行").check();
  const sum = offer.locator(".sum");
  const before = await sum.innerText();
  await offer.getByLabel("收货地址").uncheck();
  await expect(sum).not.toHaveText(before);
  await expect(sum).toContainText("放得下");
  await offer.getByRole("button", { name: "只读选中的列" }).click();
  await visit.title("字段").waitFor();
  await expect(visit.app.locator("insitu-columns tbody th[scope=row]")).toHaveCount(4);
  const manner = visit.app.locator("insitu-manner");
  await expect(manner).toContainText("没有读入的列（2）：备注、收货地址");
  await expect(manner).toContainText("40,000 行");
  await visit.button("开始分析").click();
  await visit.classes.locator("tbody tr").first().waitFor();
  const { recipe, notices } = JSON.parse(await visit.results());
  expect(recipe.reading.only_columns).toEqual(["客户编号", "订单号", "下单时间", "金额"]);
  expect(JSON.stringify(notices)).toContain("N_COLUMNS_LEFT_OUT");
  await visit.app.locator("insitu-rail button").nth(1).click();
  await manner.getByRole("button", { name: "读取整个文件" }).click();
  await expect(offer.getByRole("checkbox")).toHaveCount(6);
});

test("the first rows alone are read", async ({ page }) => {
  const { visit, offer } = await offered(page);
  await offer.getByRole("button", { name: "全选" }).click();
  const rows = offer.getByLabel("只读前多少行");
  expect(Number(await rows.inputValue())).toBeGreaterThan(5_000);
  await expect(offer.locator(".sum")).toContainText("放得下");
  await rows.fill("1200");
  await rows.press("Enter");
  await offer.getByRole("button", { name: "读前 1,200 行" }).click();
  await visit.title("字段").waitFor();
  await expect(visit.app.locator("insitu-manner")).toContainText("只读了前 1,200 行");
  await expect(visit.app.locator("insitu-columns tbody th[scope=row]")).toHaveCount(6);
  await visit.button("开始分析").click();
  await visit.classes.locator("tbody tr").first().waitFor();
  const results = JSON.parse(await visit.results());
  expect(results.recipe.reading.first_rows).toBe(1_200);
  expect(results.inputs[0].rows).toEqual({ read: 1_200, accepted: 1_200, rejected: 0 });
});

test("it can be tried anyway; another file can be chosen instead", async ({ page }) => {
  const { visit, offer } = await offered(page);
  await offer.getByRole("button", { name: "只选认出的列" }).click();
  await offer.getByRole("button", { name: "仍然全部读取" }).click();
  await visit.title("字段").waitFor();
  await expect(visit.app.locator("insitu-columns tbody th[scope=row]")).toHaveCount(6);
  await visit.choose(csv([HEADER, ...lines(20)].join("\n"), "other.csv"));
  await expect(visit.app.locator("insitu-manner")).toContainText("20 行");
  await expect(offer).toHaveCount(0);
  expect(visit.lines.filter((text) => /error/i.test(text) && !/Content Security|CSP/i.test(text))).toEqual([]);
});

test("memory that runs out while reading is an error with its row and the same offer; a part then opens", async ({
  page,
}) => {
  const large = csv([HEADER, ...lines(60_000)].join("\n"), "huge.csv");
  const { visit, offer } = await offered(page, "#memory=2&workers=2&range=65536", large);
  await offer.getByRole("button", { name: "仍然全部读取" }).click();
  const refusal = await visit.refusal();
  expect(refusal).toContain("E_MEMORY");
  expect(refusal).toMatch(/第 [\d,]+ 行/);
  await expect(offer.getByRole("heading", { name: "这个文件可能放不下" })).toBeVisible();
  await offer.getByLabel("只读前多少行").fill("2000");
  await offer.getByLabel("只读前多少行").press("Enter");
  await offer.getByRole("button", { name: "读前 2,000 行" }).click();
  await visit.title("字段").waitFor();
  await expect(visit.app.locator("insitu-manner")).toContainText("只读了前 2,000 行");
});
