import { defineConfig } from "vitest/config";

export default defineConfig({
  define: { __HASHES__: "null", __PORTALS__: "[]" },
  test: { include: ["tests/boundary/**/*.test.ts", "www/src/**/*.test.ts"], testTimeout: 20_000 },
});
