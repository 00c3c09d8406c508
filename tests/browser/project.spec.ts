// Saved projects: sealed by a passphrase, opened with it alone, with or without the files.
import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { csv, type Given, ORDERS, Visit } from "./visit.ts";

const PASS = "correct horse battery";
const KEPT = "insitu-kept";

const project = (bytes: Buffer, name = "work.insitu"): Given => ({
  name,
  mimeType: "application/octet-stream",
  buffer: bytes,
});

async function worked(visit: Visit): Promise<number[]> {
  const { app } = visit;
  await visit.analyse(ORDERS);
  const day = app.locator("#as-of");
  await day.fill("2006-12-30");
  await day.blur();
  await expect(visit.button("撤销：截止日")).toBeVisible();
  await visit.button("筛选重要价值客户").click();
  await app.locator("insitu-customers").getByRole("button", { name: "用作筛选" }).click();
  await expect(visit.button("撤销：筛选")).toBeVisible();
  // The classes are made anew of those who are left.
  await expect.poll(async () => (await visit.counts()).reduce((sum, n) => sum + n, 0)).toBeLessThan(400);
  return visit.counts();
}

async function save(visit: Visit, rows: boolean): Promise<Buffer> {
  const { app } = visit;
  await app.locator("insitu-bar button.file").click();
  const binder = app.locator("insitu-binder");
  await binder.locator("[data-way=save]").click();
  await expect(binder).toContainText("口令丢失后，这个项目再也打不开，没有找回的办法。");
  if (rows) await binder.getByRole("checkbox").check();
  await binder.locator("#passphrase").fill("short");
  await binder.locator("#again").fill("shor");
  await binder.getByRole("button", { name: "加密并保存" }).click();
  await expect(binder.getByRole("alert")).toContainText("两遍口令不一样");
  await binder.locator("#again").fill("short");
  await binder.getByRole("button", { name: "加密并保存" }).click();
  await expect(binder.getByRole("alert")).toContainText("口令太短或太简单");
  await binder.locator("#passphrase").fill(PASS);
  await binder.locator("#again").fill(PASS);
  const { name, bytes } = await visit.saved(() => binder.locator("#again").press("Enter"));
  expect(name).toBe("project.insitu");
  await expect(binder.locator("dialog")).toBeHidden();
  return bytes;
}

async function fresh(visit: Visit): Promise<void> {
  await visit.page.reload();
  await visit.control.waitFor({ state: "attached" });
  await visit.speak("zh");
}

test("without files: settings, decisions and key come back over the same file, and over another it says so", async ({
  page,
}) => {
  const visit = await Visit.start(page);
  const { app } = visit;
  const counts = await worked(visit);
  const shareable = (await visit.saved(() => visit.button(/可分享/).click())).bytes.toString("utf8");
  const bytes = await save(visit, false);
  expect(bytes.subarray(0, 8).toString("latin1")).toBe("INSITU\r\n");
  expect(bytes.length).toBeLessThan(200_000);
  for (const word of ["customer_id", "2006-12-30", "recipe", "orders"]) expect(bytes.includes(word)).toBe(false);

  await fresh(visit);
  await visit.choose(project(bytes));
  const dialog = app.locator("insitu-binder insitu-dialog");
  await expect(dialog).toContainText("「work.insitu」用口令加了密");
  await dialog.locator("#passphrase").fill("correct horse batterY");
  await dialog.getByRole("button", { name: "打开", exact: true }).click();
  await expect(dialog.getByRole("alert")).toContainText("打不开这个加密文件：口令不对，或者文件被改动过");
  await dialog.locator("#passphrase").fill(PASS);
  await dialog.locator("#passphrase").press("Enter");
  await expect(app.locator(KEPT)).toContainText(
    "项目「work.insitu」已解开，里面没有原始文件。请选择当时的文件：rfm_data_orders.csv",
  );
  const sums = await visit.saved(() => app.locator(KEPT).getByRole("button", { name: "只存下当时的汇总结果" }).click());
  const { rfm } = JSON.parse(sums.bytes.toString("utf8"));
  expect(rfm.outcome.classes.rows.map((row: { customers: number }) => row.customers)).toEqual(counts);
  expect(rfm.outcome.customers.listed).toBe(0);

  await visit.choose(ORDERS);
  await visit.title("字段").waitFor();
  await expect(app.locator(KEPT)).toContainText("项目「work.insitu」已恢复。 文件就是保存时的那些");
  await visit.button("开始分析").click();
  await expect.poll(() => visit.counts()).toEqual(counts);
  await expect(app.locator("#as-of")).toHaveValue("2006-12-30");
  // The key of the pseudonyms is the same, so the list is.
  expect((await visit.saved(() => visit.button(/可分享/).click())).bytes.toString("utf8")).toBe(shareable);
  await expect(visit.button(/^撤销/)).toBeDisabled();

  // Another file: the settings alone.
  await fresh(visit);
  await visit.choose(project(bytes));
  await app.locator("#passphrase").fill(PASS);
  await app.locator("#passphrase").press("Enter");
  await app.locator(KEPT).waitFor();
  const half = readFileSync(ORDERS, "utf8").split("\n").slice(0, 2000).join("\n");
  await visit.choose(csv(half, "rfm_data_orders.csv"));
  await visit.title("字段").waitFor();
  await expect(app.locator(KEPT)).toContainText("文件和保存时的不同，只用上了设置与密钥。");
  await visit.speak("en");
  await expect(app.locator(KEPT)).toContainText("The files are not those it was saved with");
});

test("with the files in it, a project opens alone; changed, cut or newer ones are refused in words", async ({
  page,
}) => {
  const visit = await Visit.start(page);
  const { app } = visit;
  const counts = await worked(visit);
  const bytes = await save(visit, true);
  expect(bytes.length).toBeGreaterThan(readFileSync(ORDERS).length);
  await fresh(visit);
  const dialog = app.locator("insitu-binder insitu-dialog");
  const newer = Buffer.from(bytes);
  newer[8] = 9;
  const changed = Buffer.from(bytes);
  changed[bytes.length - 20] = (changed[bytes.length - 20] ?? 0) ^ 1;
  for (const [wrong, words] of [
    [newer, "来自更新的版本"],
    [changed, "打不开这个加密文件：口令不对，或者文件被改动过"],
    [bytes.subarray(0, bytes.length - 1), "打不开这个加密文件"],
    [bytes.subarray(0, 20), "这不是保存的项目或加密的报告，或者文件已损坏"],
    [Buffer.from("nothing of the kind at all, and long enough"), "这不是保存的项目或加密的报告"],
  ] as const) {
    await visit.choose(project(Buffer.from(wrong)));
    await dialog.locator("#passphrase").fill(PASS);
    await dialog.locator("#passphrase").press("Enter");
    await expect(dialog.getByRole("alert")).toContainText(words);
    await page.keyboard.press("Escape");
    await expect(app.locator("insitu-binder dialog")).toBeHidden();
  }
  await visit.choose(project(bytes));
  await dialog.locator("#passphrase").fill(PASS);
  await dialog.getByRole("button", { name: "打开", exact: true }).click();
  await visit.title("字段").waitFor();
  await expect(app.locator(KEPT)).toContainText("已恢复。 文件就是保存时的那些");
  await visit.button("开始分析").click();
  await expect.poll(() => visit.counts()).toEqual(counts);
  expect(visit.asked.filter((address) => !address.startsWith("blob:") && !address.startsWith("http://127"))).toEqual(
    [],
  );
});
