import type { clv as zh } from "./zh.ts";

export const clv = {
  "clv.name": "Lifetime value",
  "clv.title": "Customer lifetime value (CLV)",
} as const satisfies Record<keyof typeof zh, string>;
