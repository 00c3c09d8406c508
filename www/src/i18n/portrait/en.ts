import type { portrait as zh } from "./zh.ts";

export const portrait = {
  "portrait.name": "Portraits",
  "portrait.title": "Customer portraits",
} as const satisfies Record<keyof typeof zh, string>;
