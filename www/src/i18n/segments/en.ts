import type { segments as zh } from "./zh.ts";

export const segments = {
  "segments.name": "Segments",
  "segments.title": "Customer segments and TGI",
} as const satisfies Record<keyof typeof zh, string>;
