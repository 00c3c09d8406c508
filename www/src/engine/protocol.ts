// Every message between page, engine worker and parse workers. One file, so that both ends read the same.

import type { Handover, Plan, Range, Texts } from "./types.ts";

export interface Failure {
  code: string;
  texts: Texts;
  file?: string;
  row?: number;
  column?: number;
}

/** First message to a worker: what it is for. The ports between readers and engine come by `attach`. */
export type Init =
  | { type: "init"; role: "engine"; module: WebAssembly.Module }
  | { type: "init"; role: "parse"; module: WebAssembly.Module; formats: WebAssembly.Module | null };

/** Page → worker. Calls carry an id and are answered once. */
export type ToWorker =
  | Init
  | { type: "attach"; port: MessagePort }
  | { type: "selftest"; base: string }
  | { type: "ping"; id: number }
  | { type: "call"; id: number; method: string; args: unknown[] };

/** Worker → page. */
export type FromWorker =
  | { type: "ready" }
  | { type: "error"; code: string }
  | { type: "selftest"; open: string[] }
  | { type: "pong"; id: number; memory: number }
  | { type: "done"; id: number; value: unknown; memory: number; ms: number }
  | { type: "failed"; id: number; failure: Failure }
  | { type: "crashed"; place: string }
  | { type: "unpacking"; at: number }
  | { type: "fed" }
  | { type: "appended"; job: number; upTo: number; rows: number; again: Range | null; enough: boolean; ms: number }
  | { type: "refused"; job: number; failure: Failure };

/** Parse worker → engine, over their own port, never through the page. */
export interface ChunkMessage {
  job: number;
  chunk: Uint8Array<ArrayBuffer>;
}

/** Parse worker → parse worker, what one has inflated ahead; without a piece there is no more, and it was the `whole` or not. */
export interface Piece {
  piece?: Uint8Array<ArrayBuffer>;
  whole: boolean;
  /** Place up to which the file was read. */
  at: number;
}

/** A chunk of made-up rows and how it was read: what the engine warms up on. */
export interface Sample {
  plan: Plan;
  chunk: Uint8Array<ArrayBuffer>;
  size: number;
}

/** What a parse worker is asked to do. */
export interface ParseCalls {
  sniff(file: Blob, overrides: unknown): Plan;
  ranges(plan: Plan, size: number, rangeSize: number): Range[];
  parse(job: number, file: Blob, plan: Plan, range: Range): { bytes: number };
  /** Starts reading a file from its start; by the port come pieces, where another reader is to inflate ahead of this one. */
  unpack(number: number, file: Blob, plan: Plan, port?: MessagePort): Handover | undefined;
  /** Inflates ahead of another reader, which asks by the port. */
  ahead(file: Blob, handover: Handover, port: MessagePort): void;
  /** Sends the next chunk to the engine; `at` is the place up to which the file was read. Where it waits, `fed` is told. */
  next(job: number): { sent: boolean; at: number; waits: boolean };
}
