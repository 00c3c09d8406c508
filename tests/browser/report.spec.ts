// The fifth step as a person meets it: the report is read, written over, handed out, in both languages.
import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { csv, ORDERS, Visit } from "./visit.ts";

async function opened(page: import("@playwright/test").Page): Promise<Visit> {
  const visit = await Visit.start(page);
  await visit.choose(ORDERS);
  await visit.button(/^报告/).click();
  await expect(visit.app.getByRole("heading", { level: 2, name: "一、核心结论" })).toBeVisible({ timeout: 60_000 });
  return visit;
}

test("a file becomes a report of five parts", async ({ page }) => {
  const visit = await opened(page);
  const { app } = visit;
  for (const part of ["一、核心结论", "二、关键指标", "三、分维度分析", "四、问题诊断", "五、改进建议"]) {
    await expect(app.getByRole("heading", { level: 2, name: part })).toBeVisible();
  }
  // As R's rfm has them: 274 of 995 customers.
  await expect(app.getByText(/274 位重要价值客户（高价值客户）占客户的 27\.5%/).first()).toBeVisible();
  await expect(app.getByLabel("核心结论", { exact: true })).not.toHaveValue("");
  await app.getByText("数值与口径").first().click();
  // It is marked as its files are.
  const mark = await app.locator("insitu-report svg.stamp").getAttribute("data-mark");
  expect(mark).toMatch(/^.+ · 完整版 · \d{4}-\d\d-\d\d · [0-9a-f]{8}$/);
  const html = await visit.saved(() => visit.button("保存报告（HTML）").click());
  expect(html.bytes.toString("utf8")).toContain(mark ?? "-");
  await expect(app.getByRole("button", { name: /^打开“/ }).first()).toBeVisible();

  // A finding leads to its customers.
  const champions = app.locator("insitu-finding", { hasText: "274 位重要价值客户" }).first();
  await champions.getByText("数值与口径").click();
  await champions.getByRole("button", { name: "看这些客户" }).click();
  await expect(visit.title("客户价值（RFM）")).toBeVisible();
  await expect(app.locator("insitu-customers")).toContainText("274");

  await visit.speak("en");
  await visit.button(/^Report/).click();
  await expect(app.getByRole("heading", { level: 2, name: "1. Core conclusions" })).toBeVisible({ timeout: 60_000 });
  await expect(app.getByText(/are 27\.5% of the customers/).first()).toBeVisible();
});

test("a finding of several groups leads to the customers that it counts", async ({ page }) => {
  const visit = await Visit.start(page);
  await visit.button("用示例数据试一试").click();
  await expect.poll(() => visit.counts()).toHaveLength(8);
  await visit.button(/^报告/).click();
  const { app } = visit;
  const left = app.locator("insitu-finding", { hasText: "四川省的客户在流失" }).first();
  await expect(left).toBeVisible({ timeout: 60_000 });
  const [, people] = /买过的客户里 (\d+) 位/.exec((await left.locator(".what").textContent()) ?? "") ?? [];
  expect(Number(people)).toBeGreaterThan(60);
  await left.getByText("数值与口径").click();
  await left.getByRole("button", { name: "看这些客户" }).click();
  await expect(visit.title("客户细分与 TGI")).toBeVisible();
  await expect(app.locator("insitu-customers [role=status]")).toContainText(`筛出 ${people} 位`);
});

