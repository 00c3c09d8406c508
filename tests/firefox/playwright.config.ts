// Firefox ESR by a command of its own (`./pkg-scripts/prove.sh --firefox`); Playwright only runs the tests, puppeteer drives.
import { defineConfig } from "@playwright/test";

export default defineConfig({
  testDir: ".",
  testMatch: "*.spec.ts",
  outputDir: "../../.cache/firefox",
  timeout: 180_000,
  workers: 1,
  reporter: [["list"]],
});
