// The package as others get it: packed, installed into an empty folder, type-checked and loaded by a tiny program.
import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { InsituAnalytics } from "../../www/src/door/element.ts";
import { TOKENS } from "../../www/src/door/protocol.ts";

const root = new URL("../..", import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), "insitu-npm-"));
const home = join(folder, "node_modules/insitu");
const read = (name: string): string => readFileSync(join(home, name), "utf8");
const run = (command: string, words: string[], cwd = folder): string =>
  execFileSync(command, words, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"], maxBuffer: 1 << 26 });

const CONSUMER = `
import { createEngine, InsituError, type Session } from "insitu/engine";
import { InsituAnalytics, type PortalResult } from "insitu";

const element: InsituAnalytics = document.createElement("insitu-analytics");
element.addEventListener("insitu-result", ({ detail }) => {
  const one: PortalResult = detail;
  const captions: string[] = one.tables.map((table) => table.caption);
  console.log(captions);
});
element.addEventListener("insitu-error", ({ detail }) => console.log(detail.code, detail.row));
// @ts-expect-error an event has its own detail
element.addEventListener("insitu-progress", ({ detail }) => detail.code);
element.files = [new File([""], "a.csv")];

export async function main(files: File[]): Promise<number | null> {
  const engine = await createEngine({ workers: "auto" });
  const session: Session = await engine.open(files, { onProgress: ({ phase, bytes }) => console.log(phase, bytes) });
  const rfm = await session.analyze("rfm", { bins: 5 });
  // @ts-expect-error no such setting
  await session.analyze("rfm", { bin: 5 });
  await session.apply(await session.recipe());
  const blob: Blob = await session.export("results.json");
  if (blob.size === 0) throw new InsituError("E_NO_DATA");
  return "outcome" in rfm ? rfm.outcome.population.customers : null;
}
`;

beforeAll(() => {
  run("cargo", ["run", "--quiet", "--locked", "-p", "pkg-scripts", "--", "package"], root);
  const [packed] = JSON.parse(run("npm", ["pack", "--json", "--pack-destination", folder], join(root, "dist-npm"))) as {
    filename: string;
  }[];
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "consumer", private: true, type: "module" }));
  run("npm", ["install", "--offline", "--no-audit", "--no-fund", `./${packed?.filename}`]);
}, 240_000);
afterAll(() => rmSync(folder, { recursive: true }));

describe("the package", () => {
  it("has what its exports name, and no source", () => {
    const { exports, customElements, sideEffects } = JSON.parse(read("package.json"));
    const named = (value: unknown): string[] =>
      typeof value === "string" ? [value] : Object.values(value as object).flatMap(named);
    const files = [...named(exports), customElements, ...sideEffects] as string[];
    expect(Object.keys(exports)).toEqual(
      expect.arrayContaining([".", "./engine", "./core.wasm", "./recipe.schema.json", "./theme.css"]),
    );
    for (const file of files.filter((name) => !name.includes("*")))
      expect(existsSync(join(home, file)), file).toBe(true);
    expect(readdirSync(join(home, "app"))).toEqual(
      expect.arrayContaining(["index.html", "sw.js", "worker.js", "core.wasm"]),
    );
    const all = run("find", [home, "-name", "*.ts", "-not", "-name", "*.d.ts"]);
    expect(all).toBe("");
  });

  it("type-checks in a program that knows nothing else", () => {
    mkdirSync(join(folder, "src"));
    writeFileSync(join(folder, "src/main.ts"), CONSUMER);
    const options = {
      target: "ES2022",
      module: "NodeNext",
      moduleResolution: "NodeNext",
      strict: true,
      noEmit: true,
      types: [],
    };
    const compilerOptions = { ...options, lib: ["ES2022", "DOM", "DOM.Iterable"] };
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["src"] }));
    symlinkSync(join(root, "node_modules"), join(folder, "tools"));
    expect(run("node", [join(root, "node_modules/.bin/tsc"), "--project", folder])).toBe("");
  }, 60_000);

  it("loads where there is no document, and its engine says which part did not arrive", () => {
    const program = `
      import { InsituAnalytics } from "insitu";
      import { createEngine } from "insitu/engine";
      const code = await createEngine({ assets: { core: "http://127.0.0.1:9/core.wasm" } }).catch((e) => [e.code, e.message]);
      console.log(JSON.stringify([InsituAnalytics.observedAttributes, code]));`;
    const [attributes, refusal] = JSON.parse(run("node", ["--input-type=module", "--eval", program]));
    expect(attributes).toEqual(InsituAnalytics.observedAttributes);
    expect(refusal[0]).toBe("E_ASSET");
    expect(refusal[1]).toMatch(/core\.wasm/);
  });

  it("describes the element as it is, its looks, and every setting of a recipe", () => {
    const { modules } = JSON.parse(read("custom-elements.json"));
    const [element] = modules[0].declarations;
    expect(element.attributes.map((one: { name: string }) => one.name)).toEqual(InsituAnalytics.observedAttributes);
    for (const { name } of element.members) expect(name in InsituAnalytics.prototype, name).toBe(true);
    const css = read("theme.css");
    const colours = [...css.matchAll(/--insitu-([\w-]+):/g)].map((found) => found[1]);
    expect(colours.sort()).toEqual([...TOKENS].sort());
    const schema = JSON.parse(read("recipe.schema.json"));
    expect(schema.properties.analyses.properties.rfm.properties.bins).toEqual({ type: ["number", "null"], default: 5 });
    expect(Object.keys(schema.properties.analyses.properties)).toHaveLength(17);
  });

  it("keeps the element and the engine small", () => {
    expect(read("dist/insitu.js").length).toBeLessThan(10_000);
    expect(read("dist/engine.js").length).toBeLessThan(40_000);
    expect(read("dist/engine.js")).not.toMatch(/echarts|lit-html|assets\//);
  });
});
