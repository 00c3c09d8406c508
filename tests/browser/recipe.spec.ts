// Recipes: saved, loaded by every way, shared as an address, and refused in words.
import { readFileSync } from "node:fs";
import { expect, type Page, test } from "@playwright/test";
import { TABLES } from "./tables.ts";
import { csv, ORDERS, SMALL, Visit } from "./visit.ts";

const SHOWN = "insitu-kept";

async function binder(visit: Visit): Promise<void> {
  await visit.app.locator("insitu-bar button.file").click();
  await visit.app.locator("insitu-binder dialog[open]").waitFor();
}

const way = (visit: Visit, name: string) => visit.app.locator(`insitu-binder [data-way=${name}]`);

/** Settings of every kind, changed by hand on the page. */
async function set(visit: Visit): Promise<void> {
  const { app } = visit;
  await app.getByLabel("「customer_id」用作").waitFor();
  await app.locator("insitu-rail button").nth(2).click();
  await visit.title("清洗与脱敏").waitFor();
  await app.getByRole("switch").first().click();
  await expect(visit.button("撤销：清洗规则")).toBeVisible();
  await app.locator("insitu-rail button").nth(3).click();
  await visit.classes.locator("tbody tr").first().waitFor();
  const day = app.locator("#as-of");
  await day.fill("2006-12-30");
  await day.blur();
  await expect(visit.button("撤销：截止日")).toBeVisible();
  await visit.button("筛选重要价值客户").click();
  await app.locator("insitu-customers").getByRole("button", { name: "用作筛选" }).click();
  await expect(visit.button("撤销：筛选")).toBeVisible();
  await expect(app.locator("insitu-filters").getByRole("button")).toHaveCount(1);
}

async function saved(visit: Visit): Promise<Buffer> {
  await binder(visit);
  const { name, bytes } = await visit.saved(() => way(visit, "recipe").click());
  expect(name).toBe("insitu-recipe.json");
  await visit.page.keyboard.press("Escape");
  return bytes;
}

const given = (text: string | Buffer, name = "方案.json") => ({ ...csv(text, name), mimeType: "application/json" });

async function drop(visit: Visit, files: [string, string][]): Promise<void> {
  await visit.frame.evaluate((all) => {
    const dataTransfer = new DataTransfer();
    for (const [name, text] of all) dataTransfer.items.add(new File([text], name));
    document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
  }, files);
}

test("a saved recipe holds every setting and no data, and brings them all back by button, drop and paste", async ({
  page,
}) => {
  const visit = await Visit.start(page);
  const { app } = visit;
  await visit.choose(ORDERS);
  await set(visit);
  const counts = await visit.counts();
  const text = (await saved(visit)).toString("utf8");
  const recipe = JSON.parse(text);
  expect(recipe).toMatchObject({ version: 1, as_of: "2006-12-30", filter: [{ analysis: "rfm", group: "111" }] });
  expect(recipe.tables[0].cleaning.entries.some((one: { on: boolean }) => !one.on)).toBe(true);
  const cells = readFileSync(ORDERS, "utf8")
    .split("\n")
    .slice(1, 400)
    .map((line) => line.split(",")[0] ?? "");
  expect(cells.filter((cell) => cell.length > 3 && text.includes(`"${cell}"`))).toEqual([]);

  // Waiting for a file, by the button of the binder; then in force, with the file.
  await page.reload();
  await visit.control.waitFor({ state: "attached" });
  await visit.speak("zh");
  await binder(visit);
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), way(visit, "load").click()]);
  await chooser.setFiles(given(text));
  await expect(app.locator(SHOWN)).toContainText("方案「方案.json」已读入，打开文件时用上。");
  await visit.choose(ORDERS);
  await visit.title("字段").waitFor();
  await expect(app.locator(SHOWN)).toContainText("方案「方案.json」已用上。 每一项都对得上。");
  await visit.speak("en");
  await expect(app.locator(SHOWN)).toContainText("The recipe “方案.json” is in use. Everything fits.");
  await visit.speak("zh");
  await visit.button("开始分析").click();
  await expect(app.locator("#as-of")).toHaveValue("2006-12-30");
  await expect(app.locator("insitu-filters").getByRole("button")).toHaveText(["RFM · 重要价值客户"]);
  await expect.poll(() => visit.counts()).toEqual(counts);
  await app.locator(SHOWN).getByRole("button", { name: "知道了" }).click();
  await expect(app.locator(SHOWN)).toBeHidden();

  // Dropped on an open file it is one step, which can be taken back.
  const plain = JSON.stringify({ ...recipe, as_of: null, filter: [] });
  await drop(visit, [["neu.json", plain]]);
  await expect(app.locator(SHOWN)).toContainText("方案「neu.json」已用上。");
  await expect(app.locator("insitu-filters").getByRole("button")).toHaveCount(0);
  await visit.button("撤销：方案").click();
  await expect(app.locator("insitu-filters").getByRole("button")).toHaveCount(1);
  await expect.poll(() => visit.counts()).toEqual(counts);

  // Pasted.
  await visit.frame.evaluate((pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", pasted);
    document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true }));
  }, plain);
  await expect(app.locator(SHOWN)).toContainText("方案「粘贴的方案」已用上。");
  await expect(app.locator("insitu-filters").getByRole("button")).toHaveCount(0);
});

