// Every message between page, engine worker and parse workers. One file, so that both ends read the same.

import type { Plan, Range, Texts } from "./types.ts";

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
  | { type: "appended"; job: number; upTo: number; rows: number; again: Range | null; enough: boolean; ms: number }
  | { type: "refused"; job: number; failure: Failure };

/** Parse worker → engine, over their own port, never through the page. */
export interface ChunkMessage {
  job: number;
  chunk: Uint8Array<ArrayBuffer>;
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
  /** Starts reading, from its start, the file that was looked at last. */
  unpack(plan: Plan): void;
  /** Sends its next chunk to the engine; `at` is the place up to which the file was read. */
  next(job: number): { sent: boolean; at: number };
}
