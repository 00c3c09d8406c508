// Saved projects from the page: what is open goes into one sealed file, and comes out of it.

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

  /** Opens a project. Its files are there where they were saved with it; `restore` puts it in force over open files. */
  async open(file: Blob, passphrase: string, o: ProjectOptions = {}): Promise<ProjectInfo & { held: NamedBlob[] }> {
    const { total } = await this.ask<{ total: number }>("unseal", passphrase, file);
    const plain = new Blob(await this.chunks(total, o));
    const length = new DataView(await plain.slice(0, LENGTH).arrayBuffer()).getUint32(0, true);
    const content = new Uint8Array(await plain.slice(0, LENGTH + length).arrayBuffer());
    const info = await this.ask<ProjectInfo>("readProject", content);
    let at = info.start;
    const held = info.files.map(({ name, bytes }) => {
      at += bytes;
      return { name, blob: plain.slice(at - bytes, at) };
    });
    if (plain.size !== info.start && plain.size !== at) throw new InsituError("E_PROJECT");
    this.content = content;
    return { ...info, held: plain.size === info.start ? [] : held };
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
