// One visit to the built page: opens it, hands files over, walks the steps, and keeps what the page said and asked.
import { readFileSync } from "node:fs";
import { expect, type Frame, type FrameLocator, type Locator, type Page } from "@playwright/test";

/** What is handed to the page's file control. */
export interface Given {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

/** A file of these bytes; the name says what the test wants to be told apart. */
export function csv(content: string | Buffer, name = "orders.csv"): Given {
  return { name, mimeType: "text/csv", buffer: Buffer.from(content) };
}

export const ORDERS = "tests/fixtures/rfm_data_orders.csv";
/** The eight classes of the fixture by mean, in the order 111, 101, 011, 001, 110, 100, 010, 000. */
export const CLASSES = [274, 20, 125, 28, 102, 185, 39, 222];

/** A small table that opens without a question: 6 customers, 12 orders. */
export const SMALL = csv(
  [
    "user_id,order_id,order_time,amount",
    ...Array.from({ length: 12 }, (_, i) => `C${i % 6},D${i},2024-01-${10 + i},${10 * (i + 1)}`),
  ].join("\n"),
  "small.csv",
);

export class Visit {
  readonly page: Page;
  readonly app: FrameLocator;
  /** Every console line and uncaught error, in order. */
  readonly lines: string[] = [];
  /** Address of every request, of whatever kind. */
  readonly asked: string[] = [];

  private constructor(page: Page) {
    this.page = page;
    this.app = page.frameLocator("iframe");
    page.on("console", (line) => this.lines.push(line.text()));
    page.on("pageerror", (error) => this.lines.push(`${error.message}\n${error.stack ?? ""}`));
    page.on("request", (request) => this.asked.push(request.url()));
  }

  /** Opens the page and waits until it takes files; `hash` as `#workers=2&range=4096`. Nothing is warmed up, to spare the machine. */
  static async start(page: Page, hash = "#"): Promise<Visit> {
    const visit = new Visit(page);
    await page.goto(`${hash}&warm=0`);
    await visit.control.waitFor({ state: "attached" });
    // The browser's language reaches a frame of its own process too late at times, so it is not relied on.
    await visit.speak("zh");
    visit.asked.splice(0);
    return visit;
  }

  get frame(): Frame {
    const frame = this.page.frames()[1];
    if (!frame) throw new Error("no frame");
    return frame;
  }

  get control(): Locator {
    return this.app.locator("input[type=file]:not([disabled])").first();
  }

  get alert(): Locator {
    return this.app.locator("insitu-trouble [role=alert]");
  }

  button(name: string | RegExp): Locator {
    return this.app.getByRole("button", { name, exact: typeof name === "string" });
  }

  title(name: string): Locator {
    return this.app.getByRole("heading", { level: 1, name });
  }

  /** Hands a file over from wherever the page stands; the first step is a click away. */
  async choose(file: string | Given | string[] | Given[]): Promise<void> {
    if ((await this.control.count()) === 0) {
      await this.app.locator("insitu-rail button").first().click();
      await this.control.waitFor({ state: "attached" });
    }
    await this.control.setInputFiles(file);
  }

  /** A file that opens: through the mapping to the result. */
  async analyse(file: string | Given | string[] | Given[]): Promise<void> {
    await this.choose(file);
    await this.title("字段").waitFor();
    await this.button("开始分析").click();
    await this.classes.locator("tbody tr").first().waitFor();
  }

  /** The table of the eight classes. */
  get classes(): Locator {
    return this.app.locator("insitu-analysis section.block table");
  }

  /** Its column of customers. */
  async counts(): Promise<number[]> {
    const cells = await this.classes.locator("tbody tr td:nth-child(3)").allInnerTexts();
    return cells.map((text) => Number(text.replace(/\D/g, "")));
  }

  /** The one sentence, with its place and code. */
  async refusal(): Promise<string> {
    await this.alert.waitFor();
    return (await this.alert.innerText()).replace(/\s+/g, " ");
  }

  async language(): Promise<void> {
    await this.app.locator("insitu-bar button[lang]").click();
  }

  /** The button is named in the language that it leads to. */
  async speak(wanted: "zh" | "en"): Promise<void> {
    const other = this.app.locator("insitu-bar button[lang]");
    if ((await other.getAttribute("lang"))?.startsWith(wanted)) await other.dispatchEvent("click");
    await expect(other).toHaveAttribute("lang", wanted === "zh" ? "en" : "zh-CN");
  }

  /** Clicks until the page looks as asked: the button walks through system, light, dark. */
  async theme(wanted: "light" | "dark"): Promise<void> {
    const button = this.app.locator("insitu-bar button.small").last();
    const label = wanted === "dark" ? /深色|dark/ : /浅色|light/;
    for (let i = 0; i < 3 && !label.test((await button.getAttribute("aria-label")) ?? ""); i += 1) {
      await button.dispatchEvent("click");
    }
    await expect(button).toHaveAttribute("aria-label", label);
  }

  /** Clicks what saves a file and returns its name and bytes. */
  async saved(click: () => Promise<void>): Promise<{ name: string; bytes: Buffer }> {
    const [download] = await Promise.all([this.page.waitForEvent("download"), click()]);
    return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
  }

  async results(): Promise<string> {
    return (await this.saved(() => this.button(/results\.json/).click())).bytes.toString("utf8");
  }

  /** Everything that the page shows, says in its title, its address or the console. */
  async said(): Promise<string> {
    const shown = await this.frame.evaluate(() => {
      const parts: string[] = [document.title];
      const walk = (node: Node): void => {
        if (node instanceof Text) parts.push(node.data);
        if (node instanceof Element) {
          if (node.localName === "style") return;
          for (const attribute of node.attributes) parts.push(attribute.value);
          if (node.shadowRoot) walk(node.shadowRoot);
        }
        for (const child of node.childNodes) walk(child);
      };
      walk(document.documentElement);
      return parts.join("\n");
    });
    return [shown, await this.page.title(), ...this.page.frames().map((f) => f.url()), ...this.lines].join("\n");
  }
}
