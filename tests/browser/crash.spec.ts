// Workers that die, and a reader that is told to stop: the page says so, goes on by itself, and takes the next file.
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Page, test, type Worker } from "@playwright/test";
import { CLASSES, ORDERS, SMALL, Visit } from "./visit.ts";

const RESTARTED = "计算引擎已重启";

/** The engine is the first of the set; the worker of the self-test is gone by now. */
const workers = async (page: Page, count: number) => {
  await expect.poll(() => page.workers().length).toBe(count);
  return page.workers();
};

/** Milliseconds in which a reader must be back. */
const BACK = 300;
/** … and in which the page follows a cancel. */
const REACTS = 100;
const fail = (worker: Worker | undefined) =>
  worker?.evaluate(() => {
    setTimeout(() => {
      throw new Error("killed by the test");
    });
  });
const back = (visit: Visit) =>
  visit.frame.evaluate(() => {
    const marks = performance.getEntriesByName("insitu:reader") as PerformanceMark[];
    return marks.map((mark) => mark.detail.ms as number);
  });

test("an error in the engine: said, restarted, and the file is opened again by one click", async ({ page }) => {
  const visit = await Visit.start(page, "#workers=1");
  await visit.analyse(ORDERS);
  const [engine] = await workers(page, 2);
  await fail(engine);
  await expect(visit.app.getByText(RESTARTED)).toBeVisible();
  await visit.button("重新打开").click();
  await expect(visit.app.getByText(RESTARTED)).toBeHidden();
  await expect.poll(() => visit.counts()).toEqual(CLASSES);
  await workers(page, 2);
  await visit.analyse(SMALL);
  expect((await visit.counts()).reduce((a, b) => a + b, 0)).toBe(6);
});

test("an error in a reader at rest: a new one is there at once, and nothing else has changed", async ({ page }) => {
  const visit = await Visit.start(page, "#workers=2");
  await visit.analyse(ORDERS);
  const before = await workers(page, 3);
  await fail(before[1]);
  await expect.poll(() => back(visit)).toHaveLength(1);
  expect(Math.max(...(await back(visit)))).toBeLessThan(BACK);
  const after = await workers(page, 3);
  expect(after).toContain(before[0]);
  expect(after).toContain(before[2]);
  expect(after).not.toContain(before[1]);
  await expect(visit.app.getByText(RESTARTED)).toBeHidden();
  await visit.button("筛选重要价值客户").click();
  await expect(visit.app.getByText("筛出 274 位，共 995 位")).toBeVisible();
  await visit.analyse(SMALL);
  expect((await visit.counts()).reduce((a, b) => a + b, 0)).toBe(6);
});

test("an engine that was ended without a word is replaced when the next file comes", async ({ page }) => {
  const visit = await Visit.start(page, "#workers=1");
  await visit.analyse(SMALL);
  const [engine] = await workers(page, 2);
  await engine?.evaluate(() => self.close());
  const restarting = visit.app.getByText("正在自动重启").first().waitFor();
  await visit.choose(ORDERS);
  await restarting;
  await visit.title("字段").waitFor();
  await visit.button("开始分析").click();
  await expect.poll(() => visit.counts()).toEqual(CLASSES);
  await expect(visit.app.getByText(RESTARTED)).toBeHidden();
  await workers(page, 2);
});

test("a reader that was ended without a word is replaced when the next file comes, alone", async ({ page }) => {
  const visit = await Visit.start(page, "#workers=1");
  await visit.analyse(SMALL);
  const [, reader] = await workers(page, 2);
  await reader?.evaluate(() => self.close());
  await visit.analyse(ORDERS);
  await expect.poll(() => visit.counts()).toEqual(CLASSES);
  expect(await back(visit)).toHaveLength(1);
  expect(await workers(page, 2)).not.toContain(reader);
});

