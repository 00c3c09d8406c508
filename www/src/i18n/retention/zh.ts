/** The words of retention. */
export const retention = {
  "retention.name": "留存",
  "retention.title": "留存与同期群",
} as const;
