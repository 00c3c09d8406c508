// Chromium as a ground: its network log tells look-ups and connections that no listener sees.
import { createReadStream } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { type BrowserContext, chromium, type Page } from "@playwright/test";
import { Ground, LATER, type Tab } from "./ground.ts";
import type { Listener } from "./listener.ts";

/** A host of the network at hand that is no loopback name: to the browser it is an insecure origin. */
export const INTRANET = "insitu.test";

export class ChromiumGround extends Ground {
  readonly domain = "localhost";
  readonly #context: BrowserContext;
  readonly #netLog: string;

  private constructor(context: BrowserContext, netLog: string) {
    super(3);
    this.#context = context;
    this.#netLog = netLog;
  }

  /** `folder` takes the profile and the network log. */
  static async start(folder: string): Promise<ChromiumGround> {
    const netLog = join(folder, "net-log.json");
    // A profile, since a private context has no speculative connections at all: the control would not show them.
    const context = await chromium.launchPersistentContext(join(folder, "profile"), {
      executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
      // With the service worker on, as a user has it: it is a way out, too.
      serviceWorkers: "allow",
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        // Names end on loopback: *.localhost by the browser's own rule, one more by this, all others not at all.
        `--host-resolver-rules=MAP ${INTRANET} 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE *.localhost, EXCLUDE 127.0.0.1`,
        `--log-net-log=${netLog}`,
      ],
    });
    await context.route(/\/later\.html(?:#|$)/, (route) => route.fulfill({ body: LATER, contentType: "text/html" }));
    return new ChromiumGround(context, netLog);
  }

  async open(address: string): Promise<Tab> {
    const page = await this.#context.newPage();
    page.on("dialog", (dialog) => void dialog.dismiss().catch(() => undefined));
    await page.goto(address, { waitUntil: "domcontentloaded" });
    return page as unknown as Tab;
  }

  async go(tab: Tab, address: string): Promise<void> {
    await (tab as unknown as Page).goto(address);
  }

  /** Ends the browser, since its log is whole only then, and adds what stands there. */
  async close(listener: Listener): Promise<void> {
    await this.#context.close();
    for await (const line of createInterface(createReadStream(this.#netLog))) {
      for (const [found] of line.matchAll(/[a-z0-9]+x\d{3}q/g)) {
        listener.add(found, line.includes('"method"') ? "request" : "connection");
      }
    }
  }
}
