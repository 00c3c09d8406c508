import { defineConfig, type Plugin } from "vite";

const entries: Record<string, string> = {
  lock: "www/src/boot/lock/lock.ts",
  worker: "www/src/boot/worker.ts",
  offline: "www/src/boot/offline.ts",
  insitu: "www/src/door/insitu.ts",
  engine: "www/src/door/engine.ts",
  app: "www/src/app/main.ts",
  shell: "www/src/boot/shell.ts",
  prove: "www/src/prove/main.ts",
};

/** Modules that others import; all else is a classic script. */
const MODULES = ["insitu", "engine"];
/** Origins, separated by blanks, that alone may embed the page. */
const portals = (process.env["INSITU_PORTALS"] ?? "").split(/\s+/).filter(Boolean);

/** Lists the packages of which something is in the script, for the notices that go with the page. */
function packages(mode: string): Plugin {
  return {
    name: "packages",
    generateBundle(_options, bundle) {
      const names = new Set<string>();
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== "chunk") continue;
        for (const id of Object.keys(chunk.modules)) {
          const name = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(id)?.[1];
          if (name !== undefined) names.add(name);
        }
      }
      this.emitFile({ type: "asset", fileName: `${mode}.packages.json`, source: JSON.stringify([...names].sort()) });
    },
  };
}

/** ECharts keeps the widths of labels by their words; a label `__proto__` finds the prototype of all objects in a plain one. */
const labels: Plugin = {
  name: "labels",
  transform(code, id) {
    if (!id.endsWith("/zrender/lib/core/LRU.js")) return null;
    const parts = code.split("this._map = {}");
    if (parts.length !== 3) this.error("zrender keeps its words in another way now");
    return { code: parts.join("this._map = Object.create(null)"), map: null };
  },
};

// One classic script for each mode, nothing beside it: module scripts need CORS in an opaque frame, and a chunk that is
// loaded later would be refused. `pkg-scripts build` runs the modes in their order and packs their output.
export default defineConfig(({ mode, command }) => {
  const entry = entries[mode];
  if (command === "serve" || entry === undefined) {
    return { root: "www", define: { __HASHES__: "null", __PORTALS__: "[]" } };
  }
  return {
    publicDir: false,
    plugins: [packages(mode), labels],
    define: { __HASHES__: process.env["INSITU_HASHES"] ?? "null", __PORTALS__: JSON.stringify(portals) },
    build: {
      outDir: "www/generated/bundle",
      emptyOutDir: false,
      target: "es2022",
      modulePreload: false,
      assetsInlineLimit: 0,
      reportCompressedSize: false,
      rolldownOptions: {
        input: { [mode]: entry },
        preserveEntrySignatures: "strict",
        output: {
          format: MODULES.includes(mode) ? "es" : "iife",
          entryFileNames: "[name].js",
          codeSplitting: false,
          // V8 shows the functions on the stack to `Error.prepareStackTrace`, but not those of strict code.
          strict: true,
        },
      },
    },
  };
});
