// The gate: a plan that says what it does and can be changed and taken back; what leaves of each column; risk and key.
import { expect, type Locator, test } from "@playwright/test";
import { CUSTOMERS, ORDERS, SECRETS, TABLES } from "./tables.ts";
import { csv, type Given, Visit } from "./visit.ts";

const ROWS = 400;
/** Cells that nobody may see anywhere: a phone number, the local part of an e-mail address, and a number that a correction puts in. */
const CANARY = ["13987651234", "kanarienvogel", "13912349876"] as const;

const pad = (n: number, digits: number) => String(n).padStart(digits, "0");

/** A phone number of a range that is in use. */
const phone = (i: number) => (i === 0 ? CANARY[0] : `138${pad((i * 7919) % 100_000_000, 8)}`);

/**
 * Orders with 8 rows twice, 3 % of the quantities and 6 % of the cities missing, and 4 amounts far from the others. Amounts end
 * in no repeated pattern, so that none is like another by chance.
 */
function dirty(): Given {
  const lines = Array.from({ length: ROWS }, (_, i) => {
    const customer = i % 80;
    const day = `2024-${pad(1 + (i % 9), 2)}-${pad(1 + (i % 28), 2)}`;
    const amount = i % 100 === 50 ? 90_000 + i : 100 + ((i * 37) % 200) + 0.25;
    const quantity = i % 100 < 3 ? "" : String(1 + (i % 4));
    const city = i % 50 < 3 ? "" : ["上海", "北京", "广州"][i % 3];
    const mail = customer === 0 ? `${CANARY[1]}@example.com` : `person${customer}@example.com`;
    return `C${pad(customer, 4)},D${pad(i, 6)},${day},${amount},${quantity},${city},${phone(customer)},${mail}`;
  });
  const again = lines.slice(10, 18);
  const head = "客户ID,订单号,下单时间,金额,数量,城市,手机号,邮箱";
  return csv([head, ...lines, ...again].join("\n"), "dirty.csv");
}

async function gate(visit: Visit): Promise<Locator> {
  await visit.choose(dirty());
  await visit.title("字段").waitFor();
  await visit.app.locator("insitu-rail button").nth(2).click();
  await visit.title("清洗与脱敏").waitFor();
  return visit.app.locator("insitu-gate");
}

function entry(within: Locator, title: string): Locator {
  return within
    .locator("insitu-plan-entry")
    .filter({ has: within.page().getByRole("heading", { level: 3, name: title }) });
}

/** The rows that count, of the headline strip. */
async function headline(within: Locator, name: string): Promise<string> {
  const one = within
    .locator("insitu-headline dl > div")
    .filter({ has: within.page().getByText(name, { exact: true }) });
  return (await one.locator("dd").innerText()).replace(/\s+/g, " ");
}

test("the plan says what it did and why; switching, choosing and undoing change the numbers and come back", async ({
  page,
}) => {
  const visit = await Visit.start(page);
  const own = await gate(visit);
  const identical = entry(own, "完全相同的行");
  await expect(identical).toContainText("有 8 行与前面的某一行完全相同。 去掉 8 行。");
  await expect(identical).toContainText("完全相同的行只能是同一行读了两次");
  expect(await headline(own, "行")).toContain("400 清洗前 408 变化 −8");

  const quantity = entry(own, "「数量」的缺失");
  await expect(quantity).toContainText("400 个单元格里缺 12 个（3.0%）");
  await expect(quantity).toContainText("没有改动");
  await expect(quantity).toContainText("金额和数量要求和");
  const city = entry(own, "「城市」的缺失");
  await expect(city).toContainText("400 个单元格里缺 24 个（6.0%）");
  await expect(city).toContainText("把 24 个标为「未知」");
  await expect(city).toContainText("达到 5%");
  const outliers = entry(own, "「金额」的离群值");
  await expect(outliers).toContainText("发现 4 个单元格。 只计数，不改动。");

  // Off and on again; each is one step of the history.
  const undo = visit.button(/^撤销/);
  const redo = visit.button(/^重做/);
  await expect(undo).toBeDisabled();
  await identical.getByRole("switch").click();
  await expect(identical).toContainText("已关闭，什么都不做。");
  await expect.poll(() => headline(own, "行")).toContain("408 清洗前 408 没有变化");
  await undo.click();
  await expect(identical).toContainText("去掉 8 行。");
  await expect.poll(() => headline(own, "行")).toContain("400 清洗前 408");
  await redo.click();
  await expect(identical).toContainText("已关闭");
  await visit.title("清洗与脱敏").focus();
  await page.keyboard.press("Control+z");
  await expect(identical).toContainText("去掉 8 行。");

  // Another action, another method, another place.
  await outliers.getByLabel("怎样处理：「金额」的离群值").selectOption("delete");
  await expect(outliers).toContainText("去掉 4 行。");
  await expect.poll(() => headline(own, "行")).toContain("396 清洗前 408");
  await outliers.getByRole("button", { name: "四种方法并列" }).click();
  const methods = outliers.locator("insitu-outliers table").first();
  expect(await methods.locator("tbody tr td:last-child").allInnerTexts()).toEqual(["4", "4", "4", "4"]);
  await outliers.getByLabel("倍数：「金额」的离群值").fill("100000");
  await outliers.getByLabel("倍数：「金额」的离群值").press("Enter");
  await expect(own.getByText("没有规则发现").or(own.locator("insitu-plan summary"))).toBeVisible();
  await expect.poll(() => headline(own, "行")).toContain("400 清洗前 408");
  await own.getByRole("button", { name: "恢复建议的方案" }).click();
  await expect(entry(own, "「金额」的离群值")).toContainText("只计数");
  const titles = () => own.locator("insitu-plan > section ol").first().locator("h3").allInnerTexts();
  const before = await own.locator("insitu-plan-entry h3").allInnerTexts();
  await own.getByRole("button", { name: "上移：「城市」的缺失" }).click();
  await expect
    .poll(async () => (await own.locator("insitu-plan-entry h3").allInnerTexts()).join())
    .not.toBe(before.join());
  expect((await titles()).length).toBeGreaterThan(0);
  await undo.click();
  await expect.poll(async () => (await own.locator("insitu-plan-entry h3").allInnerTexts()).join()).toBe(before.join());
});

