// The files that leave the page, saved as a person saves them; `pkg-scripts/downloads.sh` has other programs open them.
import { defineConfig } from "@playwright/test";
import base from "../../playwright.config.ts";

export default defineConfig(base, {
  testDir: ".",
  testMatch: "*.spec.ts",
  outputDir: "../../.cache/downloads-run",
  workers: 1,
});
