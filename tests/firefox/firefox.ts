// Firefox as a ground: every name ends on loopback, and the resolver's own log tells look-ups that no listener sees.
import { createReadStream, mkdirSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { type Browser, launch, type Page } from "puppeteer-core";
import { Ground, type Tab } from "../browser/egress/ground.ts";
import type { Listener } from "../browser/egress/listener.ts";

const PATIENCE = 20_000;

export class FirefoxGround extends Ground {
  // Names below localhost are no names to its resolver.
  readonly domain = "probe.test";
  readonly browser: Browser;
  /** Where downloads go. */
  readonly downloads: string;
  readonly #folder: string;

  private constructor(browser: Browser, folder: string, downloads: string) {
    super(2);
    this.browser = browser;
    this.downloads = downloads;
    this.#folder = folder;
  }

  /** `folder` takes the downloads and the logs of the resolver, one of each process. */
  static async start(folder: string): Promise<FirefoxGround> {
    const downloads = resolve(folder, "downloads");
    mkdirSync(downloads, { recursive: true });
    const browser = await launch({
      browser: "firefox",
      executablePath: process.env["FIREFOX"] ?? "/usr/bin/firefox-esr",
      headless: true,
      protocolTimeout: 60_000,
      env: { ...process.env, MOZ_LOG: "nsHostResolver:5", MOZ_LOG_FILE: resolve(folder, "resolver") },
      extraPrefsFirefox: {
        "intl.accept_languages": "zh-CN, zh",
        "network.dns.native-is-localhost": true,
        "network.dns.disableIPv6": true,
        // What a person's Firefox does and one that is driven leaves out: without it the control would not show it.
        "network.dns.disablePrefetch": false,
        "network.dns.disablePrefetchFromHTTPS": false,
        "network.prefetch-next": true,
        "network.http.speculative-parallel-limit": 6,
        "dom.disable_open_during_load": false,
        // It would ask before a form goes to plain http.
        "security.warn_submit_secure_to_insecure": false,
        "media.peerconnection.enabled": true,
        "media.peerconnection.ice.loopback": true,
        "media.peerconnection.ice.obfuscate_host_addresses": false,
        "browser.download.folderList": 2,
        "browser.download.dir": downloads,
        "browser.download.always_ask_before_handling_new_types": false,
        "browser.helperApps.neverAsk.saveToDisk": "application/octet-stream,application/json,text/csv",
      },
    });
    return new FirefoxGround(browser, folder, downloads);
  }

  async page(address: string): Promise<Page> {
    // The browser may still be busy with what a try did to it.
    const page = await this.browser.newPage().catch(() => this.browser.newPage());
    page.setDefaultTimeout(PATIENCE);
    page.on("dialog", (dialog) => void dialog.dismiss().catch(() => undefined));
    await page.goto(address, { waitUntil: "domcontentloaded" });
    return page;
  }

  async open(address: string): Promise<Tab> {
    return (await this.page(address)) as unknown as Tab;
  }

  async go(tab: Tab, address: string): Promise<void> {
    await (tab as unknown as Page).goto(address, { waitUntil: "domcontentloaded" });
  }

  /** Ends the browser and adds what its resolver was asked. */
  async close(listener: Listener): Promise<void> {
    await this.browser.close();
    for (const name of readdirSync(this.#folder).filter((one) => one.startsWith("resolver"))) {
      for await (const line of createInterface(createReadStream(join(this.#folder, name)))) {
        for (const [found] of line.matchAll(/[a-z0-9]+x\d{3}q/g)) listener.add(found, "connection");
      }
    }
  }
}
