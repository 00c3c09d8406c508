// Sealed files from the page: what is open goes into one as a project, the files of a report as a pack, and come out of it.

import type { NamedBlob } from "./api.ts";
import { InsituError } from "./error.ts";
import type { Ask } from "./tables.ts";
import type { Applied, ProjectInfo } from "./types.ts";

type Bytes = Uint8Array<ArrayBuffer>;

export interface ProjectOptions {
  signal?: AbortSignal;
  /** Bytes done and bytes in all. */
  onProgress?: (done: number, total: number) => void;
}

/** Bytes before the content: its length. */
const LENGTH = 4;
/** The version of packs (src/session/pack.rs), and how their content begins; that of a project begins otherwise. */
const PACK = 1;
const BEGINNING = '{"pack":';

/** What was in a sealed file: a project, with its files where they were saved with it, or the files of a report. */
export type Opened = (ProjectInfo & { held: NamedBlob[] }) | { pack: NamedBlob[] };

/** The files that a head names, which stand one behind the other. */
function parted(files: readonly { name: string; bytes: number }[], behind: Blob): NamedBlob[] {
  let at = 0;
  const parts = files.map(({ name, bytes }) => {
    at += bytes;
    return { name, blob: behind.slice(at - bytes, at) };
  });
  if (at !== behind.size) throw new InsituError("E_PROJECT");
  return parts;
}

/** The files of a pack. Whoever knows its passphrase may have made it of anything. */
function unpacked(head: string, behind: Blob): NamedBlob[] {
  const { pack, files } = JSON.parse(head) as { pack: unknown; files: unknown };
  if (typeof pack === "number" && pack > PACK) throw new InsituError("E_NEWER");
  const isFile = (one: { name?: unknown; bytes?: unknown } | null): one is { name: string; bytes: number } =>
    typeof one?.name === "string" && Number.isSafeInteger(one.bytes) && (one.bytes as number) >= 0;
  if (pack !== PACK || !Array.isArray(files) || !files.every(isFile)) throw new InsituError("E_PROJECT");
  return parted(files, behind);
}

export class Projects {
  private readonly ask: Ask;
  /** The content of the project that was opened last. Only the engine reads it. */
  private content: Bytes | undefined;

  constructor(ask: Ask) {
    this.ask = ask;
  }

  /** What is open, with what the named analyses found, and the files where they are to be in it, sealed by a passphrase. */
  async save(passphrase: string, names: string[], files: Blob[], o: ProjectOptions = {}): Promise<Blob> {
    const { bytes, total } = await this.ask<{ bytes: Bytes; total: number }>("seal", passphrase, names, files);
    return new Blob([bytes, ...(await this.chunks(total, o))]);
  }

  /** Files of a report, sealed by a passphrase. */
  async pack(passphrase: string, files: NamedBlob[], o: ProjectOptions = {}): Promise<Blob> {
    const named = files.map(({ name, blob }) => ({ name, bytes: blob.size }));
    const head = new TextEncoder().encode(JSON.stringify({ pack: PACK, files: named }));
    const length = new Uint8Array(LENGTH);
    new DataView(length.buffer).setUint32(0, head.length, true);
    const blobs = [new Blob([length, head]), ...files.map(({ blob }) => blob)];
    const { bytes, total } = await this.ask<{ bytes: Bytes; total: number }>("seal", passphrase, null, blobs);
    return new Blob([bytes, ...(await this.chunks(total, o))]);
  }

  /** Opens a sealed file; a project is put in force over open files by `restore`. */
  async open(file: Blob, passphrase: string, o: ProjectOptions = {}): Promise<Opened> {
    const { total } = await this.ask<{ total: number }>("unseal", passphrase, file);
    const plain = new Blob(await this.chunks(total, o));
    if (plain.size < LENGTH) throw new InsituError("E_PROJECT");
    const length = new DataView(await plain.slice(0, LENGTH).arrayBuffer()).getUint32(0, true);
    const head = plain.slice(LENGTH, LENGTH + length);
    const behind = plain.slice(LENGTH + length);
    if ((await head.slice(0, BEGINNING.length).text()) === BEGINNING)
      return { pack: unpacked(await head.text(), behind) };
    const content = new Uint8Array(await plain.slice(0, LENGTH + length).arrayBuffer());
    const info = await this.ask<ProjectInfo>("readProject", content);
    const held = behind.size === 0 ? [] : parted(info.files, behind);
    this.content = content;
    return { ...info, held };
  }

  /** Puts the project that was opened last in force over the open files. */
  restore(): Promise<Applied> {
    return this.content ? this.ask<Applied>("restore", this.content) : Promise.reject(new InsituError("E_NO_DATA"));
  }

  forget(): void {
    this.content = undefined;
  }

  private async chunks(total: number, { signal, onProgress }: ProjectOptions): Promise<Blob[]> {
    const parts: Blob[] = [];
    for (let last = false; !last; ) {
      signal?.throwIfAborted();
      const chunk = await this.ask<{ bytes: Bytes; at: number; last: boolean }>("chunk");
      parts.push(new Blob([chunk.bytes]));
      onProgress?.(chunk.at, total);
      last = chunk.last;
    }
    return parts;
  }
}
