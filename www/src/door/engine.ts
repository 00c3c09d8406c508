// The engine without the page, for programs that show results their own way. It runs in its host's realm: the gate holds, so
// that rows come masked; nothing keeps the host's own scripts from sending them anywhere.

import type { NamedBlob, Progress } from "../engine/api.ts";
import { type Client, connect } from "../engine/client.ts";
import { InsituError } from "../engine/error.ts";
import type { Lang } from "../engine/types.ts";
import { Session, worded } from "./session.ts";

export { InsituError } from "../engine/error.ts";
export { type Order, type RowsOf, Session } from "./session.ts";
export type * from "../engine/api.ts";

/** An address, bytes, or what was compiled of them. */
export type Asset = string | URL | BufferSource | WebAssembly.Module;

/** The parts of the built app; by default those beside this package, in `app/`. */
export interface Assets {
  core?: Asset;
  reader?: Asset;
  /** null: only text files in Unicode or GB18030 open. */
  formats?: Asset | null;
  /** The script of the workers, or what starts one. */
  worker?: string | URL | (() => Worker);
}

export interface EngineOptions {
  /** Readers beside the engine; by default one for each processor, four at most. */
  workers?: number | "auto";
  assets?: Assets;
  /** The language of the messages of errors. */
  lang?: Lang;
}

/** A file with a name. */
export type Given = File | { name: string; blob: Blob } | { name: string; bytes: BufferSource };

export interface OpenOptions {
  signal?: AbortSignal;
  onProgress?: (progress: Progress) => void;
  /** Settings that the files start from. */
  recipe?: object;
}

export interface Engine {
  /** Reads files; those with the same columns are one table. What was open before is closed when that succeeds. */
  open(files: Given | Iterable<Given>, options?: OpenOptions): Promise<Session>;
  /** Ends the workers; what is pending is refused. */
  terminate(): void;
}

// Written in one expression, the bundler takes it for files of the sources.
const here: string = import.meta.url;
const beside = (name: string): URL => new URL(`../app/${name}`, here);

async function fetched(address: string | URL): Promise<ArrayBuffer> {
  const response = await fetch(address).catch(() => null);
  if (!response?.ok)
    throw new InsituError("E_ASSET", { zh: `没有取到 ${address}。`, en: `${address} did not arrive.` });
  return response.arrayBuffer();
}

async function compiled(asset: Asset): Promise<WebAssembly.Module> {
  if (asset instanceof WebAssembly.Module) return asset;
  const bytes = typeof asset === "string" || asset instanceof URL ? await fetched(asset) : asset;
  return WebAssembly.compile(bytes);
}

/** From another origin no worker can be started, so the script is fetched and started as a blob. */
async function starter(worker: NonNullable<Assets["worker"]>): Promise<() => Worker> {
  if (typeof worker === "function") return worker;
  const source = new Blob([await fetched(worker)], { type: "text/javascript" });
  const address = URL.createObjectURL(source);
  return () => new Worker(address);
}

/**
 * Starts the workers.
 * @throws {InsituError} `E_ASSET` when a part does not arrive, `E_WORKER` when no worker starts.
 */
export async function createEngine({
  workers = "auto",
  assets = {},
  lang = "zh",
}: EngineOptions = {}): Promise<Engine> {
  try {
    return new Headless(await started(workers, assets), lang);
  } catch (error) {
    throw worded(error, lang);
  }
}

async function started(workers: number | "auto", assets: Assets): Promise<Client> {
  const { formats = beside("formats.wasm") } = assets;
  const [core, reader, more, startWorker] = await Promise.all([
    compiled(assets.core ?? beside("core.wasm")),
    compiled(assets.reader ?? beside("reader.wasm")),
    formats === null ? null : compiled(formats),
    starter(assets.worker ?? beside("worker.js")),
  ]);
  const client = connect({ core, reader, formats: more, startWorker }, { workers, warm: false });
  await client.ready();
  return client;
}

class Headless implements Engine {
  private readonly client: Client;
  private readonly lang: Lang;
  private session: Session | undefined;

  constructor(client: Client, lang: Lang) {
    this.client = client;
    this.lang = lang;
    client.onState((state) => this.session?.follow(state));
  }

  async open(files: Given | Iterable<Given>, { recipe, ...options }: OpenOptions = {}): Promise<Session> {
    const given = Symbol.iterator in files ? [...files] : [files];
    const former = this.session;
    const session = new Session(this.client, given.map(named), this.lang);
    await session.read(options, recipe);
    former?.end();
    this.session = session;
    return session;
  }

  terminate(): void {
    this.session?.end();
    this.client.terminate();
  }
}

function named(file: Given): NamedBlob {
  if (file instanceof Blob) return { name: (file as File).name, blob: file };
  return { name: file.name, blob: "blob" in file ? file.blob : new Blob([file.bytes as ArrayBuffer]) };
}
