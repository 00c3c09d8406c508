// Workers that die, and a reader that is told to stop: the page says so, goes on by itself, and takes the next file.
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { CLASSES, ORDERS, SMALL, Visit } from "./visit.ts";

const RESTARTED = "计算引擎已重启";

/** The engine is the first of the set; the worker of the self-test is gone by now. */
const workers = async (page: Page, count: number) => {
  await expect.poll(() => page.workers().length).toBe(count);
  return page.workers();
};

for (const which of ["engine", "reader"] as const) {
  test(`an error in the ${which}: said, restarted, and the file is opened again by one click`, async ({ page }) => {
    const visit = await Visit.start(page, "#workers=1");
    await visit.analyse(ORDERS);
    const [engine, reader] = await workers(page, 2);
    const target = which === "engine" ? engine : reader;
    await target?.evaluate(() => {
      setTimeout(() => {
        throw new Error("killed by the test");
      });
    });
    await expect(visit.app.getByText(RESTARTED)).toBeVisible();
    await visit.button("重新打开").click();
    await expect(visit.app.getByText(RESTARTED)).toBeHidden();
    await expect.poll(() => visit.counts()).toEqual(CLASSES);
    await workers(page, 2);
    await visit.analyse(SMALL);
    expect((await visit.counts()).reduce((a, b) => a + b, 0)).toBe(6);
  });
}

for (const which of [0, 1]) {
  test(`${which === 0 ? "an engine" : "a reader"} that was ended without a word is replaced when the next file comes`, async ({
    page,
  }) => {
    const visit = await Visit.start(page, "#workers=1");
    await visit.analyse(SMALL);
    const target = (await workers(page, 2))[which];
    await target?.evaluate(() => self.close());
    const restarting = visit.app.getByText("正在自动重启").first().waitFor();
    await visit.choose(ORDERS);
    await restarting;
    await visit.title("字段").waitFor();
    await visit.button("开始分析").click();
    await expect.poll(() => visit.counts()).toEqual(CLASSES);
    await expect(visit.app.getByText(RESTARTED)).toBeHidden();
    await workers(page, 2);
  });
}

test("an error while a file is read ends in one sentence, and the next file works", async ({ page }) => {
  const visit = await Visit.start(page, "#workers=1&range=65536");
  await visit.choose(large);
  await expect(visit.app.locator("progress")).toBeVisible();
  const [, reader] = await workers(page, 2);
  await reader?.evaluate(() => {
    setTimeout(() => {
      throw new Error("killed by the test");
    });
  });
  expect(await visit.refusal()).toContain("计算引擎意外停止，已自动重新启动");
  await visit.analyse(ORDERS);
  await expect.poll(() => visit.counts()).toEqual(CLASSES);
});

test("cancelling a large file stops within a second and is no error", async ({ page }) => {
  const visit = await Visit.start(page, "#workers=1");
  await visit.choose(large);
  await expect(visit.app.getByText(/已读 [1-9][\d,.]* 行/)).toBeVisible();
  visit.lines.splice(0);
  const began = Date.now();
  await visit.button("取消").click();
  await visit.app.getByText("已取消。没有留下任何数据。").waitFor();
  expect(Date.now() - began).toBeLessThan(1000);
  await expect(visit.alert).toHaveCount(0);
  expect(visit.lines).toEqual([]);
  await visit.analyse(ORDERS);
  await expect.poll(() => visit.counts()).toEqual(CLASSES);
});

const folder = mkdtempSync(join(tmpdir(), "insitu-"));
const large = join(folder, "large.csv");

test.beforeAll(() => {
  const file = openSync(large, "w");
  writeSync(file, "user_id,order_id,order_time,amount\n");
  for (let part = 0; part < 60; part += 1) {
    const lines: string[] = [];
    for (let i = 0; i < 25_000; i += 1) {
      const n = part * 25_000 + i;
      lines.push(`U${n % 90_001},D${n},2024-${10 + (n % 3)}-${10 + (n % 19)} 08:30:00,${n % 700}.50\n`);
    }
    writeSync(file, lines.join(""));
  }
  closeSync(file);
});
test.afterAll(() => rmSync(folder, { recursive: true }));
