// Files that nobody wants to meet: each ends in one plain sentence or opens as plain text, says nothing of its cells, and
// leaves the page ready for the next file.
import { expect, test } from "@playwright/test";
import { CLASSES, csv, type Given, ORDERS, SMALL, Visit } from "./visit.ts";

/** Stands in cells only; whoever says it has said a cell. */
const CANARY = "zq7canary";
const HEAD = "user_id,order_time,amount";
const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
const rows = (n: number, row: (i: number) => string) => Array.from({ length: n }, (_, i) => row(i)).join("\n");
const day = (i: number) => `2024-03-${10 + (i % 19)}`;

interface Refused {
  what: string;
  content: string | Buffer;
  zh: string;
  en: string;
  code: string;
  place?: string;
}

/** Files that are not opened. */
const REFUSED: Refused[] = [
  { what: "an empty file", content: "", zh: "文件是空的", en: "The file is empty", code: "E_EMPTY" },
  {
    what: "a header alone",
    content: `${HEAD}\n`,
    zh: "文件只有标题行",
    en: "has a header line and nothing below it",
    code: "E_HEADER_ONLY",
  },
  {
    what: "one line of 20 MB",
    content: `${CANARY}${"x".repeat(20 << 20)}`,
    zh: "超出了可处理的长度",
    en: "is over the limit",
    code: "E_LIMIT",
    place: "第 1 行",
  },
  {
    what: "a picture",
    content: Buffer.concat([PNG, Buffer.from(CANARY), PNG]),
    zh: "这不是表格文本",
    en: "This is not a table in text form",
    code: "E_BINARY",
  },
  {
    what: "zero bytes",
    content: Buffer.concat([Buffer.from(CANARY), Buffer.alloc(5000)]),
    zh: "这不是表格文本",
    en: "This is not a table in text form",
    code: "E_BINARY",
  },
];

test("what is no table is refused in one sentence of each language, and the next file opens", async ({ page }) => {
  const visit = await Visit.start(page);
  for (const { what, content, zh, en, code, place } of REFUSED) {
    await test.step(what, async () => {
      await visit.choose(csv(content, "refused.csv"));
      await expect(visit.alert).toContainText(code);
      const refusal = await visit.refusal();
      expect(refusal).toContain(zh);
      if (place) expect(refusal).toContain(place);
      await visit.language();
      await expect(visit.alert).toContainText(en);
      await visit.language();
      expect(await visit.said()).not.toContain(CANARY);
      await visit.choose(SMALL);
      await visit.title("字段").waitFor();
    });
  }
  await visit.analyse(ORDERS);
  await expect.poll(() => visit.counts()).toEqual(CLASSES);
});

/** Files that open, with what the page says on the way. Samples are masked; the canary stands where no sample is clear. */
const DOUBTED: { what: string; file: Given; said: string[] }[] = [
  {
    what: "one quote that is never closed",
    file: csv(`${HEAD},note\n${rows(40, (i) => `C${i},${day(i)},${i},${i === 20 ? `"${CANARY}` : "a"}`)}\n`),
    said: ["引号没有关闭", "22"],
  },
  {
    what: "one row of 20 MB",
    file: csv(`${HEAD}\nC1,2024-01-01,5\nC2,2024-01-02,${CANARY}${"x".repeat(20 << 20)}`),
    said: ["放到一边 1 行", "行号 3"],
  },
  {
    what: "two headers that are the same",
    file: csv(`user_id,order_time,amount,amount\n${rows(20, (i) => `C${i % 7},${day(i)},${i},${i}`)}\n`),
    said: ["第 4 列：标题和前面的列重复"],
  },
  {
    what: "no column of dates",
    file: csv(`user_id,amount,${CANARY.slice(0, 3)}\n${rows(20, (i) => `C${i % 7},${i}.50,a${i % 3}`)}\n`),
    said: ["还缺 1 个必填字段：下单时间"],
  },
  {
    what: "dates that mean nothing",
    file: csv(`${HEAD}\n${rows(40, (i) => `C${i % 7},2024-13-${40 + i} ${CANARY},${i}.50`)}\n`),
    said: ["下单时间"],
  },
  {
    what: "amounts that are words",
    file: csv(`${HEAD}\n${rows(40, (i) => `C${i % 7},${day(i)},${CANARY} ${"abcdefgh"[i % 8]}`)}\n`),
    said: ["金额"],
  },
];

test("what can be doubted is said with its place, without its content", async ({ page }) => {
  const visit = await Visit.start(page);
  for (const { what, file, said } of DOUBTED) {
    await test.step(what, async () => {
      await visit.choose(file);
      await visit.title("字段").waitFor();
      for (const part of said) await expect(visit.app.locator("main")).toContainText(part);
      const told = await visit.app.locator("insitu-notices section").innerText();
      expect(told + visit.lines.join() + page.url() + (await page.title())).not.toContain(CANARY);
    });
  }
  await visit.analyse(ORDERS);
  await expect.poll(() => visit.counts()).toEqual(CLASSES);
});

