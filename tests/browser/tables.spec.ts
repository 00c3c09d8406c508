// Several tables at once: each with its kind and fields, all of them one list of customers.
import { expect, type Locator, test } from "@playwright/test";
import { BUYERS, CUSTOMERS, ORDERS, SECRETS, TABLES } from "./tables.ts";
import { SMALL, Visit } from "./visit.ts";

async function opened(visit: Visit): Promise<Locator> {
  await visit.choose(TABLES);
  await visit.title("字段").waitFor();
  return visit.app.getByRole("tab");
}

test("three files with other columns are three tables, each with its kind, fields and checks", async ({ page }) => {
  const visit = await Visit.start(page);
  const tabs = await opened(visit);
  const fields = visit.app.locator("insitu-fields");
  await expect(tabs).toHaveText([
    /客户.*customers\.csv · 40 行/,
    /订单.*orders\.csv · 91 行/,
    /行为.*events\.csv · 61 行/,
    /客户视图/,
  ]);
  await expect(fields).toContainText("3 张表：客户、订单、行为。必填的都齐了。");
  // The arrow keys walk the tabs.
  await tabs.first().focus();
  await page.keyboard.press("ArrowRight");
  await expect(tabs.nth(1)).toBeFocused();
  await expect(tabs.nth(1)).toHaveAttribute("aria-selected", "true");
  await expect(fields.getByLabel("「实付金额」用作")).toHaveValue("amount");
  await expect(fields.locator("insitu-findings")).toContainText("数量 × 单价");
  await expect(fields.locator("insitu-findings")).toContainText("90 / 91 行（98.9%）");
  await fields.getByRole("button", { name: "「金额」有 1 行不一致，看这些行" }).click();
  const differing = fields.locator("insitu-differing insitu-dialog");
  await expect(differing.locator("tbody tr")).toHaveCount(1);
  await expect(differing.locator("tbody th")).toHaveText("91");
  await expect(differing).toContainText("25");
  await page.keyboard.press("Escape");
  await expect(differing.locator("dialog")).toBeHidden();
  // Fields of the table's kind come first.
  const own = fields.getByLabel("「实付金额」用作").locator("optgroup").first();
  await expect(own.locator("option[value=amount]")).toHaveCount(1);
  await expect(own.locator("option[value=register_date]")).toHaveCount(0);
  await tabs.nth(2).click();
  await expect(fields.locator("insitu-findings")).toContainText(/浏览 40.*加购 20.*未知值 1/);
  // Another kind asks for other fields, by name.
  await fields.getByLabel("这是哪种表").selectOption("channels");
  await expect(tabs.nth(2)).toContainText("渠道");
  await expect(fields.getByRole("tabpanel")).toContainText(/还缺 \d 个必填字段/);
  await expect(tabs.nth(2)).toContainText("需要处理");
  await fields.getByLabel("这是哪种表").selectOption("events");
  await expect(fields.getByLabel("「行为类型」用作")).toHaveValue("behavior_type");
  await expect(tabs.nth(2)).not.toContainText("需要处理");
  await fields.getByText("下载模板").click();
  const { name, bytes } = await visit.saved(() => fields.getByRole("button", { name: "下载交易数据（CSV）" }).click());
  expect(name).toMatch(/orders.*\.csv$/);
  expect(bytes.toString("utf8")).toContain("下单时间");
  await visit.button("开始分析").click();
  await visit.classes.locator("tbody tr").first().waitFor();
  expect((await visit.counts()).reduce((sum, n) => sum + n, 0)).toBe(BUYERS + 1);
  const said = await visit.said();
  for (const secret of SECRETS) expect(said).not.toContain(secret);
});

test("the customers of all tables: match rates, candidates merged and taken apart, a masked card", async ({ page }) => {
  const visit = await Visit.start(page);
  const tabs = await opened(visit);
  await tabs.last().click();
  const view = visit.app.locator("insitu-view");
  const all = CUSTOMERS + 1;
  await expect(view).toContainText(`3 张表里共有 ${all} 位客户。`);
  const orders = view.locator("insitu-audit tbody tr").nth(1);
  await expect(orders).toContainText("96.8%");
  await expect(orders).toContainText(`${BUYERS} / ${BUYERS + 1} 位`);
  await expect(view).toContainText(`${ORDERS + 1} 行 = 有编号 ${ORDERS} 行 + 没有编号 1 行`);
  await expect(view).toContainText(`基准 ${CUSTOMERS} 位 = 这里有 ${BUYERS} 位 + 这里没有 ${CUSTOMERS - BUYERS} 位`);
  await expect(view.locator("insitu-audit")).not.toContainText("不相等");
  await expect(view).toContainText("保留大小写");

  const pairs = view.locator("insitu-pairs");
  await expect(pairs.getByRole("heading", { level: 3 })).toHaveText(["第 1 组，2 位"]);
  await expect(pairs).toContainText("手机号相同");
  await pairs.getByRole("button", { name: "把第 1 组合并为一位" }).click();
  await expect(view).toContainText(`3 张表里共有 ${all - 1} 位客户。`);
  await expect(pairs).toContainText("已合并");
  await pairs.getByRole("button", { name: "撤销合并 1" }).click();
  await expect(view).toContainText(`3 张表里共有 ${all} 位客户。`);
  await expect(pairs).not.toContainText("已合并");

  await pairs.locator(".members button").first().click();
  const dialog = view.locator("insitu-card insitu-dialog");
  await expect(dialog).toContainText("会员等级");
  await expect(dialog.getByRole("row", { name: /手机号/ })).toContainText("138****8000");
  await expect(dialog.locator("ol li").first()).toContainText(/订单|行为/);
  const times = await dialog.locator("ol .when").allInnerTexts();
  expect(times).toEqual([...times].sort().reverse());
  const name = (await dialog.getByRole("heading", { level: 2 }).innerText()).replace("客户", "").trim();
  await page.keyboard.press("Escape");
  await expect(dialog.locator("dialog")).toBeHidden();
  // The same card by its pseudonym; one that nobody has is refused in words.
  await view.getByLabel("化名").fill(name);
  await view.getByLabel("化名").press("Enter");
  await expect(dialog).toContainText("会员等级");
  await page.keyboard.press("Escape");
  await view.getByLabel("化名").fill("nobody");
  await view.getByRole("button", { name: "打开", exact: true }).click();
  await expect(view.getByRole("alert")).toBeVisible();

  await visit.speak("en");
  await expect(view).toContainText(`${all} customers in 3 tables.`);
  const said = await visit.said();
  for (const secret of SECRETS) expect(said).not.toContain(secret);
});

test("a lone table has its customer view too; without a key there is none", async ({ page }) => {
  const visit = await Visit.start(page);
  await visit.choose(SMALL);
  await visit.title("字段").waitFor();
  const tabs = visit.app.getByRole("tab");
  await expect(tabs).toHaveText([/订单/, /客户视图/]);
  await tabs.last().click();
  await expect(visit.app.locator("insitu-view")).toContainText("6 位客户。");
  await expect(visit.app.locator("insitu-view")).toContainText("没有客户表，所以没有匹配率");
  await tabs.first().click();
  await visit.app.getByLabel("「user_id」用作").selectOption("");
  await expect(tabs).toHaveCount(0);
  await expect(visit.button("开始分析")).toBeDisabled();
});
