// The bytes of the page: from the shell in one message (A3), from blocks in the page (A2), or by fetch (development).
import { BootFailure } from "./failure.ts";
import type { Link } from "./portal.ts";
import { sha256 } from "./sha256.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** SHA-256 of each part as 64 hexadecimal digits. */
export interface Hashes {
  core: string;
  reader: string;
  formats: string;
  worker: string;
}

export interface Parts {
  core: Bytes;
  reader: Bytes;
  formats: Bytes | null;
  worker: Bytes;
  /** The fragment of the outer page's address. */
  hash: string;
  form: "A3" | "A2" | "dev";
  /** The way to the page that embeds the shell: the one way out. */
  portal: Link | null;
}

/** SHA-256 of what arrived; empty in development. */
export type Found = Omit<Hashes, "formats"> & { formats: string | null };

export interface Checked extends Parts {
  found: Found;
  reduced: string[];
}

/** What the shell sends, once. */
export interface BootMessage {
  core: ArrayBuffer;
  reader: ArrayBuffer;
  formats: ArrayBuffer | null;
  worker: ArrayBuffer;
  hash: string;
  portal: Link | null;
}

const PATIENCE = 20_000;

export async function load(): Promise<Parts> {
  if (import.meta.env.DEV) return fetched();
  const blocks = ["core", "reader", "formats", "worker"].map(takeBlock);
  const [core, reader, formats, worker] = blocks;
  if (core && reader && worker)
    return { core, reader, formats: formats ?? null, worker, hash: fragment(), form: "A2", portal: null };
  return posted();
}

/**
 * Compares with the published hashes and tells those of what arrived. `formats` is optional: without it the page opens text
 * files in Unicode or GB18030 only.
 */
export async function check(parts: Parts, published: Hashes | null): Promise<Checked> {
  const found = { core: "", reader: "", worker: "", formats: null as string | null };
  if (published === null) return { ...parts, found, reduced: ["hashes-unknown"] };
  for (const name of ["core", "reader", "worker"] as const) {
    found[name] = await sha256(parts[name]);
    if (found[name] !== published[name]) throw new BootFailure("E_BOOT_HASH", name);
  }
  if (parts.formats === null) return { ...parts, found, reduced: ["formats-missing"] };
  found.formats = await sha256(parts.formats);
  if (found.formats !== published.formats) return { ...parts, formats: null, found, reduced: ["formats-changed"] };
  return { ...parts, found, reduced: [] };
}

/** The fragment of the address of the page around this one, which has none of its own. */
function fragment(): string {
  const { baseURI } = document;
  return baseURI.includes("#") ? baseURI.slice(baseURI.indexOf("#")) : "";
}

function takeBlock(name: string): Bytes | null {
  const block = document.getElementById(`p-${name}`);
  const text = block?.textContent;
  block?.remove();
  if (!text) return null;
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i += 1) bytes[i] = binary.charCodeAt(i);
  return bytes;
}

function posted(): Promise<Parts> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new BootFailure("E_BOOT_BYTES", "core")), PATIENCE);
    const receive = (event: MessageEvent<BootMessage>) => {
      if (event.source !== window.parent) return;
      clearTimeout(late);
      removeEventListener("message", receive);
      const { core, reader, formats, worker, hash, portal } = event.data;
      if (![core, reader, worker].every((part) => part instanceof ArrayBuffer)) {
        reject(new BootFailure("E_BOOT_BYTES", "core"));
        return;
      }
      resolve({
        core: new Uint8Array(core),
        reader: new Uint8Array(reader),
        formats: formats instanceof ArrayBuffer ? new Uint8Array(formats) : null,
        worker: new Uint8Array(worker),
        hash: String(hash),
        form: "A3",
        portal: portal?.port instanceof MessagePort ? { port: portal.port, origin: String(portal.origin) } : null,
      });
    };
    addEventListener("message", receive);
    window.parent.postMessage("ready", "*");
  });
}

async function fetched(): Promise<Parts> {
  const bytes = async (address: string) => new Uint8Array(await (await fetch(address)).arrayBuffer());
  const [core, reader, formats, worker] = await Promise.all([
    bytes("/generated/core_bg.wasm"),
    bytes("/generated/reader_bg.wasm"),
    bytes("/generated/formats_bg.wasm"),
    bytes("/generated/bundle/worker.js"),
  ]);
  return { core, reader, formats, worker, hash: location.hash, form: "dev", portal: null };
}