test("single rows are kept, dropped and corrected by hand; nothing of them is seen unmasked", async ({ page }) => {
  const visit = await Visit.start(page);
  const own = await gate(visit);
  const identical = entry(own, "完全相同的行");
  await identical.getByRole("button", { name: "看行：完全相同的行" }).click();
  const rows = identical.locator("insitu-found-rows");
  await expect(rows).toContainText("共 8 行，单元格已遮盖。");
  await expect(rows.locator("tbody tr")).toHaveCount(8);
  const first = rows.locator("tbody tr").first();
  await expect(first).toContainText("402");
  await first.getByRole("button", { name: "保留第 402 行" }).click();
  await expect(first).toContainText("决定保留");
  await expect.poll(() => headline(own, "行")).toContain("401 清洗前 408");
  await expect(own).toContainText("逐行、逐格的决定：1 处。");

  await rows.locator("tbody tr").nth(1).getByRole("button", { name: "改正第 403 行的单元格" }).click();
  const dialog = rows.locator("insitu-correct");
  await dialog.getByLabel("列", { exact: true }).selectOption({ label: "手机号" });
  await dialog.getByLabel("改为").fill(CANARY[2]);
  await dialog.getByLabel("改为").press("Enter");
  await expect(own).toContainText("逐行、逐格的决定：2 处。");
  await visit.button(/^撤销/).click();
  await expect(own).toContainText("逐行、逐格的决定：1 处。");
  await visit.button(/^重做/).click();
  await expect(own).toContainText("逐行、逐格的决定：2 处。");
  await entry(own, "「城市」的缺失").getByRole("switch").click();
  await expect(entry(own, "「城市」的缺失")).toContainText("已关闭");

  await own.getByRole("button", { name: "开始体检" }).click();
  const profile = own.locator("insitu-profile");
  await expect(profile.locator("insitu-table tbody tr")).toHaveCount(8);
  await expect(profile.locator("dl")).toContainText("唯一");
  const { name, bytes } = await visit.saved(() => profile.getByRole("button", { name: "下载 CSV" }).click());
  expect(name).toBe("insitu-profile.csv");
  const saved = bytes.toString("utf8");
  expect(saved.startsWith("\ufeff列,")).toBe(true);
  expect(saved.split("\r\n")).toHaveLength(8 + 2);

  const said = (await visit.said()) + saved;
  for (const canary of CANARY) expect(said.includes(canary)).toBe(false);

  // The recipe has the rules, and neither a cell nor a decision about one.
  await visit.app.locator("insitu-rail button").nth(3).click();
  await visit.classes.locator("tbody tr").first().waitFor();
  const { recipe } = JSON.parse(await visit.results()) as { recipe: { tables: { cleaning: { entries: object[] } }[] } };
  expect(recipe.tables[0]?.cleaning.entries).toContainEqual(
    expect.objectContaining({ rule: "missing", column: "城市", action: "by_share", on: false }),
  );
  const text = JSON.stringify(recipe);
  for (const canary of [...CANARY, "kept", "corrections"]) expect(text.includes(canary), canary).toBe(false);
});