test("the summary is written over and says what is vague", async ({ page }) => {
  const visit = await opened(page);
  const suggestion = visit.app.getByLabel("改进建议", { exact: true });
  await suggestion.fill("加强推广");
  await suggestion.blur();
  await expect(visit.app.locator("#faults")).toContainText("“加强推广”说不清要做什么");
  // It does not leave without a word; the report's own stands in its place.
  await visit.button("保存摘要（CSV）").click();
  await expect(visit.app.getByText(/^你写的改进建议有 \d 处没说清/)).toBeVisible();
  const own = await visit.saved(() => visit.button("改用报告的建议导出").click());
  expect(own.bytes.toString("utf8")).not.toContain("加强推广");
  await visit.button("保存摘要（CSV）").click();
  const kept = await visit.saved(() => visit.button("仍按我写的导出").click());
  expect(kept.bytes.toString("utf8")).toContain("加强推广");
  // Another reader gets nothing of it.
  await visit.app.getByLabel("给谁看").selectOption("marketing");
  await expect(visit.title("客户分群与营销建议")).toBeVisible({ timeout: 60_000 });
  await expect(suggestion).not.toHaveValue("加强推广");
  await visit.app.getByLabel("给谁看").selectOption("all");
  await expect(visit.title("客户数据分析报告")).toBeVisible({ timeout: 60_000 });
  await expect(suggestion).toHaveValue("加强推广");
  await suggestion.fill("6月内对高价值客户推送3次专属优惠券，预计提升复购率10%");
  await suggestion.blur();
  await expect(visit.app.locator("#faults li")).toHaveCount(0);
  const download = page.waitForEvent("download");
  await visit.button("保存摘要（CSV）").click();
  const text = readFileSync(await (await download).path(), "utf8");
  expect(text.startsWith("\u{feff}报告日期,核心结论")).toBe(true);
  expect(text).toContain("6月内对高价值客户推送3次专属优惠券");
});

