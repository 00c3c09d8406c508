import type { retention as zh } from "./zh.ts";

export const retention = {
  "retention.name": "Retention",
  "retention.title": "Retention by cohort",
} as const satisfies Record<keyof typeof zh, string>;
