import type { abc as zh } from "./zh.ts";

export const abc = {
  "abc.name": "ABC",
  "abc.title": "Contribution of customers and products (ABC)",
} as const satisfies Record<keyof typeof zh, string>;