test("a reader that fails on a file: one sentence, a new reader, and what was open is open still", async ({ page }) => {
  const visit = await Visit.start(page, "#workers=2&range=65536");
  await visit.analyse(ORDERS);
  const took: number[] = [];
  for (const language of ["zh", "en"] as const) {
    await visit.choose(large);
    await expect(visit.app.getByText(/已读 [1-9][\d,.]* 行/)).toBeVisible();
    // The last one is the engine of the file that is read.
    const [engine, , reader] = await workers(page, 4);
    await fail(reader);
    const refusal = await visit.refusal();
    expect(refusal).toContain("读取这个文件时，读取线程意外停止，已换上新的");
    expect(refusal).toContain("E_CRASHED");
    await visit.speak(language);
    if (language === "en") await expect(visit.alert).toContainText("nothing else was lost");
    await visit.speak("zh");
    const marks = await back(visit);
    expect(marks).toHaveLength(1);
    took.push(...marks);
    expect(await workers(page, 3)).toContain(engine);
    await visit.app.locator("insitu-rail button").nth(3).click();
    await expect.poll(() => visit.counts()).toEqual(CLASSES);
    await visit.button("筛选重要价值客户").click();
    await expect(visit.app.getByText("筛出 274 位，共 995 位")).toBeVisible();
  }
  // The other workers are in the middle of the file, and another test may have the processors: the better of two counts.
  expect(Math.min(...took)).toBeLessThan(BACK);
  await visit.analyse(SMALL);
  expect((await visit.counts()).reduce((a, b) => a + b, 0)).toBe(6);
});

/** Clicks the button and returns the milliseconds from the click until the page reads no more. */
async function cancel(visit: Visit): Promise<number> {
  await visit.frame.evaluate(() => {
    const held = window as unknown as { stopped: Promise<number> };
    const app = document.querySelector("insitu-app") as unknown as { store: EventTarget & { reading: unknown } };
    held.stopped = new Promise((resolve) => {
      document.addEventListener(
        "click",
        () => {
          const began = performance.now();
          app.store.addEventListener("change", () => {
            if (app.store.reading === null) resolve(performance.now() - began);
          });
        },
        { capture: true, once: true },
      );
    });
  });
  // At once: a click that waits for the button to stand still may come when the file is read.
  await visit.button("取消").dispatchEvent("click");
  return visit.frame.evaluate(() => (window as unknown as { stopped: Promise<number> }).stopped);
}

test("an engine that fails on a file takes nothing with it that is open", async ({ page }) => {
  const visit = await Visit.start(page, "#workers=1&range=65536");
  await visit.analyse(ORDERS);
  await visit.choose(large);
  await expect(visit.app.getByText(/已读 [1-9][\d,.]* 行/)).toBeVisible();
  const [engine, , second] = await workers(page, 3);
  await fail(second);
  expect(await visit.refusal()).toContain("E_CRASHED");
  expect(await workers(page, 2)).toContain(engine);
  await visit.app.locator("insitu-rail button").nth(3).click();
  await expect.poll(() => visit.counts()).toEqual(CLASSES);
  await visit.analyse(SMALL);
  expect((await visit.counts()).reduce((a, b) => a + b, 0)).toBe(6);
});

test("a reader that hangs ends with the cancel, and the next file works", async ({ page }) => {
  const visit = await Visit.start(page, "#workers=1&range=65536");
  await visit.analyse(ORDERS);
  await visit.choose(large);
  await expect(visit.app.getByText(/已读 [1-9][\d,.]* 行/)).toBeVisible();
  const [engine, reader] = await workers(page, 3);
  await reader?.evaluate(() => {
    setTimeout(() => {
      for (;;);
    });
  });
  expect(await cancel(visit)).toBeLessThan(REACTS);
  await visit.app.getByText("已取消。先前打开的文件仍然打开着。").waitFor();
  await expect.poll(() => page.workers().includes(reader as Worker)).toBe(false);
  expect(await workers(page, 2)).toContain(engine);
  await visit.app.locator("insitu-rail button").nth(3).click();
  await expect.poll(() => visit.counts()).toEqual(CLASSES);
  await visit.analyse(SMALL);
  expect((await visit.counts()).reduce((a, b) => a + b, 0)).toBe(6);
});

test("cancelling a large file stops within a second and is no error", async ({ page }) => {
  const visit = await Visit.start(page, "#workers=1&range=65536");
  await visit.choose(large);
  await expect(visit.app.getByText(/已读 [1-9][\d,.]* 行/)).toBeVisible();
  visit.lines.splice(0);
  expect(await cancel(visit)).toBeLessThan(REACTS);
  await visit.app.getByText("已取消。没有留下任何数据。").waitFor();
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