test("what leaves of a column is chosen and shown; keeping personal data asks; the risk follows", async ({ page }) => {
  const visit = await Visit.start(page);
  const own = await gate(visit);
  await own.getByRole("tab", { name: "脱敏" }).click();
  const column = (name: string) =>
    own.locator("insitu-masked-column").filter({ has: page.getByText(name, { exact: true }) });
  const phones = column("手机号");
  await phones.getByRole("button", { name: "为什么：手机号" }).click();
  await expect(phones).toContainText("看了 80 个不同的值，80 个符合大陆手机号的号段");
  const after = phones.locator("dd.out");
  await expect(after).toContainText("*");
  await phones.getByLabel("导出时怎样处理「手机号」").selectOption("drop");
  await expect(after).toHaveText("不离开");
  await expect(phones).toContainText("分析照常使用这一列；导出里没有它。");
  await phones.getByLabel("导出时怎样处理「手机号」").selectOption("keep");
  await phones.locator("insitu-dialog").getByRole("button", { name: "取消" }).click();
  await expect(phones.getByLabel("导出时怎样处理「手机号」")).toHaveValue("drop");
  await phones.getByRole("button", { name: "恢复默认：手机号" }).click();
  await expect(after).toContainText("*");

  await own.locator("insitu-masking summary").click();
  const amount = column("金额");
  await amount.getByLabel("导出时怎样处理「金额」").selectOption("band");
  await expect(amount.locator("dd.out")).toContainText("[");
  await amount.getByLabel("段宽：金额").fill("500");
  await amount.getByLabel("段宽：金额").press("Enter");
  await expect(amount.locator("dd.out")).toContainText("[0,500)");
  await expect(amount).toContainText("按变粗后的值计算");

  const risk = own.locator("insitu-risk");
  const figure = (name: string) =>
    risk
      .locator("tbody tr")
      .filter({ has: page.getByText(name, { exact: true }) })
      .locator("td");
  await expect(risk).toContainText("去标识化");
  const smallest = async () => (await figure("最小的组（k）").allInnerTexts()).map(Number);
  const [before] = await smallest();
  expect(before).toBeGreaterThan(0);
  // With no trait at all every row is in one group.
  const on = risk.getByRole("group", { name: "别人可能知道的特征" }).getByRole("button", { pressed: true });
  for (let left = await on.count(); left > 0; left -= 1) {
    await on.first().click();
    await expect(on).toHaveCount(left - 1);
  }
  await expect.poll(smallest).toEqual([400, 400]);
  await risk.getByRole("button", { name: "恢复建议的特征" }).click();
  await expect.poll(async () => (await smallest())[0]).toBe(before);
  await risk.getByRole("button", { name: "20 严格" }).click();
  await expect(risk.getByRole("button", { name: "20 严格" })).toHaveAttribute("aria-pressed", "true");
  // It is the smallest group of all that leaves, can be any number from 3 on, and can be taken back.
  const own_k = risk.getByRole("spinbutton");
  await expect(own_k).toHaveValue("20");
  await own_k.fill("2");
  await own_k.press("Enter");
  await expect(risk.getByRole("button", { name: "20 严格" })).toHaveAttribute("aria-pressed", "true");
  await own_k.fill("13");
  await own_k.press("Enter");
  await expect(risk.getByRole("button", { pressed: true, name: "20 严格" })).toHaveCount(0);
  await expect(risk).toContainText("不足 13 行的组");

  // Kept all the same, with a word: it stands there for all to see, and in the canary's column by name.
  await phones.getByLabel("导出时怎样处理「手机号」").selectOption("keep");
  await phones.locator("insitu-dialog").getByRole("button", { name: "确认原样导出" }).click();
  await expect(phones).toContainText("原样导出，已确认");
  const said = await visit.said();
  expect(said.includes(CANARY[1])).toBe(false);
});

