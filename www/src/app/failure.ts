import { InsituError } from "../engine/error.ts";
import type { Failure } from "./store.ts";

/** What may be told of an error. */
export function failure(error: unknown): Failure {
  if (error instanceof InsituError) {
    return {
      code: error.code,
      texts: error.texts,
      file: error.file ?? null,
      row: error.row ?? null,
      column: error.column ?? null,
    };
  }
  // Anything else may carry a cell's content in its message, so only the fact is kept.
  return { code: null, texts: null, file: null, row: null, column: null };
}
