// The worker's side of saved projects: sealed and opened a chunk at a time, so that it answers in between.

import * as core from "../../generated/core.js";

/** Bytes before the first chunk, of a chunk, and behind each; the container fixes them. */
const HEADER = 32;
const CHUNK = 1 << 20;
const TAG = 16;

type Bytes = Uint8Array<ArrayBuffer>;

/** What the engine is asked about projects. */
export function vaultCalls(engine: core.Engine, read: (file: Blob, from: number, to: number) => Bytes) {
  let way: "seal" | "unseal" = "seal";
  let source = new Blob();
  let vault: core.Container | undefined;
  let at = 0;
  const begin = (container: core.Container, from: number): { total: number } => {
    vault?.free();
    vault = container;
    at = from;
    return { total: source.size };
  };
  return {
    /** The files behind the project with what the named analyses found, or alone. */
    seal(passphrase: string, names: string[] | null, files: Blob[]): { total: number; bytes: Bytes } {
      const container = new core.Container(passphrase, undefined);
      source = new Blob([...(names ? [engine.project(names) as Bytes] : []), ...files]);
      way = "seal";
      return { ...begin(container, 0), bytes: container.header() as Bytes };
    },
    unseal(passphrase: string, file: Blob): { total: number } {
      const container = new core.Container(passphrase, read(file, 0, HEADER));
      source = file;
      way = "unseal";
      return begin(container, HEADER);
    },
    chunk(): { bytes: Bytes; at: number; last: boolean } {
      if (!vault) throw { code: "E_PROJECT", texts: { zh: "", en: "" } };
      const to = Math.min(source.size, at + (way === "seal" ? CHUNK : CHUNK + TAG));
      const last = to >= source.size;
      const bytes = vault[way](read(source, at, to), last) as Bytes;
      at = to;
      if (last) {
        vault.free();
        vault = undefined;
        source = new Blob();
      }
      return { bytes, at, last };
    },
    steps: () => engine.steps(),
    settings: () => engine.settings(),
    apply: (recipe: string) => engine.apply(recipe),
    readRecipe: (text: string) => core.read_recipe(text),
    readProject: (content: Bytes) => core.read_project(content),
    restore: (content: Bytes) => engine.restore(content),
  };
}