test("fields forced onto columns that cannot hold them: the column is named, and nothing runs", async ({ page }) => {
  const visit = await Visit.start(page);
  const forced = [
    { field: "order_time", at: 2, content: rows(40, (i) => `C${i % 7},${CANARY}${i % 3},${i}.50`) },
    { field: "amount", at: 3, content: rows(40, (i) => `C${i % 7},${day(i)},${CANARY}${i % 3}`) },
  ];
  for (const { field, at, content } of forced) {
    await test.step(field, async () => {
      await visit.choose(csv(`${HEAD}\n${content}\n`));
      await visit.title("字段").waitFor();
      const select = visit.app.getByLabel(`「${field}」用作`);
      await select.selectOption(field);
      await expect(select).toHaveValue(field);
      const notices = visit.app.locator("insitu-notices section");
      await expect(notices).toContainText(`第 ${at} 列：对应的是日期或金额，但大多数格子读不成日期或数字`);
      await expect(visit.button("开始分析")).toBeDisabled();
      await visit.speak("en");
      await expect(notices).toContainText(`Column ${at}: `);
      await visit.speak("zh");
      expect((await notices.innerText()) + visit.lines.join()).not.toContain(CANARY);
    });
  }
  await visit.analyse(ORDERS);
  await expect.poll(() => visit.counts()).toEqual(CLASSES);
});

test("nothing but refunds is too little data, in words", async ({ page }) => {
  const visit = await Visit.start(page);
  await visit.choose(csv(`${HEAD}\n${rows(40, (i) => `C${i % 7},${day(i)},-${i + 1}.50`)}\n`));
  await visit.title("字段").waitFor();
  await visit.button("开始分析").click();
  await expect(visit.app.getByText("数据不够做 RFM：至少需要")).toBeVisible();
  await visit.analyse(ORDERS);
  await expect.poll(() => visit.counts()).toEqual(CLASSES);
});

test("names of objects, markup and formulas as headers and cells stay text", async ({ page }) => {
  const visit = await Visit.start(page);
  const markup = "<img src=x onerror=window.__pwned=1>";
  const script = "<script>window.__pwned=1</script>";
  const formula = '=HYPERLINK("http://127.0.0.1:9/"&A1)';
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const headers = [HEAD, "__proto__", "constructor", "toString", markup, script, formula].map((h, i) =>
    i ? quoted(h) : h,
  );
  const cells = ["__proto__", "constructor", "hasOwnProperty", markup, script, formula].map(quoted).join(",");
  const users = ["__proto__", "constructor", "toString", markup, script, formula, "@SUM(1)", "+1+1"];
  const body = rows(40, (i) => `${quoted(users[i % 8] ?? "")},${day(i)},${i + 1}.50,${cells}`);
  await visit.analyse(csv(`${headers.join(",")}\n${body}\n`, `${markup}.csv`));
  expect((await visit.counts()).reduce((a, b) => a + b, 0)).toBe(8);
  const crm = await visit.saved(async () => {
    await visit.button(/自用 CRM/).click();
    await visit.button("确认导出").click();
  });
  const listed = crm.bytes.toString("utf8");
  expect(listed).toContain("__proto__");
  expect(listed).toContain("'@SUM(1)");
  expect(listed).not.toMatch(/(^|\n)"?[=@+]/);
  for (const step of [1, 2]) {
    await visit.app.locator("insitu-rail button").nth(step).click();
    await expect(visit.app.locator("main h1")).toBeVisible();
  }
  for (const frame of page.frames()) {
    expect(await frame.evaluate(() => (window as unknown as { __pwned?: unknown }).__pwned)).toBeUndefined();
    expect(await frame.evaluate(() => Object.keys(Object.prototype).length)).toBe(0);
  }
  await expect(visit.app.locator("img")).toHaveCount(0);
  expect(visit.asked.filter((address) => !address.startsWith("blob:"))).toEqual([]);
  await visit.analyse(ORDERS);
  await expect.poll(() => visit.counts()).toEqual(CLASSES);
});

test("two hundred columns open, and the next file too", async ({ page }) => {
  const visit = await Visit.start(page);
  const more = Array.from({ length: 197 }, (_, i) => `c${i}`);
  const body = rows(
    60,
    (i) => `C${i % 9},${day(i)},${i + 1},${more.map((_, c) => `${CANARY}${(i * c) % 7}`).join(",")}`,
  );
  await visit.analyse(csv(`${HEAD},${more.join(",")}\n${body}\n`));
  expect((await visit.counts()).reduce((a, b) => a + b, 0)).toBe(9);
  expect(visit.lines.join() + page.url()).not.toContain(CANARY);
  await visit.analyse(ORDERS);
  await expect.poll(() => visit.counts()).toEqual(CLASSES);
});

test("a channel that is named like the prototype of all objects is drawn as any other", async ({ page }) => {
  const visit = await Visit.start(page);
  const faults: string[] = [];
  page.on("pageerror", (fault) => faults.push(fault.message));
  const channels = ["__proto__", "网店", "门店", "constructor"];
  const body = rows(400, (i) => `U${i % 50},${day(i)},${(i % 90) + 1}.50,${channels[i % 4]}`);
  await visit.analyse(csv(`${HEAD},渠道\n${body}\n`, "channels.csv"));
  for (const name of ["经营概览", "ABC"]) {
    await visit.app.locator("insitu-menu button").filter({ hasText: name }).first().click();
    await expect(visit.app.locator("insitu-analysis canvas").first()).toBeVisible();
  }
  await visit.frame.evaluate(() => new Promise((drawn) => setTimeout(drawn, 500)));
  expect(faults).toEqual([]);
  expect(
    await visit.frame.evaluate(() => [Object.keys(Object.prototype), Object.isExtensible(Object.prototype)]),
  ).toEqual([[], false]);
});