test("an address brings a recipe with it, shown as text and used when a file opens", async ({ page, baseURL }) => {
  const visit = await Visit.start(page);
  const { app } = visit;
  await visit.choose(ORDERS);
  await set(visit);
  const counts = await visit.counts();
  await binder(visit);
  await way(visit, "link").click();
  const link = await app.getByLabel("网址").inputValue();
  expect(link.startsWith(`${baseURL}#recipe=`)).toBe(true);
  expect(link.length).toBeLessThan(2000);
  await expect(app.locator("insitu-binder")).toContainText("网址里有列名和设置，没有数据");

  const other = await page.context().newPage();
  await opened(other, link, counts);
});

async function opened(page: Page, link: string, counts: number[]): Promise<void> {
  const visit = await Visit.start(page, link.slice(link.indexOf("#")));
  const { app } = visit;
  await expect(app.locator(SHOWN)).toContainText("网址里带了一份方案，打开文件时用上。");
  await visit.speak("en");
  await expect(app.locator(SHOWN)).toContainText("The address brought a recipe");
  await visit.speak("zh");
  await visit.choose(ORDERS);
  await visit.title("字段").waitFor();
  await expect(app.locator(SHOWN)).toContainText("网址里的方案已用上。");
  await visit.button("开始分析").click();
  await expect(app.locator("#as-of")).toHaveValue("2006-12-30");
  await expect(app.locator("insitu-filters").getByRole("button")).toHaveCount(1);
  await expect.poll(() => visit.counts()).toEqual(counts);
}

test("what is no recipe of this version, or for other columns, is told in words", async ({ page }) => {
  const visit = await Visit.start(page);
  const { app } = visit;
  const kept = app.locator(SHOWN);
  await visit.choose(ORDERS);
  await set(visit);
  const text = (await saved(visit)).toString("utf8");
  const counts = await visit.counts();
  for (const [change, zh, en] of [
    [{ version: 9 }, "来自更新的版本", "later version"],
    [{ colour: 1 }, "“colour”：这不是方案", "This is no recipe"],
    [{ as_of: "2024-13-01" }, "设置 as_of", "Setting as_of"],
    [{ analyses: { rfm: { bins: 99 } } }, "设置 bins", "Setting bins"],
    [{ analyses: { nothing: {} } }, "“nothing”", "nothing"],
  ] as const) {
    await drop(visit, [["x.json", JSON.stringify({ ...JSON.parse(text), ...change })]]);
    await expect(kept).toContainText("设置没有用上");
    await expect(kept).toContainText(zh);
    await visit.speak("en");
    await expect(kept).toContainText(en);
    await visit.speak("zh");
    expect(await visit.counts()).toEqual(counts);
    await kept.getByRole("button", { name: "知道了" }).click();
    await expect(kept).toBeHidden();
  }

  // Dropped together with files of other columns: what fits is used, and the rest is listed.
  const orders = TABLES[1]?.buffer.toString("utf8") ?? "";
  const notes = "note,remark\n1,a\n2,b\n";
  await drop(visit, [
    ["x.json", text],
    ["orders.csv", orders],
    ["notes.csv", notes],
  ]);
  await visit.title("字段").waitFor();
  await expect(kept).toContainText("没有对应的文件，这些表的设置没有用上：订单。");
  await expect(kept).toContainText("按自动辨认的来：orders.csv、notes.csv。");
  await visit.button("开始分析").click();
  await expect(app.locator("#as-of")).toHaveValue("2006-12-30");

  await visit.choose(SMALL);
  await visit.title("字段").waitFor();
  await expect(kept).toBeHidden();
});

test("how a file is read is part of the recipe: the open file is read again that way", async ({ page }) => {
  const visit = await Visit.start(page);
  const { app } = visit;
  const rows = Array.from({ length: 12 }, (_, i) => `C${i % 6};2024-01-${10 + i};${i + 1}`);
  await visit.choose(csv(["some title", "user_id;order_time;amount", ...rows].join("\n"), "titled.csv"));
  await visit.title("字段").waitFor();
  const text = (await saved(visit)).toString("utf8");
  const skipping = JSON.stringify({ ...JSON.parse(text), tables: [], reading: { header_row: 4 } });
  await drop(visit, [["x.json", skipping]]);
  await expect(app.locator(SHOWN)).toContainText("已用上");
  await expect(app.locator("insitu-fields .about")).toContainText("读入 10 行");
});
