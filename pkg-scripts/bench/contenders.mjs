import { access } from "node:fs/promises";

const READY = 120_000;
const RESULT = 600_000;
/** Time that the page gets after its first result to state its memory and its stages. */
const AFTERWARDS = 5_000;

/** How Chromium is started. */
export const ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * One contender: its page is opened once and stays open, each round starts from a fresh load of it, so that no round
 * inherits memory, tables or optimised code from the one before.
 * @typedef {{ms: number, parts?: Record<string, number>, memory?: number | null, rows?: number,
 *   analyses?: Record<string, number>, totals?: {customers: number, orders: number, revenue: number} | null, bundle?: string, types?: string[]}} Sample
 * @typedef {{name: string, round: (file: string) => Promise<Sample>}} Contender
 */

/**
 * A page of ./pages, which measures itself: `bench(file)` from the file being at hand to the result.
 * @param {import("playwright-core").BrowserContext} context
 * @returns {Promise<Contender>}
 */
export async function peer(context, name, url) {
  const page = await context.newPage();
  return {
    name,
    round: async (file) => {
      await page.goto(url);
      await page.waitForFunction(() => typeof globalThis.bench === "function", null, { timeout: READY });
      await page.setInputFiles("input", file);
      const sample = await page.evaluate(() => globalThis.bench(document.querySelector("input").files[0]));
      await page.goto("about:blank");
      return sample;
    },
  };
}

/**
 * The built page of insitu, sealed, driven through its own file input. Its marks say when the file was handed over
 * and when the first result was in the page; with `analyses` every analysis is opened once behind it, and timed.
 * Tables without orders have no first result, and `loaded` says so: then the end of reading stands for it.
 * @param {import("playwright-core").BrowserContext} context
 * @returns {Promise<Contender | null>} null when it is not built
 */
export async function insitu(context, dist, origin, analyses = false, loaded = false) {
  const built = await access(`${dist}/index.html`).then(
    () => true,
    () => false,
  );
  if (!built) return null;
  const page = await context.newPage();
  return {
    name: "insitu",
    round: async (file) => {
      await page.goto(`${origin}/`);
      const { frame, input } = await sealedInput(page);
      await input.setInputFiles(file);
      const result = loaded ? "insitu:memory" : "insitu:result";
      const marks = await resultMarks(frame, result);
      const times = analyses ? await analysisTimes(frame) : undefined;
      await page.goto("about:blank");
      return {
        ms: marks[result].at - marks["insitu:open"].at,
        parts: marks["insitu:stages"]?.detail ?? undefined,
        memory: marks["insitu:memory"]?.detail?.bytes ?? null,
        totals: marks["insitu:result"]?.detail ?? null,
        analyses: times,
      };
    },
  };
}

/** The file control is enabled only after the self-test of the seal. */
export async function sealedInput(page) {
  const deadline = Date.now() + READY;
  while (Date.now() < deadline) {
    for (const frame of page.frames()) {
      const input = frame.locator('input[type="file"]:enabled').first();
      if ((await input.count().catch(() => 0)) > 0) return { frame, input };
    }
    await pause(50);
  }
  throw new Error("insitu: no enabled file control; the page did not seal itself");
}

async function resultMarks(frame, result) {
  const deadline = Date.now() + RESULT;
  let found = 0;
  while (Date.now() < deadline) {
    const marks = await frame.evaluate(() =>
      Object.fromEntries(
        performance
          .getEntriesByType("mark")
          .filter((mark) => mark.name.startsWith("insitu:"))
          .map((mark) => [mark.name, { at: mark.startTime, detail: mark.detail }]),
      ),
    );
    if (marks["insitu:open"] && marks[result]) {
      found ||= Date.now();
      const whole = marks["insitu:memory"] && marks["insitu:stages"];
      if (whole || Date.now() - found > AFTERWARDS) return marks;
    }
    await pause(100);
  }
  throw new Error("insitu: no result within ten minutes");
}

/** Milliseconds of each analysis in the order of the menu, from the question to the engine to its answer. */
async function analysisTimes(frame) {
  const menu = frame.locator("insitu-menu button");
  await frame.getByRole("button", { name: /^(开始分析|Analyse)$/ }).click();
  await menu.first().waitFor();
  const count = await menu.count();
  const idle = frame.locator('insitu-analysis .main[aria-busy="false"]');
  for (let at = 0; at < count; at++) {
    await menu.nth(at).click();
    await pause(100);
    await idle.waitFor({ timeout: RESULT });
  }
  return Object.fromEntries((await marked(frame)).map(({ name, ms }) => [name, ms]));
}

function marked(frame) {
  return frame.evaluate(() => performance.getEntriesByName("insitu:analysis").map((mark) => mark.detail));
}

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
