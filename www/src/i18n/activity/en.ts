import type { activity as zh } from "./zh.ts";

export const activity = {
  "activity.name": "Activity",
  "activity.title": "Customer activity",
} as const satisfies Record<keyof typeof zh, string>;