test("the key leaves under a passphrase only and comes back with it; a wrong one says so and changes nothing", async ({
  page,
}) => {
  const visit = await Visit.start(page);
  const own = await gate(visit);
  await own.getByRole("tab", { name: "脱敏" }).click();
  const keys = own.locator("insitu-keys");
  // What stands in a dialog is handed into it, so it is no child of the element with its role.
  const dialog = keys.locator("insitu-dialog");
  const names = async () =>
    (await visit.saved(() => visit.button(/客户清单 CSV · 可分享/).click())).bytes.toString("utf8");
  const analysis = async () => {
    await visit.app.locator("insitu-rail button").nth(3).click();
    await visit.classes.locator("tbody tr").first().waitFor();
  };
  const back = async () => {
    await visit.app.locator("insitu-rail button").nth(2).click();
    await own.getByRole("tab", { name: "脱敏" }).click();
  };
  await analysis();
  const first = await names();
  await back();

  await keys.getByRole("button", { name: /导出密钥/ }).click();
  await dialog.getByLabel("口令", { exact: true }).fill("short");
  await dialog.getByLabel("再输一遍口令").fill("shorter");
  await dialog.getByRole("button", { name: "封好并下载" }).click();
  await expect(dialog.getByRole("alert")).toContainText("两遍口令不一样");
  await dialog.getByLabel("再输一遍口令").fill("short");
  await dialog.getByRole("button", { name: "封好并下载" }).click();
  await expect(visit.alert).toContainText("口令太短或太简单");
  const secret = "correct horse battery";
  await dialog.getByLabel("口令", { exact: true }).fill(secret);
  await dialog.getByLabel("再输一遍口令").fill(secret);
  const file = await visit.saved(() => dialog.getByRole("button", { name: "封好并下载" }).click());
  expect(file.name).toBe("insitu-key.json");
  await expect(keys.getByRole("dialog")).toBeHidden();

  await keys.getByRole("button", { name: /换钥匙/ }).click();
  await dialog.getByRole("button", { name: "换钥匙" }).click();
  await expect(visit.app.getByText("已换上新的密钥。")).toBeVisible();
  await analysis();
  const other = await names();
  expect(other).not.toBe(first);
  await back();

  const bring = async (passphrase: string) => {
    await keys.getByRole("button", { name: /导入密钥/ }).click();
    await dialog
      .locator("input[type=file]")
      .setInputFiles({ name: file.name, mimeType: "application/json", buffer: file.bytes });
    await dialog.getByLabel("口令", { exact: true }).fill(passphrase);
    await dialog.getByLabel("口令", { exact: true }).press("Enter");
  };
  await bring("correct horse batterY");
  await expect(visit.alert).toContainText("打不开这份密钥");
  await dialog.getByRole("button", { name: "取消" }).click();
  await analysis();
  expect(await names()).toBe(other);
  await back();
  await bring(secret);
  await expect(visit.app.getByText("已换上导入的密钥。")).toBeVisible();
  await analysis();
  expect(await names()).toBe(first);
  await back();

  // A list of pseudonyms goes back to the ids that it stands for, once that is confirmed.
  const list = first
    .split("\r\n")
    .slice(1, 4)
    .map((line) => line.split(",")[0] ?? "");
  await keys.getByRole("button", { name: /还原化名清单/ }).click();
  await dialog.getByLabel("化名", { exact: true }).fill(list.join("\n"));
  const go = dialog.getByRole("button", { name: "还原并下载 CSV" });
  await expect(go).toBeDisabled();
  await dialog.getByRole("checkbox").click();
  const opened = (await visit.saved(() => go.click())).bytes.toString("utf8");
  expect(
    opened
      .split("\r\n")
      .slice(1, 4)
      .every((line) => /^c-\S+,C00\d\d$/.test(line)),
  ).toBe(true);
  const said = await visit.said();
  for (const canary of [CANARY[0], CANARY[1], secret]) expect(said.includes(canary)).toBe(false);
});

test("each table has a plan of its own; what is not counted of one is not told of another", async ({ page }) => {
  const visit = await Visit.start(page);
  await visit.choose(TABLES);
  await visit.title("字段").waitFor();
  await visit.app.locator("insitu-rail button").nth(2).click();
  const own = visit.app.locator("insitu-gate");
  const table = own.getByLabel("看哪张表");
  await table.selectOption({ label: "customers.csv" });
  const ledger = own.getByRole("region", { name: "行", exact: true });
  const counted = async () => (await ledger.locator("dd").allInnerTexts()).map(Number);
  await expect.poll(counted).toEqual([CUSTOMERS, CUSTOMERS, 0, 0]);
  await table.selectOption({ label: "orders.csv" });
  await expect.poll(counted).toEqual([ORDERS + 1, ORDERS, 1, 0]);
  await expect(ledger).toContainText("没有客户编号 1 行");
  await own.getByRole("tab", { name: "清洗" }).press("ArrowRight");
  await expect(own.getByRole("tab", { name: "脱敏" })).toBeFocused();
  await table.selectOption({ label: "customers.csv" });
  await expect(own.locator("insitu-masked-column").filter({ hasText: "手机号" }).first()).toContainText("电话");
  const said = await visit.said();
  for (const secret of SECRETS) expect(said.includes(secret)).toBe(false);
});
