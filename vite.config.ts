import { defineConfig } from "vite";

const entries: Record<string, string> = {
  lock: "www/src/boot/lock/lock.ts",
  worker: "www/src/boot/worker.ts",
  app: "www/src/app/main.ts",
  shell: "www/src/boot/shell.ts",
};

// One classic script for each mode, nothing beside it: module scripts need CORS in an opaque frame, and a chunk that is
// loaded later would be refused. `pkg-scripts build` runs the modes in their order and packs their output.
export default defineConfig(({ mode, command }) => {
  const entry = entries[mode];
  if (command === "serve" || entry === undefined) {
    return { root: "www", define: { __HASHES__: "null" } };
  }
  return {
    publicDir: false,
    define: { __HASHES__: process.env["INSITU_HASHES"] ?? "null" },
    build: {
      outDir: "www/generated/bundle",
      emptyOutDir: false,
      target: "es2022",
      modulePreload: false,
      assetsInlineLimit: 0,
      reportCompressedSize: false,
      rolldownOptions: {
        input: { [mode]: entry },
        output: {
          format: "iife",
          entryFileNames: "[name].js",
          codeSplitting: false,
          // V8 shows the functions on the stack to `Error.prepareStackTrace`, but not those of strict code.
          strict: true,
        },
      },
    },
  };
});
