import type { lifecycle as zh } from "./zh.ts";

export const lifecycle = {
  "lifecycle.name": "Lifecycle",
  "lifecycle.title": "Customer lifecycle and repeat purchases",
} as const satisfies Record<keyof typeof zh, string>;
