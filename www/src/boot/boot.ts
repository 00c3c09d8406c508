// From bytes to a sealed page: check, compile, seal, and only then start workers, since one that is older than the seal
// keeps the older policy.
import { BootFailure } from "./failure.ts";
import { check, type Found, type Hashes, load } from "./load.ts";
import { abilities } from "./seal.ts";
import { ask, type SealReport, selfTest } from "./self-test.ts";
import type { Link } from "./portal.ts";

export { BootFailure } from "./failure.ts";
export type { Link } from "./portal.ts";
export { copy, save } from "./seal.ts";
export type { SealReport, Try } from "./self-test.ts";

declare const __HASHES__: Hashes | null;

export interface Boot {
  core: WebAssembly.Module;
  reader: WebAssembly.Module;
  /** Null when it did not arrive or is not the published one; `SealReport.reduced` says which. */
  formats: WebAssembly.Module | null;
  /** Starts the one worker source, after the seal; also after a crash. */
  startWorker(): Worker;
  /** SHA-256 of what runs, computed from the bytes, 64 hexadecimal digits each. */
  hashes: Found;
  /** The fragment of the page's address. */
  hash: string;
  /** Settles when the self-test has ended; a file may be chosen only if it says ok. */
  sealed: Promise<SealReport>;
  form: "A3" | "A2" | "dev";
  /** The way to the page that embeds this one: the one way out. */
  portal: Link | null;
}

/**
 * Boots the page once.
 * @throws {BootFailure} when a part is missing, is not the published one, or does not compile.
 */
export async function boot(): Promise<Boot> {
  document.currentScript?.remove();
  for (const script of [...document.scripts]) if (!script.id) script.remove();
  tellWhenPainted();
  const parts = await check(await load(), __HASHES__);
  const { insituWorkerUrl, insituSeal } = abilities();
  const [core, reader, formats] = await Promise.all([
    compile(parts.core, "core"),
    compile(parts.reader, "reader"),
    parts.formats && compile(parts.formats, "formats").catch(() => null),
  ]);
  const source = URL.createObjectURL(new Blob([parts.worker], { type: "text/javascript" }));
  const url = insituWorkerUrl(source);
  insituSeal();
  const startWorker = () => new Worker(url);
  const reduced = parts.formats && !formats ? [...parts.reduced, "formats-broken"] : parts.reduced;
  const tested = async () => {
    const worker = startWorker();
    await ask(worker, { type: "init", role: "engine", module: core }, "ready");
    return worker;
  };
  return {
    core,
    reader,
    formats,
    startWorker,
    hashes: { ...parts.found, formats: formats && parts.found.formats },
    hash: parts.hash,
    sealed: import.meta.env.DEV
      ? Promise.resolve({ ok: true, tries: [], reduced: ["not-sealed"] })
      : selfTest(tested, reduced, parts.portal !== null),
    form: parts.form,
    portal: parts.portal,
  };
}

async function compile(bytes: BufferSource, name: string): Promise<WebAssembly.Module> {
  try {
    return await WebAssembly.compile(bytes);
  } catch {
    throw new BootFailure("E_BOOT_COMPILE", name);
  }
}

/** Tells the shell that its picture can go: when something of the page has a size. */
function tellWhenPainted(): void {
  const look = () => {
    const shown = document.body?.firstElementChild;
    if (shown && shown.getBoundingClientRect().height > 0) window.parent.postMessage("painted", "*");
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}
