// Pictures of every view, by a command of their own (`./pkg-scripts/pictures.sh`): they take minutes and are looked at by people.
import { defineConfig } from "@playwright/test";
import base from "../../playwright.config.ts";

export default defineConfig(base, {
  testDir: ".",
  testMatch: "*.spec.ts",
  outputDir: "../../.cache/pictures-run",
  timeout: 540_000,
  workers: 2,
});
