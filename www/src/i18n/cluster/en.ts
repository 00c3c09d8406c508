import type { cluster as zh } from "./zh.ts";

export const cluster = {
  "cluster.name": "Clusters",
  "cluster.title": "Customer clusters",
} as const satisfies Record<keyof typeof zh, string>;