test("a role gets its own report as a page and as a workbook", async ({ page }) => {
  const visit = await opened(page);
  await visit.app.getByLabel("给谁看").selectOption("operations");
  await expect(visit.title("行为路径优化方案")).toBeVisible({ timeout: 60_000 });
  await expect(visit.app.locator("insitu-finding", { hasText: "重要价值客户" })).toHaveCount(0);
  await expect(visit.app.locator("insitu-cards article")).toHaveCount(0);
  const html = page.waitForEvent("download");
  await visit.button("保存报告（HTML）").click();
  const file = await html;
  expect(file.suggestedFilename()).toBe("insitu-report-operations.html");
  const text = readFileSync(await file.path(), "utf8");
  expect(text).toContain("行为路径优化方案");
  expect(text).not.toMatch(/<script|https?:\/\//);

  // It opens without a network, and asks for nothing.
  const asked: string[] = [];
  const offline = await page.context().newPage();
  offline.on("request", (request) => asked.push(request.url()));
  await offline.setContent(text);
  await expect(offline.getByRole("heading", { level: 1 })).toContainText("行为路径优化方案");
  expect(asked).toEqual([]);
  await offline.close();

  const book = page.waitForEvent("download");
  await visit.button("保存工作簿（XLSX）").click();
  const bytes = readFileSync(await (await book).path());
  expect(bytes.subarray(0, 2).toString()).toBe("PK");
});

test("what is assumed changes what a card is worth", async ({ page }) => {
  const visit = await opened(page);
  const first = visit.app.locator("insitu-cards article").first();
  const before = await first.textContent();
  await visit.app.getByLabel("毛利率（%）").fill("60");
  await visit.app.getByLabel("毛利率（%）").blur();
  await expect(first).not.toHaveText(before ?? "", { timeout: 60_000 });
  await expect(first).toContainText("毛利率 60.0%");
});

test("it fits a phone", async ({ page }) => {
  const visit = await opened(page);
  await page.setViewportSize({ width: 360, height: 780 });
  expect(await visit.frame.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
});

test("what would tell, beside an earlier export, of two customers is saved at the user's word alone", async ({
  page,
}) => {
  // Eight classes of twenty customers, and of two.
  const lines = ["客户ID,下单时间,金额"];
  for (let kind = 0; kind < 8; kind++) {
    const orders = kind & 2 ? 6 : 1;
    for (let person = 0; person < (kind === 7 ? 2 : 20); person++)
      for (let order = 0; order < orders; order++)
        lines.push(
          `c${kind}-${person},2024-${kind & 4 ? "03" : "01"}-${10 + order},${(kind & 1 ? 6000 : 60) / orders}`,
        );
  }
  const visit = await Visit.start(page);
  await visit.choose(csv(lines.join("\n")));
  await visit.button(/^报告/).click();
  await expect(visit.app.getByRole("heading", { level: 2, name: "一、核心结论" })).toBeVisible({ timeout: 60_000 });
  const summary = () => visit.saved(() => visit.button("保存摘要（CSV）").click());
  expect((await summary()).name).toBe("insitu-summary.csv");

  const classes = ["101", "011", "001", "110", "100", "010", "000"];
  const filter = classes.map((group) => ({ analysis: "rfm", grouping: "class", group }));
  await visit.choose({
    ...csv(JSON.stringify({ version: 1, filter, analyses: {} }), "recipe.json"),
    mimeType: "application/json",
  });
  await visit.button(/^报告/).click();
  await expect(visit.app.locator("insitu-filters")).toContainText("只看：");
  await expect(visit.app.getByText(/· 140 位客户/)).toBeVisible({ timeout: 60_000 });
  await visit.button("保存摘要（CSV）").click();
  expect(await visit.refusal()).toMatch(/1 · insitu-summary\.csv.*只差不到 5 位客户.*E_DIFFERENCE/);
  const saved = await visit.saved(() => visit.button("我知道会看出个别客户，仍然导出").click());
  expect(saved.name).toBe("insitu-summary.csv");
  await expect(visit.alert).toHaveCount(0);
});

test("a sealed report opens by its passphrase in a fresh page, and by nothing else", async ({ page }) => {
  const visit = await opened(page);
  const { app } = visit;
  const pack = app.locator("insitu-pack");
  await pack.getByLabel("用口令加密").check();
  await expect(pack).toContainText("丢失后无法找回");
  const pass = "correct horse battery";
  await pack.locator("#passphrase").fill(pass);
  await pack.locator("#again").fill("correct horse batter");
  await pack.getByRole("button", { name: "加密并保存报告" }).click();
  await expect(pack.getByRole("alert")).toContainText("两遍口令不一样");
  await pack.locator("#again").fill(pass);
  const sealed = await visit.saved(() => pack.getByRole("button", { name: "加密并保存报告" }).click());
  expect(sealed.name).toBe("insitu-report-all.insitu");
  expect(sealed.bytes.subarray(0, 8).toString("latin1")).toBe("INSITU\r\n");
  for (const word of ["insitu-report", "<html", "PK"]) expect(sealed.bytes.subarray(0, 400).includes(word)).toBe(false);

  await page.reload();
  await visit.control.waitFor({ state: "attached" });
  await visit.speak("zh");
  const given = (buffer: Buffer) => ({ name: sealed.name, mimeType: "application/octet-stream", buffer });
  const dialog = app.locator("insitu-binder insitu-dialog");
  const unlock = async (words: string) => {
    await dialog.locator("#passphrase").fill(words);
    await dialog.getByRole("button", { name: "打开", exact: true }).click();
  };
  await visit.choose(given(sealed.bytes.subarray(0, sealed.bytes.length - 1)));
  await unlock(pass);
  await expect(dialog.getByRole("alert")).toContainText("打不开这个加密文件");
  await dialog.getByRole("button", { name: "取消" }).click();
  await visit.choose(given(sealed.bytes));
  await unlock("correct horse batterY");
  await expect(dialog.getByRole("alert")).toContainText("打不开这个加密文件：口令不对");
  await unlock(pass);
  await expect(dialog.locator("[data-way=unpacked] span")).toHaveText([
    "insitu-report-all.html",
    "insitu-report-all.xlsx",
  ]);
  const html = await visit.saved(() => dialog.locator("[data-way=unpacked]").first().click());
  expect(html.name).toBe("insitu-report-all.html");
  expect(html.bytes.toString("utf8")).toContain("客户数据分析报告");
  const book = await visit.saved(() => dialog.locator("[data-way=unpacked]").last().click());
  expect(book.bytes.subarray(0, 2).toString()).toBe("PK");
  await dialog.getByRole("button", { name: "知道了" }).click();
  await expect(dialog.locator("dialog")).toBeHidden();
});
