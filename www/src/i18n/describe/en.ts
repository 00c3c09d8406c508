import type { describe as zh } from "./zh.ts";

export const describe = {
  "describe.name": "Overview",
  "describe.title": "Business overview",
} as const satisfies Record<keyof typeof zh, string>;
