import { defineConfig } from "@playwright/test";

const port = Number(process.env["PORT"] ?? 4173);

export default defineConfig({
  testDir: "tests/browser",
  testMatch: "**/*.spec.ts",
  outputDir: "test-results",
  timeout: 120_000,
  // Two tests with up to eight workers each share two processors: what takes one second alone may take several.
  expect: { timeout: 15_000 },
  workers: 2,
  // One more try in CI, where the machine may stand still for seconds; a test that needed it is reported as flaky.
  retries: process.env["CI"] === undefined ? 0 : 1,
  forbidOnly: process.env["CI"] !== undefined,
  reporter: [["list"]],
  use: {
    baseURL: `http://127.0.0.1:${port}/`,
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    // What is served from a service worker cannot be changed on its way; the tests of that one allow it.
    serviceWorkers: "block",
    launchOptions: {
      executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        // `locale` reaches the page's frame in a process of its own only after its first script.
        "--accept-lang=zh-CN,zh",
      ],
    },
  },
  webServer: {
    command: "cargo run --quiet --locked -p pkg-scripts -- serve",
    env: { PORT: String(port) },
    url: `http://127.0.0.1:${port}/`,
    timeout: 120_000,
    reuseExistingServer: false,
  },
});
